#include "engine/sweep/axes.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include "engine/core/mix.hpp"
#include "engine/sweep/permutation.hpp"

namespace deepwallet {

namespace {

/// Of sample `i` of an axis: with a Latin hypercube each of as many strata as there are samples is
/// drawn from once (McKay et al. 1979).
double share_of(const SweepAxes& axes, std::size_t axis, std::int64_t i) {
    const std::uint64_t key = mix(mix(axes.seed) + axis);
    const auto sample = static_cast<std::uint64_t>(i);
    const double u = uniform(key ^ mix(sample));
    if (!axes.latin_hypercube)
        return u;
    const auto n = static_cast<std::uint64_t>(axes.samples);
    return (static_cast<double>(permuted(sample, n, key)) + u) / static_cast<double>(n);
}

/// Each of the whole numbers from low to high as likely as the others.
double uniform_whole(const SampledAxis& axis, double share) {
    const double low = std::ceil(axis.low);
    const double high = std::floor(axis.high);
    return std::min(low + std::floor(share * (high - low + 1.0)), high);
}

/// Beyond what a whole number can be, none is meant.
std::int64_t rounded(double x) {
    constexpr double kMost = 9e18;
    return std::llround(std::clamp(x, -kMost, kMost));
}

Value drawn(const SampledAxis& axis, double share) {
    double x = 0.0;
    switch (axis.kind) {
        case DistributionKind::uniform:
            x = axis.whole ? uniform_whole(axis, share) : axis.low + share * (axis.high - axis.low);
            break;
        case DistributionKind::log_uniform:
            x = axis.low * std::pow(axis.high / axis.low, share);
            break;
        case DistributionKind::normal:
            x = axis.high > 0.0
                    ? boost::math::quantile(boost::math::normal(axis.low, axis.high), share)
                    : axis.low;
            break;
    }
    if (axis.whole)
        return Value(rounded(x));
    return Value(x);
}

}  // namespace

std::int64_t SweepAxes::size() const {
    std::int64_t size = samples;
    for (const Axis& axis : grid) size *= static_cast<std::int64_t>(axis.values.size());
    if (!zip.empty())
        size *= static_cast<std::int64_t>(zip.front().values.size());
    return size;
}

std::vector<std::string> SweepAxes::paths() const {
    std::vector<std::string> out;
    for (const Axis& axis : grid) out.push_back(axis.path);
    for (const Axis& axis : zip) out.push_back(axis.path);
    for (const SampledAxis& axis : sampled) out.push_back(axis.path);
    return out;
}

void point_values(const SweepAxes& axes, std::int64_t point, std::vector<Value>& out) {
    out.resize(axes.grid.size() + axes.zip.size() + axes.sampled.size());
    std::int64_t rest = point;
    const std::int64_t sample = rest % axes.samples;
    rest /= axes.samples;
    std::size_t at = axes.grid.size();
    if (!axes.zip.empty()) {
        const auto rows = static_cast<std::int64_t>(axes.zip.front().values.size());
        for (const Axis& axis : axes.zip)
            out[at++] = axis.values[static_cast<std::size_t>(rest % rows)];
        rest /= rows;
    }
    for (std::size_t k = 0; k < axes.sampled.size(); ++k)
        out[at++] = drawn(axes.sampled[k], share_of(axes, k, sample));
    // The last axis varies fastest.
    for (std::size_t k = axes.grid.size(); k-- > 0;) {
        const auto count = static_cast<std::int64_t>(axes.grid[k].values.size());
        out[k] = axes.grid[k].values[static_cast<std::size_t>(rest % count)];
        rest /= count;
    }
}

std::vector<Value> point_values(const SweepAxes& axes, std::int64_t point) {
    std::vector<Value> out;
    point_values(axes, point, out);
    return out;
}

}  // namespace deepwallet
