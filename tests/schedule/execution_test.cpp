#include "engine/schedule/execution.hpp"

#include "engine/plan/schedule_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pipeline_execution.hpp"
#include "tests/support/random.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

constexpr double kExact = 1e-12;

struct Shape {
    ScheduleKind kind;
    std::int64_t p, v, m;
};

/// One of each schedule, with micro-batches that it allows.
std::vector<Shape> shapes() {
    std::vector<Shape> out;
    for (const ScheduleTraits& traits : schedules()) {
        const std::int64_t p = 4;
        const std::int64_t v = traits.chunks == ChunkRule::one ? 1 : 2;
        std::int64_t m = traits.micro_batches.least(p);
        while (m < 12 || !traits.micro_batches.allows(m, p)) ++m;
        out.push_back({traits.kind, p, v, m});
    }
    return out;
}

std::vector<StageTime> random_stages(std::int64_t p, test::Random& random) {
    std::vector<StageTime> out;
    for (std::int64_t i = 0; i < p; ++i) {
        const auto part = [&] { return random.between(1.0, 2.0) * s; };
        out.push_back({part(), part(), part()});
    }
    return out;
}

}  // namespace

TEST_CASE("an order takes as long as item by item, for stages and hops of any length") {
    test::Random random;
    for (const Shape& shape : shapes()) {
        INFO(traits_of(shape.kind).name);
        const OrderedPipeline pipeline(shape.kind, shape.p, shape.v, shape.m);
        const test::Pipeline checked(shape.kind, shape.p, shape.v, shape.m);
        for (int i = 0; i < 20; ++i) {
            const auto stages = random_stages(shape.p, random);
            const Time hop = 0.1 * i * s;
            CHECK_THAT(pipeline.makespan(stages, hop).in(s),
                       WithinRel(test::executed_makespan(checked, stages, hop).in(s), kExact));
        }
    }
}

TEST_CASE("up to its latest end an item moves no other end of the iteration, beyond it does") {
    test::Random random;
    for (const Shape& shape : shapes()) {
        INFO(traits_of(shape.kind).name);
        const OrderedPipeline pipeline(shape.kind, shape.p, shape.v, shape.m);
        const auto stages = random_stages(shape.p, random);
        const Time whole = pipeline.makespan(stages);
        const std::vector<Time> latest = pipeline.latest_ends(stages);
        const auto stretched = [&](std::size_t chosen, Time more) {
            return pipeline.run({}, [&](std::size_t i, Time start) {
                const Time length = pipeline.duration(pipeline.steps()[i], stages);
                const bool pair =
                    pipeline.steps()[i].with_next || (i > 0 && pipeline.steps()[i - 1].with_next);
                if (i != chosen || pair)
                    return length;
                return latest[i] - start + more;
            });
        };
        for (std::size_t i = 0; i < pipeline.steps().size(); i += 5) {
            const bool pair =
                pipeline.steps()[i].with_next || (i > 0 && pipeline.steps()[i - 1].with_next);
            if (pair)
                continue;
            CHECK_THAT(stretched(i, Time{}).in(s), WithinRel(whole.in(s), kExact));
            CHECK_THAT(stretched(i, 0.5 * s).in(s), WithinRel((whole + 0.5 * s).in(s), kExact));
        }
    }
}
