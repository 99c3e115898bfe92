// What one iteration takes: the plan, its time, its memory.

#include "engine/report/metrics.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// A part of the breakdown, by the member that holds it.
Metric part(const char* name, const char* meaning, Time IterationBreakdown::*member,
            std::vector<std::string> inputs, const char* formula = "") {
    return {std::string("iteration.breakdown_s.") + name, "s", meaning, formula, std::move(inputs),
            [member](const Answer& a) {
                return (a.report.iteration.breakdown.*member).in(s);
            }};
}

Metric memory_part(const char* name, const char* meaning, Data MemoryUse::*member,
                   std::vector<std::string> inputs, const char* formula = "") {
    return {std::string("memory.breakdown_gib.") + name, "GiB", meaning, formula, std::move(inputs),
            [member](const Answer& a) { return (a.report.memory.use.*member).in(GiB); }};
}

/// The layers' mean time, weighted by how many there are of each kind.
Time mean_layer(const Answer& a, Time (*pass)(const BlockTime&)) {
    const Parallelism one;
    const LayerCounts counts = stage_layers(a.scenario.model, one, 0);
    Time sum;
    for (std::size_t k = 0; k < counts.of.size(); ++k) {
        sum += static_cast<double>(counts.of[k]) * pass(a.report.iteration.layer[k]);
    }
    return sum / static_cast<double>(counts.total());
}

Metric seconds(const char* path, const char* meaning, const char* formula,
               std::vector<std::string> inputs, Time (*read)(const Answer&)) {
    return {path, "s", meaning, formula, std::move(inputs),
            [read](const Answer& a) { return read(a).in(s); }};
}

}  // namespace

std::vector<Metric> plan_metrics() {
    return {
        {"scenario", "", "title of the scenario", "", {"name"},
         [](const Answer& a) { return a.scenario.name; }},
        {"engine", "", "how the iteration was timed", "", {"simulation.engine"},
         [](const Answer& a) { return name_of(engine_names(), a.scenario.engine); }},
        {"gpus", "", "accelerators in use", "servers x accelerators of each, or as given",
         {"cluster.servers", "server.accelerators", "cluster.gpus"},
         [](const Answer& a) { return a.report.layout.gpus; }},
        {"data_parallel", "", "data parallel degree", "GPUs / (tensor x pipeline x context)",
         {"gpus", "parallelism.tensor", "parallelism.pipeline", "parallelism.context"},
         [](const Answer& a) { return a.report.layout.data; }},
        {"model.parameters", "", "parameters of the model",
         "layers x (attention + FFN + norms) + embeddings (Narayanan et al. 2021 eq. 2, exact)",
         {"model.layers", "model.hidden", "model.heads", "model.kv_heads", "model.ffn_hidden",
          "model.vocab"},
         [](const Answer& a) { return a.report.parameters; }},
        {"model.active_parameters", "", "parameters that one token visits",
         "parameters less the routed experts that a token is not sent to",
         {"model.parameters", "model.experts", "model.experts_per_token"},
         [](const Answer& a) { return a.report.active_parameters; }},
        {"model.flops_per_iteration", "FLOP", "FLOPs that the model needs in an iteration",
         "3 x forward: matrix products, attention over the full square, output head",
         {"model.layers", "model.hidden", "training.sequence_length", "training.global_batch"},
         [](const Answer& a) { return a.report.model_flops.in(flop); }},
        {"model.hardware_flops_per_iteration", "FLOP", "the same with recomputation",
         "model FLOPs + what recomputation repeats",
         {"model.flops_per_iteration", "parallelism.recompute"},
         [](const Answer& a) { return a.report.hardware_flops.in(flop); }},
    };
}

std::vector<Metric> iteration_metrics() {
    using B = IterationBreakdown;
    return {
        seconds("iteration.time_s", "time of an iteration", "the sum of its parts",
                {"iteration.breakdown_s.compute", "iteration.breakdown_s.memory_bound",
                 "iteration.breakdown_s.recompute", "iteration.breakdown_s.tensor_comm",
                 "iteration.breakdown_s.context_comm", "iteration.breakdown_s.expert_comm",
                 "iteration.breakdown_s.pipeline_comm", "iteration.breakdown_s.data_comm",
                 "iteration.breakdown_s.host", "iteration.breakdown_s.bubble",
                 "iteration.breakdown_s.optimizer", "iteration.breakdown_s.software"},
                [](const Answer& a) { return a.report.iteration.time; }),
        {"iteration.model_tflops_per_gpu", "TFLOP/s", "model FLOPs a second and GPU",
         "model FLOPs / (time x GPUs)", {"model.flops_per_iteration", "iteration.time_s", "gpus"},
         [](const Answer& a) { return a.report.model_rate_per_gpu().in(TFLOPS); }},
        {"iteration.hardware_tflops_per_gpu", "TFLOP/s",
         "FLOPs a second and GPU, recomputation counted", "hardware FLOPs / (time x GPUs)",
         {"model.hardware_flops_per_iteration", "iteration.time_s", "gpus"},
         [](const Answer& a) { return a.report.hardware_rate_per_gpu().in(TFLOPS); }},
        {"iteration.mfu", "", "model FLOPs utilization", "model FLOP/s a GPU / peak",
         {"iteration.model_tflops_per_gpu", "training.precision"},
         [](const Answer& a) { return a.report.model_rate_per_gpu() / a.report.peak; }},
        {"iteration.hfu", "", "hardware FLOPs utilization", "hardware FLOP/s a GPU / peak",
         {"iteration.hardware_tflops_per_gpu", "training.precision"},
         [](const Answer& a) { return a.report.hardware_rate_per_gpu() / a.report.peak; }},
        {"iteration.tokens_per_s", "tokens/s", "tokens a second of the whole cluster",
         "global batch x sequence / time",
         {"training.global_batch", "training.sequence_length", "iteration.time_s"},
         [](const Answer& a) {
             const Training& t = a.scenario.training;
             return static_cast<double>(t.global_batch) * static_cast<double>(t.sequence_length) /
                    a.report.iteration.time.in(s);
         }},
        {"iteration.bubble_fraction", "", "share of the pipeline's makespan that a stage stands idle",
         "bubble / makespan", {"iteration.breakdown_s.bubble", "iteration.makespan_s"},
         [](const Answer& a) {
             return a.report.iteration.breakdown.bubble / a.report.iteration.makespan;
         }},
        {"iteration.micro_batches", "", "micro-batches of one pipeline",
         "global batch / (data x micro-batch)",
         {"training.global_batch", "data_parallel", "parallelism.micro_batch"},
         [](const Answer& a) { return a.report.layout.micro_batches; }},
        seconds("iteration.makespan_s", "pipeline, from first forward to last backward",
                "micro-batches x slowest stage + filling and draining, by the schedule",
                {"iteration.micro_batches", "stage.time_s", "parallelism.schedule",
                 "parallelism.pipeline", "parallelism.virtual_stages"},
                [](const Answer& a) { return a.report.iteration.makespan; }),
        {"stage.bottleneck", "", "pipeline stage that sets the pace, from 0", "", {},
         [](const Answer& a) { return a.report.iteration.bottleneck; }},
        seconds("stage.time_s", "one micro-batch on the slowest stage, forward and backward",
                "its layers + head or embedding + blocking transfers",
                {"stage.bottleneck", "stage.layers", "layer.forward_s", "layer.backward_s",
                 "head.time_s", "embedding.time_s", "stage.hop_s"},
                [](const Answer& a) { return a.report.iteration.bottleneck_time.total(); }),
        {"stage.layers", "", "layers of that stage", "", {"model.layers", "parallelism.pipeline"},
         [](const Answer& a) {
             return stage_layers(a.scenario.model, a.scenario.parallelism,
                                 a.report.iteration.bottleneck)
                 .total();
         }},
        seconds("layer.forward_s", "forward pass of a layer (mean over kinds)",
                "kernels + exposed communication (operations below)",
                {"operations.forward"},
                [](const Answer& a) {
                    return mean_layer(a, [](const BlockTime& b) { return b.forward.total(); });
                }),
        seconds("layer.backward_s", "backward pass of a layer, recomputation included",
                "kernels + exposed communication + recomputed forward (operations below)",
                {"operations.backward", "parallelism.recompute"},
                [](const Answer& a) {
                    return mean_layer(a, [](const BlockTime& b) { return b.backward(); });
                }),
        seconds("head.time_s", "output head and loss, forward and backward, on the last stage",
                "matrix products and cross-entropy over the vocabulary",
                {"model.vocab", "model.hidden", "parallelism.tensor"},
                [](const Answer& a) { return a.report.iteration.head.total(); }),
        seconds("embedding.time_s", "embedding, forward and backward, on the first stage",
                "look-up and its all-reduce", {"model.vocab", "model.hidden", "parallelism.tensor"},
                [](const Answer& a) { return a.report.iteration.embedding.total(); }),
        seconds("stage.hop_s", "one transfer between neighbouring stages",
                "latency + bytes over the adapter's achieved rate (+ all-gather in the server)",
                {"fabric.latency_us", "fabric.efficiency", "server.nics", "server.nic_gbit_per_s",
                 "software.scatter_gather"},
                [](const Answer& a) { return a.report.iteration.hop; }),
        part("compute", "matrix products and attention", &B::compute,
             {"iteration.micro_batches", "stage.layers", "operations.products",
              "accelerator.power_efficiency", "accelerator.wave_efficiency"},
             "micro-batches x products of the slowest stage"),
        part("memory_bound", "norms, softmax, dropout, activations, gradient accumulation",
             &B::memory_bound,
             {"iteration.micro_batches", "stage.layers", "operations.streaming",
              "accelerator.memory_bandwidth_gb_per_s", "accelerator.memory_efficiency"},
             "micro-batches x bytes of the slowest stage / achieved bandwidth"),
        part("recompute", "the forward pass again, its communication included", &B::recompute,
             {"parallelism.recompute", "layer.forward_s", "stage.layers", "iteration.micro_batches"}),
        part("tensor_comm", "tensor and sequence parallel collectives, as exposed", &B::tensor_comm,
             {"parallelism.tensor", "server.all_reduce_bus_gb_per_s", "server.all_reduce_latency_us",
              "software.overlap_tensor_backward"},
             "forward all-reduces, and what the weight gradients do not hide of the backward ones"),
        part("context_comm", "ring attention, as exposed", &B::context_comm,
             {"parallelism.context"}),
        part("expert_comm", "all-to-alls of experts", &B::expert_comm, {"parallelism.expert"}),
        part("pipeline_comm", "transfers between stages", &B::pipeline_comm,
             {"stage.hop_s", "iteration.micro_batches", "software.pipeline_transfer"},
             "2 hops a micro-batch and chunk where sends block"),
        part("data_comm", "gradients reduced, weights gathered, tied embeddings summed",
             &B::data_comm,
             {"data_parallel", "parallelism.zero_stage", "software.gradient_bytes",
              "software.overlap_data", "fabric.efficiency", "server.nic_gbit_per_s"},
             "2 (d-1)/d x gradient bytes of a rank / achieved rate, less what is hidden"),
        part("host", "waiting for the host to issue kernels", &B::host,
             {"software.host_forward_ms", "software.host_backward_ms"}),
        part("bubble", "a stage idle while the pipeline fills and drains", &B::bubble,
             {"iteration.makespan_s", "iteration.micro_batches", "stage.time_s"},
             "makespan - micro-batches x slowest stage"),
        part("optimizer", "the optimizer step", &B::optimizer,
             {"software.gradient_bytes", "accelerator.memory_bandwidth_gb_per_s",
              "accelerator.memory_efficiency"},
             "bytes of gradients, moments and weights of a rank / achieved bandwidth"),
        part("software", "what the software stack adds to all of it", &B::software,
             {"software.iteration_factor"}, "(factor - 1) x the parts above"),
    };
}

std::vector<Metric> memory_metrics() {
    using M = MemoryUse;
    return {
        {"memory.per_gpu_gib", "GiB", "memory of a GPU on the fullest stage", "the sum of its parts",
         {"memory.worst_stage", "memory.breakdown_gib.weights", "memory.breakdown_gib.gradients",
          "memory.breakdown_gib.optimizer", "memory.breakdown_gib.activations",
          "memory.breakdown_gib.working", "memory.breakdown_gib.logits",
          "memory.breakdown_gib.buffers", "memory.breakdown_gib.fragmentation",
          "memory.breakdown_gib.runtime"},
         [](const Answer& a) { return a.report.memory.use.total().in(GiB); }},
        {"memory.capacity_gib", "GiB", "memory that a GPU has", "", {"accelerator.memory_gib"},
         [](const Answer& a) { return a.report.capacity.in(GiB); }},
        {"memory.fits", "", "does the plan fit", "memory of the fullest stage <= capacity",
         {"memory.per_gpu_gib", "memory.capacity_gib"},
         [](const Answer& a) { return a.report.fits(); }},
        {"memory.worst_stage", "", "the fullest pipeline stage, from 0", "", {},
         [](const Answer& a) { return a.report.memory.stage; }},
        memory_part("weights", "working weights", &M::weights,
                    {"parallelism.zero_stage", "training.precision"}),
        memory_part("gradients", "gradients as accumulated", &M::gradients,
                    {"software.gradient_bytes", "parallelism.zero_stage"}),
        memory_part("optimizer", "fp32 master copy and two moments", &M::optimizer,
                    {"parallelism.zero_stage"}, "12 bytes a parameter, sharded from ZeRO-1 on"),
        memory_part("activations", "activations of the micro-batches in flight", &M::activations,
                    {"parallelism.recompute", "parallelism.schedule", "parallelism.micro_batch"},
                    "micro-batches in flight x layers x bytes a layer (Korthikanti et al. 2022)"),
        memory_part("working", "a layer computed again, or gathered weights", &M::working,
                    {"parallelism.recompute"}),
        memory_part("logits", "logits and their inputs on the last stage", &M::logits,
                    {"model.vocab", "parallelism.tensor"}),
        memory_part("buffers", "stage transfers and gradient buckets", &M::buffers,
                    {"software.bucket_parameters"}),
        memory_part("fragmentation", "lost between what comes and goes", &M::fragmentation,
                    {"software.fragmentation"}),
        memory_part("runtime", "context, libraries, communicators", &M::runtime,
                    {"software.runtime_memory_gb"}),
    };
}

}  // namespace deepwallet
