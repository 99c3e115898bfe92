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
    a.wave_efficiency = 0.9559;
    a.power_efficiency = 0.8516;
    a.sustained_efficiency = 0.8;
    a.wave_overhead = 5.067 * us;
    a.tile_128_rate = 1.0;
    a.tile_64_rate = 0.6265;
    a.accumulate_derate = 0.9468;
    a.launch_gap = 4.0 * us;
    a.memory_efficiency = 0.8;
    a.flash_forward_efficiency = 0.7701;
    a.flash_backward_efficiency = 0.633;
    a.flash_scores_per_us = 2.795e+06;
    a.flash_large_head_rate = 0.8068;
    a.flash_padded_head_rate = 0.8824;
    a.flash_forward_prologue = 17.42;
    a.flash_backward_prologue = 207.6;
    a.flash_latency = 18.94 * us;
    a.fused_activation = {0.7124, 0.7887, 0, 0.03121};
    a.fused_residual = {0.8532, 0.8532, 0, 0};
    a.fused_softmax = {0.8079, 0.8224, 7.23, 1.84};
    a.flash1_rate = 0.5466;
    a.eager_norm = {0.5533, 0.3369, 7.928, 13.51};
    a.eager_softmax = {0.446, 0.4083, 0, 2.847};
    a.eager_rotary = {0.2191, 0.08702, 172.5, 277.9};
    a.eager_embedding = {0.2372, 0.2415, 24.33, 308.7};
    a.eager_cross_entropy = {0.4333, 0.6142, 249.7, 156};
    a.eager_optimizer = {0.7399, 0.7399, 3035, 3035};
    a.power_cap_shares = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
    a.power_cap_rates = {0.46, 0.695, 0.84, 0.903, 0.943, 0.978, 1.0};
    a.idle = 55.0 * watt;
    a.waiting = 90.0 * watt;
    a.communicating = 160.0 * watt;
    a.streaming = 280.0 * watt;
    a.computing = 400.0 * watt;
    a.embodied = 150.0 * kg;
    return a;
}

/// The same with round constants, so that limits can be worked out by hand: sustained and alone are
/// one, and no memory-bound kernel has constants of its own.
inline Accelerator round_a100() {
    using namespace units;
    Accelerator a = a100();
    a.wave_efficiency = 0.91;
    a.power_efficiency = 0.80;
    a.sustained_efficiency = 0.80;
    a.wave_overhead = 5.0 * us;
    a.tile_128_rate = 0.80;
    a.tile_64_rate = 0.65;
    a.accumulate_derate = 0.95;
    a.fused_activation = {};
    a.fused_residual = {};
    a.fused_softmax = {};
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
    f.kind = FabricKind::rail_optimized;
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
