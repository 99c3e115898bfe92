#include "engine/des/noise.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/des/simulator.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

TEST_CASE("random numbers are about standard normal") {
    constexpr int kCount = 400'000;
    std::vector<double> x;
    for (int i = 0; i < kCount; ++i) x.push_back(normal(mix(static_cast<std::uint64_t>(i))));
    double mean = 0.0;
    for (const double value : x) mean += value / kCount;
    double variance = 0.0;
    double skew = 0.0;
    double kurtosis = 0.0;
    for (const double value : x) {
        variance += value * value / kCount;
        skew += value * value * value / kCount;
        kurtosis += value * value * value * value / kCount;
    }
    // Five standard errors of each moment of a normal sample.
    const double n = std::sqrt(double{kCount});
    CHECK_THAT(mean, WithinAbs(0.0, 5.0 / n));
    CHECK_THAT(variance, WithinAbs(1.0, 5.0 * std::sqrt(2.0) / n));
    CHECK_THAT(skew, WithinAbs(0.0, 5.0 * std::sqrt(15.0) / n));
    CHECK_THAT(kurtosis, WithinAbs(3.0, 0.06));
    std::sort(x.begin(), x.end());
    const auto quantile = [&](double p) { return x[static_cast<std::size_t>(p * kCount)]; };
    CHECK_THAT(quantile(0.9), WithinAbs(1.2816, 0.01));
    CHECK_THAT(quantile(0.99), WithinAbs(2.3263, 0.02));
    CHECK_THAT(quantile(0.999), WithinAbs(3.0902, 0.05));
}

TEST_CASE("a step of n accelerators lasts as long as the slowest of n normal numbers") {
    struct Row {
        std::uint32_t ranks;
        double expected;  ///< standard deviations above the mean
    };
    // Blom 1958: the n-th of n is about Phi^-1((n - 0.375) / (n + 0.25)).
    const auto row = GENERATE(values<Row>({{8, 1.434}, {64, 2.337}, {280, 2.844}, {2240, 3.451}}));
    Job job;
    job.lanes = row.ranks;
    GroupSet all;
    all.first = {0, row.ranks};
    for (std::uint32_t i = 0; i < row.ranks; ++i) {
        all.group_of.push_back(0);
        all.members.push_back(i);
    }
    job.group_sets = {all};
    Collective barrier;
    barrier.group_set = 0;
    job.collectives = {barrier};
    job.steps = {{.kernels = 1.0, .collective = 0}};
    job.ops = {{.kind = OpKind::step}};
    job.first = {0, 1};
    constexpr double kSpread = 0.02;
    const bool jitter = GENERATE(false, true);
    const int runs = row.ranks > 1000 ? 200 : 1000;
    double sum = 0.0;
    for (int seed = 0; seed < runs; ++seed) {
        const Noise noise{.seed = static_cast<std::uint64_t>(seed),
                          .jitter = jitter ? kSpread : 0.0,
                          .spread = jitter ? 0.0 : kSpread};
        const auto done = simulate(job, {.noise = noise});
        REQUIRE(done);
        sum += (done->makespan.base() - 1.0) / kSpread;
    }
    CAPTURE(row.ranks, jitter);
    CHECK_THAT(sum / runs, WithinAbs(row.expected, 0.1));
}

TEST_CASE("no noise is no noise, and nothing takes less than a tenth of its time") {
    CHECK(noisy(0.0, 17) == 1.0);
    for (std::uint64_t key = 0; key < 10'000; ++key) CHECK(noisy(1.0, mix(key)) >= 0.1);
}
