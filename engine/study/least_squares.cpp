#include "engine/study/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <fmt/format.h>
#include <Eigen/Dense>
#include <boost/math/distributions/students_t.hpp>
#include <unsupported/Eigen/NonLinearOptimization>

namespace deepwallet {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

/// Huber's and Tukey's constants: 95 % efficiency where errors are normal after all.
constexpr double kHuber = 1.345;
constexpr double kTukey = 4.685;
/// Median absolute deviation to standard deviation of a normal distribution.
constexpr double kMadToSigma = 1.482602218505602;
constexpr double kConfidence = 0.975;
constexpr double kConfounded = 0.95;
/// Singular values below this share of the largest, columns scaled to length one, are zero: central
/// differences carry about ten digits.
constexpr double kSingular = 1e-7;
/// Share of a singular direction from which a parameter takes part in it.
constexpr double kTakesPart = 0.1;
constexpr double kAtBound = 1e-4;
constexpr int kMostReweights = 100;
constexpr double kSettled = 1e-10;
/// Step of central differences in units of a parameter's size: the cube root of epsilon.
constexpr double kStep = 6e-6;

bool bounded(const FitParameter& p) { return std::isfinite(p.low); }

/// The search runs without bounds: a bounded parameter is a sine of its own search variable (as in
/// MINUIT), which reaches both bounds.
double to_search(const FitParameter& p, double value) {
    if (!bounded(p))
        return value;
    const double share = 2.0 * (value - p.low) / (p.high - p.low) - 1.0;
    // On a bound the sine is flat, and the search could not leave it.
    return std::asin(std::clamp(share, -0.998, 0.998));
}

double from_search(const FitParameter& p, double x) {
    return bounded(p) ? p.low + 0.5 * (p.high - p.low) * (std::sin(x) + 1.0) : x;
}

struct Problem {
    const std::vector<FitParameter>& parameters;
    std::size_t rows;
    const Residuals& residuals;

    [[nodiscard]] Vector values(const Vector& search) const {
        Vector out(search.size());
        for (Eigen::Index i = 0; i < search.size(); ++i)
            out[i] = from_search(parameters[static_cast<std::size_t>(i)], search[i]);
        return out;
    }

    [[nodiscard]] Vector at(const Vector& values) const {
        Vector out = Vector::Zero(static_cast<Eigen::Index>(rows));
        residuals({values.data(), static_cast<std::size_t>(values.size())}, {out.data(), rows});
        return out;
    }
};

/// Central differences of `function` by each element of `x`, in steps of `step`.
template <class Function>
Matrix differences(const Function& function, const Vector& x, const Vector& step) {
    Matrix out;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        Vector above = x;
        Vector below = x;
        above[i] += step[i];
        below[i] -= step[i];
        const Vector column = (function(above) - function(below)) / (above[i] - below[i]);
        if (out.size() == 0)
            out.resize(column.size(), x.size());
        out.col(i) = column;
    }
    return out;
}

Vector search_steps(const Vector& x) { return kStep * x.cwiseAbs().cwiseMax(1e-2); }

/// What Eigen's solver calls: weighted residuals of the search variables.
struct Weighted {
    const Problem& problem;
    const Vector& root_weights;

    [[nodiscard]] Vector at(const Vector& search) const {
        return root_weights.cwiseProduct(problem.at(problem.values(search)));
    }
    int operator()(const Vector& search, Vector& out) const {
        out = at(search);
        return out.allFinite() ? 0 : -1;
    }
    int df(const Vector& search, Matrix& jacobian) const {
        jacobian =
            differences([this](const Vector& x) { return at(x); }, search, search_steps(search));
        return jacobian.allFinite() ? 0 : -1;
    }
    [[nodiscard]] int values() const { return static_cast<int>(problem.rows); }
};

/// When a search ends: relative change of the sum of squares, of the parameters, and evaluations.
struct Effort {
    double ftol = 1e-15;
    double xtol = 1e-13;
    int most_evaluations = 500;
};

/// Weights that the next round changes are not worth more.
constexpr Effort kRoundEffort{1e-9, 1e-9, 12};
/// Parameters that a round moves by less than this share of their size have settled.
constexpr double kSettledStep = 1e-5;

/// Whether the search ended by itself.
bool minimize(const Problem& problem, const Vector& weights, const Effort& effort, Vector& search) {
    const Vector root = weights.cwiseSqrt();
    Weighted weighted{problem, root};
    Eigen::LevenbergMarquardt<Weighted> solver(weighted);
    solver.parameters.ftol = effort.ftol;
    solver.parameters.xtol = effort.xtol;
    solver.parameters.maxfev = effort.most_evaluations;
    const auto status = solver.minimize(search);
    using namespace Eigen::LevenbergMarquardtSpace;
    return status != UserAsked && status != ImproperInputParameters &&
           status != TooManyFunctionEvaluation;
}

double median(std::vector<double> values) {
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

/// Median absolute residual as a standard deviation, over rows that count.
double robust_spread(const Vector& residuals, const Vector& weights) {
    std::vector<double> sizes;
    for (Eigen::Index i = 0; i < residuals.size(); ++i) {
        if (weights[i] > 0.0)
            sizes.push_back(std::abs(residuals[i]) * std::sqrt(weights[i]));
    }
    return kMadToSigma * median(std::move(sizes));
}

/// psi(u) / u and psi'(u) of the loss, u = r / (1.345 s).
struct Influence {
    double weight = 1.0;
    double slope = 1.0;
};

Influence influence(Loss loss, double u) {
    switch (loss) {
        case Loss::squares:
            break;
        case Loss::huber:
            return std::abs(u) <= 1.0 ? Influence{1.0, 1.0} : Influence{1.0 / std::abs(u), 0.0};
        case Loss::soft_l1: {
            const double root = std::sqrt(1.0 + u * u);
            return {1.0 / root, 1.0 / (root * root * root)};
        }
        case Loss::bisquare: {
            const double x = u * kHuber / kTukey;
            const double inside = 1.0 - x * x;
            if (inside <= 0.0)
                return {0.0, 0.0};
            return {inside * inside, inside * (1.0 - 5.0 * x * x)};
        }
    }
    return {};
}

Influence influence(Loss loss, double residual, double weight, double spread) {
    if (spread <= 0.0)
        return {};
    return influence(loss, residual * std::sqrt(weight) / (kHuber * spread));
}

Vector reweighted(Loss loss, const Vector& residuals, const Vector& base, double spread) {
    Vector out = base;
    for (Eigen::Index i = 0; i < base.size(); ++i)
        out[i] *= influence(loss, residuals[i], base[i], spread).weight;
    return out;
}

struct Optimum {
    Vector values;
    Vector residuals;
    double spread = 0.0;
    bool converged = false;
};

Optimum optimize(const Problem& problem, const Vector& base, Loss loss) {
    Vector search(static_cast<Eigen::Index>(problem.parameters.size()));
    for (Eigen::Index i = 0; i < search.size(); ++i) {
        const FitParameter& p = problem.parameters[static_cast<std::size_t>(i)];
        search[i] = to_search(p, p.start);
    }
    Optimum out;
    const Effort effort = loss == Loss::squares ? Effort{} : kRoundEffort;
    Vector weights = base;
    if (loss == Loss::bisquare) {
        const Vector first = problem.at(problem.values(search));
        weights = reweighted(loss, first, base, robust_spread(first, base));
    }
    for (int round = 0; round < kMostReweights; ++round) {
        const Vector before = search;
        const bool solved = minimize(problem, weights, effort, search);
        out.values = problem.values(search);
        out.residuals = problem.at(out.values);
        out.spread = robust_spread(out.residuals, base);
        // A round that is cut short goes on in the next one; one that finds no step down has none.
        out.converged = loss == Loss::squares
                            ? solved
                            : (search - before).norm() <= kSettledStep * search.norm();
        if (loss == Loss::squares || out.converged || out.spread < kSettled)
            break;
        weights = reweighted(loss, out.residuals, base, out.spread);
    }
    out.converged = out.converged || out.spread < kSettled;
    return out;
}

/// Steps inside of the bounds, so that the model is never asked beyond them.
Matrix jacobian(const Problem& problem, const Vector& base, const Vector& values) {
    Vector x = values;
    Vector step(values.size());
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        const FitParameter& p = problem.parameters[static_cast<std::size_t>(i)];
        const double scale = bounded(p) ? p.high - p.low : std::max(std::abs(values[i]), 1e-2);
        step[i] = kStep * scale;
        if (bounded(p))
            x[i] = std::clamp(values[i], p.low + step[i], p.high - step[i]);
    }
    const Vector root = base.cwiseSqrt();
    return differences(
        [&](const Vector& v) -> Vector { return root.cwiseProduct(problem.at(v)); }, x, step);
}

/// Variance factor of (J'J)^-1: s^2 of least squares, or Huber's for an M-estimator, with his
/// correction for few rows.
double variance_factor(Loss loss, const Optimum& best, const Vector& base, double used, double p) {
    double squares = 0.0;
    double slope = 0.0;
    double slope_squares = 0.0;
    for (Eigen::Index i = 0; i < base.size(); ++i) {
        if (base[i] <= 0.0)
            continue;
        const Influence in = influence(loss, best.residuals[i], base[i], best.spread);
        squares += base[i] * best.residuals[i] * best.residuals[i] * in.weight * in.weight;
        slope += in.slope / used;
        slope_squares += in.slope * in.slope / used;
    }
    if (used <= p || slope <= 0.0)
        return std::numeric_limits<double>::infinity();
    const double correction = 1.0 + p / used * (slope_squares - slope * slope) / (slope * slope);
    return correction * correction * squares / (used - p) / (slope * slope);
}

/// The directions that data determine, and those they do not.
struct Directions {
    Vector length;  ///< of the Jacobian's columns
    Vector singular;
    Matrix v;

    [[nodiscard]] bool determined(Eigen::Index k) const {
        return singular[k] > kSingular * singular[0];
    }
    /// Whether no undetermined direction moves the parameter.
    [[nodiscard]] bool determines(Eigen::Index i) const {
        if (length[i] <= 0.0)
            return false;
        for (Eigen::Index k = 0; k < singular.size(); ++k) {
            if (!determined(k) && std::abs(v(i, k)) > kTakesPart)
                return false;
        }
        return true;
    }
};

Directions directions(const Matrix& jacobian) {
    Directions out;
    out.length = jacobian.colwise().norm().transpose();
    Matrix scaled = jacobian;
    for (Eigen::Index i = 0; i < scaled.cols(); ++i) {
        if (out.length[i] > 0.0)
            scaled.col(i) /= out.length[i];
    }
    const Eigen::JacobiSVD<Matrix> svd(scaled, Eigen::ComputeThinU | Eigen::ComputeThinV);
    out.singular = svd.singularValues();
    out.v = svd.matrixV();
    return out;
}

/// (J'J)^-1 over the determined directions.
Matrix inverse_normal(const Directions& d) {
    const Eigen::Index n = d.length.size();
    Matrix out = Matrix::Zero(n, n);
    for (Eigen::Index k = 0; k < d.singular.size(); ++k) {
        if (d.determined(k))
            out += d.v.col(k) * d.v.col(k).transpose() / (d.singular[k] * d.singular[k]);
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        const double scale = d.length[i] > 0.0 ? 1.0 / d.length[i] : 0.0;
        out.row(i) *= scale;
        out.col(i) *= scale;
    }
    return out;
}

bool share_direction(const Directions& d, Eigen::Index i, Eigen::Index j) {
    for (Eigen::Index k = 0; k < d.singular.size(); ++k) {
        if (!d.determined(k) && d.length[i] > 0.0 && d.length[j] > 0.0 &&
            std::abs(d.v(i, k)) > kTakesPart && std::abs(d.v(j, k)) > kTakesPart)
            return true;
    }
    return false;
}

FittedParameter fitted(const FitParameter& p, double value, double half_width, bool determined) {
    FittedParameter out{p.name, value, p.low, p.high};
    out.determined = determined && std::isfinite(half_width);
    if (out.determined) {
        out.low = std::max(p.low, value - half_width);
        out.high = std::min(p.high, value + half_width);
    }
    if (bounded(p))
        out.at_bound = std::min(value - p.low, p.high - value) < kAtBound * (p.high - p.low);
    return out;
}

double students_quantile(double freedom) {
    if (freedom < 1.0)
        return std::numeric_limits<double>::infinity();
    return boost::math::quantile(boost::math::students_t(freedom), kConfidence);
}

/// Correlations, and the pairs that are confounded.
void add_correlations(Fit& fit, const Matrix& covariance, const Directions& d) {
    const Eigen::Index n = covariance.rows();
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < n; ++j) {
            const bool known = d.determines(i) && d.determines(j);
            const double size = std::sqrt(covariance(i, i) * covariance(j, j));
            const double r = known && size > 0.0 ? covariance(i, j) / size : 0.0;
            fit.correlation.push_back(i == j ? 1.0 : r);
            if (i < j && (std::abs(r) > kConfounded || share_direction(d, i, j))) {
                fit.confounded.emplace_back(fit.parameters[static_cast<std::size_t>(i)].name,
                                            fit.parameters[static_cast<std::size_t>(j)].name);
            }
        }
    }
}

Fit describe(const Problem& problem, const Vector& base, Loss loss, const Optimum& best) {
    const Directions d = directions(jacobian(problem, base, best.values));
    const Matrix inverse = inverse_normal(d);
    const auto used = static_cast<double>((base.array() > 0.0).count());
    const auto p = static_cast<double>(problem.parameters.size());
    const double factor = variance_factor(loss, best, base, used, p);
    const double quantile = students_quantile(used - p);
    Fit fit;
    for (Eigen::Index i = 0; i < best.values.size(); ++i) {
        fit.parameters.push_back(fitted(problem.parameters[static_cast<std::size_t>(i)],
                                        best.values[i],
                                        quantile * std::sqrt(factor * inverse(i, i)),
                                        d.determines(i)));
    }
    add_correlations(fit, inverse, d);
    fit.residuals.assign(best.residuals.begin(), best.residuals.end());
    fit.spread = best.spread;
    fit.converged = best.converged;
    return fit;
}

Fault fault(ErrorCode code, const std::string& path, std::string message, std::string help) {
    return {.code = code, .path = path, .message = std::move(message), .help = std::move(help)};
}

Faults parameter_faults(const FitParameter& p) {
    Faults out;
    if (std::isfinite(p.low) != std::isfinite(p.high) || !(p.low < p.high)) {
        out.push_back(fault(ErrorCode::out_of_range,
                            p.name,
                            fmt::format("{}: bounds {} to {}", p.name, p.low, p.high),
                            "two finite bounds, the lower first, or none"));
    } else if (!std::isfinite(p.start) || p.start < p.low || p.start > p.high) {
        out.push_back(fault(ErrorCode::out_of_range,
                            p.name,
                            fmt::format("{}: starts at {}", p.name, p.start),
                            fmt::format("between {} and {}", p.low, p.high)));
    }
    return out;
}

Faults question_faults(const std::vector<FitParameter>& parameters,
                       std::size_t rows,
                       const FitOptions& options) {
    Faults out;
    for (const FitParameter& p : parameters) {
        const Faults found = parameter_faults(p);
        out.insert(out.end(), found.begin(), found.end());
    }
    const auto& weights = options.weights;
    if (!weights.empty() && weights.size() != rows) {
        out.push_back(fault(ErrorCode::conflict,
                            "weights",
                            fmt::format("{} weights for {} rows", weights.size(), rows),
                            "one a row, or none"));
    }
    if (std::any_of(weights.begin(), weights.end(), [](double w) { return !(w >= 0.0); })) {
        out.push_back(fault(
            ErrorCode::out_of_range, "weights", "a weight below zero", "zero or more, finite"));
    }
    const auto left_out = static_cast<std::size_t>(std::count(weights.begin(), weights.end(), 0.0));
    const std::size_t used = rows - std::min(rows, left_out);
    if (parameters.empty() || used < parameters.size()) {
        out.push_back(fault(ErrorCode::missing,
                            "",
                            fmt::format("{} rows for {} parameters", used, parameters.size()),
                            "at least one parameter, and as many rows"));
    }
    return out;
}

Vector base_weights(std::size_t rows, const FitOptions& options) {
    if (options.weights.empty())
        return Vector::Ones(static_cast<Eigen::Index>(rows));
    return Eigen::Map<const Vector>(options.weights.data(), static_cast<Eigen::Index>(rows));
}

}  // namespace

std::vector<double> Fit::values() const {
    std::vector<double> out;
    for (const FittedParameter& p : parameters) out.push_back(p.value);
    return out;
}

Result<Fit> fit_least_squares(const std::vector<FitParameter>& parameters,
                              std::size_t rows,
                              const Residuals& residuals,
                              const FitOptions& options) {
    if (Faults faults = question_faults(parameters, rows, options); !faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    const Problem problem{parameters, rows, residuals};
    const Vector base = base_weights(rows, options);
    const Optimum best = optimize(problem, base, options.loss);
    if (!best.residuals.allFinite()) {
        return failure(fault(ErrorCode::out_of_range,
                             "",
                             "a residual is not a finite number",
                             "a model that is finite everywhere within the bounds"));
    }
    return describe(problem, base, options.loss, best);
}

Result<std::vector<double>> cross_validate(const std::vector<FitParameter>& parameters,
                                           std::size_t rows,
                                           const Residuals& residuals,
                                           std::size_t folds,
                                           const FitOptions& options) {
    if (folds < 2 || folds > rows) {
        return failure(fault(ErrorCode::out_of_range,
                             "folds",
                             fmt::format("{} folds of {} rows", folds, rows),
                             "at least 2, and no more than rows"));
    }
    std::vector<double> out(rows, 0.0);
    for (std::size_t fold = 0; fold < folds; ++fold) {
        FitOptions others = options;
        if (others.weights.empty())
            others.weights.assign(rows, 1.0);
        for (std::size_t i = fold; i < std::min(rows, others.weights.size()); i += folds)
            others.weights[i] = 0.0;
        const Result<Fit> fit = fit_least_squares(parameters, rows, residuals, others);
        if (!fit)
            return tl::unexpected<Faults>(fit.error());
        for (std::size_t i = fold; i < rows; i += folds) out[i] = fit->residuals[i];
    }
    return out;
}

ErrorSummary summarize_errors(std::span<const double> log_residuals) {
    ErrorSummary out{.rows = log_residuals.size()};
    if (log_residuals.empty())
        return out;
    std::vector<double> sizes;
    for (const double r : log_residuals) {
        const double error = std::expm1(r);
        out.bias += error / static_cast<double>(log_residuals.size());
        sizes.push_back(std::abs(error));
    }
    out.mean = std::accumulate(sizes.begin(), sizes.end(), 0.0) / static_cast<double>(sizes.size());
    out.worst = *std::max_element(sizes.begin(), sizes.end());
    out.median = median(std::move(sizes));
    return out;
}

}  // namespace deepwallet
