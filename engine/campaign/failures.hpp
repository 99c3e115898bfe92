#pragma once

/// When a job fails: all components together, by class, at a rate that may change with their age.

#include "engine/campaign/terms.hpp"

namespace deepwallet {

/// How many of each class the job depends on.
using ComponentCounts = PerFailureClass<double>;

/// Failures of a job that is repaired to the age it had (a power-law process: Crow 1975,
/// "Reliability analysis for complex, repairable systems"). Until operating time t it expects
///
///     sum over classes of n ((a + t)^k - a^k) / eta^k,    eta = MTBF / Gamma(1 + 1/k)
///
/// failures: the cumulative hazard of n Weibull lives of shape k and age a. Of shape 1 it is the
/// Poisson process of rate sum of n / MTBF.
struct FailureProcess {
    PerFailureClass<double> scale{};  ///< n / eta^k, in 1 / s^k
    double shape = 1.0;
    Time age;

    /// Failures expected until this operating time.
    [[nodiscard]] double expected(Time operating) const;
    /// The operating time until which so many are expected; infinite where nothing fails.
    [[nodiscard]] Time until(double failures) const;
    /// Of all failures, those of a class.
    [[nodiscard]] double share(FailureClass kind) const;
    [[nodiscard]] double total_scale() const;
};

FailureProcess failure_process(const CampaignTerms& terms, const ComponentCounts& counts);

}  // namespace deepwallet
