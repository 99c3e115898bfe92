#include "engine/search/inverse.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "engine/config/toml_reader.hpp"
#include "engine/report/format.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/model_loss.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

constexpr double kLeastTokens = 1e8;
/// Up to 1e16 tokens, more than were ever written.
constexpr std::int64_t kSteps = 1851;

void set_tokens(Scenario& s, double tokens) {
    s.training.tokens = tokens;
    s.training.flops.reset();
    s.training.epochs.reset();
}

double parameters_of(const Scenario& s) {
    return total_parameters(s.model, s.training.sequence_length);
}

Expression days() { return *metric_expression("run.days", {}); }

/// What is to be paid: for the years of serving too where a traffic is given.
Expression bill_of(const Scenario& s) {
    return *metric_expression(s.serving.tokens_per_day ? "life.total_usd" : "cost.total_usd", {});
}

double need_of(const Ceiling& ceiling, const Scenario& s, const Report& report) {
    return MetricFormula(ceiling.need).evaluate({s, report});
}

/// Choices of the same model on whatever machines.
struct ModelGroup {
    double parameters = 0.0;
    std::string fit;
    std::vector<EntryChoice> choices;
};

/// Smallest first.
std::vector<ModelGroup> model_groups(const SearchQuestion& q) {
    std::vector<ModelGroup> out;
    std::vector<EntryChoice> all = q.entries.choices;
    if (all.empty())
        all.push_back({{}, q.base, q.space});
    for (EntryChoice& choice : all) {
        const double n = parameters_of(choice.base);
        const std::string& fit = choice.base.scaling_law.fit;
        const auto same = std::find_if(out.begin(), out.end(), [&](const ModelGroup& group) {
            return group.parameters == n && group.fit == fit;
        });
        if (same != out.end())
            same->choices.push_back(std::move(choice));
        else
            out.push_back({n, fit, {std::move(choice)}});
    }
    std::stable_sort(out.begin(), out.end(), [](const ModelGroup& a, const ModelGroup& b) {
        return a.parameters < b.parameters;
    });
    return out;
}

std::string model_name(const Scenario& s) {
    return s.presets.model.empty() ? s.name : s.presets.model;
}

class Solver {
public:
    Solver(const InverseQuestion& question, const Searcher& searcher)
        : question_(question), searcher_(searcher), groups_(model_groups(question.plans)) {
        out_.models = static_cast<std::int64_t>(groups_.size());
        out_.left_out = question.plans.entries.left_out;
    }

    InverseAnswer solve() {
        switch (question_.goal) {
            case BudgetGoal::largest_model:
                largest_model();
                break;
            case BudgetGoal::lowest_loss:
                lowest_loss();
                break;
            case BudgetGoal::shortest:
                shortest();
                break;
            case BudgetGoal::least_cost:
                least_cost();
                break;
        }
        if (out_.best)
            measure();
        return std::move(out_);
    }

private:
    /// The least of an objective over all plans of some choices, at a number of tokens.
    std::optional<Scenario> found(const std::vector<EntryChoice>& choices,
                                  const Expression& objective,
                                  std::optional<double> tokens,
                                  bool within = true) {
        if (out_.stopped)
            return std::nullopt;
        SearchQuestion q = question_.plans;
        q.entries.choices = choices;
        q.objective = objective;
        q.goals.clear();
        q.top = 1;
        q.maximize = false;
        q.reference = std::nan("");
        if (!within)
            q.ceilings.clear();
        for (EntryChoice& choice : q.entries.choices) {
            if (tokens)
                set_tokens(choice.base, *tokens);
        }
        const SearchOutcome outcome = searcher_(q);
        ++out_.searches;
        out_.plans += outcome.plans;
        out_.evaluated += outcome.evaluated;
        out_.stopped = out_.stopped || outcome.stopped;
        if (outcome.best.empty())
            return std::nullopt;
        return scenario_of(q, outcome.best.front());
    }

    /// The ceiling or condition that a plan breaks; none where it keeps all.
    std::optional<std::string> broken(const Scenario& s) const {
        const Report report = evaluate_analytic(s);
        for (const Ceiling& ceiling : question_.plans.ceilings) {
            const double need = need_of(ceiling, s, report);
            if (!(need <= ceiling.most))
                return fmt::format("{} = {}", ceiling.name, significant(need));
        }
        for (const Expression& e : question_.plans.constraints) {
            const double holds = MetricFormula(e).evaluate({s, report});
            if (std::isnan(holds) || holds == 0.0)
                return e.text();
        }
        return std::nullopt;
    }

    /// The need of the ceiling that this plan breaks, to look for plans that need less of it.
    Expression next_objective(const Scenario& s) const {
        const Report report = evaluate_analytic(s);
        for (const Ceiling& ceiling : question_.plans.ceilings) {
            if (!(need_of(ceiling, s, report) <= ceiling.most))
                return ceiling.need;
        }
        return days();
    }

    static Scenario with_tokens(Scenario s, std::int64_t step) {
        set_tokens(s, tokens_at(step));
        return s;
    }

    /// The loss of a model at a step; infinite where no law speaks of it.
    static double loss_at(const ModelGroup& group, std::int64_t step) {
        const auto loss = model_loss(group.choices.front().base, tokens_at(step));
        return loss ? loss->loss : std::numeric_limits<double>::infinity();
    }

    /// The last step at which the law still speaks of the model's data; -1 for none.
    static std::int64_t last_step(const ModelGroup& group) {
        return last_that(
            -1, kSteps, [&](std::int64_t step) { return std::isfinite(loss_at(group, step)); });
    }

    /// The last of (good, end) for which it holds, by bisection; `good` itself where none.
    template <class Holds>
    static std::int64_t last_that(std::int64_t good, std::int64_t end, const Holds& holds) {
        while (end - good > 1) {
            const std::int64_t middle = good + (end - good) / 2;
            (holds(middle) ? good : end) = middle;
        }
        return good;
    }

    /// A model's loss falls with tokens: from the first number of them that would beat the best so
    /// far, plan by plan, each taken as far as it goes, until no plan goes a step further.
    void improve(const ModelGroup& group) {
        const std::int64_t last = last_step(group);
        std::int64_t step =
            1 + last_that(-1, last + 1, [&](std::int64_t k) { return loss_at(group, k) >= best_; });
        Expression objective = days();
        while (step <= last && !out_.stopped) {
            const auto plan = found(group.choices, objective, tokens_at(step));
            if (!plan)
                return;
            const std::int64_t most = last_that(step, last + 1, [&](std::int64_t k) {
                return !broken(with_tokens(*plan, k)).has_value();
            });
            out_.best = with_tokens(*plan, most);
            best_ = loss_at(group, most);
            step = most + 1;
            if (step > last) {
                out_.decided_by = "no more tokens for which the scaling law holds";
                return;
            }
            const Scenario next = with_tokens(*plan, step);
            objective = next_objective(next);
            out_.decided_by =
                fmt::format("1 % more tokens: {}", broken(next).value_or("nothing breaks"));
        }
    }

    void lowest_loss() {
        for (const ModelGroup& group : groups_) {
            if (!has_scaling_law(group.choices.front().base.model)) {
                leave_out(group);
                continue;
            }
            improve(group);
            if (out_.stopped)
                return;
        }
    }

    void leave_out(const ModelGroup& group,
                   const std::string& why = "scaling laws speak of dense decoders alone") {
        --out_.models;
        out_.left_out.push_back(model_name(group.choices.front().base) + ": " + why);
    }

    [[nodiscard]] std::optional<double> tokens_of(const ModelGroup& group) const {
        if (question_.tokens_per_parameter)
            return *question_.tokens_per_parameter * group.parameters;
        const Scenario& s = group.choices.front().base;
        if (!has_scaling_law(s.model))
            return std::nullopt;
        return compute_optimal_tokens(
            s.scaling_law, scaling_parameters(s.scaling_law, s.model, s.training.sequence_length));
    }

    void largest_model() {
        const ModelGroup* larger = nullptr;
        for (std::size_t k = groups_.size(); k-- > 0 && !out_.stopped;) {
            const ModelGroup& group = groups_[k];
            const auto tokens = tokens_of(group);
            if (!tokens) {
                leave_out(group);
                continue;
            }
            out_.best = found(group.choices, days(), tokens);
            if (out_.best)
                break;
            larger = &group;
        }
        if (out_.best)
            out_.decided_by =
                larger == nullptr ? "it is the largest of the models" : why_not(*larger);
    }

    /// What the next larger model would need at the least, bound by bound.
    std::string why_not(const ModelGroup& group) {
        std::string out = model_name(group.choices.front().base) + ": ";
        for (const Ceiling& ceiling : question_.plans.ceilings) {
            const auto least = found(group.choices, ceiling.need, tokens_of(group), false);
            if (!least)
                return out + "no plan fits into memory and keeps the conditions";
            const double need = need_of(ceiling, *least, evaluate_analytic(*least));
            if (need > ceiling.most)
                return out + fmt::format("{} = {} at the least", ceiling.name, significant(need));
        }
        return out + "no plan keeps all bounds at once";
    }

    void shortest() {
        std::vector<EntryChoice> all;
        for (const ModelGroup& group : groups_)
            all.insert(all.end(), group.choices.begin(), group.choices.end());
        out_.best = found(all, days(), std::nullopt);
        if (!out_.best || out_.stopped)
            return;
        const auto free = found(all, days(), std::nullopt, false);
        const auto why = free ? broken(*free) : std::nullopt;
        out_.decided_by =
            why ? fmt::format("without the budget {}, with {}",
                              format_time(evaluate_analytic(*free).run->campaign.wall),
                              *why)
                : "no plan is shorter at any price";
    }

    /// Do the conditions on the loss hold, which tokens decide whatever the plan?
    [[nodiscard]] bool meets_loss(double loss) const {
        const auto& all = question_.plans.constraints;
        return std::all_of(all.begin(), all.end(), [&](Expression e) {
            return !is_of_loss(e) || e.evaluate({&loss, 1}) == 1.0;
        });
    }

    /// The first number of tokens with which a model has the loss; none, said with its reason,
    /// where no number has.
    std::optional<double> enough_tokens(const ModelGroup& group) {
        if (!has_scaling_law(group.choices.front().base.model)) {
            leave_out(group);
            return std::nullopt;
        }
        const std::int64_t last = last_step(group);
        if (last < 0) {
            leave_out(group,
                      "its loss is not known: laws speak of 16-bit models trained from nothing");
            return std::nullopt;
        }
        const std::int64_t step = 1 + last_that(-1, last + 1, [&](std::int64_t k) {
                                      return !meets_loss(loss_at(group, k));
                                  });
        if (step > last) {
            leave_out(group, "no number of tokens is enough");
            return std::nullopt;
        }
        return tokens_at(step);
    }

    /// More tokens than the loss needs only cost more: each model is trained on the first number
    /// of them that is enough.
    void least_cost() {
        double least = std::numeric_limits<double>::infinity();
        std::string others;
        for (const ModelGroup& group : groups_) {
            const auto tokens = enough_tokens(group);
            if (!tokens)
                continue;
            const Expression cost = bill_of(group.choices.front().base);
            const auto plan = found(group.choices, cost, tokens);
            if (out_.stopped)
                return;
            if (!plan) {
                leave_out(
                    group,
                    fmt::format("no plan keeps all bounds on {} tokens", format_count(*tokens)));
                continue;
            }
            const double usd = MetricFormula(cost).evaluate({*plan, evaluate_analytic(*plan)});
            others += fmt::format("{}{} on {} tokens {}",
                                  others.empty() ? "" : ", ",
                                  model_name(*plan),
                                  format_count(*tokens),
                                  format_money(usd * units::usd));
            if (usd < least) {
                least = usd;
                out_.best = plan;
            }
        }
        out_.decided_by = "by each model: " + others;
    }

    void measure() {
        const Report report = evaluate_analytic(*out_.best);
        out_.model = model_name(*out_.best);
        for (const Ceiling& ceiling : question_.plans.ceilings)
            out_.uses.push_back({ceiling, need_of(ceiling, *out_.best, report)});
        std::stable_sort(
            out_.uses.begin(), out_.uses.end(), [](const CeilingUse& a, const CeilingUse& b) {
                return a.need / a.ceiling.most > b.need / b.ceiling.most;
            });
    }

    const InverseQuestion& question_;
    const Searcher& searcher_;
    std::vector<ModelGroup> groups_;
    InverseAnswer out_;
    double best_ = std::numeric_limits<double>::infinity();
};

}  // namespace

bool is_of_loss(const Expression& condition) {
    const auto& names = condition.names();
    return std::find(names.begin(), names.end(), "loss.expected") != names.end();
}

bool is_most_loss(Expression condition) {
    if (condition.names() != std::vector<std::string>{"loss.expected"})
        return false;
    const auto holds = [&](double loss) { return condition.evaluate({&loss, 1}) == 1.0; };
    constexpr double kLeast = 1e-9;
    constexpr double kMost = 1e9;
    return holds(kLeast) && !holds(kMost);
}

double tokens_at(std::int64_t step) {
    return kLeastTokens * std::pow(kTokenStep, static_cast<double>(step));
}

InverseAnswer answer(const InverseQuestion& question, const Searcher& searcher) {
    return Solver(question, searcher).solve();
}

Result<std::vector<std::string>> family_models(const HardwareDb& db, const std::string& family) {
    const auto file = folder(db, EntryKind::model).parent_path() / "families" / (family + ".toml");
    const Result<Assignments> read = read_toml_file(file);
    if (!read)
        return tl::unexpected(read.error());
    for (const Assignment& item : *read) {
        const auto* names = std::get_if<std::vector<std::string>>(&item.value);
        if (item.path == "models" && names != nullptr)
            return *names;
    }
    return failure(
        {ErrorCode::missing, "models", "models: not given", "a list of names", {file.string()}});
}

InverseReport inverse_report(const InverseQuestion& question, const Searcher& searcher) {
    const auto begin = std::chrono::steady_clock::now();
    InverseReport out{question, answer(question, searcher), 0.0, 1};
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return out;
}

}  // namespace deepwallet
