#pragma once

/// A comparison as people and programs read it.

#include <string>
#include <vector>

#include "engine/study/comparison.hpp"

namespace deepwallet {

/// Of many scenarios their lines alone. Else what differs, then metrics with their ranges, a column
/// each; then for each scenario the ways of paying, their cumulative cost by year, where the answer
/// switches, and what is not counted.
std::string comparison_text(const std::vector<ComparedScenario>& scenarios);

/// Scenarios beyond this many are a line each: no screen shows so many columns.
constexpr std::size_t kMostColumns = 5;

/// Inputs that a comparison shows as what they are rather than by their path.
bool is_told_apart(const std::string& path);

/// `scenarios`, each with `inputs` that differ, `metrics`, `ranges`, `ways` with their cash flows,
/// `switches` and `not_counted`.
std::string comparison_json(const std::vector<ComparedScenario>& scenarios);

/// Cash flows: scenario, month, way, flow_usd, cumulative_usd; one line for each month and way.
std::string cash_flow_csv(const std::vector<ComparedScenario>& scenarios);

/// Metrics that are compared, in their order.
std::vector<const Metric*> compared_metrics();

/// A scenario's letter, by its place.
std::string column_name(std::size_t place);

/// Tonnes on different bases do not compare: a life-cycle figure counts building the plant too.
/// Empty where all are on one.
std::string mixed_bases_text(const std::vector<ComparedScenario>& scenarios);

/// Which way of paying is the cheapest for its run, by how much, and how sure that is; empty where
/// there is no choice.
std::string verdict_text(const ComparedScenario& scenario);

/// Of each that cannot be done, behind its letter: see warnings().
std::vector<std::string> comparison_warnings(const std::vector<ComparedScenario>& scenarios);

}  // namespace deepwallet
