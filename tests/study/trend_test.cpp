#include "engine/study/trend.hpp"

#include <cmath>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/entry.hpp"
#include "engine/study/trend_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;

namespace {

Trend shipped(const TrendOptions& options = {}) {
    return trend(read_trend(test::database(), "language-models").value(), test::database(), options)
        .value();
}

}  // namespace

TEST_CASE("the shipped history gives the published growth of model sizes") {
    const Trend t = shipped();
    REQUIRE(t.growth.points == 8);
    CHECK_THAT(t.growth.slope, WithinAbs(1.1079, 5e-5));
    for (const TrendModel& m : t.data.fitted) CHECK_FALSE(m.source.empty());
    for (const TrendModel& m : t.data.since) CHECK_FALSE(m.source.empty());
}

TEST_CASE("no model since has kept up with the line of 2018 to 2021") {
    const Trend t = shipped();
    CHECK(t.since_below == t.data.since.size());
    CHECK(t.since_outside >= 4);
    CHECK(trend_doubt(t).find("prove no law") != std::string::npos);
}

TEST_CASE("hardware grows as its publishers say") {
    // Hobbhahn and Besiroglu 2022: FLOP/s a dollar double in 2.07 years, 2^(1/2.07) = 1.398;
    // Hobbhahn et al. 2023: peak FLOP/s in 2.3 years, 2^(1/2.3) = 1.352.
    const TrendData data = read_trend(test::database(), "language-models").value();
    CHECK_THAT(data.flops_per_usd_years.factor_after(1.0), WithinAbs(1.398, 5e-4));
    CHECK_THAT(data.flops_per_chip_years.factor_after(1.0), WithinAbs(1.352, 5e-4));
    // Of all GPUs 2.46 years, of the fastest 2.95: 2^(1/2.46) and 2^(1/2.95).
    CHECK_THAT(data.flops_per_usd_all_years.factor_after(1.0), WithinAbs(1.3255, 5e-4));
    CHECK_THAT(data.flops_per_usd_top_years.factor_after(1.0), WithinAbs(1.2649, 5e-4));
    CHECK(trend_text(shipped()).find("of all GPUs ×1.33 (2.46 years, 2.24 to 2.72); of the "
                                     "fastest of their day ×1.26 (2.95 years)") !=
          std::string::npos);
}

TEST_CASE("FLOP/s a watt double as those of the chips in the database") {
    const std::pair<const char*, const char*> chips[] = {{"v100-sxm2-16gb", "2017-06"},
                                                         {"a100-sxm4-80gb", "2020-11"},
                                                         {"h100-sxm5-80gb", "2022-09"},
                                                         {"b200-sxm-180gb", "2024-03"}};
    std::vector<GrowthPoint> points;
    for (const auto& [name, month] : chips) {
        const Accelerator chip =
            entry_as(test::database(), EntryKind::accelerator, accelerator_fields(), name).value();
        points.push_back(
            {*month_as_year(month), chip.peak_fp16->in(units::TFLOPS) / chip.tdp.in(units::watt)});
    }
    const TrendValue said =
        read_trend(test::database(), "language-models").value().flops_per_watt_years;
    const double years = fit_growth(points).value().doubling_years();
    CHECK(years > said.low);
    CHECK(years < said.high);
    CHECK_THAT(years, WithinRel(said.value, 0.1));
}

TEST_CASE("the family's power laws meet its members") {
    // Of the member of 529.6 billion parameters, on which nothing is fitted alone.
    const Trend t = shipped();
    const LoadedScenario member = test::load_file(t.data.scenario, t.data.family[5]);
    const Report report = evaluate_analytic(member.scenario);
    const Answer answer{member.scenario, report};
    const auto read = [&](const char* path) {
        return number_of(value_of(*find_metric(path), answer));
    };
    const Projection p = project(t.data, t.costs.front(), report.parameters, 0.0);
    CHECK_THAT(p.usd, WithinRel(read("cost.total_usd"), 0.10));
    CHECK_THAT(1e6 * p.energy_twh, WithinRel(read("energy.facility_mwh"), 0.10));
    CHECK_THAT(p.carbon_t, WithinRel(read("carbon.total_t"), 0.10));
    CHECK_THAT(p.gpus * 24.0 * t.data.run_days.value, WithinRel(read("run.gpu_hours"), 0.10));
}

TEST_CASE("a run costs about as its FLOPs, once and twice in its parameters") {
    // C = 6 N D: linear in N where the tokens stay, quadratic where they grow with it. Larger plans
    // run a little better (Narayanan et al. 2021, table 1: 135 to 163 TFLOP/s), hence a little
    // less.
    const Trend t = shipped();
    CHECK_THAT(t.costs.front().usd.exponent, WithinAbs(0.94, 0.06));
    CHECK_THAT(t.costs.back().usd.exponent, WithinAbs(1.94, 0.06));
}

TEST_CASE("beyond its largest plan a run takes what its FLOPs take at that plan's rate") {
    const Trend t = shipped();
    const double largest = t.costs.front().largest;
    for (std::size_t rule : {0U, 1U}) {
        const FamilyCost& cost = t.costs[rule];
        const Projection there = project(t.data, cost, largest, 0.0);
        const Projection far = project(t.data, cost, 100.0 * largest, 0.0);
        // C = 6 N D, where D is the same or grows with N.
        const double flops = rule == 0 ? 1e2 : 1e4;
        CHECK_THAT(far.usd, WithinRel(flops * there.usd, 1e-9));
        CHECK_THAT(far.gpus, WithinRel(flops * there.gpus, 1e-9));
        CHECK_THAT(far.energy_twh, WithinRel(flops * there.energy_twh, 1e-9));
        CHECK_THAT(far.carbon_t, WithinRel(flops * there.carbon_t, 1e-9));
    }
}

TEST_CASE("hardware that is one doubling younger halves what it doubles") {
    const Trend t = shipped();
    const FamilyCost& cost = t.costs.front();
    const Projection now = project(t.data, cost, 1e13, 0.0);
    CHECK_THAT(project(t.data, cost, 1e13, t.data.flops_per_usd_years.value).usd,
               WithinRel(now.usd / 2.0, 1e-12));
    CHECK_THAT(project(t.data, cost, 1e13, t.data.flops_per_watt_years.value).power_mw,
               WithinRel(now.power_mw / 2.0, 1e-12));
    CHECK_THAT(project(t.data, cost, 1e13, t.data.flops_per_chip_years.value).gpus,
               WithinRel(now.gpus / 2.0, 1e-12));
}

TEST_CASE("in the month in which a limit is passed a run takes all of it") {
    TrendOptions options;
    options.limits = {read_trend_limit("usd=1e9").value()};
    const Trend t = shipped(options);
    std::size_t seen = 0;
    for (const Passing& p : t.passings) {
        if (t.data.limits[p.limit].need != TrendNeed::dollars || !p.year || !p.earliest ||
            !p.latest)
            continue;
        const double younger = p.projected ? *p.year - t.data.hardware_year : 0.0;
        const Projection need = project(t.data, t.costs[p.rule], t.growth.at(*p.year), younger);
        CHECK_THAT(need.usd, WithinRel(t.data.limits[p.limit].most.value, 1e-6));
        CHECK(*p.earliest < *p.year);
        CHECK(*p.latest > *p.year);
        ++seen;
    }
    CHECK(seen >= 12);
}

TEST_CASE("rows ahead carry their interval, and so do their costs") {
    const Trend t = shipped();
    REQUIRE(t.rows.size() == 4);
    for (const TrendRow& row : t.rows) {
        CHECK(row.low < row.parameters);
        CHECK(row.parameters < row.high);
        CHECK(row.at_low[0].today.usd < row.by_rule[0].today.usd);
        CHECK(row.by_rule[0].today.usd < row.at_high[0].today.usd);
        CHECK(row.by_rule[0].then.usd <= row.by_rule[0].today.usd);
    }
    CHECK_THAT(t.rows[1].parameters, WithinRel(17.6e12, 1e-2));
}

TEST_CASE("the chart draws the interval around the line and all models") {
    const Trend t = shipped();
    const LineChart chart = trend_chart(t);
    REQUIRE(chart.series.size() == 3);
    REQUIRE(chart.loose.size() == 2);
    CHECK(chart.loose[0].points.size() == t.data.fitted.size());
    CHECK(chart.loose[1].points.size() == t.data.since.size());
    for (std::size_t i = 0; i < chart.series[0].points.size(); ++i) {
        CHECK(chart.series[1].points[i].y < chart.series[0].points[i].y);
        CHECK(chart.series[0].points[i].y < chart.series[2].points[i].y);
    }
    CHECK(to_svg(chart).find("MT-NLG") == std::string::npos);
    CHECK(trend_page(t).find("95 % of one more") != std::string::npos);
}

TEST_CASE("a history with faults is refused with their places") {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "scenarios" / "trends");
    std::filesystem::create_directories(folder.path() / "scenarios" / "models");
    std::filesystem::create_directories(folder.path() / "hardware_db");
    (void)folder.write(
        "scenarios/trends/x.toml",
        "[fitted]\na = [\"A\", \"2018\", \"1e9\"]\nb = [\"B\", \"2018-02\", \"-1\"]\n"
        "[limits]\ntime_days = 3\n[cost]\nscenery = \"x\"\n");
    const Result<TrendData> read = read_trend({folder.path() / "hardware_db"}, "x");
    REQUIRE_FALSE(read);
    CHECK(read.error().size() == 4);
    for (const Fault& fault : read.error()) CHECK(fault.place.line > 0);
    CHECK_FALSE(read_trend({folder.path() / "hardware_db"}, "y"));
}

TEST_CASE("limits of the command line are read, and others refused") {
    CHECK(read_trend_limit("mw=500").value().need == TrendNeed::power);
    CHECK(read_trend_limit("twh=1").value().most.value == 1.0);
    for (const char* wrong : {"mw", "mw=", "mw=-1", "mw=nan", "mw=inf", "days=3", "=3", ""})
        CHECK_FALSE(read_trend_limit(wrong));
}
