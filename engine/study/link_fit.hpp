#pragma once

/// The constants of a server's scale-up network, fitted to measured all-reduces inside of it.

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/units.hpp"
#include "engine/hardware/server.hpp"
#include "engine/study/least_squares.hpp"

namespace deepwallet {

struct MeasuredCollective {
    std::string server;  ///< an entry of hardware_db/servers
    std::string source;
    std::int64_t ranks = 0;
    Data bytes;
    Time time;
};

/// collectives.csv: server, ranks, collective (all_reduce), bytes of the buffer, time_us, source.
Result<std::vector<MeasuredCollective>> read_measured_collectives(
    const std::filesystem::path& file);

/// log(predicted / measured).
double log_residual(const MeasuredCollective& row, const Server& server);

struct LinkFit {
    Server server;  ///< as given, with the fitted curves
    Fit fit;
};

/// Latency and bus bandwidth at each point of the server's curves that rows are of, and what small
/// messages get of both. Points without rows stay as they are. Faults as fit_least_squares.
Result<LinkFit> fit_all_reduce(const Server& server, std::span<const MeasuredCollective> rows);

struct LinkErrors {
    std::string server;
    std::string source;
    std::int64_t ranks = 0;
    ErrorSummary errors;
};

/// By server, source and ranks, in this order; rows of a server that is not given are left out.
std::vector<LinkErrors> link_errors(const std::map<std::string, Server>& servers,
                                    std::span<const MeasuredCollective> rows);

}  // namespace deepwallet
