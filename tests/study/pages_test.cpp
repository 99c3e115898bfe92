#include <cmath>
#include <numeric>
#include <regex>

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/page_parts.hpp"
#include "engine/study/report_page.hpp"
#include "engine/study/tornado.hpp"
#include "engine/study/uncertainty.hpp"
#include "engine/study/way_cells.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/markup.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

constexpr const char* kHostile = "name=\"<script>alert(1)</script> & 'co'\"";

std::string page_of(const std::vector<std::string>& settings) {
    const LoadedScenario loaded = load_file(reference_file(), settings);
    const auto report = evaluate(loaded.scenario);
    REQUIRE(report);
    const Uncertainty drawn = uncertainty(loaded, {.samples = 50, .seed = 1, .threads = 1});
    const Metric* headline = &headline_metric({loaded.scenario, *report});
    return report_page(
        loaded, *report, {drawn.ranges, drawn.offers, tornado(loaded, std::span(&headline, 1))});
}

std::vector<ComparedScenario> compared_of(const std::vector<std::string>& variants) {
    std::vector<ComparedScenario> out;
    for (const std::string& variant : variants) {
        auto one = compared(load_file(reference_file(), {kHostile, variant}),
                            {.samples = 50, .seed = 1, .threads = 1});
        REQUIRE(one);
        out.push_back(std::move(*one));
    }
    return out;
}

/// Sources may name addresses as text; no attribute but the namespace of SVG does.
void check_sound(const std::string& page) {
    CHECK(unbalanced(page) == "");
    for (const char* bad : {"<script", "src=", "href=", "url(", "@import", ">nan", ">inf", " nan "})
        CHECK_THAT(page, !ContainsSubstring(bad));
    const std::regex address("=\"https?://([^\"]*)\"");
    for (std::sregex_iterator it(page.begin(), page.end(), address), end; it != end; ++it)
        CHECK((*it)[1] == "www.w3.org/2000/svg");
}

}  // namespace

TEST_CASE("a report's page holds its parts, names as text, and the same bytes each time") {
    const std::string page = page_of({kHostile});
    check_sound(page);
    CHECK_THAT(
        page,
        ContainsSubstring("<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;co&#39;</h1>"));
    for (const char* part : {"P10 ",
                             "Where the time of an iteration goes",
                             "capacity, 80.0 GiB",
                             "This run&#39;s bill for owning, by cause",
                             "What moves cost.on_prem.total_usd",
                             "Renting against owning",
                             "What it rests on",
                             "<li>research staff</li>",
                             "engine analytic"})
        CHECK_THAT(page, ContainsSubstring(part));
    CHECK(page == page_of({kHostile}));
}

TEST_CASE("a page says what does not fit, and what has no whole run") {
    const std::string misfit = page_of({"parallelism.pipeline=7"});
    check_sound(misfit);
    CHECK_THAT(misfit, ContainsSubstring("does not fit"));
    const LoadedScenario loaded = load_settings({"model.preset=\"gpt3-175b\"",
                                                 "cluster.server=\"dgx-a100-80gb\"",
                                                 "cluster.servers=128",
                                                 "parallelism.tensor=8",
                                                 "parallelism.pipeline=16",
                                                 "training.sequence_length=2048",
                                                 "training.global_batch=1536"});
    const auto report = evaluate(loaded.scenario);
    REQUIRE(report);
    REQUIRE(!report->run);
    const std::string page = report_page(loaded, *report, {});
    check_sound(page);
    CHECK_THAT(page, ContainsSubstring("No whole run"));
    CHECK_THAT(page, !ContainsSubstring("Renting against owning"));
}

TEST_CASE("a comparison's page holds differences to the first scenario and what they are made of") {
    const auto scenarios = compared_of({"cluster.servers=280", "cluster.servers=420"});
    const std::string page = comparison_page(scenarios);
    check_sound(page);
    const double a = scenarios[0].report.run->on_prem->run_total().in(units::usd);
    const double b = scenarios[1].report.run->on_prem->run_total().in(units::usd);
    CHECK_THAT(page, ContainsSubstring(fmt::format("{:+.1f} %", 100.0 * (b - a) / a)));
    CHECK_THAT(page, ContainsSubstring("<td>cluster.servers</td><td>280</td><td>420</td>"));
    CHECK_THAT(page, ContainsSubstring("From A, on-prem, to B, on-prem"));
    CHECK(page == comparison_page(scenarios));
    check_sound(comparison_page(compared_of({"cluster.servers=280"})));
    check_sound(comparison_page({}));
}

TEST_CASE("the gap between two bills begins at the one, ends at the other, and its parts add up") {
    const auto end_of = [](const WaterfallChart& chart) {
        return std::accumulate(chart.steps.begin(), chart.steps.end(), chart.from);
    };
    const auto bill = [](const ComparedScenario& s) {
        return number_of(value_of(*find_metric("cost.total_usd"), s.answer()));
    };
    // Hardly used, a machine of one's own is dearer than renting one.
    const auto scenarios = compared_of({"economics.utilisation=0.8", "economics.utilisation=0.1"});
    REQUIRE(scenarios[0].is_owned());
    REQUIRE_FALSE(scenarios[1].is_owned());
    const auto gap = gap_chart(scenarios, 1);
    REQUIRE(gap);
    CHECK_THAT(gap->from, WithinRel(bill(scenarios[0]), 1e-12));
    CHECK_THAT(end_of(*gap), WithinRel(bill(scenarios[1]), 1e-12));
    const auto rent = own_or_rent_chart(scenarios[0]);
    REQUIRE(rent);
    const RunReport& run = *scenarios[0].report.run;
    CHECK_THAT(rent->from, WithinRel(run.on_prem->run_total().in(units::usd), 1e-12));
    CHECK_THAT(end_of(*rent), WithinRel(cheapest_cloud(run)->run_total().in(units::usd), 1e-12));
}

TEST_CASE("lines of spending cross where as much was spent") {
    WayToPay own;
    own.name = "own";
    own.flow = {-100.0, 0.0, 0.0, 0.0, 0.0};
    WayToPay rent;
    rent.name = "rent";
    rent.offer = 0;
    rent.flow = {0.0, -40.0, -40.0, -40.0, -40.0};
    const LineChart chart = spending_chart("t", {rent, own});
    REQUIRE(chart.marks.size() == 1);
    CHECK_THAT(chart.marks[0].at.x, WithinAbs(2.5, 1e-12));  // 100 of 40 a month
    CHECK_THAT(chart.marks[0].at.y, WithinAbs(100.0, 1e-12));
    CHECK(chart.marks[0].label == "month 2.5");
    CHECK(chart.bands.empty());
    const std::vector<std::optional<MetricRange>> doubt = {MetricRange{2.0, 2.6, 3.25}};
    const LineChart in_doubt = spending_chart("t", {rent, own}, doubt);
    REQUIRE(in_doubt.bands.size() == 1);
    CHECK(in_doubt.bands[0].from == 2.0);
    CHECK(in_doubt.bands[0].to == 3.25);
    CHECK(in_doubt.bands[0].series == 0);
    CHECK_THAT(in_doubt.bands[0].label,
               ContainsSubstring("P90 2\xe2\x80\x93"
                                 "3"));
    CHECK_THAT(to_svg(in_doubt), ContainsSubstring("class=\"trace s1\""));
    CHECK_THAT(to_svg(in_doubt), ContainsSubstring("class=\"band s1\""));
}

TEST_CASE("a break-even that the machine does not live to see says so") {
    WayToPay way;
    CHECK(break_even_text(way, 4.0 * units::year) == "-");
    way.break_even = 30.0 * units::month;
    CHECK(break_even_text(way, 4.0 * units::year) == "30.0");
    CHECK(break_even_text(way, 2.0 * units::year) == "beyond life: 30.0");
}
