#pragma once

/// One line on a terminal that says how far a long piece of work is; nothing into a pipe.

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace deepwallet::cli {

class ProgressLine {
public:
    ProgressLine(std::ostream& err, bool quiet);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Tasks of a search and the best objective so far; of several searches `which` it is.
    void show_search(std::int64_t done,
                     std::int64_t total,
                     double best,
                     const std::string& which = "");

    /// `fresh` of `done` were done by this call, which the rate and the time left go by. A few
    /// times a second at most.
    void show(double done, double total, double fresh, const std::string& more);

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& err_;
    bool shows_;
    bool drawn_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point last_;
};

}  // namespace deepwallet::cli
