// Economizer hours of a site: what a plant makes of them.

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

/// Approaches of 4 and 2 K and no ramp: towers alone carry the heat up to a wet bulb of 6 K below
/// the supply.
std::vector<std::string> plant(const char* site, double supply_c) {
    return {std::string("site.preset=") + site,
            "cooling.preset=economizer",
            "cooling.loop_rise_k=0",
            "cooling.supply_c=" + std::to_string(supply_c)};
}

double free_share(std::vector<std::string> settings, const std::vector<std::string>& more = {}) {
    settings.insert(settings.end(), more.begin(), more.end());
    const auto loaded = test::load_file(test::reference_file(), settings);
    return evaluate_analytic(loaded.scenario).cooling->mean.free;
}

}  // namespace

TEST_CASE("a plant is free for the hours that a site's file gives") {
    struct Row {
        const char* site;
        double to_10c, to_16c;  // hours of 2024, from hourly weather (Open-Meteo, CC-BY-4.0)
    };
    const auto row = GENERATE(values<Row>({{"us-virginia", 4251, 6013},
                                           {"us-new-york", 4433, 6234},
                                           {"us-texas", 2069, 3801},
                                           {"japan-tokyo", 3220, 4751}}));
    CAPTURE(row.site);
    CHECK_THAT(free_share(plant(row.site, 16)), WithinAbs(row.to_10c / 8784, 0.005));
    CHECK_THAT(free_share(plant(row.site, 22)), WithinAbs(row.to_16c / 8784, 0.005));
}

TEST_CASE("hours that a user gives replace the site's") {
    const auto virginia = plant("us-virginia", 22);
    CHECK(free_share(virginia, {"site.wet_bulb_hours_to_10c=0", "site.wet_bulb_hours_to_16c=0"}) ==
          0.0);
    CHECK_THAT(free_share(virginia, {"site.wet_bulb_hours_to_16c=4392"}), WithinAbs(0.5, 0.005));
}

TEST_CASE("fewer hours up to a higher temperature are an error with its place") {
    const std::vector<std::string> wrong = {"site.preset=us-virginia",
                                            "site.wet_bulb_hours_to_16c=0"};
    const auto inputs = read_inputs(test::reference_file(), wrong);
    REQUIRE(inputs);
    const auto loaded = load_scenario(*inputs, test::database());
    REQUIRE(!loaded);
    CHECK_THAT(render(loaded.error()),
               ContainsSubstring("site.wet_bulb_hours_to_16c = 0: fewer hours than "
                                 "site.wet_bulb_hours_to_10c = 4251"));
}
