// What a place and a purse allow, against needs that are worked out by hand.

#include "engine/scenario/limits.hpp"

#include <algorithm>

#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::units;

namespace {

std::vector<LimitUse> uses(const std::vector<std::string>& settings, Report* report = nullptr) {
    const Scenario scenario = test::load_file(test::reference_file(), settings).scenario;
    const Report answer = evaluate_analytic(scenario);
    if (report != nullptr)
        *report = answer;
    return limit_uses(scenario, answer);
}

}  // namespace

TEST_CASE("no limit, no use") { CHECK(uses({}).empty()); }

TEST_CASE("racks hold whole servers at their nameplates") {
    // DGX A100: 6.5 kW; 20 kW feed three, 280 servers need 94 racks; 2 spares more, 94 still.
    const auto use = uses({"limits.rack_kw=20", "limits.racks=100"});
    const auto racks = std::find_if(use.begin(), use.end(), [](const LimitUse& u) {
        return u.path == std::string("limits.racks");
    });
    REQUIRE(racks != use.end());
    CHECK(racks->need == 94.0);
    CHECK(racks->met());
    const auto spares = uses({"limits.rack_kw=20", "limits.racks=93", "campaign.spare_servers=2"});
    CHECK(spares.front().path == std::string("limits.racks"));
    CHECK(spares.front().need == 94.0);
    CHECK_FALSE(spares.front().met());
}

TEST_CASE("a rack that cannot feed one server is too small, however many there are") {
    for (const LimitUse& use : uses({"limits.rack_kw=6", "limits.racks=1e6"}))
        CHECK_FALSE(use.met());
}

TEST_CASE("the first limit is the one that binds") {
    Report report;
    const auto use = uses({"limits.facility_mw=10",
                           "limits.days=50",
                           "limits.purchase_usd=80e6",
                           "limits.budget_usd=1e9"},
                          &report);
    REQUIRE(use.size() == 4);
    CHECK(use[0].path == std::string("limits.purchase_usd"));
    CHECK_FALSE(use[0].met());
    CHECK(use[1].path == std::string("limits.days"));
    CHECK_THAT(use[1].need, WithinRel(report.run->campaign.wall.in(day), 1e-12));
    CHECK(use[1].met());
    CHECK(use[3].path == std::string("limits.budget_usd"));
    for (std::size_t i = 1; i < use.size(); ++i) CHECK(use[i].share() <= use[i - 1].share());
}
