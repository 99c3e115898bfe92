// Which stage needs the most memory, and how the schedule decides it.

#include "engine/schedule/peak_memory.hpp"

#include <vector>

#include "engine/schedule/schedule.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/gpt.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

/// Owns what a MemoryContext refers to.
struct Case {
    Model model;
    Parallelism parallelism;
    Training training;
    SoftwareStack software = plain_stack();
    Layout layout;

    Case(Model m, std::int64_t pipeline, std::int64_t batch) : model(m) {
        parallelism.tensor = 8;
        parallelism.pipeline = pipeline;
        training.sequence_length = 2048;
        training.global_batch = batch;
    }

    [[nodiscard]] MemoryContext context() {
        const std::int64_t servers = parallelism.pipeline;
        layout = make_layout(parallelism, training, {.servers = servers, .gpus = {}}, 8);
        Slice slice;
        slice.sequence_length = 2048;
        slice.tensor = 8;
        slice.sequence_parallel = parallelism.sequence_parallel;
        slice.expert = parallelism.expert;
        return {.model = &model,
                .parallelism = &parallelism,
                .training = &training,
                .software = &software,
                .layout = &layout,
                .slice = slice,
                .blocks = block_memory(model, slice, parallelism.recompute)};
    }
};

WorstStage worst_stage_of(Case& at) {
    return worst_stage(at.context(), stage_kinds(at.model, at.parallelism));
}

}  // namespace

TEST_CASE("1F1B without recomputation needs the most memory on the first stage, MT-NLG too much") {
    Case at(mt_nlg_530b(), 35, 240);
    const WorstStage worst = worst_stage_of(at);
    CHECK(worst.stage == 0);
    CHECK(worst.use.total() > a100().memory);
    // 35 micro-batches of three layers, s b h (10 + 24/8 + 64/8) each, and the embedding's mask.
    const double bsh = 2048.0 * 20480;
    CHECK(worst.use.activations == 35 * (3 * 21 + 1) * bsh * byte);
}

TEST_CASE("MT-NLG fits into 80 GB as it was trained, with full recomputation") {
    // Smith et al. 2022.
    Case at(mt_nlg_530b(), 35, 240);
    at.parallelism.recompute = Recompute::full;
    CHECK(worst_stage_of(at).use.total() < a100().memory);
}

TEST_CASE("interleaving multiplies the first stage's activations by 1 + (p-1)/(p v)") {
    // Korthikanti et al. 2022, section 4.2.3.
    Case at(gpt(96, 12288, 96), 8, 64);
    at.model.dropout = false;  // no embedding mask beside the layers
    const Data plain = peak_memory(at.context(), 0).activations;
    at.parallelism.schedule = ScheduleKind::interleaved;
    at.parallelism.virtual_stages = 3;
    const Data interleaved = peak_memory(at.context(), 0).activations;
    CHECK_THAT(interleaved / plain, WithinRel(1.0 + 7.0 / 24, 1e-12));
}

TEST_CASE("GPipe holds the activations of all micro-batches") {
    Case at(gpt_22b(), 4, 32);
    at.parallelism.schedule = ScheduleKind::gpipe;
    const Data many = peak_memory(at.context(), 1).activations;
    at.parallelism.schedule = ScheduleKind::one_f_one_b;
    // 32 against p - 1.
    CHECK_THAT(many / peak_memory(at.context(), 1).activations, WithinRel(32.0 / 3, 1e-12));
}

TEST_CASE("DualPipe holds p - i micro-batches of its own direction, i + 1 of the other") {
    // The order executed: 5 of 4 ranks, as DeepSeek-AI 2024 has it, of two lengths here.
    Case at(gpt(10, 1024, 16), 4, 32);
    at.model.dropout = false;
    at.model.experts = 4;
    at.model.experts_per_token = 2;
    at.model.dense_layers = 5;
    at.parallelism.schedule = ScheduleKind::dualpipe;
    const MemoryContext context = at.context();
    const Data dense = context.blocks.layer[0].activations;
    const Data sparse = context.blocks.layer[2].activations;
    // Stages of 2, 3, 2 and 3 layers; the experts begin with the third.
    CHECK_THAT(peak_memory(context, 0).activations / (4 * 2 * dense + 1 * 3 * sparse),
               WithinRel(1.0, 1e-12));
    CHECK_THAT(peak_memory(context, 3).activations / (1 * 3 * sparse + 4 * 2 * dense),
               WithinRel(1.0, 1e-12));
    CHECK_THAT(peak_memory(context, 1).activations / (3 * 3 * dense + 2 * 2 * sparse),
               WithinRel(1.0, 1e-12));
}

TEST_CASE("the worst stage is the first of those that no other stage exceeds") {
    const ScheduleKind kind = GENERATE(ScheduleKind::gpipe,
                                       ScheduleKind::one_f_one_b,
                                       ScheduleKind::interleaved,
                                       ScheduleKind::breadth_first,
                                       ScheduleKind::zb_h1,
                                       ScheduleKind::zb_h2,
                                       ScheduleKind::zb_v,
                                       ScheduleKind::dualpipe);
    const bool many_chunks =
        kind == ScheduleKind::interleaved || kind == ScheduleKind::breadth_first;
    const std::int64_t layers = GENERATE(16, 22, 29);
    const Recompute recompute = GENERATE(Recompute::none, Recompute::full);
    const bool experts = GENERATE(false, true);
    std::vector<std::vector<std::int64_t>> splits = {{}};
    if (!many_chunks && kind != ScheduleKind::zb_v && kind != ScheduleKind::dualpipe) {
        splits.push_back({1, layers - 8, 1, 1, 1, 1, 1, 2});
        splits.push_back({2, 2, 2, 2, 2, 2, 2, layers - 14});
        splits.push_back({1, 1, 2, 2, layers - 9, 1, 1, 1});
    }
    for (const auto& split : splits) {
        Case at(gpt(layers, 6144, 64), 8, 24);
        at.parallelism.schedule = kind;
        at.parallelism.virtual_stages = many_chunks ? 2 : 1;
        at.parallelism.recompute = recompute;
        at.parallelism.stage_layers = split;
        if (experts) {
            at.model.experts = 4;
            at.model.experts_per_token = 2;
            at.model.dense_layers = layers / 2;
        }
        CAPTURE(static_cast<int>(kind), layers, static_cast<int>(recompute), experts, split.size());
        const MemoryContext context = at.context();
        const WorstStage worst = worst_stage(context, stage_kinds(at.model, at.parallelism));
        CHECK(worst.use.total() == peak_memory(context, worst.stage).total());
        for (std::int64_t stage = 0; stage < 8; ++stage) {
            CAPTURE(stage, worst.stage);
            const Data total = peak_memory(context, stage).total();
            if (stage < worst.stage)
                CHECK(total < worst.use.total());
            CHECK(total <= worst.use.total());
        }
    }
}
