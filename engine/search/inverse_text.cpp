#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"
#include "engine/report/json.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/model_loss.hpp"
#include "engine/search/inverse.hpp"
#include "engine/search/value_json.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kGoals = {
    "the largest model", "the lowest loss", "the shortest run", "the least cost"};

std::string budget_text(const Budget& budget) {
    std::string out;
    for (const Ceiling& c : budget)
        out += fmt::format("{}{} {}", out.empty() ? " for " : ", ", significant(c.most), c.unit);
    return out;
}

std::string conditions_text(const std::vector<Expression>& conditions) {
    std::string out;
    for (const Expression& e : conditions) out += (out.empty() ? " where " : ", ") + e.text();
    return out;
}

std::string plan_text(const Scenario& s) {
    std::string out;
    for (const char* path : {"cluster.servers",
                             "cluster.server",
                             "parallelism.tensor",
                             "parallelism.pipeline",
                             "parallelism.context",
                             "parallelism.micro_batch",
                             "parallelism.schedule",
                             "parallelism.virtual_stages",
                             "parallelism.sequence_parallel",
                             "parallelism.recompute",
                             "parallelism.zero_stage",
                             "serving.server",
                             "serving.tensor",
                             "serving.pipeline"}) {
        const std::string name = path;
        const auto value = find_field(name)->get(s);
        if (value)
            out += fmt::format("{}{}={}", out.empty() ? "" : " ", path, to_text(*value));
    }
    return out;
}

std::string shown(const char* path, const Scenario& s, const Report& report) {
    const Metric& metric = *find_metric(path);
    return short_value(value_of(metric, {s, report}), metric.unit);
}

std::string answer_text(const InverseReport& r, const Scenario& best) {
    const Report report = evaluate_analytic(best);
    const auto loss = model_loss(best, report);
    std::string out = answer_line(
        "answer",
        r.question.goal == BudgetGoal::least_cost
            ? shown(best.serving.tokens_per_day ? "life.total_usd" : "cost.total_usd", best, report)
        : r.question.goal == BudgetGoal::lowest_loss && loss
            ? fmt::format("{:.4f} nats a token", loss->loss)
        : r.question.goal == BudgetGoal::largest_model
            ? format_count(report.parameters) + " parameters"
            : format_time(report.run->campaign.wall),
        fmt::format(
            "{}: {} parameters on {} tokens, {} a parameter{}",
            r.answer.model,
            format_count(report.parameters),
            format_count(report.tokens),
            significant(report.tokens / report.parameters),
            loss ? fmt::format("; loss {:.4f} ({})", loss->loss, best.scaling_law.fit) : ""));
    // A bound on one thing may be kept at an absurd price in another.
    out += answer_line("takes",
                       format_time(report.run->campaign.wall),
                       fmt::format("{}, {}, {}",
                                   shown("cost.total_usd", best, report),
                                   shown("power.facility_mean_kw", best, report),
                                   shown("carbon.total_t", best, report)));
    for (const CeilingUse& use : r.answer.uses) {
        out += answer_line(&use == r.answer.uses.data() ? "needs" : "",
                           use.ceiling.name,
                           fmt::format("{} of {} {}   {}",
                                       significant(use.need),
                                       significant(use.ceiling.most),
                                       use.ceiling.unit,
                                       format_share(use.need / use.ceiling.most)));
    }
    const bool by_models = r.question.goal == BudgetGoal::least_cost;
    out += answer_line("decided", by_models ? "" : "by what is next", r.answer.decided_by);
    return out + answer_line("plan", "", plan_text(best));
}

}  // namespace

std::string inverse_text(const InverseReport& r) {
    const InverseAnswer& a = r.answer;
    std::string out = fmt::format("{}\n{}{}{}\n",
                                  r.question.plans.base.name,
                                  kGoals[static_cast<std::size_t>(r.question.goal)],
                                  budget_text(r.question.plans.ceilings),
                                  conditions_text(r.question.plans.constraints));
    if (a.stopped)
        out += "stopped before the end: what was not looked at may be better\n";
    if (a.best)
        out += answer_text(r, *a.best);
    else if (!a.stopped)
        out += "none fits, keeps the budget and meets the conditions\n";
    for (const std::string& what : a.left_out) out += answer_line("left out", what);
    out += answer_line(
        "space",
        fmt::format("{} plans", grouped(static_cast<double>(a.plans))),
        fmt::format("in {} searches over {} models, {} evaluated, the rest behind bounds or too "
                    "large; {} on {} threads",
                    a.searches,
                    a.models,
                    grouped(static_cast<double>(a.evaluated)),
                    format_time(r.seconds * units::s),
                    r.threads));
    const bool steps =
        r.question.goal == BudgetGoal::lowest_loss || r.question.goal == BudgetGoal::least_cost;
    if (steps && !a.stopped) {
        out += answer_line(
            "exact", "", "over these, tokens in steps of 1 %, as a plan needs no less for more");
    }
    return out;
}

std::string inverse_json(const InverseReport& r) {
    const InverseAnswer& a = r.answer;
    Json json = {{"scenario", r.question.plans.base.name},
                 {"question", budget_goal_names()[static_cast<std::size_t>(r.question.goal)]}};
    if (a.stopped)
        json["stopped"] = true;
    json["budget"] = Json::object();
    for (const Ceiling& c : r.question.plans.ceilings) json["budget"][c.name] = c.most;
    if (a.best) {
        const Report report = evaluate_analytic(*a.best);
        json["model"] = a.model;
        for (const char* path : {"model.parameters",
                                 "training.tokens_per_parameter",
                                 "loss.expected",
                                 "run.days",
                                 "cost.total_usd",
                                 "carbon.total_t",
                                 "power.facility_mean_kw"}) {
            const double x = number_of(value_of(*find_metric(path), {*a.best, report}));
            if (std::isfinite(x))
                json["metrics"][path] = x;
        }
        for (const auto& field : scenario_fields()) {
            const bool asked = field.path.rfind("parallelism.", 0) == 0 ||
                               field.path.rfind("cluster.", 0) == 0 ||
                               field.path == "model.preset" || field.path == "training.tokens";
            const auto value = asked ? field.get(*a.best) : std::nullopt;
            if (value)
                json["fields"][field.path] = value_json(*value);
        }
        json["needs"] = Json::object();
        for (const CeilingUse& use : a.uses) json["needs"][use.ceiling.name] = use.need;
        if (!a.uses.empty())
            json["binding"] = a.uses.front().ceiling.name;
        json["decided_by"] = a.decided_by;
    }
    if (!a.left_out.empty())
        json["left_out"] = a.left_out;
    json["models"] = a.models;
    json["searches"] = a.searches;
    json["space"] = a.plans;
    json["evaluated"] = a.evaluated;
    json["seconds"] = r.seconds;
    json["threads"] = r.threads;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace deepwallet
