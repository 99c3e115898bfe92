#pragma once

/// A training run on DGX A100 servers, as the analytic engine is asked for it.

#include "engine/analytic/iteration.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/gpt.hpp"

namespace deepwallet::test {

/// Owns what an IterationInput refers to; change what you like, then ask.
struct TrainingRun {
    Model model;
    Training training;
    Parallelism parallelism;
    SoftwareStack software = plain_stack();
    Accelerator accelerator = a100();
    Server server = dgx_a100();
    Fabric fabric = hdr_fat_tree();
    std::int64_t gpus = 8;
    Layout layout = {};

    [[nodiscard]] IterationInput input() {
        layout = make_layout(
            parallelism, training, {.servers = (gpus + 7) / 8, .gpus = gpus}, server.accelerators);
        return {model, training, parallelism, software, accelerator, server, fabric, layout};
    }
    [[nodiscard]] Iteration iteration() { return analytic_iteration(input()); }
};

/// A 22B model in one server, without a pipeline, eight sequences at a time.
inline TrainingRun run_22b(std::int64_t servers = 1) {
    TrainingRun run;
    run.model = gpt_22b();
    run.training.sequence_length = 2048;
    run.training.global_batch = 8 * servers;
    run.parallelism.tensor = 8;
    run.gpus = 8 * servers;
    return run;
}

/// The last row of table 1 of Narayanan et al. 2021: 1T parameters on 3072 GPUs, interleaved.
inline TrainingRun run_1t() {
    TrainingRun run;
    run.model = gpt_1t();
    run.training.sequence_length = 2048;
    run.training.global_batch = 3072;
    run.parallelism.tensor = 8;
    run.parallelism.pipeline = 64;
    run.parallelism.schedule = ScheduleKind::interleaved;
    run.parallelism.virtual_stages = 2;
    run.parallelism.recompute = Recompute::full;
    run.gpus = 3072;
    return run;
}

/// MT-NLG on 280 servers (Smith et al. 2022).
inline TrainingRun run_530b() {
    TrainingRun run;
    run.model = mt_nlg_530b();
    run.training.sequence_length = 2048;
    run.training.global_batch = 1920;
    run.parallelism.tensor = 8;
    run.parallelism.pipeline = 35;
    run.parallelism.recompute = Recompute::full;
    run.gpus = 2240;
    return run;
}

}  // namespace deepwallet::test
