// What an answer says that it rests on.

#include "engine/report/foundations.hpp"

#include <algorithm>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fingerprint.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

Foundations of(const std::vector<std::string>& settings,
               const Tornado& tornado = {},
               const MetricRanges& ranges = {}) {
    const LoadedScenario loaded = test::load_file(test::reference_file(), settings);
    return foundations(loaded, evaluate_analytic(loaded.scenario), {ranges, {}, tornado});
}

}  // namespace

TEST_CASE("an answer names its engine, its version and its inputs") {
    const LoadedScenario loaded = test::load_file(test::reference_file());
    const Foundations f = of({});
    CHECK(f.inputs == fingerprint(loaded.scenario));
    CHECK(f.engine == "analytic");
    CHECK_FALSE(f.version.empty());
}

TEST_CASE("prices are dated, those alone that the answer uses") {
    const auto paths = [](const Foundations& f) {
        std::vector<std::string> out;
        for (const DatedPrice& price : f.prices) {
            CHECK_FALSE(price.as_of.empty());
            out.push_back(price.path);
        }
        return out;
    };
    const auto both = paths(of({}));
    CHECK(has(both, "server.price_usd"));
    CHECK(has(both, "aws-p4de-3yr"));
    const auto rented = paths(of({"economics.compare=[\"azure-nd-a100-v4\"]"}));
    CHECK_FALSE(has(rented, "aws-p4de-3yr"));
    CHECK(has(rented, "azure-nd-a100-v4"));
}

TEST_CASE("an input that a person sets is no assumption of the program's") {
    CHECK(has(of({}).assumed, "economics.utilisation"));
    CHECK_FALSE(has(of({"economics.utilisation=0.7"}).assumed, "economics.utilisation"));
}

TEST_CASE("an input that moved nothing is named") {
    Tornado tornado;
    tornado.without_effect = {"accelerator.flash_forward_efficiency"};
    const Foundations f = of({}, tornado);
    CHECK(f.without_effect == tornado.without_effect);
    CHECK(of({}).without_effect.empty());
}

TEST_CASE("inputs with ranges to one side are named where they move P10 to P90 off the answer") {
    const Foundations plain = of({});
    const double now = 100.0;
    Tornado tornado;
    tornado.bars[plain.headline->path] = {{"one.up", 1.0, 2.0, now, now, 150.0},
                                          {"both", 1.0, 2.0, 90.0, now, 110.0},
                                          {"one.down", 1.0, 2.0, 95.0, now, now},
                                          {"none", 1.0, 2.0, now, now, now}};
    const std::vector<std::string> one_sided = {"one.up", "one.down"};
    const auto with = [&](double p10, double p90) {
        return of({}, tornado, {{plain.headline->path, {p10, 0.5 * (p10 + p90), p90}}});
    };
    // The reference scenario's cost lies between a dollar and a trillion.
    CHECK(with(1.0, 1e12).one_sided.empty());
    CHECK(with(1e12, 2e12).one_sided == one_sided);
    CHECK(with(1e12, 2e12).below_range);
    CHECK(with(0.5, 1.0).one_sided == one_sided);
    CHECK_FALSE(with(0.5, 1.0).below_range);
    CHECK(of({}, tornado).one_sided.empty());
    CHECK(foundations_text(with(1e12, 2e12)).find("below its P10 to P90: one.up, one.down") !=
          std::string::npos);
}
