// The layers below the database test against tests/support/dgx_a100.hpp: it must say what the
// database says.

#include "engine/scenario/fields.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

/// Numbers to rounding: a unit goes in and out of each.
void check_equal(const Value& fixture, const Value& database) {
    const auto* a = std::get_if<double>(&fixture);
    const auto* b = std::get_if<double>(&database);
    if (a != nullptr && b != nullptr) {
        CHECK_THAT(*a, WithinRel(*b, 1e-12));
    } else {
        CHECK(to_text(fixture) == to_text(database));
    }
}

template <class T>
void check_same(const Fields<T>& fields, const T& fixture, const T& database) {
    int compared = 0;
    for (const Field<T>& field : fields) {
        const auto mine = field.get(fixture);
        // What the fixture leaves out, its tests do not use.
        const bool unset = !mine || *mine == Value(0.0) || *mine == Value(std::string{}) ||
                           *mine == Value(std::vector<double>{});
        if (unset || field.path == "name")
            continue;
        CAPTURE(field.path);
        const auto theirs = field.get(database);
        REQUIRE(theirs.has_value());
        check_equal(*mine, *theirs);
        ++compared;
    }
    CHECK(compared > 5);
}

}  // namespace

TEST_CASE("the fixture of the DGX A100 is the database's DGX A100") {
    const Scenario loaded = test::load_file(test::reference_file()).scenario;
    check_same(accelerator_fields(), test::a100(), loaded.accelerator);
    check_same(server_fields(), test::dgx_a100(), loaded.server);
    // Worked examples of the literature have a latency of their own.
    Fabric fabric = test::hdr_fat_tree();
    fabric.latency = {};
    check_same(fabric_fields(), fabric, loaded.fabric);
}
