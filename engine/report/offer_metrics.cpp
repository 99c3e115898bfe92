#include "engine/report/offer_metrics.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace deepwallet {

namespace {

using namespace units;
using C = CloudCost;
using Number = std::optional<double>;

Number of_commitment(const C& c, Money value) {
    return c.commitment > Money{} ? Number(value.in(usd)) : Number{};
}

constexpr auto kTotal = [](const C& c) -> Number { return c.run_total().in(usd); };
constexpr auto kMachines = [](const C& c) -> Number { return c.machines.in(usd); };
constexpr auto kStorage = [](const C& c) -> Number { return c.storage.in(usd); };
constexpr auto kEgress = [](const C& c) -> Number { return c.egress.in(usd); };
constexpr auto kUnused = [](const C& c) { return of_commitment(c, c.unused); };
constexpr auto kCommitment = [](const C& c) { return of_commitment(c, c.commitment); };
constexpr auto kDays = [](const C& c) -> Number { return c.wall.in(day); };
constexpr auto kMonths = [](const C& c) {
    return c.break_even ? Number(c.break_even->in(month)) : Number{};
};
constexpr auto kUse = [](const C& c) { return c.break_even_utilisation; };
constexpr auto kRuns = [](const C& c) { return c.break_even_runs; };

constexpr std::array kOfferMetrics = {
    OfferMetric{"total_usd", "USD", "bill for the run", kTotal},
    OfferMetric{"machines_usd", "USD", "of that, machines for the hours of the run", kMachines},
    OfferMetric{"storage_usd", "USD", "of that, checkpoints and data", kStorage},
    OfferMetric{"egress_usd", "USD", "of that, taking a checkpoint out", kEgress},
    OfferMetric{"unused_usd", "USD", "of that, hours committed at which nothing runs", kUnused},
    OfferMetric{"commitment_usd", "USD", "what the contract binds to", kCommitment},
    OfferMetric{"days", "days", "wall time there", kDays},
    OfferMetric{"break_even_months", "months", "until buying has cost less", kMonths, true},
    OfferMetric{"break_even_utilisation", "", "use above which owning costs less", kUse},
    OfferMetric{"break_even_runs", "", "runs above which owning costs less", kRuns},
};

}  // namespace

std::span<const OfferMetric> offer_metrics() { return kOfferMetrics; }

double value_of(const OfferMetric& metric, const CloudCost& cloud) {
    if (cloud.endless)
        return std::numeric_limits<double>::quiet_NaN();
    const Number value = metric.read(cloud);
    if (value)
        return *value;
    return metric.may_never_come ? std::numeric_limits<double>::infinity()
                                 : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace deepwallet
