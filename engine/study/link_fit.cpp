#include "engine/study/link_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/cost/collectives.hpp"
#include "engine/study/table_row.hpp"

namespace deepwallet {

namespace {

/// A constant of the server, by its index in the curve where it is one of a curve's.
struct Constant {
    FitParameter parameter;
    void (*set)(Server&, std::size_t, double) = nullptr;
    std::size_t index = 0;
};

bool has_rows(std::span<const MeasuredCollective> rows, double ranks) {
    return std::any_of(
        rows.begin(), rows.end(), [&](const auto& row) { return real(row.ranks) == ranks; });
}

FitParameter parameter(std::string name, double start, double low, double high) {
    return {std::move(name), std::clamp(start, low, high), low, high};
}

std::vector<Constant> constants_of(const Server& s, std::span<const MeasuredCollective> rows) {
    std::vector<Constant> out;
    for (std::size_t i = 0; i < s.scaleup_ranks.size(); ++i) {
        if (!has_rows(rows, s.scaleup_ranks[i]))
            continue;
        out.push_back({parameter(fmt::format("all_reduce_latency_us({})", s.scaleup_ranks[i]),
                                 s.all_reduce_latency_us[i],
                                 1.0,
                                 1000.0),
                       [](Server& x, std::size_t k, double v) { x.all_reduce_latency_us[k] = v; },
                       i});
        out.push_back({parameter(fmt::format("all_reduce_bus_gb_per_s({})", s.scaleup_ranks[i]),
                                 s.all_reduce_bus_gb_per_s[i],
                                 1.0,
                                 5000.0),
                       [](Server& x, std::size_t k, double v) { x.all_reduce_bus_gb_per_s[k] = v; },
                       i});
    }
    out.push_back(
        {parameter("small_message_latency_share", s.small_message_latency_share, 0.05, 1.0),
         [](Server& x, std::size_t, double v) { x.small_message_latency_share = v; }});
    out.push_back(
        {parameter("small_message_bandwidth_share", s.small_message_bandwidth_share, 0.05, 1.0),
         [](Server& x, std::size_t, double v) { x.small_message_bandwidth_share = v; }});
    return out;
}

}  // namespace

Result<std::vector<MeasuredCollective>> read_measured_collectives(
    const std::filesystem::path& file) {
    constexpr std::array<const char*, 6> kColumns = {
        "server", "ranks", "collective", "bytes", "time_us", "source"};
    constexpr std::array<std::pair<const char*, bool>, 1> kCollectives = {{{"all_reduce", true}}};
    return read_table<MeasuredCollective>(file, kColumns, [&](RowReader& row) {
        row.word("collective", kCollectives);
        MeasuredCollective out;
        out.server = row.text("server");
        out.source = row.text("source");
        out.ranks = static_cast<std::int64_t>(std::min(row.number("ranks"), 1e9));
        out.bytes = row.number("bytes") * units::byte;
        out.time = row.number("time_us") * units::us;
        return out;
    });
}

double log_residual(const MeasuredCollective& row, const Server& server) {
    const Group group{row.ranks, row.ranks};
    return std::log(all_reduce(network(server, Fabric{}), group, row.bytes) / row.time);
}

Result<LinkFit> fit_all_reduce(const Server& server, std::span<const MeasuredCollective> rows) {
    const std::vector<Constant> constants = constants_of(server, rows);
    std::vector<FitParameter> parameters;
    for (const Constant& c : constants) parameters.push_back(c.parameter);
    const auto with = [&](std::span<const double> values) {
        Server s = server;
        for (std::size_t i = 0; i < constants.size(); ++i)
            constants[i].set(s, constants[i].index, values[i]);
        return s;
    };
    const Residuals residuals = [&](std::span<const double> values, std::span<double> out) {
        const Server s = with(values);
        for (std::size_t i = 0; i < rows.size(); ++i) out[i] = log_residual(rows[i], s);
    };
    Result<Fit> fit = fit_least_squares(parameters, rows.size(), residuals);
    if (!fit)
        return tl::unexpected<Faults>(fit.error());
    return LinkFit{with(fit->values()), *fit};
}

std::vector<LinkErrors> link_errors(const std::map<std::string, Server>& servers,
                                    std::span<const MeasuredCollective> rows) {
    std::map<std::tuple<std::string, std::string, std::int64_t>, std::vector<double>> residuals;
    for (const MeasuredCollective& row : rows) {
        if (const auto server = servers.find(row.server); server != servers.end())
            residuals[{row.server, row.source, row.ranks}].push_back(
                log_residual(row, server->second));
    }
    std::vector<LinkErrors> out;
    for (const auto& [key, values] : residuals) {
        const auto& [server, source, ranks] = key;
        out.push_back({server, source, ranks, summarize_errors(values)});
    }
    return out;
}

}  // namespace deepwallet
