#include "cli/interrupt.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <csignal>

#include "cli/exit_code.hpp"

namespace deepwallet::cli {

namespace {

// A signal handler has nowhere else to look.
std::atomic<bool> interrupted = false;
std::atomic<int> patience_ms = 0;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void end_now(int) { _exit(static_cast<int>(ExitCode::interrupted)); }

void start_alarm(int milliseconds) {
    constexpr int kMilli = 1000;
    itimerval timer = {};
    timer.it_value.tv_sec = milliseconds / kMilli;
    timer.it_value.tv_usec = milliseconds % kMilli * kMilli;
    setitimer(ITIMER_REAL, &timer, nullptr);
}

void take(int signal) {
    interrupted = true;
    if (patience_ms > 0) {
        std::signal(SIGALRM, end_now);
        start_alarm(patience_ms);
    }
    std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptFlag::InterruptFlag(std::chrono::milliseconds patience)
    : before_interrupt_(std::signal(SIGINT, take)), before_end_(std::signal(SIGTERM, take)) {
    interrupted = false;
    patience_ms = static_cast<int>(patience.count());
}

InterruptFlag::~InterruptFlag() {
    if (patience_ms > 0)
        start_alarm(0);
    patience_ms = 0;
    std::signal(SIGINT, before_interrupt_);
    std::signal(SIGTERM, before_end_);
}

const std::atomic<bool>& InterruptFlag::flag() const { return interrupted; }

}  // namespace deepwallet::cli
