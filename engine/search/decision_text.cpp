#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/search/decision.hpp"
#include "engine/search/plan_words.hpp"
#include "engine/search/value_json.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

constexpr std::size_t kMostOthers = 4;

/// Metrics that tell how two plans differ: the goals of the front, which are the parts of an
/// objective more often than not.
std::vector<const Metric*> parts_of(const SearchQuestion& q) {
    std::vector<const Metric*> out;
    for (const Expression& goal : q.goals) {
        const Metric* metric = find_metric(goal.text());
        if (metric != nullptr && goal.text() != q.objective.text())
            out.push_back(metric);
    }
    return out;
}

double number(const Metric& metric, const Scenario& s, const Report& report) {
    return number_of(value_of(metric, {s, report}));
}

std::string change_text(double change, const std::string& unit) {
    if (!std::isfinite(change))
        return "-";
    return (change < 0.0 ? "-" : "+") + short_value(std::abs(change), unit);
}

/// By how much the objective is worse than the best plan's.
std::string objective_change(const SearchQuestion& q, double best, double other) {
    const double from = objective_of(q, best);
    const double to = objective_of(q, other);
    if (from == 0.0)
        return significant(to);
    return fmt::format("{:+.1f} %", 100.0 * (to - from) / std::abs(from));
}

/// What else the other plan has that varied beside it.
std::string changed_with(const SearchQuestion& q,
                         const AxisDecision& decision,
                         const FoundPlan& best,
                         const FoundPlan& other) {
    const auto& here = q.entries.choices[choice_of(q, best.task)].entries;
    const auto& there = q.entries.choices[choice_of(q, other.task)].entries;
    std::vector<std::string> paths;
    for (const Axis& axis : q.entries.axes) paths.push_back(axis.path);
    std::string out;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (paths[i] == decision.path || here[i] == there[i])
            continue;
        out += fmt::format(
            "{}{} {}", out.empty() ? "" : ", ", heading(paths[i], paths), value_text(there[i]));
    }
    return out;
}

/// The best plan and what it is compared in.
struct Compared {
    Scenario scenario;
    Report report;
};

Compared compared(const SearchQuestion& q, const FoundPlan& plan) {
    Scenario s = scenario_of(q, plan);
    Report report = evaluate_analytic(s);
    return {std::move(s), std::move(report)};
}

std::vector<std::string> part_changes(const SearchQuestion& q,
                                      const Compared& best,
                                      const FoundPlan& plan) {
    const Compared other = compared(q, plan);
    std::vector<std::string> out;
    for (const Metric* part : parts_of(q))
        out.push_back(change_text(
            number(*part, other.scenario, other.report) - number(*part, best.scenario, best.report),
            part->unit));
    return out;
}

void add_axis_rows(const SearchQuestion& q,
                   const SearchOutcome& outcome,
                   const Compared& best,
                   const AxisDecision& decision,
                   std::vector<Row>& rows) {
    for (std::size_t i = 0; i < std::min(kMostOthers, decision.others.size()); ++i) {
        const OtherValue& other = decision.others[i];
        Row row = {i == 0 ? decision.path : "",
                   i == 0 ? value_text(decision.chosen) : "",
                   value_text(other.value)};
        if (other.plan) {
            row.push_back(objective_change(q, outcome.best.front().score, other.plan->score));
            const auto changes = part_changes(q, best, *other.plan);
            row.insert(row.end(), changes.begin(), changes.end());
            row.push_back(changed_with(q, decision, outcome.best.front(), *other.plan));
        } else {
            row.insert(row.end(), 1 + parts_of(q).size(), "");
            row.push_back(other.why_not);
        }
        rows.push_back(std::move(row));
    }
    if (decision.others.size() > kMostOthers)
        rows.push_back({"", "", fmt::format("and {} more", decision.others.size() - kMostOthers)});
}

std::string limit_line(const ConditionUse& use) {
    const Metric& metric = *find_metric(use.limit.need.text());
    // There is no share of nothing.
    const bool has_share = use.limit.bound != 0.0;
    return fmt::format(
        "{} is {} of {} {}{}",
        metric.path,
        short_value(use.need, metric.unit),
        use.limit.at_least ? "at least" : "at most",
        short_value(use.limit.bound, metric.unit),
        has_share ? fmt::format(" ({:.1f} %)", 100.0 * use.need / use.limit.bound) : "");
}

std::vector<std::string> limit_lines(const SearchQuestion& q, const Compared& best) {
    std::vector<std::string> out;
    for (const ConditionUse& use : condition_uses(q, {best.scenario, best.report}))
        out.push_back(limit_line(use));
    return out;
}

std::string sentence(const SearchQuestion& q,
                     const SearchOutcome& outcome,
                     const Compared& best,
                     const AxisDecision& decision,
                     const OtherValue& other) {
    const std::string head = fmt::format(
        "{} is {}; with {}", decision.path, value_text(decision.chosen), value_text(other.value));
    if (!other.plan)
        return fmt::format("{}: {}", head, other.why_not);
    const std::string with = changed_with(q, decision, outcome.best.front(), *other.plan);
    std::string out =
        fmt::format("{}{}: {} {}",
                    head,
                    with.empty() ? "" : " (" + with + ")",
                    q.objective.text(),
                    objective_change(q, outcome.best.front().score, other.plan->score));
    const auto parts = parts_of(q);
    const auto changes = part_changes(q, best, *other.plan);
    for (std::size_t i = 0; i < parts.size(); ++i)
        out += fmt::format(", {} {}", parts[i]->path, changes[i]);
    return out;
}

/// What one serving machine is of the objective; none where that is no sum with machines in it.
std::optional<double> machine_step(const SearchQuestion& q, const Report& report) {
    const std::string& objective = q.objective.text();
    if (objective != "life.total_usd" && objective != "serving.total_usd")
        return std::nullopt;
    const auto& serving = report.serving;
    if (!serving || !serving->fleet.total() || serving->fleet.servers < 1.0)
        return std::nullopt;
    return serving->fleet.total()->in(units::usd) / serving->fleet.servers;
}

Json other_json(const SearchQuestion& q, const OtherValue& other) {
    Json out = {{"value", value_json(other.value)}};
    if (!other.plan) {
        out["why_not"] = other.why_not;
        return out;
    }
    out["objective"] = objective_of(q, other.plan->score);
    const auto& entries = q.entries.choices[choice_of(q, other.plan->task)].entries;
    for (std::size_t i = 0; i < entries.size(); ++i)
        out["fields"][q.entries.axes[i].path] = value_json(entries[i]);
    const Compared plan = compared(q, *other.plan);
    for (const Metric* part : parts_of(q)) {
        const double x = number(*part, plan.scenario, plan.report);
        if (std::isfinite(x))
            out["metrics"][part->path] = x;
    }
    return out;
}

}  // namespace

std::string rounding_text(const SearchQuestion& q, const SearchOutcome& outcome) {
    if (outcome.best.empty())
        return "";
    const FoundPlan& first = outcome.best.front();
    const std::optional<double> step = machine_step(q, compared(q, first).report);
    if (!step)
        return "";
    std::vector<std::string> near;
    for (const AxisDecision& decision : axis_decisions(q, outcome)) {
        for (const OtherValue& other : decision.others) {
            if (other.plan && std::abs(other.plan->score - first.score) < *step)
                near.push_back(decision.path + " " + value_text(other.value));
        }
    }
    if (near.empty())
        return "";
    return fmt::format(
        "servers are bought whole, and one that serves is {} of {}: by less than "
        "that differ {}",
        short_value(*step, "USD"),
        q.objective.text(),
        fmt::join(near, ", "));
}

std::string decision_text(const SearchQuestion& q, const SearchOutcome& outcome) {
    if (outcome.best.empty())
        return "";
    const Compared best = compared(q, outcome.best.front());
    std::string out;
    for (const std::string& line : limit_lines(q, best)) out += line + '\n';
    const auto decisions = axis_decisions(q, outcome);
    if (!decisions.empty()) {
        std::vector<Row> rows = {{"the best with another value", "here", "there"}};
        rows[0].push_back(q.objective.text());
        for (const Metric* part : parts_of(q)) rows[0].push_back(part->path);
        rows[0].emplace_back("and with it");
        for (const AxisDecision& decision : decisions)
            add_axis_rows(q, outcome, best, decision, rows);
        out += aligned(rows);
        if (const std::string note = rounding_text(q, outcome); !note.empty())
            out += note + '\n';
    }
    return out.empty() ? "" : "\nwhat decided it\n" + out;
}

std::vector<std::string> decision_lines(const SearchQuestion& q, const SearchOutcome& outcome) {
    if (outcome.best.empty())
        return {};
    const Compared best = compared(q, outcome.best.front());
    std::vector<std::string> out = limit_lines(q, best);
    for (const AxisDecision& decision : axis_decisions(q, outcome)) {
        for (const OtherValue& other : decision.others)
            out.push_back(sentence(q, outcome, best, decision, other));
    }
    if (std::string note = rounding_text(q, outcome); !note.empty())
        out.push_back(std::move(note));
    return out;
}

std::string decision_json(const SearchQuestion& q, const SearchOutcome& outcome) {
    Json out = {{"conditions", Json::array()}, {"axes", Json::array()}};
    if (outcome.best.empty())
        return out.dump();
    const Compared best = compared(q, outcome.best.front());
    for (const ConditionUse& use : condition_uses(q, {best.scenario, best.report}))
        out["conditions"].push_back(
            {{"metric", use.limit.need.text()},
             {"value", use.need},
             {use.limit.at_least ? "at_least" : "at_most", use.limit.bound}});
    for (const AxisDecision& decision : axis_decisions(q, outcome)) {
        Json axis = {{"field", decision.path}, {"value", value_json(decision.chosen)}};
        for (const OtherValue& other : decision.others)
            axis["others"].push_back(other_json(q, other));
        out["axes"].push_back(std::move(axis));
    }
    return out.dump();
}

}  // namespace deepwallet
