// A binary of its own: it counts the allocations of the whole program.

#include "engine/energy/cooling.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

TEST_CASE("an evaluation of a loaded scenario allocates nothing") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    const long before = test::allocations();
    const Report report = evaluate_analytic(scenario);
    const long after = test::allocations();
    CHECK(after == before);
    CHECK(report.fits());
}

TEST_CASE("a year of weather with counted hours allocates nothing") {
    const Climate counted{14.0,
                          10.2,
                          33.8,
                          25.0,
                          {TemperatureShare{18, 0.6}, TemperatureShare{24, 0.8}},
                          {TemperatureShare{10, 0.5}, TemperatureShare{16, 0.7}}};
    CoolingPlant plant;
    plant.kind = CoolingKind::immersion;
    const long before = test::allocations();
    const CoolingYear year = cooling_year(plant, counted);
    CHECK(test::allocations() == before);
    CHECK(year.pue >= 1.0);
}

TEST_CASE("the counter counts") {
    const long before = test::allocations();
    const std::vector<double> some(1000, 1.0);
    CHECK(test::allocations() > before);
    CHECK(some.back() == 1.0);
}
