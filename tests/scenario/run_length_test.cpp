// Tokens, FLOPs, epochs and a growing batch: how many iterations they come to.

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

Report answer(const std::vector<std::string>& settings) {
    return evaluate_analytic(test::load_file(test::reference_file(), settings).scenario);
}

constexpr double kRampTokens = 12e9;
constexpr double kSizes = 59.0;

double iterations_of(const Report& r) { return r.run->campaign.iterations; }

const std::vector<std::string> kRamp = {"training.batch_ramp_start=32",
                                        "training.batch_ramp_increment=32",
                                        "training.batch_ramp_tokens=12e9"};

}  // namespace

TEST_CASE("a batch that grows as MT-NLG's takes the iterations that its tokens take") {
    // Sum over the 59 sizes below 1,920 sequences of 12e9/59 tokens each: 14,472; with the other
    // 258e9 tokens at 1,920 x 2,048 a step 80,085, by hand.
    const Report steady = answer({});
    const Report grown = answer(kRamp);
    double ramp = 0.0;
    for (int size = 32; size < 1920; size += 32) ramp += kRampTokens / kSizes / (2048.0 * size);
    CHECK_THAT(ramp, WithinAbs(14'472, 1.0));
    CHECK_THAT(iterations_of(grown), WithinAbs(80'085, 1.0));
    CHECK_THAT(iterations_of(steady), WithinAbs(270e9 / (1920.0 * 2048.0), 1e-6));
    // Small batches fill the pipeline badly, but an iteration of theirs is shorter: time grows by
    // less than the iterations do, and by more than nothing.
    const double iterations = iterations_of(grown) / iterations_of(steady);
    const double time = grown.run->campaign.times.work / steady.run->campaign.times.work;
    CHECK(time > 1.0);
    CHECK(time < iterations);
    // A stage waits p - 1 of m + p - 1 slots: with one time a micro-batch, the closed form of it.
    double slots = 258e9 / (1920.0 * 2048.0) * (240.0 + 34.0);
    for (int size = 32; size < 1920; size += 32)
        slots += kRampTokens / kSizes / (2048.0 * size) * (size / 8.0 + 34.0);
    CHECK_THAT(time, WithinRel(slots / (270e9 / (1920.0 * 2048.0) * 274.0), 0.01));
}

TEST_CASE("tokens, epochs and FLOPs say the same run") {
    const Report tokens = answer({});
    const Report epochs =
        answer({"training.tokens=0", "training.epochs=2", "training.dataset_tokens=135e9"});
    CHECK_THAT(iterations_of(epochs), WithinRel(iterations_of(tokens), 1e-12));
    // The FLOPs of one sequence are those that a report counts, so a budget of them comes back.
    const Report flops = answer({"training.tokens=0", "training.flops=8.74e23"});
    CHECK_THAT(iterations_of(flops) * flops.model_flops.base(), WithinRel(8.74e23, 1e-9));
}

TEST_CASE("spot machines take longer, the more of them are taken back") {
    const auto wall = [](const std::string& share) {
        const Report r = answer({"economics.compare=[\"on-prem\",\"aws-p4de-spot\"]",
                                 "campaign.spot_loss_per_month=" + share});
        return std::pair(r.run->campaign.wall, r.run->cloud.front().wall);
    };
    const auto [own, none] = wall("0");
    CHECK(none == own);
    const auto [own_some, some] = wall("0.05");
    const auto [own_many, many] = wall("0.5");
    CHECK(own_some == own);
    CHECK(own_many == own);
    CHECK(some > own);
    CHECK(many > some);
}

TEST_CASE("hours that spot machines lose are rented too, in every figure") {
    const auto cloud = [](const std::string& share) {
        return answer({"economics.compare=[\"on-prem\",\"aws-p4de-spot\"]",
                       "campaign.spot_loss_per_month=" + share});
    };
    const Report none = cloud("0");
    const Report some = cloud("0.2");
    const CloudCost& calm = none.run->cloud.front();
    const CloudCost& lost = some.run->cloud.front();
    const double longer = lost.wall / calm.wall;
    CHECK(longer > 1.01);
    CHECK_THAT(lost.machines / calm.machines, WithinRel(longer, 1e-12));
    // acquisition / (use x rent - running cost): a dearer useful hour is worth buying sooner.
    const auto saved = [](const Report& r) {
        return r.run->on_prem->acquisition.total() / *r.run->cloud.front().break_even;
    };
    const HourlyPrice rent_rise = saved(some) - saved(none);
    const HourlyPrice expected =
        none.run->on_prem->utilisation * (longer - 1.0) * (calm.machines / calm.wall);
    CHECK_THAT(rent_rise / expected, WithinRel(1.0, 1e-9));
}

TEST_CASE("spot machines that are taken back faster than work gets done never end the run") {
    const Report r = answer(
        {"economics.compare=[\"on-prem\",\"aws-p4de-spot\"]", "campaign.spot_loss_per_month=1000"});
    CHECK(r.run->cloud.front().endless);
    CHECK(cheapest_cloud(*r.run) == nullptr);
    CHECK_FALSE(r.run->cloud.front().break_even);
}
