#include "engine/study/site_study.hpp"

#include <algorithm>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

Assignments inputs(const std::vector<std::string>& more = {}) {
    return *read_inputs(test::reference_file(), more);
}

std::size_t row_of(const ResultTable& table, const std::string& site) {
    const auto& sites = table.column("site.preset")->texts;
    return static_cast<std::size_t>(std::find(sites.begin(), sites.end(), site) - sites.begin());
}

}  // namespace

TEST_CASE("every site of the database has a row that is what its scenario comes to") {
    const auto study = site_study(inputs(), test::database());
    REQUIRE(study);
    CHECK(study->table.rows == entry_names(test::database(), EntryKind::site).size());
    CHECK(study->left_out.empty());
    for (const char* site : {"france", "us-virginia", "india-mumbai"}) {
        const LoadedScenario loaded =
            test::load_file(test::reference_file(), {"site.preset=\"" + std::string(site) + "\""});
        const Report report = evaluate_analytic(loaded.scenario);
        const std::size_t row = row_of(study->table, site);
        for (const char* path : {"energy.facility_mwh", "carbon.total_t", "cost.total_usd"})
            CHECK(study->table.column(path)->numbers[row] ==
                  number_of(value_of(*find_metric(path), {loaded.scenario, report})));
    }
}

TEST_CASE("what the inputs say of their own site does not follow to others") {
    const auto plain = site_study(inputs(), test::database());
    const auto own = site_study(inputs({"site.pue=2.5"}), test::database());
    REQUIRE(own);
    CHECK(own->table.column("power.pue")->numbers == plain->table.column("power.pue")->numbers);
}

TEST_CASE("electricity is the site's price times the facility's energy") {
    const auto study = site_study(inputs(), test::database());
    const std::size_t row = row_of(study->table, "france");
    const auto at = [&](const char* path) { return study->table.column(path)->numbers[row]; };
    CHECK_THAT(
        at("cost.on_prem.energy_usd"),
        WithinRel(at("site.electricity_usd_per_kwh") * 1000.0 * at("energy.facility_mwh"), 1e-9));
}

TEST_CASE("faults beside the site are told, not a table of nothing") {
    const auto study = site_study(inputs({"parallelism.tensor=7"}), test::database());
    REQUIRE_FALSE(study);
    CHECK_THAT(render(study.error()), ContainsSubstring("parallelism.tensor"));
}
