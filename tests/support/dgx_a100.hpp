#pragma once

/// The machine that most published figures were measured on: eight A100 SXM4 80GB in a DGX A100 on
/// HDR InfiniBand. The constants are those of hardware_db/, where their sources stand; they are
/// repeated here so that a test of one layer needs no file and no reader of files.

#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/server.hpp"
#include "engine/hardware/software_stack.hpp"

namespace deepwallet::test {

inline Accelerator a100() {
    using namespace units;
    Accelerator a;
    a.name = "A100 SXM4 80GB";
    a.compute_units = 108;
    a.peak_fp32 = 19.5 * TFLOPS;
    a.peak_tf32 = 156.0 * TFLOPS;
    a.peak_fp16 = 312.0 * TFLOPS;
    a.peak_bf16 = 312.0 * TFLOPS;
    a.memory = 80.0 * GiB;
    a.memory_bandwidth = 2039.0 * GB_per_s;
    a.tdp = 400.0 * watt;
    a.wave_efficiency = 0.91;
    a.power_efficiency = 0.80;
    a.wave_overhead = 5.0 * us;
    a.tile_128_rate = 0.80;
    a.tile_64_rate = 0.65;
    a.accumulate_derate = 0.95;
    a.launch_gap = 4.0 * us;
    a.memory_efficiency = 0.80;
    a.flash_heads = {4.0, 8.0, 32.0};
    a.flash_forward_efficiency = {0.26, 0.39, 0.56};
    a.flash_backward_efficiency = {0.34, 0.38, 0.48};
    a.flash_small_head_rate = 0.85;
    a.idle = 55.0 * watt;
    a.waiting = 90.0 * watt;
    a.communicating = 160.0 * watt;
    a.streaming = 280.0 * watt;
    a.computing = 400.0 * watt;
    a.embodied = 150.0 * kg;
    return a;
}

inline Server dgx_a100() {
    using namespace units;
    Server s;
    s.name = "DGX A100 640GB";
    s.accelerators = 8;
    s.scaleup_bandwidth = 300.0 * GB_per_s;
    s.scaleup_ranks = {2.0, 4.0, 8.0};
    s.all_reduce_latency_us = {55.0, 80.0, 95.0};
    s.all_reduce_bus_gb_per_s = {200.0, 225.0, 231.0};
    s.hop_latency = 3.4 * us;
    s.gather_latency_share = 0.5;
    s.small_message_latency_share = 0.42;
    s.small_message_bandwidth_share = 0.65;
    s.point_to_point_bandwidth = 275.0 * GB_per_s;
    s.interference = 0.15;
    s.nics = 8;
    s.nic_bandwidth = 200.0 * gigabit_per_s;
    s.max_power = 6.5 * kW;
    s.base_power = 1.25 * kW;
    s.fan_share = 0.15;
    s.psu_efficiency = 0.94;
    s.price = 199e3 * usd;
    s.embodied = 2500.0 * kg;
    return s;
}

inline Fabric hdr_fat_tree() {
    using namespace units;
    Fabric f;
    f.name = "HDR fat tree";
    f.efficiency = 0.85;
    f.latency = 15.0 * us;
    f.oversubscription = 1.0;
    f.interference = 0.02;
    f.switch_ports = 40;
    f.switch_power = 253.0 * watt;
    f.optics_power = 4.5 * watt;
    return f;
}

/// Megatron-LM of 2021 without its whole-iteration factor: nothing but kernels and links.
inline SoftwareStack plain_stack() {
    using namespace units;
    SoftwareStack s;
    s.name = "plain";
    s.iteration_factor = 1.0;
    s.fused_elementwise = true;
    s.unfused_factor = 2.0;
    s.gradient_bytes = 4;
    s.overlap_tensor_backward = true;
    s.overlap_data = DataOverlap::none;
    s.pipeline_transfer = PipelineTransfer::blocking;
    s.scatter_gather = true;
    s.expert_permute_efficiency = 0.19;
    s.host_forward = 0.3 * ms;
    s.host_backward = 0.7 * ms;
    s.runtime_memory = 2.5 * GB;
    s.fragmentation = 1.06;
    s.bucket_parameters = 40e6;
    return s;
}

}  // namespace deepwallet::test
