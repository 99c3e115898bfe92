// The curves of hardware_db/servers against the measured all-reduces of hardware_db/measured.

#include "engine/study/link_fit.hpp"

#include <filesystem>

#include "engine/cost/collectives.hpp"
#include "engine/scenario/database.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"

using namespace deepwallet;

namespace {

const std::filesystem::path kDatabase =
    std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db";

Server shipped(const std::string& name) {
    auto values = read_entry({kDatabase}, EntryKind::server, name, {});
    REQUIRE(values);
    // Names of other entries are the loader's.
    std::erase_if(*values,
                  [](const auto& v) { return v.path == "accelerator" || v.path == "fabric"; });
    Server out;
    Faults faults;
    assign(server_fields(), *values, out, faults);
    REQUIRE(faults.empty());
    return out;
}

std::vector<MeasuredCollective> measured(const std::string& server) {
    const auto all = read_measured_collectives(kDatabase / "measured" / "collectives.csv");
    REQUIRE(all);
    std::vector<MeasuredCollective> out;
    for (const MeasuredCollective& row : *all) {
        if (row.server == server)
            out.push_back(row);
    }
    return out;
}

}  // namespace

TEST_CASE("all-reduces in a server are within the spread of published nodes") {
    // Two published A100 nodes differ by 12 to 20 % between 16 and 256 MiB (nccl-tests traces of
    // vTrain; ml-engineering, network chapter).
    constexpr double kSpread = 0.15;
    for (const char* name : {"dgx-a100-80gb", "dgx-1v", "dgx-h200", "dgx-b200"}) {
        const auto rows = measured(name);
        REQUIRE(rows.size() >= 15);
        for (const LinkErrors& e : link_errors({{name, shipped(name)}}, rows)) {
            CAPTURE(name, e.source, e.ranks);
            CHECK(e.errors.mean <= kSpread);
        }
    }
}

TEST_CASE("a fit to the shipped all-reduces finds the shipped curves") {
    for (const char* name : {"dgx-1v", "dgx-h200", "dgx-b200"}) {
        const Server server = shipped(name);
        const auto fit = fit_all_reduce(server, measured(name));
        REQUIRE(fit);
        const std::size_t last = server.scaleup_ranks.size() - 1;
        CAPTURE(name);
        CHECK_THAT(fit->server.all_reduce_bus_gb_per_s[last],
                   WithinRel(server.all_reduce_bus_gb_per_s[last], 0.01));
        CHECK_THAT(fit->server.all_reduce_latency_us[last],
                   WithinRel(server.all_reduce_latency_us[last], 0.02));
    }
}

TEST_CASE("a fit recovers the curve that made the times") {
    const Server truth = test::dgx_a100();
    std::vector<MeasuredCollective> rows = measured("dgx-a100-80gb");
    for (MeasuredCollective& row : rows)
        row.time = all_reduce(network(truth, Fabric{}), {row.ranks, row.ranks}, row.bytes);
    Server start = truth;
    start.all_reduce_bus_gb_per_s = {150.0, 180.0, 200.0};
    start.all_reduce_latency_us = {70.0, 90.0, 120.0};
    const auto fit = fit_all_reduce(start, rows);
    REQUIRE(fit);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK_THAT(fit->server.all_reduce_bus_gb_per_s[i],
                   WithinRel(truth.all_reduce_bus_gb_per_s[i], 1e-3));
        CHECK_THAT(fit->server.all_reduce_latency_us[i],
                   WithinRel(truth.all_reduce_latency_us[i], 1e-2));
    }
}
