#include "engine/des/job_faults.hpp"

#include <cmath>

#include <fmt/format.h>

namespace deepwallet {

namespace {

bool is_duration(double seconds) { return std::isfinite(seconds) && seconds >= 0.0; }

}  // namespace

Faults job_faults(const Job& job) {
    Faults faults;
    const auto check = [&](double seconds, const char* what) {
        if (is_duration(seconds) || !faults.empty())
            return;
        Fault fault;
        fault.code = ErrorCode::out_of_range;
        fault.message = fmt::format("a {} of {}", what, seconds);
        fault.help = "the scenario has a rate of 0, or a size beyond all measure";
        faults.push_back(fault);
    };
    for (const StepCost& step : job.steps) {
        check(step.kernels, "kernel");
        check(step.cover, "kernel");
        check(step.host, "wait for the host");
    }
    const auto check_shared = [&](const SharedTransfer& shared, bool is_shared) {
        check(shared.latency, "latency");
        check(shared.bytes, "size");
        check(shared.after, "gather");
        if (is_shared && !(shared.limit > 0.0))
            check(-1.0, "transfer at no rate,");
    };
    for (const Collective& collective : job.collectives) {
        check(collective.time, "collective");
        check_shared(collective.shared, collective.first_route != kNone);
    }
    for (const Transfer& transfer : job.transfers) {
        check(transfer.time, "transfer");
        check_shared(transfer.shared, transfer.first_route != kNone);
    }
    for (const double rate : job.link_rates) check(rate, "link rate");
    return faults;
}

}  // namespace deepwallet
