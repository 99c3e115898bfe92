#include "engine/search/search_text.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/report/json.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/search/decision.hpp"
#include "engine/search/idle_values.hpp"
#include "engine/search/inverse_question.hpp"
#include "engine/search/own_plan.hpp"
#include "engine/search/plan_words.hpp"
#include "engine/search/value_json.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

constexpr std::array kPlanFields = {"parallelism.tensor",
                                    "parallelism.pipeline",
                                    "parallelism.context",
                                    "parallelism.expert",
                                    "parallelism.micro_batch",
                                    "parallelism.schedule",
                                    "parallelism.virtual_stages",
                                    "parallelism.sequence_parallel",
                                    "parallelism.recompute",
                                    "parallelism.zero_stage",
                                    "parallelism.offload",
                                    "parallelism.offload_to"};
constexpr std::array kShown = {"run.days",
                               "iteration.time_s",
                               "iteration.mfu",
                               "memory.per_gpu_gib",
                               "power.facility_mean_kw",
                               "energy.facility_mwh",
                               "carbon.total_t",
                               "cost.on_prem.acquisition_usd",
                               "cost.total_usd"};
constexpr std::size_t kMostFront = 12;

/// What the question is about, then what every plan tells.
std::vector<std::string> metrics_of(const SearchQuestion& q) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& path) {
        if (std::find(out.begin(), out.end(), path) == out.end())
            out.push_back(path);
    };
    const auto add_all = [&](const Expression& e) {
        for (const std::string& name : e.names()) {
            if (name != "memory.fits")
                add(name);
        }
    };
    add_all(q.objective);
    for (const Expression& e : q.constraints) add_all(e);
    for (const Ceiling& ceiling : q.ceilings) add_all(ceiling.need);
    for (const Expression& e : q.goals) add_all(e);
    for (const char* path : kShown) add(path);
    return out;
}

std::vector<std::string> fields_of(const SearchQuestion& q) {
    std::vector<std::string> out;
    for (const Axis& axis : q.entries.axes) out.push_back(axis.path);
    for (const Axis& axis : q.space.beside) out.push_back(axis.path);
    out.insert(out.end(), kPlanFields.begin(), kPlanFields.end());
    return out;
}

/// Fields in which the plans differ among each other or from the scenario's own.
std::vector<std::string> differing(const SearchQuestion& q, const std::vector<FoundPlan>& plans) {
    std::vector<std::string> out;
    for (const std::string& path : fields_of(q)) {
        const std::string own = field_text(q.base, path);
        if (std::any_of(plans.begin(), plans.end(), [&](const FoundPlan& plan) {
                return field_text(scenario_of(q, plan), path) != own;
            }))
            out.push_back(path);
    }
    return out;
}

Row plan_row(const std::string& rank,
             const Scenario& s,
             const std::vector<std::string>& fields,
             const std::vector<std::string>& metrics) {
    const Report report = evaluate_analytic(s);
    Row row = {rank};
    for (const std::string& path : fields) row.push_back(field_text(s, path));
    for (const std::string& path : metrics) row.push_back(metric_text({s, report}, path));
    return row;
}

std::string plans_table(const SearchReport& r,
                        const std::vector<FoundPlan>& plans,
                        std::size_t most,
                        bool with_own) {
    const std::vector<std::string> fields = differing(r.question, plans);
    const std::vector<std::string> metrics = metrics_of(r.question);
    std::vector<Row> rows = {{""}};
    for (const std::string& path : fields) rows[0].push_back(heading(path, fields));
    rows[0].insert(rows[0].end(), metrics.begin(), metrics.end());
    for (std::size_t i = 0; i < std::min(most, plans.size()); ++i) {
        const Scenario plan = scenario_of(r.question, plans[i]);
        rows.push_back(plan_row(fmt::format("{}", i + 1), plan, fields, metrics));
    }
    if (with_own)
        rows.push_back(plan_row("own", r.question.base, fields, metrics));
    return aligned(rows);
}

struct Part {
    const char* name;
    Time IterationBreakdown::*member;
};
constexpr std::array kParts = {Part{"compute", &IterationBreakdown::compute},
                               Part{"memory-bound", &IterationBreakdown::memory_bound},
                               Part{"recompute", &IterationBreakdown::recompute},
                               Part{"tensor comm", &IterationBreakdown::tensor_comm},
                               Part{"context comm", &IterationBreakdown::context_comm},
                               Part{"expert comm", &IterationBreakdown::expert_comm},
                               Part{"pipeline comm", &IterationBreakdown::pipeline_comm},
                               Part{"data comm", &IterationBreakdown::data_comm},
                               Part{"host", &IterationBreakdown::host},
                               Part{"bubble", &IterationBreakdown::bubble},
                               Part{"optimizer", &IterationBreakdown::optimizer},
                               Part{"offload", &IterationBreakdown::offload},
                               Part{"software", &IterationBreakdown::software}};

/// Where the best plan's iteration is shorter or longer, the largest change first.
std::string why(const Scenario& own, const Scenario& best) {
    const IterationBreakdown a = evaluate_analytic(own).iteration.breakdown;
    const IterationBreakdown b = evaluate_analytic(best).iteration.breakdown;
    std::vector<std::pair<double, const char*>> changes;
    for (const Part& part : kParts)
        changes.emplace_back((b.*part.member - a.*part.member).in(units::s), part.name);
    std::stable_sort(changes.begin(), changes.end(), [](const auto& x, const auto& y) {
        return std::abs(x.first) > std::abs(y.first);
    });
    constexpr std::size_t kMost = 5;
    std::string out;
    for (std::size_t i = 0; i < kMost; ++i) {
        const auto& [change, name] = changes[i];
        out += fmt::format("{}{} {}{}",
                           i == 0 ? "" : ", ",
                           name,
                           change < 0.0 ? "-" : "+",
                           format_time(std::abs(change) * units::s));
    }
    return out;
}

std::string own_text(const SearchReport& r) {
    const SearchOutcome& o = r.outcome;
    if (std::isnan(r.question.reference)) {
        return searches_own_plan(r.question)
                   ? "the scenario's own plan does not fit, or breaks a condition\n"
                   : "the scenario's own plan is not among those searched\n";
    }
    const double change = o.best.front().score / r.question.reference - 1.0;
    return fmt::format(
        "the scenario's own plan is number {} of them; the best is {:.1f} % {} it in {}\n"
        "an iteration against its: {}\n",
        grouped(static_cast<double>(o.better + 1)),
        100.0 * std::abs(change),
        change > 0.0 ? "above" : "below",
        r.question.objective.text(),
        why(r.question.base, scenario_of(r.question, o.best.front())));
}

Json field_json(const Scenario& s, const std::string& path) {
    const auto value = find_field(path)->get(s);
    return value ? value_json(*value) : Json();
}

Json plan_json(const SearchQuestion& q, const FoundPlan& plan) {
    const Scenario s = scenario_of(q, plan);
    const Report report = evaluate_analytic(s);
    Json json = {{"objective", objective_of(q, plan.score)}};
    Json& fields = json["fields"];
    for (const std::string& path : fields_of(q)) fields[path] = field_json(s, path);
    fields["parallelism.data"] = report.layout.data;
    Json& metrics = json["metrics"];
    for (const std::string& path : metrics_of(q)) {
        const double x = number_of(value_of(*find_metric(path), {s, report}));
        if (std::isfinite(x))
            metrics[path] = x;
    }
    return json;
}

std::vector<Scenario> best_plans(const SearchReport& r) {
    std::vector<Scenario> out;
    for (const FoundPlan& plan : r.outcome.best) out.push_back(scenario_of(r.question, plan));
    return out;
}

std::vector<std::string> left_out(const SearchReport& r) {
    std::vector<std::string> out = r.question.entries.left_out;
    out.insert(out.end(), r.idle.begin(), r.idle.end());
    return out;
}

}  // namespace

SearchReport timed_search(const SearchQuestion& question, const SearchOptions& how) {
    SearchReport out{question, {}, 0.0, how.threads > 0 ? how.threads : omp_get_max_threads()};
    const auto begin = std::chrono::steady_clock::now();
    out.outcome = search(question, how);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out.idle = idle_values(question, how.stop);
    return out;
}

std::vector<SearchReport> target_reports(const SearchQuestion& question,
                                         const ReportedSearch& search) {
    std::vector<SearchReport> out;
    for (const SearchQuestion& one : target_questions(question)) {
        out.push_back(search(one));
        if (out.back().outcome.stopped)
            break;
    }
    return out;
}

std::string target_text(const std::vector<SearchReport>& found) {
    std::string out;
    for (const SearchReport& one : found)
        out += "the least " + one.question.objective.text() + '\n' + search_text(one) + '\n';
    return out;
}

std::string target_json(const std::vector<SearchReport>& found) {
    Json json = Json::object();
    for (const SearchReport& one : found)
        json["least"][one.question.objective.text()] = Json::parse(search_json(one));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string search_text(const SearchReport& r) {
    const SearchOutcome& o = r.outcome;
    std::string out = fmt::format(
        "{}\n{} plans in {} on {} threads: {} evaluated, {} too large for memory, {} behind a "
        "bound; "
        "{} of those evaluated fit and meet the conditions\n",
        r.question.base.name,
        grouped(static_cast<double>(o.plans)),
        format_time(r.seconds * units::s),
        r.threads,
        grouped(static_cast<double>(o.evaluated)),
        grouped(static_cast<double>(o.too_large)),
        grouped(static_cast<double>(o.pruned)),
        grouped(static_cast<double>(o.feasible)));
    for (const std::string& what : left_out(r)) out += "left out " + what + '\n';
    if (o.stopped)
        out += "stopped before the end: plans that were not looked at may be better\n";
    if (o.best.empty())
        return out + (o.stopped ? "" : "none fits and meets the conditions\n");
    out += fmt::format("\nby {}, the {} first\n",
                       r.question.objective.text(),
                       r.question.maximize ? "greatest" : "least");
    out += plans_table(r, o.best, o.best.size(), !std::isnan(r.question.reference));
    out += '\n' + own_text(r);
    out += decision_text(r.question, o);
    if (o.pareto.size() < 2)
        return out;
    std::string goals;
    for (const Expression& goal : r.question.goals)
        goals += (goals.empty() ? "" : ", ") + goal.text();
    out += fmt::format("\nno other plan is better in one of {} and no worse in the rest\n", goals);
    out += plans_table(r, o.pareto, kMostFront, false);
    if (o.pareto.size() > kMostFront)
        out += fmt::format("and {} more\n", o.pareto.size() - kMostFront);
    return out;
}

std::string search_json(const SearchReport& r) {
    const SearchOutcome& o = r.outcome;
    Json json = {{"scenario", r.question.base.name},
                 {"objective", r.question.objective.text()},
                 {"space", o.plans},
                 {"evaluated", o.evaluated},
                 {"too_large", o.too_large},
                 {"pruned", o.pruned},
                 {"feasible", o.feasible},
                 {"seconds", r.seconds},
                 {"threads", r.threads}};
    if (r.question.maximize)
        json["maximize"] = true;
    if (o.stopped)
        json["stopped"] = true;
    if (!std::isnan(r.question.reference)) {
        json["own"] = Json{{"objective", objective_of(r.question, r.question.reference)},
                           {"rank", o.better + 1}};
    }
    if (const auto what = left_out(r); !what.empty())
        json["left_out"] = what;
    if (!o.best.empty())
        json["decided"] = Json::parse(decision_json(r.question, o));
    json["plans"] = Json::array();
    for (const FoundPlan& plan : o.best) json["plans"].push_back(plan_json(r.question, plan));
    json["pareto"] = Json::array();
    for (const FoundPlan& plan : o.pareto) json["pareto"].push_back(plan_json(r.question, plan));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

ResultTable plan_table(const SearchQuestion& q, std::span<const Scenario> plans) {
    ResultTable out;
    out.title = q.base.name;
    for (const std::string& path : fields_of(q))
        out.columns.push_back({path, find_field(path)->unit, true, {}, {}});
    for (const std::string& path : metrics_of(q))
        out.columns.push_back({path, find_metric(path)->unit, false, {}, {}});
    for (const Scenario& s : plans) {
        const Report report = evaluate_analytic(s);
        for (ResultColumn& column : out.columns) {
            if (column.is_input)
                column.texts.push_back(field_text(s, column.path));
            else
                column.numbers.push_back(
                    number_of(value_of(*find_metric(column.path), {s, report})));
        }
        ++out.rows;
    }
    return out;
}

ResultTable search_table(const SearchReport& r) { return plan_table(r.question, best_plans(r)); }

ResultTable search_and_front_table(const SearchReport& r) {
    std::vector<Scenario> plans = best_plans(r);
    for (const FoundPlan& plan : r.outcome.pareto) {
        const bool there =
            std::any_of(r.outcome.best.begin(), r.outcome.best.end(), [&](const FoundPlan& other) {
                return other.task == plan.task && other.order == plan.order;
            });
        if (!there)
            plans.push_back(scenario_of(r.question, plan));
    }
    return plan_table(r.question, plans);
}

}  // namespace deepwallet
