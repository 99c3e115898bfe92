// Closed forms of pipeline schedules against the papers that propose them, and against an executor
// that works through each schedule's order of steps.

#include "engine/schedule/schedule.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/schedule/execution.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pipeline_execution.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-9;
constexpr int kRandomCases = 300;

using Kind = ScheduleKind;

constexpr Kind kKinds[] = {Kind::gpipe,
                           Kind::one_f_one_b,
                           Kind::interleaved,
                           Kind::breadth_first,
                           Kind::zb_h1,
                           Kind::zb_h2,
                           Kind::zb_v,
                           Kind::dualpipe};

std::int64_t chunks_for(Kind kind, Random& random) {
    switch (traits_of(kind).chunks) {
        case ChunkRule::one:
            return 1;
        case ChunkRule::given:
            return random.whole(1, 4);
        case ChunkRule::two:
            return 2;
    }
    return 1;
}

std::vector<StageTime> equal_stages(std::int64_t p, const StageTime& stage) {
    return std::vector<StageTime>(static_cast<std::size_t>(p), stage);
}

double seconds(Kind kind, const std::vector<StageTime>& stages, std::int64_t v, std::int64_t m) {
    return pipeline_time(kind, stages, v, m).makespan.in(s);
}

StageTime random_stage(Random& random) {
    return {
        random.between(0.2, 2.0) * s, random.between(0.2, 2.0) * s, random.between(0.2, 2.0) * s};
}

StageTime times(double factor, const StageTime& t) {
    return {factor * t.forward, factor * t.input_gradient, factor * t.weight_gradient};
}

}  // namespace

TEST_CASE("makespans of equal stages are those of the papers") {
    struct Row {
        Kind kind;
        std::int64_t p, v, m;
        double forward, input, weight;
        double makespan;
    };
    // m (F + B + W) and the bubble: GPipe (Huang et al. 2018) and 1F1B (Narayanan et al. 2020)
    // (p-1)(F+B+W); interleaved (Narayanan et al. 2021) and breadth-first (Lamy-Poirier 2022) the
    // same over v; ZB-H1 (Qi et al. 2023) (p-1)(F+B-W); ZB-H2 (p-1)(F+B-2W) between the first and
    // the last step of one rank, but at the least the skew (p-1) F between ranks.
    const auto row = GENERATE(values<Row>({
        {Kind::gpipe, 4, 1, 8, 1, 1, 1, 24 + 3 * 3},
        {Kind::one_f_one_b, 4, 1, 8, 1, 1, 1, 24 + 3 * 3},
        {Kind::interleaved, 4, 2, 8, 1, 1, 1, 24 + 4.5},
        {Kind::interleaved, 4, 3, 8, 1, 1, 1, 24 + 3},
        {Kind::breadth_first, 4, 2, 8, 1, 1, 1, 24 + 4.5},
        {Kind::breadth_first, 4, 3, 8, 1, 1, 1, 24 + 3},
        {Kind::zb_h1, 4, 1, 8, 1, 1, 1, 24 + 3},
        {Kind::zb_h2, 4, 1, 8, 1, 1, 1, 24 + 3},
        {Kind::gpipe, 8, 1, 32, 1, 1, 1, 117},
        {Kind::one_f_one_b, 8, 1, 32, 1, 1, 1, 117},
        {Kind::interleaved, 8, 2, 32, 1, 1, 1, 106.5},
        {Kind::interleaved, 8, 3, 32, 1, 1, 1, 103},
        {Kind::zb_h1, 8, 1, 32, 1, 1, 1, 103},
        {Kind::zb_h2, 8, 1, 32, 1, 1, 1, 103},
        // ZB-V (Qi et al. 2024): in chunks of half a stage 48 of work and a skew of 3.
        {Kind::zb_v, 4, 2, 8, 2, 2, 2, 51},
        // DualPipe (DeepSeek-AI 2024): (p/2 - 1)(F&B + B + W - 3 W), with nothing gained by
        // overlapping a forward and a backward: 60 + 3 x 2 and 192 + 7 x 2.
        {Kind::dualpipe, 8, 1, 20, 1, 1, 1, 66},
        {Kind::dualpipe, 16, 1, 64, 1, 1, 1, 206},
        // Unequal parts: 3 x 1.4, the skew 3 x 1, 7 x 1.4, the skew 7 x 1.
        {Kind::zb_h1, 4, 1, 12, 1, 1.2, 0.8, 36 + 4.2},
        {Kind::zb_h2, 4, 1, 12, 1, 1.2, 0.8, 36 + 3},
        {Kind::zb_h1, 8, 1, 24, 1, 1.2, 0.8, 72 + 9.8},
        {Kind::zb_h2, 8, 1, 24, 1, 1.2, 0.8, 72 + 7},
    }));
    CAPTURE(static_cast<int>(row.kind), row.p, row.v, row.m);
    const StageTime stage{row.forward * s, row.input * s, row.weight * s};
    CHECK_THAT(seconds(row.kind, equal_stages(row.p, stage), row.v, row.m),
               WithinRel(row.makespan, kExact));
    CHECK_THAT(
        executed_makespan(Pipeline(row.kind, row.p, row.v, row.m), equal_stages(row.p, stage))
            .in(s),
        WithinRel(row.makespan, kExact));
    CHECK_THAT(bubble(row.kind, row.p, row.v, stage).in(s),
               WithinRel(row.makespan - static_cast<double>(row.m) * stage.total().in(s), kExact));
}

TEST_CASE("a pipeline of one stage has no bubble and no transfers, and holds one micro-batch") {
    const StageTime stage{1 * s, 2 * s, 3 * s};
    const Kind kind = GENERATE(Kind::gpipe,
                               Kind::one_f_one_b,
                               Kind::interleaved,
                               Kind::breadth_first,
                               Kind::zb_h1,
                               Kind::zb_h2,
                               Kind::zb_v);
    CHECK(bubble(kind, 1, 1, stage) == Time{});
    CHECK(transfer_delay(kind, 1, 1, 7, 1 * s) == Time{});
    CHECK_THAT(seconds(kind, {stage}, 1, 7), WithinRel(42.0, kExact));
    // But for those that run all forwards before the first backward.
    const bool all_forward = kind == Kind::gpipe || kind == Kind::breadth_first;
    CHECK(micro_batches_in_flight(kind, 1, 1, 7, 0) == (all_forward ? 7.0 : 1.0));
}

TEST_CASE("a slow stage sets the pace of 1F1B and the others fill") {
    struct Row {
        std::size_t slow;
        double makespan;
    };
    // p 4, m 16, F 1, B 2, one stage slower by 1.3. Its work is 16 x 3.9 = 62.4. The last waits for
    // three stages of 3. The first waits for the round trip of 9 less three forwards of 1.3, and
    // for as much less three backwards of 2.6. The second waits for 3, 6 - 2 x 1.3 and 6 - 2 x 2.6.
    const auto row = GENERATE(values<Row>({{3, 62.4 + 9.0},
                                           {0, 62.4 + (9.0 - 3.9) + (9.0 - 7.8)},
                                           {1, 62.4 + 3.0 + (6.0 - 2.6) + (6.0 - 5.2)}}));
    const StageTime stage{1 * s, 1 * s, 1 * s};
    std::vector<StageTime> stages = equal_stages(4, stage);
    stages[row.slow] = times(1.3, stage);
    const PipelineTime time = pipeline_time(Kind::one_f_one_b, stages, 1, 16);
    CHECK_THAT(time.makespan.in(s), WithinRel(row.makespan, kExact));
    CHECK(time.bottleneck == static_cast<std::int64_t>(row.slow));
}

TEST_CASE("the closed form of 1F1B is what its order takes, with equal stages") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 10);
        const std::int64_t m = random.whole(1, 24);
        CAPTURE(p, m);
        const auto stages = equal_stages(p, random_stage(random));
        const double executed =
            executed_makespan(Pipeline(Kind::one_f_one_b, p, 1, m), stages).in(s);
        CHECK_THAT(seconds(Kind::one_f_one_b, stages, 1, m), WithinRel(executed, kExact));
    }
}

TEST_CASE("the closed form of 1F1B is what its order takes, with one slow stage anywhere") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 10);
        const std::int64_t m = random.whole(p, 4 * p);
        const std::int64_t slow = random.whole(0, p - 1);
        const StageTime stage = random_stage(random);
        auto stages = equal_stages(p, stage);
        stages[static_cast<std::size_t>(slow)] = times(random.between(1.0, 3.0), stage);
        CAPTURE(p, m, slow);
        const double executed =
            executed_makespan(Pipeline(Kind::one_f_one_b, p, 1, m), stages).in(s);
        CHECK_THAT(seconds(Kind::one_f_one_b, stages, 1, m), WithinRel(executed, kExact));
    }
}

TEST_CASE("the closed form of 1F1B is never above what its order takes, and close below") {
    struct Row {
        double spread;  ///< each part of each stage is up to this much longer than the shortest
        double most_rounds;
        double least_share;
    };
    // The closed form follows the longest path that turns at one stage. Where all stages differ, a
    // path through several bottlenecks is longer; it gains once a fill, so that it matters less
    // with more micro-batches. A share of the executed makespan, m from p to 20 p.
    const auto row = GENERATE(values<Row>({{1.3, 20, 0.98}, {2.0, 20, 0.95}, {10.0, 20, 0.85}}));
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 12);
        const std::int64_t m = p * random.whole(1, static_cast<std::int64_t>(row.most_rounds));
        std::vector<StageTime> stages;
        for (std::int64_t k = 0; k < p; ++k) {
            const auto part = [&] { return random.between(1.0, row.spread) * s; };
            stages.push_back({part(), part(), part()});
        }
        CAPTURE(p, m, row.spread);
        const double executed =
            executed_makespan(Pipeline(Kind::one_f_one_b, p, 1, m), stages).in(s);
        const double closed = seconds(Kind::one_f_one_b, stages, 1, m);
        CHECK(closed <= executed * (1.0 + kExact));
        CHECK(closed >= executed * row.least_share);
    }
}

TEST_CASE("1F1B with fewer micro-batches than stages is never over-estimated") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(3, 12);
        const std::int64_t m = random.whole(1, p - 1);
        std::vector<StageTime> stages;
        for (std::int64_t k = 0; k < p; ++k) stages.push_back(random_stage(random));
        CAPTURE(p, m);
        const double executed =
            executed_makespan(Pipeline(Kind::one_f_one_b, p, 1, m), stages).in(s);
        const double closed = seconds(Kind::one_f_one_b, stages, 1, m);
        CHECK(closed <= executed * (1.0 + kExact));
        CHECK(closed >= executed * 0.85);
    }
}

TEST_CASE("a micro-batch alone passes each stage twice and no more") {
    Random random;
    std::vector<StageTime> stages;
    Time all;
    for (int k = 0; k < 5; ++k) {
        stages.push_back(random_stage(random));
        all += stages.back().total();
    }
    const Kind kind = GENERATE(Kind::gpipe, Kind::one_f_one_b);
    CHECK_THAT(seconds(kind, stages, 1, 1), WithinRel(all.in(s), kExact));
}

TEST_CASE("the closed form of GPipe is what its order takes, with stages of any length") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 10);
        const std::int64_t m = random.whole(1, 24);
        std::vector<StageTime> stages;
        for (std::int64_t k = 0; k < p; ++k) stages.push_back(random_stage(random));
        CAPTURE(p, m);
        const double executed = executed_makespan(Pipeline(Kind::gpipe, p, 1, m), stages).in(s);
        CHECK_THAT(seconds(Kind::gpipe, stages, 1, m), WithinRel(executed, kExact));
    }
}

TEST_CASE("the closed form of interleaved 1F1B is what its order takes") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 8);
        const std::int64_t v = random.whole(1, 4);
        const std::int64_t m = p * random.whole(1, 5);
        CAPTURE(p, v, m);
        const auto stages = equal_stages(p, random_stage(random));
        const double executed =
            executed_makespan(Pipeline(Kind::interleaved, p, v, m), stages).in(s);
        CHECK_THAT(seconds(Kind::interleaved, stages, v, m), WithinRel(executed, kExact));
    }
}

TEST_CASE("the closed form of ZB-H1 is what its order takes where weight gradients are shortest") {
    // Qi et al. 2023 take parts of like length; a longer weight gradient delays what follows it.
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const std::int64_t p = random.whole(2, 8);
        const std::int64_t m = random.whole(p, 4 * p);
        const Time weight = random.between(0.2, 2.0) * s;
        const StageTime stage{
            random.between(1.0, 2.0) * weight, random.between(1.0, 2.0) * weight, weight};
        CAPTURE(p, m);
        const auto stages = equal_stages(p, stage);
        const double executed = executed_makespan(Pipeline(Kind::zb_h1, p, 1, m), stages).in(s);
        CHECK_THAT(seconds(Kind::zb_h1, stages, 1, m), WithinRel(executed, kExact));
    }
}

TEST_CASE("the zero-bubble schedules idle no longer than 1F1B, and never less than nothing") {
    Random random;
    for (int i = 0; i < kRandomCases; ++i) {
        const StageTime stage = random_stage(random);
        const std::int64_t p = 2 * random.whole(1, 8);
        const Time usual = bubble(Kind::one_f_one_b, p, 1, stage);
        for (const Kind kind : {Kind::zb_h1, Kind::zb_h2, Kind::zb_v}) {
            CAPTURE(static_cast<int>(kind), p);
            CHECK(bubble(kind, p, 2, stage) >= Time{});
            CHECK(bubble(kind, p, 2, stage) <= usual);
        }
    }
}

TEST_CASE("asynchronous transfers delay 1F1B by a round trip for every p micro-batches") {
    struct Row {
        std::int64_t p, m;
        double hop;
        double makespan;
    };
    // F 1, B 2: (m + p - 1) 3 + 2 c ((p - 1) m / p + p - 2).
    const auto row = GENERATE(values<Row>({{4, 16, 0.1, 57 + 0.2 * (12 + 2)},
                                           {8, 64, 0.1, 213 + 0.2 * (56 + 6)},
                                           {8, 32, 0.3, 117 + 0.6 * (28 + 6)}}));
    CAPTURE(row.p, row.m);
    const auto stages = equal_stages(row.p, {1 * s, 1 * s, 1 * s});
    const Time hop = row.hop * s;
    const double closed = seconds(Kind::one_f_one_b, stages, 1, row.m) +
                          transfer_delay(Kind::one_f_one_b, row.p, 1, row.m, hop).in(s);
    CHECK_THAT(closed, WithinRel(row.makespan, kExact));
    CHECK_THAT(executed_makespan(Pipeline(Kind::one_f_one_b, row.p, 1, row.m), stages, hop).in(s),
               WithinRel(row.makespan, kExact));
}

TEST_CASE("asynchronous transfers delay the other schedules while the pipeline fills and drains") {
    struct Row {
        Kind kind;
        std::int64_t p, v, m;
        double hops;
    };
    // GPipe: p - 1 hops there and as many back. Interleaved: a chunk's first result comes round
    // just as its rank is done with p micro-batches of the chunk before, so that all p v - 1 hops
    // count, each way. ZB-H1: as GPipe, and once more for the round trip before a rank's next
    // forward.
    const auto row = GENERATE(values<Row>({{Kind::gpipe, 4, 1, 16, 2 * 3},
                                           {Kind::gpipe, 8, 1, 12, 2 * 7},
                                           {Kind::interleaved, 4, 2, 16, 2 * 7},
                                           {Kind::interleaved, 4, 3, 16, 2 * 11},
                                           {Kind::interleaved, 8, 4, 8, 2 * 31},
                                           {Kind::zb_h1, 4, 1, 16, 4 * 3},
                                           {Kind::zb_h1, 8, 1, 16, 4 * 7}}));
    CAPTURE(static_cast<int>(row.kind), row.p, row.v);
    const auto stages = equal_stages(row.p, {1 * s, 1 * s, 1 * s});
    const Time hop = 0.05 * s;
    const Pipeline pipeline(row.kind, row.p, row.v, row.m);
    const Time executed =
        executed_makespan(pipeline, stages, hop) - executed_makespan(pipeline, stages);
    CHECK_THAT(transfer_delay(row.kind, row.p, row.v, row.m, hop) / hop,
               WithinRel(row.hops, kExact));
    CHECK_THAT(executed / hop, WithinRel(row.hops, kExact));
}

TEST_CASE("micro-batches in flight by stage are those of the papers") {
    struct Row {
        Kind kind;
        std::int64_t p, v, m;
        std::vector<double> chunks;  ///< of each stage
    };
    // 1F1B p - i (Narayanan et al. 2020); interleaved 2 (p-i-1) + (v-1) p + 1 chunks (Narayanan et
    // al. 2021; rank 0: Korthikanti et al. 2022, section 4.2.3); ZB-V p on each rank (Qi et al.
    // 2024); DualPipe p + 1 (DeepSeek-AI 2024). ZB-H1 and ZB-H2: p - i and 2 (p - i) - 1 that have
    // not gone back, i and 2 i that wait for their weight gradients (Qi et al. 2023, table 2).
    const auto row = GENERATE(values<Row>({{Kind::gpipe, 4, 1, 16, {16, 16, 16, 16}},
                                           {Kind::breadth_first, 4, 2, 16, {32, 32, 32, 32}},
                                           {Kind::one_f_one_b, 4, 1, 16, {4, 3, 2, 1}},
                                           {Kind::one_f_one_b, 4, 1, 2, {2, 2, 2, 1}},
                                           {Kind::interleaved, 4, 2, 16, {11, 9, 7, 5}},
                                           {Kind::interleaved, 4, 3, 16, {15, 13, 11, 9}},
                                           {Kind::zb_h1, 4, 1, 16, {4, 4, 4, 4}},
                                           {Kind::zb_h2, 4, 1, 16, {7, 7, 7, 7}},
                                           {Kind::zb_v, 4, 2, 16, {8, 8, 8, 8}},
                                           {Kind::dualpipe, 4, 1, 16, {5, 5, 5, 5}}}));
    const Pipeline pipeline(row.kind, row.p, row.v, row.m);
    for (std::int64_t i = 0; i < row.p; ++i) {
        CAPTURE(static_cast<int>(row.kind), row.v, i);
        const double held = micro_batches_in_flight(row.kind, row.p, row.v, row.m, i);
        const double published = row.chunks[static_cast<std::size_t>(i)];
        CHECK_THAT(held * static_cast<double>(row.v), WithinRel(published, kExact));
        CHECK(static_cast<double>(executed_peak_chunks(pipeline, i)) <= published);
    }
}

TEST_CASE("zero-bubble orders have as many micro-batches that have not gone back as published") {
    // Qi et al. 2023: p - i for ZB-H1, as 1F1B; 2 (p - i) - 1 for ZB-H2.
    for (std::int64_t p = 2; p <= 8; ++p) {
        const Pipeline h1(Kind::zb_h1, p, 1, 4 * p);
        const Pipeline h2(Kind::zb_h2, p, 1, 4 * p);
        for (std::int64_t i = 0; i < p; ++i) {
            CAPTURE(p, i);
            CHECK(executed_peak_chunks(h1, i, true) == p - i);
            CHECK(executed_peak_chunks(h2, i, true) == 2 * (p - i) - 1);
        }
    }
}

TEST_CASE("micro-batches in flight are what the orders hold at the peak") {
    Random random;
    for (int n = 0; n < kRandomCases; ++n) {
        const std::int64_t p = random.whole(2, 8);
        const std::int64_t m = 2 * p * random.whole(1, 4);
        for (const Kind kind : kKinds) {
            if (kind == Kind::dualpipe && p % 2 == 1)
                continue;
            const std::int64_t v = chunks_for(kind, random);
            const Pipeline pipeline(kind, p, v, m);
            std::int64_t most = 0;
            double most_held = 0.0;
            for (std::int64_t i = 0; i < p; ++i) {
                CAPTURE(static_cast<int>(kind), p, v, m, i);
                const double held =
                    micro_batches_in_flight(kind, p, v, m, i) * static_cast<double>(v);
                const std::int64_t chunks = executed_peak_chunks(pipeline, i);
                most = std::max(most, chunks);
                most_held = std::max(most_held, held);
                // The papers give one number for all ranks of these two: the worst one's.
                if (kind == Kind::zb_v || kind == Kind::dualpipe)
                    CHECK(static_cast<double>(chunks) <= held);
                else
                    CHECK_THAT(held, WithinRel(static_cast<double>(chunks), kExact));
            }
            CAPTURE(static_cast<int>(kind), p, v, m);
            CHECK_THAT(most_held, WithinRel(static_cast<double>(most), kExact));
        }
    }
}

TEST_CASE("every order is complete, respects what it needs, and never waits in a circle") {
    Random random;
    for (int n = 0; n < kRandomCases; ++n) {
        const std::int64_t p = random.whole(1, 12);
        for (const Kind kind : kKinds) {
            const MicroBatchRule& rule = traits_of(kind).micro_batches;
            if (traits_of(kind).even_stages && p % 2 == 1)
                continue;
            std::int64_t m = random.whole(1, 4 * p);
            while (!rule.allows(m, p)) ++m;
            const std::int64_t v =
                p == 1 && kind == Kind::interleaved ? 1 : chunks_for(kind, random);
            CAPTURE(static_cast<int>(kind), p, v, m);
            CHECK(order_error(Pipeline(kind, p, v, m)) == "");
        }
    }
}

TEST_CASE("the checker of orders finds what is wrong with one") {
    const auto broken = [](auto change) {
        Pipeline pipeline(Kind::one_f_one_b, 2, 1, 4);
        change(pipeline.order.work);
        return order_error(pipeline);
    };
    // Rank 0: F0 F1 B0 F2 B1 F3 B2 B3; rank 1: F0 B0 F1 B1 …
    CHECK(broken([](auto&) {}) == "");
    CHECK(broken([](auto& work) { work[1] = work[0]; }) == "a forward twice");
    CHECK(broken([](auto& work) { work[7].kind = WorkKind::input_gradient; }) ==
          "not all work is done");
    CHECK(broken([](auto& work) { std::swap(work[0], work[2]); }) ==
          "ranks wait for each other in a circle");
    CHECK(broken([](auto& work) { std::swap(work[8], work[9]); }) ==
          "ranks wait for each other in a circle");
}

TEST_CASE("1F1B and interleaved 1F1B are those of the paper's figure") {
    const auto text = [](const Pipeline& pipeline, std::int64_t rank) {
        std::string out;
        for (const WorkItem& item : pipeline.work(rank)) {
            out += (out.empty() ? "" : " ") +
                   std::string(item.kind == WorkKind::forward ? "F" : "B") +
                   std::to_string(item.micro_batch + 1) + (item.chunk == 1 ? "'" : "");
        }
        return out;
    };
    // Narayanan et al. 2021, figure 4: four devices, eight micro-batches; below, two chunks.
    const Pipeline plain(Kind::one_f_one_b, 4, 1, 8);
    CHECK(text(plain, 0) == "F1 F2 F3 F4 B1 F5 B2 F6 B3 F7 B4 F8 B5 B6 B7 B8");
    CHECK(text(plain, 3) == "F1 B1 F2 B2 F3 B3 F4 B4 F5 B5 F6 B6 F7 B7 F8 B8");
    const Pipeline two(Kind::interleaved, 4, 2, 8);
    CHECK(text(two, 3) ==
          "F1 F2 F3 F4 F1' B1' F2' B2' F3' B3' F4' B4' F5 B1 F6 B2 F7 B3 F8 B4 "
          "F5' B5' F6' B6' F7' B7' F8' B8' B5 B6 B7 B8");
}

TEST_CASE("closed forms of the other schedules are what their orders take, ZB-V's nearly") {
    struct Row {
        Kind kind;
        double spread;  ///< of the parts of a pass: the longest over the shortest
        double most;    ///< relative error of the makespan
    };
    // Equal stages, at least two micro-batches a stage.
    const auto row = GENERATE(values<Row>({{Kind::breadth_first, 10.0, kExact},
                                           {Kind::zb_h1, 10.0, kExact},
                                           {Kind::zb_h2, 10.0, kExact},
                                           {Kind::zb_v, 2.0, 0.01},
                                           {Kind::zb_v, 4.0, 0.03},
                                           {Kind::dualpipe, 10.0, kExact}}));
    Random random;
    for (int n = 0; n < kRandomCases; ++n) {
        const std::int64_t p = 2 * random.whole(1, 5);
        const std::int64_t m = 2 * p * random.whole(1, 4);
        const std::int64_t v = chunks_for(row.kind, random);
        const auto part = [&] { return random.between(1.0, row.spread) * s; };
        const auto stages = equal_stages(p, {part(), part(), part()});
        CAPTURE(static_cast<int>(row.kind), p, v, m);
        const double executed = executed_makespan(Pipeline(row.kind, p, v, m), stages).in(s);
        CHECK_THAT(seconds(row.kind, stages, v, m), WithinRel(executed, row.most));
    }
}

TEST_CASE("what DualPipe's pairs hide leaves all of the makespan's pairs but p/2 + 2") {
    // Items in the order of DeepSeek's implementation, where two run beside each other and save
    // `hidden`.
    Random random;
    for (int n = 0; n < kRandomCases; ++n) {
        const std::int64_t p = 2 * random.whole(1, 5);
        const std::int64_t m = 2 * p * random.whole(1, 4);
        const auto part = [&] { return random.between(1.0, 2.0) * s; };
        const StageTime stage{part(), part(), part(), random.between(0.0, 1.5) * s};
        const std::vector<StageTime> stages(static_cast<std::size_t>(p), stage);
        CAPTURE(p, m);
        const OrderedPipeline pipeline(Kind::dualpipe, p, 1, m);
        CHECK_THAT(seconds(Kind::dualpipe, stages, 1, m),
                   WithinRel(pipeline.makespan(stages).in(s), kExact));
        for (std::int64_t rank = 0; rank < p; ++rank) {
            std::int64_t pairs = 0;
            for (const auto& step : pipeline.steps())
                pairs += step.with_next && step.rank == static_cast<std::uint32_t>(rank) ? 1 : 0;
            CHECK(paired_micro_batches(Kind::dualpipe, p, m, rank) == static_cast<double>(pairs));
        }
    }
    CHECK(paired_micro_batches(Kind::one_f_one_b, 4, 16, 1) == 0.0);
}

TEST_CASE("a slowest stage that outlasts a round trip's share hides it in the steady state") {
    // A round trip of p stages carries p micro-batches: the pace is max(T_max, (sum T + 2 c (p -
    // 1)) / p). With p 4 and c 1 the hops' share is 1.5; the 2 c (p - 2) = 4 of filling and
    // draining stay.
    const auto delay = [](double slack) {
        return transfer_delay(ScheduleKind::one_f_one_b, 4, 1, 100, 1 * units::s, slack * units::s)
            .in(units::s);
    };
    CHECK_THAT(delay(0.0), WithinRel(150.0 + 4.0, 1e-12));
    CHECK_THAT(delay(0.5), WithinRel(100.0 + 4.0, 1e-12));
    CHECK_THAT(delay(1.5), WithinRel(4.0, 1e-12));
    CHECK_THAT(delay(9.0), WithinRel(4.0, 1e-12));
}
