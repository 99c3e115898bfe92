#pragma once

/// What a search found, as text, JSON and columns.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/search/search.hpp"
#include "engine/study/result_table.hpp"

namespace deepwallet {

/// A search with what it took.
struct SearchReport {
    SearchQuestion question;
    SearchOutcome outcome;
    double seconds = 0.0;
    int threads = 1;
    std::vector<std::string> idle = {};  ///< values of axes that no plan has
};

/// Who searches, with what it took.
using ReportedSearch = std::function<SearchReport(const SearchQuestion&)>;

/// search() with the time that it took and the values that no plan has.
SearchReport timed_search(const SearchQuestion& question, const SearchOptions& how);

/// A report for each question of a target; none after one that was stopped.
std::vector<SearchReport> target_reports(const SearchQuestion& question,
                                         const ReportedSearch& search);

/// The best plans, the Pareto front, and where the scenario's own plan stands and why.
std::string search_text(const SearchReport& report);

/// `evaluated`, `feasible`, `seconds`, `threads`, `plans` (field paths and metrics, best first),
/// `pareto`.
std::string search_json(const SearchReport& report);

/// The least servers, dollars and watts for a target: a search for each.
std::string target_text(const std::vector<SearchReport>& found);

/// `least`, by metric: each as search_json().
std::string target_json(const std::vector<SearchReport>& found);

/// Plans of a question as columns: its fields and what they lead to.
ResultTable plan_table(const SearchQuestion& question, std::span<const Scenario> plans);

/// The best plans as columns.
ResultTable search_table(const SearchReport& report);

/// The same with those of the Pareto front behind them.
ResultTable search_and_front_table(const SearchReport& report);

}  // namespace deepwallet
