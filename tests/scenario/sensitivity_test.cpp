#include "engine/scenario/sensitivity.hpp"

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

TEST_CASE("swings are sorted, and the first is what moving its input by hand does") {
    const auto loaded = test::load_file(test::reference_file());
    const Sensitivity found = sensitivity(loaded);
    REQUIRE(found.swings.size() > 3);
    for (std::size_t i = 1; i < found.swings.size(); ++i) {
        CHECK(found.swings[i - 1].change >= found.swings[i].change);
    }
    const Swing& first = found.swings.front();
    const auto bill = [&](const std::vector<std::string>& settings) {
        const Report report = evaluate_analytic(test::load_file(test::reference_file(), settings).scenario);
        return report.run->on_prem->run_total();
    };
    const double low = bill({first.path + "=" + to_text(first.low)}) / bill({}) - 1.0;
    const double high = bill({first.path + "=" + to_text(first.high)}) / bill({}) - 1.0;
    CHECK_THAT(first.change, WithinRel(std::max(std::abs(low), std::abs(high)), 1e-9));
}

TEST_CASE("inputs without a range have no swing") {
    // The number of servers is the user's choice; no file gives it a range.
    for (const Swing& swing : sensitivity(test::load_file(test::reference_file())).swings) {
        CHECK(swing.path != "cluster.servers");
    }
}
