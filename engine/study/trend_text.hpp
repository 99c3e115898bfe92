#pragma once

/// The trend as text, JSON, CSV and a page; always with its interval.

#include <string>

#include "engine/report/chart.hpp"
#include "engine/study/trend.hpp"

namespace deepwallet {

std::string trend_text(const Trend& trend);
std::string trend_json(const Trend& trend);

/// A line a model: of the history, since, and ahead with the ends of its interval and its costs.
std::string trend_csv(const Trend& trend);

/// HTML in one file; nothing in it is fetched.
std::string trend_page(const Trend& trend);

/// Models by month, the line through the fitted ones, and the 95 % interval of one more.
LineChart trend_chart(const Trend& trend);

/// What one run costs by month, by rule and hardware.
LineChart trend_cost_chart(const Trend& trend);

/// How little these points prove.
std::string trend_doubt(const Trend& trend);

}  // namespace deepwallet
