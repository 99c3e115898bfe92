#include "engine/campaign/failures.hpp"

#include <cmath>
#include <limits>

namespace deepwallet {

namespace {

PerFailureClass<Time> mean_times(const CampaignTerms& terms) {
    return {terms.accelerator_mtbf,
            terms.host_mtbf,
            terms.adapter_mtbf,
            terms.switch_mtbf,
            terms.software_mtbf};
}

/// The usual shape, whose powers and gamma function are none: searches ask for it half a million
/// times a second.
bool is_poisson(double shape) { return shape == 1.0; }

double power(double x, double shape) { return is_poisson(shape) ? x : std::pow(x, shape); }

}  // namespace

FailureProcess failure_process(const CampaignTerms& terms, const ComponentCounts& counts) {
    FailureProcess out;
    out.shape = terms.failure_shape;
    out.age = terms.machine_age;
    PerFailureClass<Time> mtbf = mean_times(terms);
    if (terms.server_mtbf) {
        mtbf.fill(std::numeric_limits<double>::infinity() * units::s);
        mtbf[static_cast<std::size_t>(FailureClass::host)] = *terms.server_mtbf;
    }
    const double mean_life = is_poisson(out.shape) ? 1.0 : std::tgamma(1.0 + 1.0 / out.shape);
    for (std::size_t i = 0; i < kFailureClasses; ++i) {
        const double life = mtbf[i].in(units::s) / mean_life;
        out.scale[i] = terms.failure_rate_factor * counts[i] / power(life, out.shape);
    }
    return out;
}

double FailureProcess::total_scale() const {
    double sum = 0.0;
    for (const double one : scale) sum += one;
    return sum;
}

double FailureProcess::expected(Time operating) const {
    if (is_poisson(shape))
        return total_scale() * operating.in(units::s);
    const double a = age.in(units::s);
    return total_scale() * (std::pow(a + operating.in(units::s), shape) - std::pow(a, shape));
}

Time FailureProcess::until(double failures) const {
    const double a = age.in(units::s);
    const double reached = std::pow(a, shape) + failures / total_scale();
    return (std::pow(reached, 1.0 / shape) - a) * units::s;
}

double FailureProcess::share(FailureClass kind) const {
    const double all = total_scale();
    return all > 0.0 ? scale[static_cast<std::size_t>(kind)] / all : 0.0;
}

}  // namespace deepwallet
