#pragma once

/// Ctrl-C as a flag, so that what is done is kept.

#include <atomic>

namespace deepwallet::cli {

/// While it lives, an interrupt or a request to end sets the flag instead of ending the process; a
/// second one ends it. One at a time.
class InterruptFlag {
public:
    InterruptFlag();
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
