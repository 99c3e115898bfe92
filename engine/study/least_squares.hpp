#pragma once

/// Robust nonlinear least squares: Levenberg-Marquardt (Moré 1978, as in MINPACK and Eigen) under
/// iteratively reweighted rows, with confidence intervals and what the data cannot tell apart.
///
/// Deterministic and single-threaded: the same rows give the same bits.

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"

namespace deepwallet {

/// Either both bounds are finite or neither is.
struct FitParameter {
    std::string name;
    double start = 0.0;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

/// How a row counts whose residual r is large against the spread s of all rows.
enum class Loss {
    squares,  ///< r^2: ordinary least squares
    huber,    ///< squares up to 1.345 s, then linear (Huber 1964)
    soft_l1,  ///< 2 (sqrt(1 + (r / 1.345 s)^2) - 1), the smooth form of the same
    /// Nothing from 4.685 s on (Tukey's biweight; Beaton and Tukey 1974): for rows of which many
    /// are of another kind. It has several minima, and finds the one that the start leads to.
    bisquare,
};

struct FitOptions {
    Loss loss = Loss::soft_l1;
    /// Weight of each row in the sum of squares; empty: all one. A row of weight 0 is left out.
    std::vector<double> weights = {};
};

/// Writes one residual a row; for times, the logarithm of predicted over measured.
using Residuals = std::function<void(std::span<const double> parameters, std::span<double> out)>;

struct FittedParameter {
    std::string name;
    double value = 0.0;
    double low = 0.0;  ///< 95 % confidence interval, cut at the bounds
    double high = 0.0;
    bool at_bound = false;   ///< the best value is one of the bounds
    bool determined = true;  ///< false: the data do not limit it, and the interval is the bounds
};

struct Fit {
    std::vector<FittedParameter> parameters;
    /// Row-major square matrix of the estimates' correlations; 0 where a parameter is undetermined.
    std::vector<double> correlation;
    /// Pairs of parameters that the data cannot tell apart.
    std::vector<std::pair<std::string, std::string>> confounded;
    std::vector<double> residuals;  ///< of all rows, at the best parameters, unweighted
    double spread = 0.0;            ///< robust standard deviation of the residuals
    bool converged = false;

    [[nodiscard]] std::vector<double> values() const;
    [[nodiscard]] double correlation_of(std::size_t i, std::size_t j) const {
        return correlation[i * parameters.size() + j];
    }
};

/// Minimizes the loss over the bounds. The intervals are those of an M-estimator (Huber 1981,
/// section 7.6; with `Loss::squares` the textbook's s^2 (J'J)^-1), by Student's t with as many
/// degrees of freedom as rows exceed parameters. Pairs are confounded where their correlation
/// exceeds 0.95, or where a singular direction of the Jacobian moves both.
///
/// Faults: no parameters, fewer rows than parameters, a start outside of its bounds, bounds of
/// which one is infinite, weights of another number than rows, a residual that is not finite.
Result<Fit> fit_least_squares(const std::vector<FitParameter>& parameters,
                              std::size_t rows,
                              const Residuals& residuals,
                              const FitOptions& options = {});

/// Residuals of each row as predicted by a fit to the folds it is not in: row i is in fold i mod
/// `folds`. Needs 2 <= folds <= rows; faults as above.
Result<std::vector<double>> cross_validate(const std::vector<FitParameter>& parameters,
                                           std::size_t rows,
                                           const Residuals& residuals,
                                           std::size_t folds,
                                           const FitOptions& options = {});

/// The usual summary of log residuals: each row's error is exp(r) - 1.
struct ErrorSummary {
    std::size_t rows = 0;
    double mean = 0.0;    ///< of absolute errors
    double median = 0.0;  ///< of absolute errors
    double bias = 0.0;    ///< mean signed error
    double worst = 0.0;   ///< largest absolute error
};

ErrorSummary summarize_errors(std::span<const double> log_residuals);

}  // namespace deepwallet
