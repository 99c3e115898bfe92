#include "engine/energy/climate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace deepwallet {

namespace {

constexpr double kDesignShare = 0.99;

double normal_score(double share) { return boost::math::quantile(boost::math::normal(), share); }

struct Point {
    double score = 0.0;
    double temperature_c = 0.0;
    double slope = 0.0;  ///< kelvin for a normal score, of the cubic there
};

/// Kelvin for a normal score from one point to the next; infinite where the score stands still.
double slope_between(const Point& a, const Point& b) {
    return (b.temperature_c - a.temperature_c) / (b.score - a.score);
}

/// Cubic from 0 to 1 over s from 0 to 1, of these slopes at its ends; rises where both are 0 to 3.
double cubic(double s, double first_slope, double last_slope) {
    return s * s * (3.0 - 2.0 * s) + first_slope * s * (1.0 - s) * (1.0 - s) -
           last_slope * s * s * (1.0 - s);
}

/// A part of the year while it is cut: its normal score, and how long it is.
struct Part {
    double score = 0.0;
    double share = 0.0;
};

struct Parts {
    std::array<Part, WeatherYear::kMost> part{};
    std::size_t count = 0;

    [[nodiscard]] const Part* begin() const { return part.data(); }
    [[nodiscard]] const Part* end() const { return part.data() + count; }
};

/// Quantiles of one bulb.
class BulbCurve {
public:
    BulbCurve(double mean_c, double design_c, const TemperatureShares& shares)
        : mean_(mean_c), slope_((design_c - mean_c) / normal_score(kDesignShare)) {
        for (const auto& known : shares) {
            if (known)
                take(*known);
        }
        if (counted() && fits(design_c))
            points_[size_++] = {normal_score(kDesignShare), design_c, 0.0};
        set_slopes();
        // A tail that stands still would count its last point twice.
        constexpr double kLeastSlope = 0.1;
        if (counted())
            slope_ = std::max(slope_, kLeastSlope);
    }

    [[nodiscard]] bool counted() const { return counted_; }

    [[nodiscard]] double at(double score) const {
        return std::clamp(unbounded(score), least_, std::max(least_, most_));
    }

    /// Bends the curve until the mean of the parts is the one that is known, or as near as the
    /// shares let it.
    void keep_mean(const Parts& parts) {
        const auto excess = [&](double bend) {
            bend_by(bend);
            return mean_of(parts) - mean_;
        };
        constexpr double kMostBend = 12.0;
        const double hottest = excess(-kMostBend);
        const double coldest = excess(kMostBend);
        if (hottest <= 0.0 || coldest >= 0.0) {
            bend_by(hottest <= 0.0 ? -kMostBend : kMostBend);
            return;
        }
        std::uintmax_t steps = 60;
        const auto [a, b] =
            boost::math::tools::toms748_solve(excess,
                                              -kMostBend,
                                              kMostBend,
                                              hottest,
                                              coldest,
                                              boost::math::tools::eps_tolerance<double>(30),
                                              steps);
        bend_by(0.5 * (a + b));
    }

private:
    void take(const TemperatureShare& known) {
        constexpr double kBeyond = 1e-6;  // kelvin: `at or below` ends before it
        counted_ = true;
        if (known.share <= 0.0) {
            least_ = std::max(least_, known.temperature_c + kBeyond);
        } else if (known.share >= 1.0) {
            most_ = std::min(most_, known.temperature_c);
        } else {
            const Point point{normal_score(known.share), known.temperature_c, 0.0};
            if (size_ == 0 || point.score >= points_[size_ - 1].score)
                points_[size_++] = point;
        }
    }

    /// The design temperature lies above the points, and within the bounds.
    [[nodiscard]] bool fits(double design_c) const {
        if (design_c <= least_ || design_c > most_)
            return false;
        return size_ == 0 || (points_[size_ - 1].temperature_c < design_c &&
                              points_[size_ - 1].score < normal_score(kDesignShare));
    }

    /// Harmonic means, which keep a cubic rising (Fritsch and Butland 1984); level at the last
    /// point.
    void set_slopes() {
        for (std::size_t i = 0; i + 1 < size_; ++i) {
            const double after = slope_between(points_[i], points_[i + 1]);
            const double before = i == 0 ? after : slope_between(points_[i - 1], points_[i]);
            points_[i].slope = 2.0 / (1.0 / before + 1.0 / after);
        }
    }

    void bend_by(double bend) { factor_ = std::exp(bend); }

    [[nodiscard]] double mean_of(const Parts& parts) const {
        double sum = 0.0;
        for (const Part& part : parts) sum += part.share * at(part.score);
        return sum;
    }

    [[nodiscard]] double unbounded(double score) const {
        if (size_ == 0)
            return mean_ + score * slope_;
        const Point& first = points_.front();
        if (score <= first.score)
            return first.temperature_c - (first.score - score) * slope_ * factor_;
        for (std::size_t i = 1; i < size_; ++i) {
            if (score <= points_[i].score)
                return between(points_[i - 1], points_[i], score);
        }
        const Point& last = points_[size_ - 1];
        return last.temperature_c + (score - last.score) * slope_;
    }

    [[nodiscard]] double between(const Point& a, const Point& b, double score) const {
        const double straight = (score - a.score) / (b.score - a.score);
        const double s = straight / (straight + (1.0 - straight) * std::sqrt(factor_));
        const double slope = slope_between(a, b);
        return a.temperature_c +
               (b.temperature_c - a.temperature_c) * cubic(s, a.slope / slope, b.slope / slope);
    }

    double mean_;
    double slope_;
    double factor_ = 1.0;  ///< e^x
    double least_ = -std::numeric_limits<double>::infinity();
    double most_ = std::numeric_limits<double>::infinity();
    std::array<Point, 3> points_{};
    std::size_t size_ = 0;
    bool counted_ = false;
};

/// Where parts of the year end, in rising order: 0, the shares that are known, 1 as often as is
/// left.
using Cuts = std::array<double, 7>;

Cuts cuts_of(const Climate& climate) {
    Cuts cuts{0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
    std::size_t next = 1;
    for (const TemperatureShares* shares : {&climate.dry_bulb_shares, &climate.wet_bulb_shares}) {
        for (const auto& known : *shares) {
            if (known)
                cuts[next++] = known->share;
        }
    }
    if (next > 1)
        cuts[next] = kDesignShare;
    std::sort(cuts.begin(), cuts.end());
    return cuts;
}

void cut(Parts& parts, double from, double to) {
    constexpr double kPartsOfYear = 64.0;
    constexpr double kLeastParts = 4.0;
    const double width = to - from;
    if (width <= 0.0)
        return;
    const double parts_here =
        width < 1.0 ? kLeastParts + std::floor(kPartsOfYear * width) : kPartsOfYear;
    for (double i = 0.0; i < parts_here; ++i) {
        const double middle = from + width * (i + 0.5) / parts_here;
        parts.part[parts.count++] = {normal_score(middle), width / parts_here};
    }
}

Parts parts_of(const Climate& climate) {
    const Cuts cuts = cuts_of(climate);
    Parts parts;
    for (std::size_t i = 1; i < cuts.size(); ++i) cut(parts, cuts[i - 1], cuts[i]);
    return parts;
}

}  // namespace

double wet_bulb_c(double t, double humidity) {
    return t * std::atan(0.151977 * std::sqrt(humidity + 8.313659)) + std::atan(t + humidity) -
           std::atan(humidity - 1.676331) +
           0.00391838 * std::pow(humidity, 1.5) * std::atan(0.023101 * humidity) - 4.686035;
}

double share_of_year(double hours) {
    constexpr double kHours = 8784.0;
    return std::clamp(hours / kHours, 0.0, 1.0);
}

WeatherYear::WeatherYear(const Climate& climate) {
    const Parts parts = parts_of(climate);
    BulbCurve dry(climate.mean_dry_bulb_c, climate.design_dry_bulb_c, climate.dry_bulb_shares);
    BulbCurve wet(climate.mean_wet_bulb_c, climate.design_wet_bulb_c, climate.wet_bulb_shares);
    for (BulbCurve* curve : {&dry, &wet}) {
        if (curve->counted())
            curve->keep_mean(parts);
    }
    for (const Part& part : parts) {
        const double dry_bulb = dry.at(part.score);
        const double wet_bulb = wet.at(part.score);
        const Weather weather = wet.counted() ? Weather{std::max(dry_bulb, wet_bulb), wet_bulb}
                                              : Weather{dry_bulb, std::min(dry_bulb, wet_bulb)};
        parts_[count_++] = {weather, part.share};
    }
}

}  // namespace deepwallet
