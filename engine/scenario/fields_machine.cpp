// Fields of what the work runs on: accelerator, server, fabric, software stack.

#include "engine/scenario/fields.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using namespace units;

constexpr Range kShare{0.0, 1.0};
constexpr Range kEfficiency{1e-3, 1.0};
constexpr Range kTflops{1e-3, 1e9};
constexpr Range kRate{1e-3, 1e9};
constexpr Range kWatts{0.0, 1e6};
constexpr Range kMicroseconds{0.0, 1e9};

}  // namespace

Fields<Accelerator> accelerator_fields() {
    using A = Accelerator;
    return {
        text<A>("name", "the maker's name", [](auto& a) -> auto& { return a.name; }),
        integer<A>("compute_units", "streaming multiprocessors, or what else schedules tiles",
                   {1, 1e7}, [](auto& a) -> auto& { return a.compute_units; }),
        quantity<A>("peak_fp32_tflops", "TFLOP/s", TFLOPS, "dense peak, vector fp32", kTflops,
                    [](auto& a) -> auto& { return a.peak_fp32; }),
        quantity<A>("peak_tf32_tflops", "TFLOP/s", TFLOPS, "dense peak, TF32", kTflops,
                    [](auto& a) -> auto& { return a.peak_tf32; }),
        quantity<A>("peak_fp16_tflops", "TFLOP/s", TFLOPS, "dense peak, fp16", kTflops,
                    [](auto& a) -> auto& { return a.peak_fp16; }),
        quantity<A>("peak_bf16_tflops", "TFLOP/s", TFLOPS, "dense peak, bf16", kTflops,
                    [](auto& a) -> auto& { return a.peak_bf16; }),
        quantity<A>("peak_fp8_tflops", "TFLOP/s", TFLOPS, "dense peak, fp8", kTflops,
                    [](auto& a) -> auto& { return a.peak_fp8; }),
        quantity<A>("memory_gib", "GiB", GiB, "memory of the device", {1e-3, 1e7},
                    [](auto& a) -> auto& { return a.memory; }),
        quantity<A>("memory_bandwidth_gb_per_s", "GB/s", GB_per_s, "peak memory bandwidth", kRate,
                    [](auto& a) -> auto& { return a.memory_bandwidth; }),
        quantity<A>("tdp_w", "W", watt, "board power limit", {1.0, 1e6},
                    [](auto& a) -> auto& { return a.tdp; }),
        number<A>("wave_efficiency", "", "share of peak of one full wave at full clock",
                  kEfficiency, [](auto& a) -> auto& { return a.wave_efficiency; }),
        number<A>("power_efficiency", "", "power-limited share of peak of a long GEMM",
                  kEfficiency, [](auto& a) -> auto& { return a.power_efficiency; }),
        quantity<A>("wave_overhead_us", "us", us, "prologue and epilogue of a wave",
                    kMicroseconds, [](auto& a) -> auto& { return a.wave_overhead; }),
        number<A>("tile_128_rate", "", "throughput of a 128x128 tile against 256x128",
                  kEfficiency, [](auto& a) -> auto& { return a.tile_128_rate; }),
        number<A>("tile_64_rate", "", "throughput of a 128x64 tile against 256x128", kEfficiency,
                  [](auto& a) -> auto& { return a.tile_64_rate; }),
        number<A>("accumulate_derate", "", "power derate of a GEMM that adds up in fp32",
                  kEfficiency, [](auto& a) -> auto& { return a.accumulate_derate; }),
        quantity<A>("launch_gap_us", "us", us, "gap between kernels on the GPU's time line",
                    kMicroseconds, [](auto& a) -> auto& { return a.launch_gap; }),
        number<A>("memory_efficiency", "", "share of memory bandwidth of streaming kernels",
                  kEfficiency, [](auto& a) -> auto& { return a.memory_efficiency; }),
        numbers<A>("flash_heads", "", "query heads in flight of the FlashAttention curves",
                   {1, 1e6}, [](auto& a) -> auto& { return a.flash_heads; }),
        numbers<A>("flash_forward_efficiency", "", "share of peak of its forward pass",
                   kEfficiency, [](auto& a) -> auto& { return a.flash_forward_efficiency; }),
        numbers<A>("flash_backward_efficiency", "", "share of peak of its backward pass",
                   kEfficiency, [](auto& a) -> auto& { return a.flash_backward_efficiency; }),
        number<A>("flash_small_head_rate", "", "further factor for heads of 64 elements and less",
                  kEfficiency, [](auto& a) -> auto& { return a.flash_small_head_rate; }),
        quantity<A>("idle_w", "W", watt, "power when idle", kWatts,
                    [](auto& a) -> auto& { return a.idle; }),
        quantity<A>("waiting_w", "W", watt, "power while spinning at full clock", kWatts,
                    [](auto& a) -> auto& { return a.waiting; }),
        quantity<A>("communicating_w", "W", watt, "power during a collective alone", kWatts,
                    [](auto& a) -> auto& { return a.communicating; }),
        quantity<A>("streaming_w", "W", watt, "power of memory-bound kernels", kWatts,
                    [](auto& a) -> auto& { return a.streaming; }),
        quantity<A>("computing_w", "W", watt, "power of long matrix products", kWatts,
                    [](auto& a) -> auto& { return a.computing; }),
        quantity<A>("embodied_kg", "kg", kg, "CO2e of making one", {0.0, 1e6},
                    [](auto& a) -> auto& { return a.embodied; }),
    };
}

Fields<Server> server_fields() {
    using S = Server;
    return {
        text<S>("name", "the maker's name", [](auto& s) -> auto& { return s.name; }),
        integer<S>("accelerators", "accelerators that share the scale-up network", {1, 1e5},
                   [](auto& s) -> auto& { return s.accelerators; }),
        quantity<S>("scaleup_gb_per_s", "GB/s", GB_per_s,
                    "scale-up bandwidth of one accelerator, one way", kRate,
                    [](auto& s) -> auto& { return s.scaleup_bandwidth; }),
        numbers<S>("scaleup_ranks", "", "group sizes of the two all-reduce curves", {1, 1e5},
                   [](auto& s) -> auto& { return s.scaleup_ranks; }),
        numbers<S>("all_reduce_latency_us", "us", "latency of a large all-reduce", kMicroseconds,
                   [](auto& s) -> auto& { return s.all_reduce_latency_us; }),
        numbers<S>("all_reduce_bus_gb_per_s", "GB/s", "bus bandwidth as the message grows", kRate,
                   [](auto& s) -> auto& { return s.all_reduce_bus_gb_per_s; }),
        number<S>("small_message_latency_share", "",
                  "latency of small collectives, as a share of that of large ones", kEfficiency,
                  [](auto& s) -> auto& { return s.small_message_latency_share; }),
        number<S>("small_message_bandwidth_share", "",
                  "bandwidth of small collectives, as a share of that of large ones", kEfficiency,
                  [](auto& s) -> auto& { return s.small_message_bandwidth_share; }),
        quantity<S>("point_to_point_gb_per_s", "GB/s", GB_per_s,
                    "achieved between two accelerators, one way", kRate,
                    [](auto& s) -> auto& { return s.point_to_point_bandwidth; }),
        number<S>("interference", "", "share of compute units that a collective takes",
                  {0.0, 0.9}, [](auto& s) -> auto& { return s.interference; }),
        integer<S>("nics", "network adapters for collectives", {0, 1e5},
                   [](auto& s) -> auto& { return s.nics; }),
        quantity<S>("nic_gbit_per_s", "Gb/s", gigabit_per_s, "rate of one adapter, one way",
                    {0.0, 1e6}, [](auto& s) -> auto& { return s.nic_bandwidth; }),
        quantity<S>("max_power_kw", "kW", kW, "nameplate power", {1e-3, 1e5},
                    [](auto& s) -> auto& { return s.max_power; }),
        quantity<S>("base_power_kw", "kW", kW,
                    "all but accelerators, fans and power-supply losses", {0.0, 1e5},
                    [](auto& s) -> auto& { return s.base_power; }),
        number<S>("fan_share", "", "fans as a share of accelerator power", kShare,
                  [](auto& s) -> auto& { return s.fan_share; }),
        number<S>("psu_efficiency", "", "of the power supplies", {0.1, 1.0},
                  [](auto& s) -> auto& { return s.psu_efficiency; }),
        quantity<S>("price_usd", "USD", usd, "list price", {0.0, 1e9},
                    [](auto& s) -> auto& { return s.price; }),
        quantity<S>("embodied_kg", "kg", kg, "CO2e of making it, without the accelerators",
                    {0.0, 1e7}, [](auto& s) -> auto& { return s.embodied; }),
    };
}

Fields<Fabric> fabric_fields() {
    using F = Fabric;
    return {
        text<F>("name", "what it is called", [](auto& f) -> auto& { return f.name; }),
        number<F>("efficiency", "", "achieved share of the adapter's rate", kEfficiency,
                  [](auto& f) -> auto& { return f.efficiency; }),
        quantity<F>("latency_us", "us", us, "of a message between servers", kMicroseconds,
                    [](auto& f) -> auto& { return f.latency; }),
        number<F>("oversubscription", "", "downlinks over uplinks of a leaf", {1.0, 1e3},
                  [](auto& f) -> auto& { return f.oversubscription; }),
        number<F>("interference", "", "share of compute units that a collective takes",
                  {0.0, 0.9}, [](auto& f) -> auto& { return f.interference; }),
        integer<F>("switch_ports", "ports of a switch", {2, 1e5},
                   [](auto& f) -> auto& { return f.switch_ports; }),
        quantity<F>("switch_power_w", "W", watt, "of a switch", kWatts,
                    [](auto& f) -> auto& { return f.switch_power; }),
        quantity<F>("optics_power_w", "W", watt, "of one end of an optical link", kWatts,
                    [](auto& f) -> auto& { return f.optics_power; }),
    };
}

Fields<SoftwareStack> software_fields() {
    using S = SoftwareStack;
    return {
        text<S>("name", "what it is called", [](auto& s) -> auto& { return s.name; }),
        number<S>("iteration_factor", "", "fitted, on the whole iteration", {0.1, 10.0},
                  [](auto& s) -> auto& { return s.iteration_factor; }),
        boolean<S>("flash_attention", "attention as one kernel without s x s storage",
                   [](auto& s) -> auto& { return s.flash_attention; }),
        boolean<S>("fused_elementwise", "element-wise kernels are fused",
                   [](auto& s) -> auto& { return s.fused_elementwise; }),
        number<S>("unfused_factor", "", "traffic of element-wise kernels that are not fused",
                  {1.0, 10.0}, [](auto& s) -> auto& { return s.unfused_factor; }),
        boolean<S>("fused_gradient_accumulation", "weight gradients add up inside of the GEMM",
                   [](auto& s) -> auto& { return s.fused_gradient_accumulation; }),
        integer<S>("gradient_bytes", "of a gradient as accumulated and reduced", {1, 8},
                   [](auto& s) -> auto& { return s.gradient_bytes; }),
        boolean<S>("overlap_tensor_backward", "tensor parallel all-reduce beside weight gradients",
                   [](auto& s) -> auto& { return s.overlap_tensor_backward; }),
        choice<S>("overlap_data", "when gradients are reduced", data_overlap_names(),
                  [](auto& s) -> auto& { return s.overlap_data; }),
        number<S>("last_bucket", "", "share of the gradients that no backward can hide", kShare,
                  [](auto& s) -> auto& { return s.last_bucket; }),
        choice<S>("pipeline_transfer", "what stages do while they send", pipeline_transfer_names(),
                  [](auto& s) -> auto& { return s.pipeline_transfer; }),
        boolean<S>("scatter_gather", "a stage output crosses the fabric once, not once a rank",
                   [](auto& s) -> auto& { return s.scatter_gather; }),
        number<S>("expert_permute_efficiency", "",
                  "of the token permutation of experts, as a share of the streaming rate",
                  kEfficiency, [](auto& s) -> auto& { return s.expert_permute_efficiency; }),
        quantity<S>("host_forward_ms", "ms", ms, "least host time for a layer's forward",
                    {0.0, 1e6}, [](auto& s) -> auto& { return s.host_forward; }),
        quantity<S>("host_backward_ms", "ms", ms, "least host time for a layer's backward",
                    {0.0, 1e6}, [](auto& s) -> auto& { return s.host_backward; }),
        quantity<S>("runtime_memory_gb", "GB", GB, "context, libraries and communicators",
                    {0.0, 1e4}, [](auto& s) -> auto& { return s.runtime_memory; }),
        number<S>("fragmentation", "", "factor on memory that comes and goes", {1.0, 3.0},
                  [](auto& s) -> auto& { return s.fragmentation; }),
        number<S>("bucket_parameters", "", "parameters of a gradient bucket", {0.0, 1e12},
                  [](auto& s) -> auto& { return s.bucket_parameters; }),
    };
}

}  // namespace deepwallet
