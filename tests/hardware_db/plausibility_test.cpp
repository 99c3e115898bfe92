#include "tests/hardware_db/plausibility.hpp"

#include <fmt/format.h>

#include "engine/scenario/database.hpp"
#include "engine/scenario/fields.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::units;
using test::Complaints;

Assignments values_of(EntryKind kind, const std::string& name) {
    const auto values = read_entry(test::database(), kind, name, {"test", Value(name), {}, {}});
    if (!values)
        throw std::runtime_error(render(values.error()));
    return *values;
}

std::string link_of(const Assignments& values, const std::string& path) {
    for (const Assignment& a : values) {
        if (a.path == path)
            return std::get<std::string>(a.value);
    }
    return "";
}

/// The entry as its struct; what names another entry is left to the caller.
template <class T>
T entry(const Fields<T>& fields, EntryKind kind, const std::string& name) {
    Assignments values = values_of(kind, name);
    if (kind == EntryKind::server) {
        values.erase(std::remove_if(values.begin(),
                                    values.end(),
                                    [](const Assignment& a) {
                                        return a.path == "accelerator" || a.path == "fabric";
                                    }),
                     values.end());
    }
    T object;
    Faults faults;
    assign(fields, values, object, faults);
    if (!faults.empty())
        throw std::runtime_error(render(faults));
    return object;
}

Accelerator accelerator(const std::string& name) {
    return entry(accelerator_fields(), EntryKind::accelerator, name);
}

Server server(const std::string& name) { return entry(server_fields(), EntryKind::server, name); }

Accelerator accelerator_of(const std::string& server_name) {
    return accelerator(link_of(values_of(EntryKind::server, server_name), "accelerator"));
}

std::vector<std::string> names(EntryKind kind) { return entry_names(test::database(), kind); }

}  // namespace

TEST_CASE("the peaks, memory and power of every accelerator fit together") {
    for (const std::string& name : names(EntryKind::accelerator)) {
        CAPTURE(name);
        CHECK(test::implausible(accelerator(name)) == Complaints{});
    }
}

TEST_CASE("the links, memory, adapters and power of every server fit its accelerator") {
    for (const std::string& name : names(EntryKind::server)) {
        CAPTURE(name);
        CHECK(test::implausible(server(name), accelerator_of(name)) == Complaints{});
    }
}

TEST_CASE("published switch counts carry every port without oversubscription") {
    int builds = 0;
    for (const std::string& name : names(EntryKind::fabric)) {
        CAPTURE(name);
        const Fabric fabric = entry(fabric_fields(), EntryKind::fabric, name);
        CHECK(test::implausible(fabric) == Complaints{});
        builds += static_cast<int>(fabric.units.size());
    }
    // SuperPODs: 7 of A100, 8 of H100 and B200 together, 5 + 5 of B300.
    CHECK(builds >= 25);
}

TEST_CASE("the A100 SuperPOD of 140 servers has 164 switches in its compute fabric") {
    // NVIDIA DGX SuperPOD: 56 leaf, 80 spine and 28 core switches.
    const Fabric hdr = entry(fabric_fields(), EntryKind::fabric, "hdr-fat-tree");
    CHECK(hdr.units.back() * *hdr.servers_per_unit == 140);
    CHECK(hdr.leaf_switches.back() + hdr.spine_switches.back() + hdr.core_switches.back() == 164);
}

TEST_CASE("every site has a plausible grid, price, building and climate") {
    for (const std::string& name : names(EntryKind::site)) {
        CAPTURE(name);
        CHECK(test::implausible(entry(site_fields(), EntryKind::site, name)) == Complaints{});
    }
    CHECK(names(EntryKind::site).size() >= 60);
}

TEST_CASE("every offer names an accelerator of the database, a date and a sane price") {
    for (const std::string& name : names(EntryKind::cloud)) {
        CAPTURE(name);
        const Assignments values = values_of(EntryKind::cloud, name);
        const std::string chip = link_of(values, "accelerator");
        CHECK_NOTHROW(accelerator(chip));
        double on_demand = 0.0;
        double spot = 0.0;
        int prices = 0;
        for (const Assignment& a : values) {
            const auto* price = std::get_if<double>(&a.value);
            if (price == nullptr)
                continue;
            ++prices;
            CAPTURE(a.path);
            CHECK(*price >= 0.1);
            CHECK(*price <= 30.0);
            if (a.path == "on_demand_usd_per_gpu_h")
                on_demand = *price;
            if (a.path == "spot_usd_per_gpu_h")
                spot = *price;
        }
        CHECK(prices > 0);
        if (on_demand > 0.0)
            CHECK(spot <= on_demand);
    }
}

TEST_CASE("every value has its source, every price its date, every assumption its range") {
    for (const EntryKind kind : {EntryKind::accelerator,
                                 EntryKind::server,
                                 EntryKind::fabric,
                                 EntryKind::site,
                                 EntryKind::cloud,
                                 EntryKind::stack,
                                 EntryKind::cooling,
                                 EntryKind::campaign,
                                 EntryKind::ownership,
                                 EntryKind::equivalents,
                                 EntryKind::scaling_law}) {
        for (const std::string& name : names(kind)) {
            CAPTURE(folder_name(kind), name);
            CHECK(test::unsupported(values_of(kind, name)) == Complaints{});
        }
    }
}

namespace {

bool has_range(const Assignment& a) {
    return a.provenance.low && a.provenance.high && *a.provenance.low < *a.provenance.high;
}

bool is_path(const Assignment& a, std::string_view path) { return a.path == path; }

}  // namespace

TEST_CASE("grid and PUE of every place have a range, whatever their basis") {
    for (const std::string& name : names(EntryKind::site)) {
        for (const Assignment& a : values_of(EntryKind::site, name)) {
            CAPTURE(name, a.path);
            if (is_path(a, "grid_g_per_kwh") || is_path(a, "pue"))
                CHECK(has_range(a));
        }
    }
}

TEST_CASE("prices of commitments, and Azure's on demand, have a range") {
    int prices = 0;
    for (const std::string& name : names(EntryKind::cloud)) {
        const bool azure = name.rfind("azure", 0) == 0;
        for (const Assignment& a : values_of(EntryKind::cloud, name)) {
            CAPTURE(name, a.path);
            const bool reserved = a.path.rfind("reserved", 0) == 0;
            if (!reserved && !(azure && is_path(a, "on_demand_usd_per_gpu_h")))
                continue;
            CHECK(has_range(a));
            ++prices;
        }
    }
    CHECK(prices >= 31 + 12);
}

TEST_CASE("the grid of Germany spans the bases that there are of it") {
    // 2024: Ember 342, Our World in Data 381 (2023), hourly means 274 direct and 332 life-cycle.
    for (const Assignment& a : values_of(EntryKind::site, "germany")) {
        if (!is_path(a, "grid_g_per_kwh"))
            continue;
        CHECK(*a.provenance.low <= 274);
        CHECK(*a.provenance.high >= 381);
    }
}

TEST_CASE("a wrong entry is seen") {
    const Accelerator a100 = accelerator("a100-sxm4-80gb");
    const Server dgx = server("dgx-a100-80gb");
    REQUIRE(test::implausible(dgx, a100).empty());
    const auto complains = [](const Complaints& found, const char* about) {
        CAPTURE(about);
        REQUIRE(found.size() == 1);
        CHECK_THAT(found.front(), ContainsSubstring(about));
    };

    SECTION("a sparse peak") {
        Accelerator wrong = a100;
        wrong.boost_clock_mhz.reset();
        wrong.peak_bf16 = 624 * TFLOPS;
        complains(test::implausible(wrong), "half of sparse");
    }
    SECTION("the highest clock that the device reports, not that of its peak") {
        Accelerator wrong = accelerator("h100-sxm5-80gb");
        wrong.boost_clock_mhz = 1980;
        complains(test::implausible(wrong), "units x clock");
    }
    SECTION("bits for bytes of memory bandwidth") {
        Accelerator wrong = a100;
        wrong.memory_bandwidth = 8.0 * wrong.memory_bandwidth;
        complains(test::implausible(wrong), "read all memory");
    }
    SECTION("NVLink of both ways") {
        Server wrong = dgx;
        wrong.scaleup_bandwidth = 600 * GB_per_s;
        complains(test::implausible(wrong, a100), "links x rate");
    }
    SECTION("gigabytes for gigabits of an adapter") {
        Server wrong = dgx;
        wrong.nic_bandwidth = 200 * GB_per_s;
        complains(test::implausible(wrong, a100), "adapters x rate");
    }
    SECTION("the memory of the other model") {
        complains(test::implausible(dgx, accelerator("a100-sxm4-40gb")), "memory = label");
    }
    SECTION("a nameplate below its accelerators") {
        Server wrong = dgx;
        wrong.max_power = 3.0 * kW;
        complains(test::implausible(wrong, a100), "power of all accelerators");
    }
    SECTION("a spine too few") {
        Fabric wrong = entry(fabric_fields(), EntryKind::fabric, "ndr-fat-tree");
        wrong.spine_switches[1] = 7;
        complains(test::implausible(wrong), "uplinks of the leaves");
    }
    SECTION("a price without a date, an assumption without a range, a value without a source") {
        const Assignments values = {
            {"price_usd", Value(1.0), {}, {"somebody", "", false, {}, {}}},
            {"idle_w", Value(50.0), {}, {"somebody", "", true, {}, {}}},
            {"cycles", Value(4.0), {}, {"somebody", "", true, 3.0, {}}},
            {"links", Value(std::int64_t{4}), {}, {"somebody", "", true, {}, {}}},
            {"tdp_w", Value(400.0), {}, {"", "", false, {}, {}}},
            {"computing_w", Value(400.0), {}, {"somebody", "", true, 410.0, 420.0}}};
        CHECK(test::unsupported(values).size() == 5);
    }
}
