// The memory that the fullest stage takes.

#include "engine/report/metrics.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

using namespace units;

Metric memory_part(const char* name,
                   const char* meaning,
                   Data MemoryUse::*member,
                   std::vector<std::string> inputs,
                   const char* formula = "") {
    return {std::string("memory.breakdown_gib.") + name,
            "GiB",
            meaning,
            formula,
            std::move(inputs),
            [member](const Answer& a) { return (a.report.memory.use.*member).in(GiB); }};
}

/// Of a server; absent where nothing is offloaded.
Metric offload_memory(const char* path,
                      const char* meaning,
                      const char* formula,
                      std::vector<std::string> inputs,
                      Data Report::*member) {
    return {
        path, "GiB", meaning, formula, std::move(inputs), [member](const Answer& a) -> MetricValue {
            if (a.scenario.parallelism.offload == Offload::none)
                return {};
            return (a.report.*member).in(GiB);
        }};
}

}  // namespace

std::vector<Metric> memory_metrics() {
    using M = MemoryUse;
    return {
        {"memory.per_gpu_gib",
         "GiB",
         "memory of a GPU on the fullest stage",
         "the sum of its parts",
         {"memory.worst_stage",
          "memory.breakdown_gib.weights",
          "memory.breakdown_gib.gradients",
          "memory.breakdown_gib.optimizer",
          "memory.breakdown_gib.activations",
          "memory.breakdown_gib.working",
          "memory.breakdown_gib.logits",
          "memory.breakdown_gib.buffers",
          "memory.breakdown_gib.fragmentation",
          "memory.breakdown_gib.runtime"},
         [](const Answer& a) { return a.report.memory.use.total().in(GiB); }},
        {"memory.reported_gib",
         "GiB",
         "what the training software's own log shows of it",
         "per_gpu_gib; without runtime and fragmentation where it counts tensors, and without "
         "activations, working and logits where it counts the optimizer step",
         {"memory.per_gpu_gib", "software.memory_report"},
         [](const Answer& a) {
             return reported_memory(a.report.memory.use, a.scenario.software.memory_report).in(GiB);
         }},
        {"memory.capacity_gib",
         "GiB",
         "memory that a GPU has",
         "",
         {"accelerator.memory_gib"},
         [](const Answer& a) { return a.report.capacity.in(GiB); }},
        {"memory.fits",
         "",
         "does the plan fit",
         "memory of the fullest stage <= capacity, and what is offloaded <= that of the host or "
         "its drives",
         {"memory.per_gpu_gib",
          "memory.capacity_gib",
          "memory.offloaded_gib",
          "memory.offload_capacity_gib"},
         [](const Answer& a) { return a.report.fits(); }},
        offload_memory("memory.offloaded_gib",
                       "what a server's host keeps of its GPUs' states, or its drives",
                       "GPUs of a server x (optimizer, gradients and weights that leave one)",
                       {"parallelism.offload",
                        "parallelism.offload_to",
                        "parallelism.zero_stage",
                        "server.accelerators"},
                       &Report::offloaded),
        offload_memory("memory.offload_capacity_gib",
                       "room that the host or its drives have for what is offloaded",
                       "",
                       {"server.host_memory_gib", "server.nvme_gb"},
                       &Report::offload_capacity),
        {"memory.worst_stage",
         "",
         "the fullest pipeline stage, from 0",
         "",
         {},
         [](const Answer& a) { return a.report.memory.stage; }},
        memory_part("weights",
                    "working weights",
                    &M::weights,
                    {"model.parameters",
                     "parallelism.tensor",
                     "parallelism.pipeline",
                     "parallelism.zero_stage",
                     "training.precision"},
                    "bytes of the format x parameters of the stage on a rank"),
        memory_part("gradients",
                    "gradients as accumulated",
                    &M::gradients,
                    {"software.gradient_bytes", "parallelism.zero_stage", "parallelism.schedule"}),
        memory_part("optimizer",
                    "fp32 master copy and two moments",
                    &M::optimizer,
                    {"parallelism.zero_stage", "software.moment_bytes"},
                    "bytes of master copy and moments x parameters, sharded from ZeRO-1 on"),
        memory_part("activations",
                    "activations of the micro-batches in flight",
                    &M::activations,
                    {"parallelism.recompute",
                     "parallelism.recompute_modules",
                     "software.narrow_linear_inputs",
                     "software.narrow_activation_inputs",
                     "parallelism.schedule",
                     "parallelism.micro_batch"},
                    "micro-batches in flight x layers x bytes a layer (Korthikanti et al. 2022)"),
        memory_part("working",
                    "a layer computed again, or gathered weights",
                    &M::working,
                    {"parallelism.recompute"}),
        memory_part("logits",
                    "logits and their inputs on the last stage",
                    &M::logits,
                    {"model.vocab", "parallelism.tensor"}),
        memory_part("buffers",
                    "stage transfers and gradient buckets",
                    &M::buffers,
                    {"software.bucket_parameters"}),
        memory_part("fragmentation",
                    "lost between what comes and goes",
                    &M::fragmentation,
                    {"software.fragmentation"}),
        memory_part("runtime",
                    "context, libraries, communicators",
                    &M::runtime,
                    {"software.runtime_memory_gb"}),
    };
}

}  // namespace deepwallet
