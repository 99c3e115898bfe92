#pragma once

/// What each axis did to a metric: its mean at each value, and its change against one of them over
/// rows that are alike in everything else.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/study/table_view.hpp"

namespace deepwallet {

/// What a metric comes to at one value of an axis, or in one range of its values.
struct AxisEffect {
    std::string name;
    std::size_t rows = 0;
    std::size_t known = 0;  ///< rows that have a value
    double mean = 0.0;      ///< of those; NaN where there is none
    double best = 0.0;      ///< of those; NaN where there is none
    std::size_t pairs = 0;  ///< rows with a partner: one at the base value that has a value too
                            ///< and differs in this axis alone
    double change = 0.0;    ///< of the mean of those rows against that of their partners; NaN
                            ///< where there is none
};

struct AxisEffects {
    std::vector<AxisEffect> values;
    std::size_t base = 0;  ///< the value of most known rows, of these the first
    /// Of a drawn axis, whose values are ranges with as many rows each where there are many: no row
    /// has a partner, and changes are of the means.
    bool drawn = false;
    /// Columns of a zip that are one with this axis: each value of the one goes with one of the
    /// other, so that they change together.
    std::vector<std::string> together;
    /// Between a drawn axis and the metric (Spearman 1904): from -1 to 1.
    std::optional<double> rank_correlation;
};

/// The change of a value as people read it: "base", "+3.1 %", or "-" where it is not known.
std::string effect_change(const AxisEffects& effects, std::size_t value);

/// Of an input of the table that does not follow from others.
AxisEffects axis_effects(const ResultTable& table,
                         const ResultColumn& axis,
                         const ResultColumn& metric,
                         const Objective& objective);

}  // namespace deepwallet
