#include "engine/study/least_squares.hpp"

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

struct Point {
    double x;
    double y;
};

using Model = double (*)(std::span<const double> b, double x);

Residuals residuals_of(const std::vector<Point>& points, Model model) {
    return [&points, model](std::span<const double> b, std::span<double> out) {
        for (std::size_t i = 0; i < points.size(); ++i)
            out[i] = model(b, points[i].x) - points[i].y;
    };
}

double line(std::span<const double> b, double x) { return b[0] + b[1] * x; }

const FitOptions kSquares{.loss = Loss::squares};

/// Half a 95 % interval over the standard error: Student's t of a table.
double standard_error(const FittedParameter& p, double students_t) {
    return 0.5 * (p.high - p.low) / students_t;
}

}  // namespace

// NIST/ITL Statistical Reference Datasets, linear regression "Norris": certified to 15 digits.
TEST_CASE("a line through NIST's Norris data has the certified coefficients and errors") {
    const std::vector<Point> norris = {
        {0.2, 0.1},     {337.4, 338.8}, {118.2, 118.1}, {884.6, 888.0}, {10.1, 9.2},
        {226.5, 228.1}, {666.3, 668.5}, {996.3, 998.5}, {448.6, 449.1}, {777.0, 778.9},
        {558.2, 559.2}, {0.4, 0.3},     {0.6, 0.1},     {775.5, 778.1}, {666.9, 668.8},
        {338.0, 339.3}, {447.5, 448.9}, {11.6, 10.8},   {556.0, 557.7}, {228.1, 228.3},
        {995.8, 998.0}, {887.6, 888.8}, {120.2, 119.6}, {0.3, 0.3},     {0.3, 0.6},
        {556.8, 557.6}, {339.1, 339.3}, {887.2, 888.0}, {999.0, 998.5}, {779.0, 778.9},
        {11.1, 10.2},   {118.3, 117.6}, {229.2, 228.9}, {669.1, 668.4}, {448.9, 449.2},
        {0.5, 0.2}};
    const auto fit =
        fit_least_squares({{"a", 1.0}, {"b", 0.5}}, 36, residuals_of(norris, line), kSquares);
    REQUIRE(fit);
    CHECK(fit->converged);
    CHECK_THAT(fit->parameters[0].value, WithinRel(-0.262323073774029, 1e-7));
    CHECK_THAT(fit->parameters[1].value, WithinRel(1.00211681802045, 1e-9));
    // t(0.975, 34) = 2.032245.
    CHECK_THAT(standard_error(fit->parameters[0], 2.032245), WithinRel(0.232818234301152, 1e-5));
    CHECK_THAT(standard_error(fit->parameters[1], 2.032245),
               WithinRel(0.429796848199937e-03, 1e-5));
}

// NIST/ITL StRD, nonlinear regression "Misra1a": y = b1 (1 - exp(-b2 x)).
TEST_CASE("NIST's Misra1a, an exponential, is solved to the certified values") {
    const std::vector<Point> misra = {{77.6, 10.07},
                                      {114.9, 14.73},
                                      {141.1, 17.94},
                                      {190.8, 23.93},
                                      {239.9, 29.61},
                                      {289.0, 35.18},
                                      {332.8, 40.02},
                                      {378.4, 44.82},
                                      {434.8, 50.76},
                                      {477.3, 55.05},
                                      {536.8, 61.01},
                                      {593.1, 66.40},
                                      {689.1, 75.47},
                                      {760.0, 81.78}};
    const Model model = [](std::span<const double> b, double x) {
        return b[0] * (1.0 - std::exp(-b[1] * x));
    };
    const bool with_bounds = GENERATE(false, true);
    std::vector<FitParameter> parameters = {{"b1", 250.0}, {"b2", 0.0005}};
    if (with_bounds)
        parameters = {{"b1", 250.0, 100.0, 500.0}, {"b2", 0.0005, 1e-5, 1e-2}};
    const auto fit = fit_least_squares(parameters, 14, residuals_of(misra, model), kSquares);
    REQUIRE(fit);
    CHECK(fit->converged);
    CHECK_THAT(fit->parameters[0].value, WithinRel(238.94212918, 1e-6));
    CHECK_THAT(fit->parameters[1].value, WithinRel(5.5015643181e-04, 1e-6));
    // t(0.975, 12) = 2.178813.
    CHECK_THAT(standard_error(fit->parameters[0], 2.178813), WithinRel(2.7070075241, 1e-3));
    CHECK_THAT(standard_error(fit->parameters[1], 2.178813), WithinRel(7.2668688436e-06, 1e-3));
    // Both only move the slope at the origin: NIST calls it of average difficulty for this reason.
    REQUIRE(fit->confounded.size() == 1);
    CHECK(fit->confounded[0].first == "b1");
    CHECK(fit->confounded[0].second == "b2");
}

namespace {

/// y = 2 + 3 x with a ripple that no line can follow, and one row in five 40 too high.
std::vector<Point> with_outliers() {
    std::vector<Point> out;
    for (int i = 0; i < 50; ++i) {
        const double x = 0.2 * i;
        const double outlier = i % 5 == 4 ? 40.0 : 0.0;
        out.push_back({x, 2.0 + 3.0 * x + 0.05 * (i % 2 == 0 ? 1.0 : -1.0) + outlier});
    }
    return out;
}

}  // namespace

TEST_CASE("robust losses keep to the line that most rows are on, squares do not") {
    const auto points = with_outliers();
    const std::vector<FitParameter> parameters = {{"a", 0.0}, {"b", 1.0}};
    const auto residuals = residuals_of(points, line);
    for (const Loss loss : {Loss::huber, Loss::soft_l1}) {
        const auto fit = fit_least_squares(parameters, points.size(), residuals, {.loss = loss});
        REQUIRE(fit);
        CHECK(fit->converged);
        CHECK_THAT(fit->parameters[0].value, WithinAbs(2.0, 0.1));
        CHECK_THAT(fit->parameters[1].value, WithinAbs(3.0, 0.02));
        CHECK(fit->spread < 0.2);
    }
    const auto squares = fit_least_squares(parameters, points.size(), residuals, kSquares);
    REQUIRE(squares);
    CHECK(squares->parameters[0].value > 5.0);
}

TEST_CASE("the bisquare loss bears two rows in five of another kind, from a start nearby") {
    std::vector<Point> points;
    for (int i = 0; i < 50; ++i) {
        const double x = 0.2 * i;
        const double ripple = 0.05 * (i % 2 == 0 ? 1.0 : -1.0);
        points.push_back({x, 2.0 + 3.0 * x + ripple + (i % 5 >= 3 ? 40.0 : 0.0)});
    }
    const std::vector<FitParameter> near = {{"a", 3.0}, {"b", 2.8}};
    const auto residuals = residuals_of(points, line);
    const auto fit = fit_least_squares(near, points.size(), residuals, {.loss = Loss::bisquare});
    REQUIRE(fit);
    CHECK(fit->converged);
    CHECK_THAT(fit->parameters[0].value, WithinAbs(2.0, 0.05));
    CHECK_THAT(fit->parameters[1].value, WithinAbs(3.0, 0.01));
    CHECK(fit->parameters[1].low < 3.0);
    CHECK(fit->parameters[1].high > 3.0);
    // A loss that only bends is pulled away by so many.
    const auto soft = fit_least_squares(near, points.size(), residuals);
    REQUIRE(soft);
    CHECK(soft->parameters[0].value > 4.0);
}

TEST_CASE("a robust interval holds the truth and is far narrower than that of squares") {
    const auto points = with_outliers();
    const std::vector<FitParameter> parameters = {{"a", 0.0}, {"b", 1.0}};
    const auto residuals = residuals_of(points, line);
    const auto robust = fit_least_squares(parameters, points.size(), residuals);
    const auto squares = fit_least_squares(parameters, points.size(), residuals, kSquares);
    REQUIRE(robust);
    REQUIRE(squares);
    const auto& slope = robust->parameters[1];
    CHECK(slope.low < 3.0);
    CHECK(slope.high > 3.0);
    CHECK(slope.high - slope.low <
          0.1 * (squares->parameters[1].high - squares->parameters[1].low));
}

TEST_CASE("parameters of which only the product counts are named as confounded") {
    std::vector<Point> points;
    for (int i = 1; i <= 10; ++i)
        points.push_back({static_cast<double>(i), 6.0 * i + 1.0 + 0.01 * (i % 3)});
    const Model model = [](std::span<const double> b, double x) { return b[0] * b[1] * x + b[2]; };
    const auto fit = fit_least_squares(
        {{"rate", 2.0, 0.1, 10.0}, {"share", 2.0, 0.1, 10.0}, {"offset", 0.0, -5.0, 5.0}},
        points.size(),
        residuals_of(points, model));
    REQUIRE(fit);
    REQUIRE(fit->confounded.size() == 1);
    CHECK(fit->confounded[0] == std::pair<std::string, std::string>{"rate", "share"});
    CHECK_FALSE(fit->parameters[0].determined);
    CHECK_FALSE(fit->parameters[1].determined);
    // Nothing but the bounds limits them; the offset is known as if there were one slope.
    CHECK(fit->parameters[0].low == 0.1);
    CHECK(fit->parameters[0].high == 10.0);
    CHECK(fit->parameters[2].determined);
    CHECK_THAT(fit->parameters[0].value * fit->parameters[1].value, WithinRel(6.0, 1e-2));
    CHECK_THAT(fit->parameters[2].value, WithinAbs(1.0, 0.05));
}

TEST_CASE("a parameter that no row depends on is undetermined and confounds nothing") {
    const std::vector<Point> points = {{0.0, 1.0}, {1.0, 3.1}, {2.0, 4.9}, {3.0, 7.0}};
    const auto fit = fit_least_squares({{"a", 0.0}, {"b", 0.0}, {"idle", 0.5, 0.0, 1.0}},
                                       points.size(),
                                       residuals_of(points, line));
    REQUIRE(fit);
    CHECK(fit->confounded.empty());
    CHECK_FALSE(fit->parameters[2].determined);
    CHECK(fit->parameters[2].low == 0.0);
    CHECK(fit->parameters[2].high == 1.0);
    CHECK(fit->correlation_of(0, 2) == 0.0);
    CHECK(fit->parameters[1].determined);
}

TEST_CASE("an optimum beyond a bound is found on it and said to be there") {
    const std::vector<Point> points = {{0.0, 0.0}, {1.0, 3.0}, {2.0, 6.0}, {3.0, 9.0}};
    const auto fit = fit_least_squares({{"a", 0.0, -1.0, 1.0}, {"b", 1.0, 0.0, 2.0}},
                                       points.size(),
                                       residuals_of(points, line),
                                       kSquares);
    REQUIRE(fit);
    CHECK_THAT(fit->parameters[1].value, WithinAbs(2.0, 1e-4));
    CHECK(fit->parameters[1].at_bound);
    // With slope 2 the residuals are a - x: their mean is zero at a = 1.5, beyond 1.
    CHECK(fit->parameters[0].at_bound);
}

TEST_CASE("the correlation of slope and intercept is the closed form of a line") {
    const std::vector<Point> points = {{1.0, 1.1}, {2.0, 1.9}, {3.0, 3.2}, {4.0, 3.9}, {5.0, 5.1}};
    const auto fit =
        fit_least_squares({{"a", 0.0}, {"b", 0.0}}, 5, residuals_of(points, line), kSquares);
    REQUIRE(fit);
    // -mean(x) / sqrt(mean(x^2)) = -3 / sqrt(11).
    CHECK_THAT(fit->correlation_of(0, 1), WithinRel(-3.0 / std::sqrt(11.0), 1e-6));
    CHECK_THAT(fit->correlation_of(1, 0), WithinRel(-3.0 / std::sqrt(11.0), 1e-6));
    CHECK(fit->correlation_of(1, 1) == 1.0);
}

TEST_CASE("a row of weight zero is left out, a row of weight two counts as two") {
    const std::vector<Point> points = {{0.0, 1.0}, {1.0, 3.2}, {2.0, 4.8}, {3.0, 70.0}};
    const std::vector<Point> repeated = {{0.0, 1.0}, {1.0, 3.2}, {1.0, 3.2}, {2.0, 4.8}};
    const std::vector<FitParameter> parameters = {{"a", 0.0}, {"b", 0.0}};
    const auto weighted =
        fit_least_squares(parameters,
                          4,
                          residuals_of(points, line),
                          {.loss = Loss::squares, .weights = {1.0, 2.0, 1.0, 0.0}});
    const auto plain = fit_least_squares(parameters, 4, residuals_of(repeated, line), kSquares);
    REQUIRE(weighted);
    REQUIRE(plain);
    CHECK_THAT(weighted->parameters[0].value, WithinRel(plain->parameters[0].value, 1e-8));
    CHECK_THAT(weighted->parameters[1].value, WithinRel(plain->parameters[1].value, 1e-8));
}

// For least squares that are linear, the residual of a row left out is e_i / (1 - h_i), with the
// leverage h_i = 1/n + (x_i - mean)^2 / sum (x - mean)^2 (Allen 1974).
TEST_CASE("leaving out one row at a time gives the PRESS residuals of a line") {
    const std::vector<Point> points = {{1.0, 1.1}, {2.0, 1.9}, {3.0, 3.2}, {4.0, 3.9}, {5.0, 5.1}};
    const std::vector<FitParameter> parameters = {{"a", 0.0}, {"b", 0.0}};
    const auto residuals = residuals_of(points, line);
    const auto fit = fit_least_squares(parameters, 5, residuals, kSquares);
    const auto held_out = cross_validate(parameters, 5, residuals, 5, kSquares);
    REQUIRE(fit);
    REQUIRE(held_out);
    for (std::size_t i = 0; i < 5; ++i) {
        const double distance = points[i].x - 3.0;
        const double leverage = 0.2 + distance * distance / 10.0;
        CHECK_THAT((*held_out)[i], WithinAbs(fit->residuals[i] / (1.0 - leverage), 1e-7));
    }
}

TEST_CASE("the same question has the same answer to the last bit") {
    const auto points = with_outliers();
    const std::vector<FitParameter> parameters = {{"a", 0.0, -10.0, 10.0}, {"b", 1.0, 0.0, 10.0}};
    const auto residuals = residuals_of(points, line);
    const auto first = fit_least_squares(parameters, points.size(), residuals);
    const auto second = fit_least_squares(parameters, points.size(), residuals);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->values() == second->values());
    CHECK(first->parameters[1].low == second->parameters[1].low);
}

TEST_CASE("questions that have no answer are faults") {
    const std::vector<Point> points = {{0.0, 1.0}, {1.0, 3.0}};
    const auto residuals = residuals_of(points, line);
    const auto message = [](const auto& result) { return result.error().front().message; };

    const auto few = fit_least_squares({{"a", 0.0}, {"b", 0.0}, {"c", 0.0}}, 2, residuals);
    REQUIRE_FALSE(few);
    CHECK(message(few) == "2 rows for 3 parameters");
    CHECK_FALSE(fit_least_squares({}, 2, residuals));

    const auto outside = fit_least_squares({{"a", 3.0, 0.0, 1.0}, {"b", 0.0}}, 2, residuals);
    REQUIRE_FALSE(outside);
    CHECK(message(outside) == "a: starts at 3");
    CHECK(outside.error().front().help == "between 0 and 1");

    const auto half = fit_least_squares({{"a", 3.0, 0.0}, {"b", 0.0}}, 2, residuals);
    REQUIRE_FALSE(half);
    CHECK(message(half) == "a: bounds 0 to inf");

    const auto weights =
        fit_least_squares({{"a", 0.0}, {"b", 0.0}}, 2, residuals, {.weights = {1.0}});
    REQUIRE_FALSE(weights);
    CHECK(message(weights) == "1 weights for 2 rows");

    const auto folds = cross_validate({{"a", 0.0}, {"b", 0.0}}, 2, residuals, 3);
    REQUIRE_FALSE(folds);
    CHECK(message(folds) == "3 folds of 2 rows");

    const auto not_finite =
        fit_least_squares({{"a", 0.0}}, 2, [](std::span<const double>, std::span<double> out) {
            out[0] = out[1] = std::nan("");
        });
    REQUIRE_FALSE(not_finite);
    CHECK(message(not_finite) == "a residual is not a finite number");
}

TEST_CASE("errors are summarized as shares, not logarithms") {
    // Predictions 10 % high, 20 % low and exact.
    const std::array<double, 3> residuals = {std::log(1.1), std::log(0.8), 0.0};
    const ErrorSummary summary = summarize_errors(residuals);
    CHECK(summary.rows == 3);
    CHECK_THAT(summary.mean, WithinRel(0.1, 1e-12));
    CHECK_THAT(summary.median, WithinRel(0.1, 1e-12));
    CHECK_THAT(summary.bias, WithinRel(-0.1 / 3.0, 1e-12));
    CHECK_THAT(summary.worst, WithinRel(0.2, 1e-12));
}
