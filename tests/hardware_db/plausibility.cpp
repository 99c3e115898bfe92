#include "tests/hardware_db/plausibility.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace deepwallet::test {

namespace {

using namespace units;

constexpr double kOnePercent = 0.01;

class Checker {
public:
    void equal(const char* what, double left, double right, double tolerance = kOnePercent) {
        if (!(std::abs(left - right) <= tolerance * std::abs(right)))
            complaints_.push_back(fmt::format("{}: {} is not {}", what, left, right));
    }
    void at_most(const char* what, double left, double right) {
        if (!(left <= right))
            complaints_.push_back(fmt::format("{}: {} is above {}", what, left, right));
    }
    void between(const char* what, double x, double low, double high) {
        at_most(what, low, x);
        at_most(what, x, high);
    }
    void require(const char* what, bool holds) {
        if (!holds)
            complaints_.emplace_back(what);
    }
    Complaints done() { return std::move(complaints_); }

private:
    Complaints complaints_;
};

/// Rates of PCIe x16, one way, generations 3 to 6, in GB/s: servers without scale-up links.
constexpr std::array<double, 4> kPcie = {15.75, 31.5, 63.0, 121.0};

bool is_pcie(const Server& server) {
    const double rate = server.scaleup_bandwidth.in(GB_per_s);
    return std::find(kPcie.begin(), kPcie.end(), rate) != kPcie.end();
}

/// Chips that compute out of their own SRAM have little of it, and all of it in microseconds.
bool is_on_chip(const Accelerator& a) { return a.memory < 2.0 * GiB; }

void check_peaks(const Accelerator& a, Checker& check) {
    const auto half = a.peak_bf16 ? a.peak_bf16 : a.peak_fp16;
    check.require("no peak of 16 bits", half.has_value());
    if (!half)
        return;
    // A chip with two 16-bit rates quotes its clock for the faster.
    const double dense = std::max(a.peak_bf16.value_or(Throughput{}).in(TFLOPS),
                                  a.peak_fp16.value_or(Throughput{}).in(TFLOPS));
    if (a.boost_clock_mhz && a.flops_per_clock_per_unit) {
        const double flops = static_cast<double>(a.compute_units) * *a.boost_clock_mhz * 1e6 *
                             *a.flops_per_clock_per_unit;
        check.equal("peak = units x clock x FLOP a clock", flops / 1e12, dense);
    }
    // A headline rounds to whole TFLOP/s.
    if (a.sparse_fp16)
        check.at_most("dense is half of sparse", dense, a.sparse_fp16->in(TFLOPS) / 2.0 * 1.001);
    if (a.sparse_fp16)
        check.require("no speed-up of 2:4 sparsity", a.sparse_speedup.has_value());
    if (a.peak_tf32)
        check.at_most("tf32 below 16 bits", a.peak_tf32->in(TFLOPS), dense);
    if (a.peak_fp8)
        check.between("fp8 over 16 bits", a.peak_fp8->in(TFLOPS) / dense, 1.0, 4.0);
    if (a.peak_fp4)
        check.between("fp4 over 16 bits", a.peak_fp4->in(TFLOPS) / dense, 1.0, 8.0);
    check.between("FLOP for each byte of memory",
                  dense * TFLOPS.base() / a.memory_bandwidth.base(),
                  is_on_chip(a) ? 1 : 10,
                  1300);
}

void check_curve(const Server& s, Checker& check) {
    const double rate = s.scaleup_bandwidth.in(GB_per_s);
    // A ring of all ranks keeps below the link's rate; where the switch adds up, each link carries
    // the buffer once, which counts 2 (n - 1) / n times as bus bandwidth. A gather has no such
    // help.
    const double n = s.scaleup_ranks.back();
    const bool in_switch = s.gather_bandwidth_share < 1.0;
    check.at_most("bus bandwidth of all below the link's",
                  s.all_reduce_bus_gb_per_s.back(),
                  in_switch ? 2.0 * (n - 1.0) / n * rate : rate);
    check.at_most("a gather of all below the link's rate",
                  s.all_reduce_bus_gb_per_s.back() * s.gather_bandwidth_share,
                  rate);
    check.at_most("a pair below the link's rate", s.point_to_point_bandwidth.in(GB_per_s), rate);
    check.equal("the curve ends at the whole server",
                s.scaleup_ranks.back(),
                static_cast<double>(s.accelerators),
                0.0);
    // Not at each step: meshes have good and bad numbers of ranks.
    check.require("latency grows with ranks",
                  s.all_reduce_latency_us.front() <= s.all_reduce_latency_us.back());
}

/// Ports of leaf, spine and core for a build of so many server ports, each switch full at most.
void check_build(const Fabric& f, std::size_t i, Checker& check) {
    const double servers = static_cast<double>(*f.servers_per_unit * f.units[i]);
    const double ports = servers * static_cast<double>(*f.ports_per_server);
    const auto k = static_cast<double>(f.switch_ports);
    const auto leaf = static_cast<double>(f.leaf_switches[i]);
    const auto spine = static_cast<double>(f.spine_switches[i]);
    const auto core = static_cast<double>(f.core_switches[i]);
    check.at_most("ports below the leaves: half of each", ports, leaf * k / 2.0);
    if (core == 0.0) {
        check.at_most("uplinks of the leaves: all of the spines", ports, spine * k);
    } else {
        check.at_most("uplinks of the leaves: half of the spines", ports, spine * k / 2.0);
        check.at_most("uplinks of the spines: all of the cores", ports, core * k);
    }
}

bool is_label(const Assignment& a) { return std::holds_alternative<std::string>(a.value); }

std::optional<double> number_of(const Assignment& a) {
    if (const auto* x = std::get_if<double>(&a.value))
        return *x;
    if (const auto* n = std::get_if<std::int64_t>(&a.value))
        return static_cast<double>(*n);
    return std::nullopt;
}

/// A number of which nothing lies between two: why an assumption about it has no range.
struct WithoutRange {
    std::string_view field;
    std::string_view reason;
};

constexpr std::string_view kCount = "a count of a build: right or wrong, no machine lies between";
constexpr std::string_view kSetting = "a setting: a run has it or another one";

constexpr std::array<WithoutRange, 15> kWithoutRange = {{
    {"accelerators", kCount},
    {"compute_units", kCount},
    {"links", kCount},
    {"nics", kCount},
    {"switch_ports", kCount},
    {"bucket_parameters", kSetting},
    {"evaluation_interval", kSetting},
    {"evaluation_iterations", kSetting},
    {"financed_share", kSetting},
    {"flash_version", kSetting},
    {"gradient_bytes", kSetting},
    {"last_bucket", kSetting},
    {"moment_bytes", kSetting},
    {"machine_age_days", "without effect while failure_shape is 1"},
    {"failure_shape", "the law of failures; the doubt is in the times between them"},
}};

bool needs_range(std::string_view field) {
    return std::none_of(kWithoutRange.begin(), kWithoutRange.end(), [&](const WithoutRange& w) {
        return w.field == field;
    });
}

bool ages(std::string_view path) {
    return path.find("usd") != std::string_view::npos && path != "facility_usd_per_w";
}

}  // namespace

Complaints implausible(const Accelerator& a) {
    Checker check;
    check_peaks(a, check);
    check.between("seconds to read all memory, inverse",
                  a.memory_bandwidth / a.memory * s,
                  5.0,
                  is_on_chip(a) ? 1e5 : 80.0);
    check.require("both or none of links and their rate",
                  a.links.has_value() == a.link_bandwidth.has_value());
    check.at_most("idle", a.idle.in(watt), a.waiting.in(watt));
    check.at_most("waiting", a.waiting.in(watt), a.communicating.in(watt));
    check.at_most("communicating", a.communicating.in(watt), a.streaming.in(watt));
    check.at_most("streaming", a.streaming.in(watt), a.computing.in(watt));
    check.at_most("computing", a.computing.in(watt), a.tdp.in(watt));
    return check.done();
}

Complaints implausible(const Server& server, const Accelerator& a) {
    Checker check;
    const auto count = static_cast<double>(server.accelerators);
    check.require("no memory label", server.memory_label_gb.has_value());
    if (server.memory_label_gb)
        check.equal("memory = label x count", *server.memory_label_gb, count * a.memory.in(GiB));
    if (a.links && !is_pcie(server))
        check.require("no number of links", server.links.has_value());
    if (server.links && a.links) {
        check.at_most("links", static_cast<double>(*server.links), static_cast<double>(*a.links));
        check.equal("links x rate = scale-up rate",
                    static_cast<double>(*server.links) * a.link_bandwidth->in(GB_per_s),
                    server.scaleup_bandwidth.in(GB_per_s));
    }
    check_curve(server, check);
    if (server.nic_total)
        check.equal("adapters x rate = total",
                    static_cast<double>(server.nics) * server.nic_bandwidth.in(gigabit_per_s),
                    server.nic_total->in(gigabit_per_s));
    if (server.host_link && server.host_links) {
        check.at_most("one accelerator's rate to the host",
                      server.host_link->in(GB_per_s),
                      server.host_links->in(GB_per_s));
        check.at_most("all accelerators' rate to the host",
                      server.host_links->in(GB_per_s),
                      count * server.host_link->in(GB_per_s));
    }
    if (server.nvme_read && server.nvme_write)
        check.at_most(
            "drives write", server.nvme_write->in(GB_per_s), server.nvme_read->in(GB_per_s));
    check.at_most("power of all accelerators", count * a.tdp.in(kW), server.max_power.in(kW));
    check.at_most("power of the rest", server.base_power.in(kW), 0.5 * server.max_power.in(kW));
    return check.done();
}

Complaints implausible(const Fabric& f) {
    Checker check;
    const std::size_t builds = f.units.size();
    if (builds == 0)
        return {};
    const bool whole = f.servers_per_unit && f.ports_per_server &&
                       f.leaf_switches.size() == builds && f.spine_switches.size() == builds &&
                       f.core_switches.size() == builds;
    check.require("a build lacks one of its numbers", whole);
    for (std::size_t i = 0; whole && i < builds; ++i) check_build(f, i, check);
    return check.done();
}

Complaints implausible(const Site& site) {
    Checker check;
    check.between("g/kWh", site.grid.in(gram / kWh), 0.5, 1400.0);
    check.between("USD/kWh", site.electricity.in(usd / kWh), 0.005, 0.5);
    check.between("PUE", site.pue, 1.0, 2.0);
    check.between("WUE, l/kWh", site.water_on_site.in(litre / kWh), 0.0, 5.0);
    check.between("USD/W", site.facility_usd_per_watt, 3.0, 20.0);
    check.require("no basis of the grid figure", !site.grid_basis.empty());
    if (site.mean_dry_bulb_c) {
        check.at_most("wet bulb below dry", *site.mean_wet_bulb_c, *site.mean_dry_bulb_c);
        check.at_most("mean below design", *site.mean_dry_bulb_c, *site.design_dry_bulb_c);
        check.at_most("mean below design", *site.mean_wet_bulb_c, *site.design_wet_bulb_c);
        check.at_most("hours", *site.dry_bulb_hours_to_18c, *site.dry_bulb_hours_to_24c);
        check.at_most("hours", *site.wet_bulb_hours_to_10c, *site.wet_bulb_hours_to_16c);
    }
    return check.done();
}

Complaints unsupported(const Assignments& values) {
    Complaints out;
    for (const Assignment& a : values) {
        const Provenance& p = a.provenance;
        const auto x = number_of(a);
        if (!is_label(a) && p.source.empty())
            out.push_back(a.path + ": no source");
        if (ages(a.path) && p.as_of.empty())
            out.push_back(a.path + ": a price without a date");
        if (p.assumption && x && needs_range(a.path) && !(p.low && p.high))
            out.push_back(a.path + ": an assumption without a range");
        if (x && ((p.low && *p.low > *x) || (p.high && *p.high < *x)))
            out.push_back(a.path + ": outside of its range");
    }
    return out;
}

}  // namespace deepwallet::test
