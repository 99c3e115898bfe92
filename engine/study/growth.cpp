#include "engine/study/growth.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <Eigen/Dense>
#include <boost/math/distributions/students_t.hpp>

namespace deepwallet {

namespace {

using Vector = Eigen::VectorXd;

constexpr double kConfidence = 0.975;
constexpr double kMonths = 12.0;

/// A straight line through points, around their mean.
struct Line {
    double mean_x = 0.0;
    double mean_y = 0.0;
    double slope = 0.0;
    double spread = 0.0;     ///< of x
    double variation = 0.0;  ///< of y
    double errors = 0.0;     ///< sum of squares
};

Line line_through(const Vector& x, const Vector& y) {
    Line out;
    out.mean_x = x.mean();
    out.mean_y = y.mean();
    const Vector dx = x.array() - out.mean_x;
    const Vector dy = y.array() - out.mean_y;
    out.spread = dx.squaredNorm();
    out.variation = dy.squaredNorm();
    // One column is its own QR decomposition.
    out.slope = dx.householderQr().solve(dy)(0);
    out.errors = (dy - out.slope * dx).squaredNorm();
    return out;
}

Fault fault(std::string message, std::string help) {
    return {ErrorCode::out_of_range, "", std::move(message), std::move(help)};
}

Result<void> check(std::span<const GrowthPoint> points) {
    constexpr std::size_t kFewest = 3;
    if (points.size() < kFewest)
        return failure(fault(fmt::format("{} points: no line with an interval", points.size()),
                             "at least three"));
    const auto good = [](const GrowthPoint& p) {
        return std::isfinite(p.year) && std::isfinite(p.value) && p.value > 0.0;
    };
    if (!std::all_of(points.begin(), points.end(), good))
        return failure(fault("a point that is not above zero", "its logarithm is asked for"));
    const auto same = [&](const GrowthPoint& p) { return p.year == points.front().year; };
    if (std::all_of(points.begin(), points.end(), same))
        return failure(fault("all points in one place", "at least two places"));
    return {};
}

Vector logarithms(std::span<const GrowthPoint> points) {
    Vector out(static_cast<Eigen::Index>(points.size()));
    for (Eigen::Index i = 0; i < out.size(); ++i)
        out(i) = std::log10(points[static_cast<std::size_t>(i)].value);
    return out;
}

Vector years(std::span<const GrowthPoint> points) {
    Vector out(static_cast<Eigen::Index>(points.size()));
    for (Eigen::Index i = 0; i < out.size(); ++i) out(i) = points[static_cast<std::size_t>(i)].year;
    return out;
}

}  // namespace

double Growth::at(double year) const { return std::pow(10.0, log10_at(year)); }

double Growth::half_width_log10(double year) const {
    const double n = static_cast<double>(points);
    const double away = year - mean_year;
    return student * residual_sd * std::sqrt(1.0 + 1.0 / n + away * away / spread);
}

double Growth::low(double year) const {
    return std::pow(10.0, log10_at(year) - half_width_log10(year));
}

double Growth::high(double year) const {
    return std::pow(10.0, log10_at(year) + half_width_log10(year));
}

double Growth::yearly_factor() const { return std::pow(10.0, slope); }

double Growth::doubling_years() const { return std::log10(2.0) / slope; }

Result<Growth> fit_growth(std::span<const GrowthPoint> points) {
    if (const Result<void> good = check(points); !good)
        return tl::unexpected(good.error());
    const Line line = line_through(years(points), logarithms(points));
    const double freedom = static_cast<double>(points.size()) - 2.0;
    Growth out;
    out.points = points.size();
    out.mean_year = line.mean_x;
    out.mean_log10 = line.mean_y;
    out.slope = line.slope;
    out.spread = line.spread;
    out.r_squared = line.variation > 0.0 ? 1.0 - line.errors / line.variation : 1.0;
    out.residual_sd = std::sqrt(line.errors / freedom);
    out.student = boost::math::quantile(boost::math::students_t(freedom), kConfidence);
    const double half = out.student * out.residual_sd / std::sqrt(out.spread);
    out.slope_low = out.slope - half;
    out.slope_high = out.slope + half;
    return out;
}

double PowerLaw::at(double x) const { return std::pow(10.0, log10_at(std::log10(x))); }

Result<PowerLaw> fit_power_law(std::span<const GrowthPoint> points) {
    std::vector<GrowthPoint> logged(points.begin(), points.end());
    for (GrowthPoint& p : logged) p.year = std::log10(p.year);
    if (const Result<void> good = check(logged); !good)
        return tl::unexpected(good.error());
    const Line line = line_through(years(logged), logarithms(logged));
    const double freedom = static_cast<double>(points.size()) - 2.0;
    return PowerLaw{
        line.mean_y - line.slope * line.mean_x, line.slope, std::sqrt(line.errors / freedom)};
}

Result<double> month_as_year(const std::string& month) {
    const auto digit = [&](std::size_t i) {
        return std::isdigit(static_cast<unsigned char>(month[i])) != 0;
    };
    const bool shaped = month.size() == 7 && month[4] == '-' && digit(0) && digit(1) && digit(2) &&
                        digit(3) && digit(5) && digit(6);
    const int number = shaped ? 10 * (month[5] - '0') + (month[6] - '0') : 0;
    if (number < 1 || number > 12)
        return failure(fault("'" + month + "': no month", "as \"2021-10\""));
    double year = 0.0;
    for (std::size_t i = 0; i < 4; ++i) year = 10.0 * year + (month[i] - '0');
    return year + (number - 0.5) / kMonths;
}

std::string year_as_month(double year) {
    const double whole = std::floor(year);
    const double month = std::floor((year - whole) * kMonths);
    return fmt::format("{:.0f}-{:02.0f}", whole, std::min(month, kMonths - 1.0) + 1.0);
}

}  // namespace deepwallet
