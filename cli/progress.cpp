#include "cli/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <iostream>

#include <fmt/format.h>

#include "engine/core/units.hpp"
#include "engine/report/format.hpp"

namespace deepwallet::cli {

ProgressLine::ProgressLine(std::ostream& err, bool quiet)
    : err_(err), shows_(!quiet && &err == &std::cerr && isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (drawn_)
        err_ << "\r\x1b[K" << std::flush;
}

void ProgressLine::show_search(std::int64_t done,
                               std::int64_t total,
                               double best,
                               const std::string& which) {
    std::string more = which;
    if (std::isfinite(best))
        more += (more.empty() ? "" : ": ") + ("best " + significant(best));
    show(static_cast<double>(done), static_cast<double>(total), static_cast<double>(done), more);
}

void ProgressLine::show(double done, double total, double fresh, const std::string& more) {
    using namespace std::chrono_literals;
    const Clock::time_point now = Clock::now();
    if (!shows_ || (drawn_ && now - last_ < 200ms))
        return;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = seconds > 0.0 ? fresh / seconds : 0.0;
    const std::string left =
        rate > 0.0 ? format_time((total - done) / rate * units::s) + " left" : "";
    err_ << fmt::format("\r\x1b[K{} of {}  {:.0f} %  {}/s  {}  {}",
                        grouped(done),
                        grouped(total),
                        total > 0.0 ? 100.0 * done / total : 100.0,
                        significant(rate),
                        left,
                        more)
         << std::flush;
    last_ = now;
    drawn_ = true;
}

}  // namespace deepwallet::cli
