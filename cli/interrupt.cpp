#include "cli/interrupt.hpp"

#include <csignal>

namespace deepwallet::cli {

namespace {

// A signal handler has nowhere else to look.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void take(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptFlag::InterruptFlag()
    : before_interrupt_(std::signal(SIGINT, take)), before_end_(std::signal(SIGTERM, take)) {
    interrupted = false;
}

InterruptFlag::~InterruptFlag() {
    std::signal(SIGINT, before_interrupt_);
    std::signal(SIGTERM, before_end_);
}

const std::atomic<bool>& InterruptFlag::flag() const { return interrupted; }

}  // namespace deepwallet::cli
