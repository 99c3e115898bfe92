#include "engine/economics/finance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/tools/toms748_solve.hpp>

namespace deepwallet {

double monthly_rate(double yearly) { return std::expm1(std::log1p(yearly) / 12.0); }

double nominal_rate(double real, double inflation) {
    return (1.0 + real) * (1.0 + inflation) - 1.0;
}

double npv(std::span<const double> flows, double rate) {
    // Horner's scheme from the last flow on.
    double sum = 0.0;
    for (std::size_t t = flows.size(); t-- > 0;) sum = sum / (1.0 + rate) + flows[t];
    return sum;
}

namespace {

constexpr double kLeastRate = -0.9999;
constexpr double kMostRate = 1e6;
/// Rates looked at for a change of sign, evenly in log(1 + rate).
constexpr int kSteps = 2000;

double rate_at(int step) {
    const double least = std::log1p(kLeastRate);
    const double most = std::log1p(kMostRate);
    return std::expm1(least + (most - least) * step / kSteps);
}

/// At low rates over many periods the last flow outgrows doubles; its sign is that of the sum.
double bounded_npv(std::span<const double> flows, double rate) {
    const double growth = 1.0 / (1.0 + rate);
    if (growth <= 1.0)
        return npv(flows, rate);
    double sum = 0.0;
    for (const double flow : flows) sum = sum * (1.0 + rate) + flow;
    return sum;  // npv (1 + rate)^n
}

/// bounded_npv() at so many rates_at(), from `first` on: sums side by side, which one rate after
/// the other would wait for.
constexpr int kAtOnce = 8;

std::array<double, kAtOnce> npv_at_steps(std::span<const double> flows, int first) {
    std::array<double, kAtOnce> growth;
    for (int i = 0; i < kAtOnce; ++i)
        growth[static_cast<std::size_t>(i)] = 1.0 + rate_at(first + i);
    std::array<double, kAtOnce> sum = {};
    const auto add = [&](double flow, const std::array<double, kAtOnce>& factor) {
        for (std::size_t i = 0; i < kAtOnce; ++i) sum[i] = sum[i] * factor[i] + flow;
    };
    // Those of one call may lie on both sides of no growth at all; each way is right for its side.
    if (growth.back() < 1.0) {
        for (const double flow : flows) add(flow, growth);
        return sum;
    }
    if (growth.front() >= 1.0) {
        for (double& g : growth) g = 1.0 / g;
        for (std::size_t t = flows.size(); t-- > 0;) add(flows[t], growth);
        return sum;
    }
    for (int i = 0; i < kAtOnce; ++i)
        sum[static_cast<std::size_t>(i)] = bounded_npv(flows, rate_at(first + i));
    return sum;
}

double root_between(std::span<const double> flows, double low, double high) {
    constexpr int kBits = 48;
    std::uintmax_t rounds = 200;
    const auto f = [&](double rate) { return bounded_npv(flows, rate); };
    const auto found = boost::math::tools::toms748_solve(
        f, low, high, boost::math::tools::eps_tolerance<double>(kBits), rounds);
    return 0.5 * (found.first + found.second);
}

int sign_changes(std::span<const double> flows) {
    int changes = 0;
    double last = 0.0;
    for (const double flow : flows) {
        if (flow == 0.0)
            continue;
        changes += last * flow < 0.0 ? 1 : 0;
        last = flow > 0.0 ? 1.0 : -1.0;
    }
    return changes;
}

}  // namespace

std::optional<double> irr(std::span<const double> flows) {
    const int changes = sign_changes(flows);
    if (changes == 0)
        return std::nullopt;
    // Descartes: with one change of sign there is one rate, and no need to look for more.
    if (changes == 1) {
        const double low = bounded_npv(flows, kLeastRate);
        const double high = bounded_npv(flows, kMostRate);
        if (!std::isfinite(low) || !std::isfinite(high) || (low < 0.0) == (high < 0.0))
            return std::nullopt;
        return root_between(flows, kLeastRate, kMostRate);
    }
    std::optional<double> found;
    double before = bounded_npv(flows, rate_at(0));
    for (int step = 1; step <= kSteps; step += kAtOnce) {
        const std::array<double, kAtOnce> values = npv_at_steps(flows, step);
        for (int i = 0; i < kAtOnce && step + i <= kSteps; ++i) {
            const double value = values[static_cast<std::size_t>(i)];
            if (!std::isfinite(value) || !std::isfinite(before))
                return std::nullopt;
            if (before != 0.0 && (before < 0.0) != (value < 0.0)) {
                if (found)
                    return std::nullopt;
                found = root_between(flows, rate_at(step + i - 1), rate_at(step + i));
            }
            before = value;
        }
    }
    return found;
}

std::optional<double> payback(std::span<const double> flows) {
    std::optional<double> paid;
    double sum = 0.0;
    for (std::size_t t = 0; t < flows.size(); ++t) {
        const double before = sum;
        sum += flows[t];
        if (sum < 0.0)
            paid.reset();
        else if (!paid)
            paid = t == 0 ? 0.0 : static_cast<double>(t - 1) + before / (before - sum);
    }
    return paid;
}

std::optional<double> discounted_payback(std::span<const double> flows, double rate) {
    std::vector<double> now(flows.begin(), flows.end());
    double factor = 1.0;
    for (double& flow : now) {
        flow *= factor;
        factor /= 1.0 + rate;
    }
    return payback(now);
}

double depreciation_share(Depreciation kind, int year, double lifetime_years) {
    switch (kind) {
        case Depreciation::macrs_5: {
            constexpr auto kTable = macrs_5();
            const auto index = static_cast<std::size_t>(year);
            return index < kTable.size() ? kTable[index] : 0.0;
        }
        case Depreciation::straight_line:
            return std::clamp(lifetime_years - year, 0.0, 1.0) / lifetime_years;
        case Depreciation::none:
            return 0.0;
    }
    return 0.0;
}

double loan_payment(double principal, double rate, int periods) {
    if (rate == 0.0)
        return principal / periods;
    return principal * rate / -std::expm1(-periods * std::log1p(rate));
}

std::optional<double> crossing(std::span<const double> a, std::span<const double> b) {
    std::vector<double> ahead(std::min(a.size(), b.size()));
    for (std::size_t t = 0; t < ahead.size(); ++t) ahead[t] = a[t] - b[t];
    return payback(ahead);
}

}  // namespace deepwallet
