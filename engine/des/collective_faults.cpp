// What is wrong with a task, and with a result.

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/des/collective_run.hpp"

namespace deepwallet {

namespace {

/// A run adds up as many roundings as it has steps.
constexpr double kRounding = 1e-7;
/// Beyond, 32-bit counters of steps and messages end.
constexpr std::int64_t kMostRanks = 1 << 24;
constexpr std::int64_t kMostChunks = 1 << 20;

Fault fault_at(const char* field, ErrorCode code, std::string what, const char* help) {
    Fault out;
    out.code = code;
    out.path = fmt::format("collective.{}", field);
    out.message = fmt::format("{}: {}", out.path, what);
    out.help = help;
    return out;
}

bool does(CollectiveAlgorithm algorithm, CollectiveKind kind) {
    switch (algorithm) {
        case CollectiveAlgorithm::ring:
        case CollectiveAlgorithm::halving_doubling:
            return kind == CollectiveKind::all_reduce || kind == CollectiveKind::all_gather ||
                   kind == CollectiveKind::reduce_scatter;
        case CollectiveAlgorithm::pairwise:
            return kind == CollectiveKind::all_to_all;
        case CollectiveAlgorithm::tree:
        case CollectiveAlgorithm::double_tree:
        case CollectiveAlgorithm::hierarchical:
        case CollectiveAlgorithm::in_network:
            return kind == CollectiveKind::all_reduce;
    }
    return false;
}

bool has_twins(std::vector<std::int64_t> ranks) {
    std::sort(ranks.begin(), ranks.end());
    return std::adjacent_find(ranks.begin(), ranks.end()) != ranks.end();
}

void check_ranks(const CollectiveTask& task, Faults& faults) {
    const auto n = static_cast<std::int64_t>(task.ranks.size());
    const auto add = [&](ErrorCode code, std::string what, const char* help) {
        faults.push_back(fault_at("ranks", code, std::move(what), help));
    };
    if (n < 1 || n > kMostRanks)
        add(ErrorCode::out_of_range, fmt::format("{} ranks", n), "name 1 to 2^24 of them");
    if (has_twins(task.ranks))
        add(ErrorCode::conflict, "one accelerator twice", "name each of them once");
    if (task.algorithm == CollectiveAlgorithm::halving_doubling && n > 0 &&
        !std::has_single_bit(task.ranks.size()))
        add(ErrorCode::conflict,
            fmt::format("halving and doubling of {} ranks", n),
            "take a power of two, or a ring");
    if (task.per_server < 1 || task.per_server > kMostRanks ||
        (task.algorithm == CollectiveAlgorithm::hierarchical && n % task.per_server != 0)) {
        faults.push_back(fault_at("per_server",
                                  ErrorCode::out_of_range,
                                  fmt::format("{} of {} ranks a server", task.per_server, n),
                                  "give at least 1, and a divisor of the number of ranks"));
    }
}

/// Least bytes that one rank sends and receives, and that all of them send.
struct Needs {
    double sent = 0.0;
    double received = 0.0;
    double total = 0.0;
};

/// Each rank's data goes into every other's result. Without switches that add, n - 1 buffers are
/// sent until the sum exists, and n - 1 more until all have it (Patarasuk and Yuan 2009).
Needs needs_of(const CollectiveTask& task) {
    const double n = real(static_cast<std::int64_t>(task.ranks.size()));
    const double all = task.bytes.base();
    const double others = (n - 1.0) / n * all;
    if (n < 2.0)
        return {};
    switch (task.kind) {
        case CollectiveKind::all_reduce: {
            const bool switches = task.algorithm == CollectiveAlgorithm::in_network;
            return {all, all, switches ? n * all : 2.0 * (n - 1.0) * all};
        }
        case CollectiveKind::all_gather:
            return {all / n, others, n * others};
        case CollectiveKind::reduce_scatter:
            return {others, all / n, n * others};
        case CollectiveKind::all_to_all:
            return {others, others, n * others};
        case CollectiveKind::point_to_point:
            break;
    }
    return {};
}

}  // namespace

Faults task_faults(const CollectiveTask& task) {
    Faults faults;
    check_ranks(task, faults);
    const auto check = [&](const char* field, double value) {
        if (!std::isfinite(value) || value < 0.0)
            faults.push_back(fault_at(field,
                                      ErrorCode::out_of_range,
                                      fmt::format("{}", value),
                                      "give a finite number that is not negative"));
    };
    check("bytes", task.bytes.base());
    check("latency", task.latency.base());
    check("inside_latency", task.inside_latency.base());
    if (task.chunks < 1 || task.chunks > kMostChunks)
        faults.push_back(fault_at(
            "chunks", ErrorCode::out_of_range, fmt::format("{}", task.chunks), "give 1 to 2^20"));
    if (!does(task.algorithm, task.kind))
        faults.push_back(fault_at("algorithm",
                                  ErrorCode::conflict,
                                  fmt::format("{} cannot do this kind", name_of(task.algorithm)),
                                  "take a ring, or pairwise for an all-to-all"));
    return faults;
}

Faults input_faults(const CollectiveTask& task, const Wiring& wiring) {
    Faults faults = task_faults(task);
    if (!wiring.route)
        faults.push_back(fault_at(
            "route", ErrorCode::missing, "no routes", "give a way between two accelerators"));
    return faults;
}

Result<CollectiveRun> checked(const CollectiveTask& task,
                              const Wiring& wiring,
                              const FluidNetwork& network,
                              CollectiveRun run) {
    for (std::uint32_t link = 0; link < wiring.link_rates.size(); ++link)
        run.carried.push_back(network.carried(link).base());
    Faults faults = conservation_faults(task, run, wiring.link_rates);
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return run;
}

Faults conservation_faults(const CollectiveTask& task,
                           const CollectiveRun& run,
                           std::span<const double> link_rates) {
    Faults faults;
    const auto fault = [&](std::string what) {
        faults.push_back(fault_at("time",
                                  ErrorCode::conflict,
                                  std::move(what),
                                  "this is faster than the network allows: report it"));
    };
    const double seconds = run.time.base();
    if (!std::isfinite(seconds) || seconds < 0.0)
        fault(fmt::format("{} s", seconds));
    for (std::size_t link = 0; link < run.carried.size(); ++link) {
        if (run.carried[link] > link_rates[link] * seconds * (1.0 + kRounding))
            fault(fmt::format("link {} carried {} bytes in {} s at {} bytes a second",
                              link,
                              run.carried[link],
                              seconds,
                              link_rates[link]));
    }
    const Needs least = needs_of(task);
    double total = 0.0;
    for (std::size_t rank = 0; rank < run.sent.size(); ++rank) {
        total += run.sent[rank];
        if (run.sent[rank] < least.sent * (1.0 - kRounding) ||
            run.received[rank] < least.received * (1.0 - kRounding))
            fault(fmt::format("rank {} sent {} and received {} bytes, needs {} and {}",
                              rank,
                              run.sent[rank],
                              run.received[rank],
                              least.sent,
                              least.received));
    }
    if (total < least.total * (1.0 - kRounding))
        fault(fmt::format("{} bytes sent, of {} that are needed", total, least.total));
    return faults;
}

}  // namespace deepwallet
