// One question has one name, wherever its values came from.

#include "engine/scenario/fingerprint.hpp"

#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;

namespace {

std::string name_of(const std::vector<std::string>& settings = {}) {
    return fingerprint(test::load_file(test::reference_file(), settings).scenario);
}

}  // namespace

TEST_CASE("a fingerprint is a UUID of version 5") {
    const std::string name = name_of();
    REQUIRE(name.size() == 36);
    CHECK(name[14] == '5');
    CHECK(std::string("89ab").find(name[19]) != std::string::npos);
}

TEST_CASE("a value that is given anew leaves the name, wherever it is given") {
    CHECK(name_of() == name_of());
    CHECK(name_of({"cluster.servers=280"}) == name_of());
    CHECK(name_of({"training.tokens=2.7e11"}) == name_of());
}

TEST_CASE("every field of the scenario is part of its name") {
    const Scenario scenario = test::load_file(test::reference_file()).scenario;
    std::set<std::string> names = {fingerprint(scenario)};
    std::size_t changed = 0;
    for (const Field<Scenario>& field : scenario_fields()) {
        const auto value = field.get(scenario);
        if (!value || !std::holds_alternative<double>(*value))
            continue;
        Scenario other = scenario;
        field.set(other, Value(std::get<double>(*value) * 1.25 + 1.0));
        INFO(field.path);
        CHECK(names.insert(fingerprint(other)).second);
        ++changed;
    }
    CHECK(changed > 100);
}

TEST_CASE("an offer's price is part of the name") {
    Scenario scenario = test::load_file(test::reference_file()).scenario;
    const std::string before = fingerprint(scenario);
    scenario.offers[0].gpu_price = 1.01 * scenario.offers[0].gpu_price;
    CHECK(fingerprint(scenario) != before);
}
