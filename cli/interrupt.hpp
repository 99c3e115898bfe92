#pragma once

/// Ctrl-C as a flag, so that what is done is kept.

#include <atomic>
#include <chrono>

namespace deepwallet::cli {

/// While it lives, an interrupt or a request to end sets the flag instead of ending the process; a
/// second one ends it. One at a time.
class InterruptFlag {
public:
    /// With patience, a process that has not come to its end so long after the interrupt is ended
    /// with exit code 130: for work that cannot look at the flag all the time, and whose results
    /// are safe at any moment.
    explicit InterruptFlag(std::chrono::milliseconds patience = {});
    ~InterruptFlag();
    InterruptFlag(const InterruptFlag&) = delete;
    InterruptFlag& operator=(const InterruptFlag&) = delete;

    [[nodiscard]] const std::atomic<bool>& flag() const;

private:
    using Handler = void (*)(int);
    Handler before_interrupt_;
    Handler before_end_;
};

}  // namespace deepwallet::cli
