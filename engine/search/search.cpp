#include "engine/search/search.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <tuple>

#include "engine/scenario/evaluate.hpp"
#include "engine/search/limit.hpp"

namespace deepwallet {

namespace {

/// Metrics that grow with the time of an iteration, all else as it is.
constexpr std::array kGrowing = {"gpus",  // as it is, for all plans of a slice
                                 "iteration.time_s",
                                 "run.days",
                                 "run.gpu_hours",
                                 "energy.it_mwh",
                                 "energy.facility_mwh",
                                 "carbon.operational_t",
                                 "carbon.embodied_t",
                                 "carbon.total_t",
                                 "cost.on_prem.total_usd",
                                 "cost.cloud.total_usd",
                                 "cost.total_usd",
                                 "life.total_usd"};

bool grows_with_time(const Expression& e) {
    return e.names().size() == 1 && e.text() == e.names().front() &&
           std::find(kGrowing.begin(), kGrowing.end(), e.text()) != kGrowing.end();
}

/// A condition that says how much there may be of a metric that grows with time.
struct Bound {
    MetricFormula need;
    double most = 0.0;
};

std::optional<Bound> upper_bound_of(const Expression& condition) {
    std::optional<Limit> limit = limit_of(condition);
    if (!limit || limit->at_least || !grows_with_time(limit->need))
        return std::nullopt;
    return Bound{MetricFormula(std::move(limit->need)), limit->bound};
}

/// Is `a` nowhere worse than `b`, and somewhere better, or the same and earlier?
bool dominates(const FoundPlan& a, const FoundPlan& b) {
    bool better = false;
    for (std::size_t i = 0; i < a.goals.size(); ++i) {
        if (a.goals[i] > b.goals[i])
            return false;
        better = better || a.goals[i] < b.goals[i];
    }
    return better || std::tie(a.task, a.order) < std::tie(b.task, b.order);
}

void add_to_front(std::vector<FoundPlan>& front, const FoundPlan& plan) {
    for (const FoundPlan& other : front) {
        if (dominates(other, plan))
            return;
    }
    front.erase(std::remove_if(front.begin(),
                               front.end(),
                               [&](const FoundPlan& other) { return dominates(plan, other); }),
                front.end());
    front.push_back(plan);
}

void add_to_best(std::vector<FoundPlan>& best, const FoundPlan& plan, std::size_t top) {
    if (best.size() == top && !(rank_of(plan) < rank_of(best.back())))
        return;
    const auto at = std::upper_bound(
        best.begin(), best.end(), plan, [](const FoundPlan& a, const FoundPlan& b) {
            return rank_of(a) < rank_of(b);
        });
    best.insert(at, plan);
    if (best.size() > top)
        best.pop_back();
}

/// Where a choice stands, or would.
template <class Choices>
auto place_of(Choices& choices, std::size_t choice) {
    return std::lower_bound(
        choices.begin(), choices.end(), choice, [](const ChoiceFound& one, std::size_t k) {
            return one.choice < k;
        });
}

void add_to_choices(std::vector<ChoiceFound>& choices, const ChoiceFound& found) {
    const auto at = place_of(choices, found.choice);
    if (at == choices.end() || at->choice != found.choice) {
        choices.insert(at, found);
        return;
    }
    at->plans += found.plans;
    at->too_large += found.too_large;
    if (rank_of(found.best) < rank_of(at->best))
        at->best = found.best;
}

/// The best of a choice so far; infinite where there is none.
double best_known(const SearchOutcome& outcome, std::size_t choice) {
    const auto at = place_of(outcome.choices, choice);
    return at == outcome.choices.end() || at->choice != choice
               ? std::numeric_limits<double>::infinity()
               : at->best.score;
}

/// A plant's weather may make a shorter run dearer.
bool has_plant(const SearchQuestion& q) {
    const auto& choices = q.entries.choices;
    return !q.base.presets.cooling.empty() ||
           std::any_of(choices.begin(), choices.end(), [](const EntryChoice& choice) {
               return !choice.base.presets.cooling.empty();
           });
}

/// A task of the whole question, as one of its choice of entries.
struct ChosenTask {
    std::size_t choice = 0;
    std::int64_t number = 0;
    const Scenario* base = nullptr;
    const PlanSpace* space = nullptr;
};

ChosenTask chosen_task(const SearchQuestion& q, std::int64_t number) {
    const std::vector<EntryChoice>& choices = q.entries.choices;
    if (choices.empty())
        return {0, number, &q.base, &q.space};
    std::size_t k = 0;
    for (; k + 1 < choices.size() && number >= task_count(choices[k].space); ++k)
        number -= task_count(choices[k].space);
    return {k, number, &choices[k].base, &choices[k].space};
}

/// What the tasks of one thread found.
class Worker {
public:
    Worker(const SearchQuestion& question, const SearchOutcome& seed)
        : question_(question),
          scenario_(question.base),
          objective_(question.objective),
          bounded_(question.prune && is_bounded(question)),
          bounds_ceilings_(question.prune && !has_plant(question)),
          seed_(seed) {
        for (const Expression& e : question.constraints) {
            constraints_.emplace_back(e);
            if (auto bound = upper_bound_of(e))
                conditions_.push_back(std::move(*bound));
        }
        for (const Expression& e : question.goals) goals_.emplace_back(e);
        for (const Ceiling& ceiling : question.ceilings) needs_.emplace_back(ceiling.need);
    }

    /// One task, with what the space's first plans and this task showed to be good as the bound:
    /// never with what other tasks did, so that the count is the same in any order.
    SearchOutcome run(std::int64_t number) {
        SearchOutcome out;
        const ChosenTask chosen = chosen_task(question_, number);
        const PlanTask task = task_at(*chosen.space, chosen.number);
        if (task.beside != beside_ || chosen.choice != choice_) {
            scenario_ = *chosen.base;
            set_beside(*chosen.space, task.beside, scenario_);
            evaluator_.forget();
            beside_ = task.beside;
            choice_ = chosen.choice;
        }
        plan_ = {};
        plan_.task = number;
        plan_.beside = task.beside;
        out.plans = for_each_plan(
            *chosen.space,
            task,
            scenario_,
            [&](const Scenario& s) { return is_hopeless(s, out); },
            [&](const Scenario& s) { take(s, out); });
        out.pruned = out.plans - out.evaluated - out.too_large;
        if (question_.each_choice)
            add_to_choices(out.choices,
                           {choice_,
                            out.plans,
                            out.too_large,
                            out.best.empty() ? FoundPlan{} : out.best.front()});
        return out;
    }

private:
    void take(const Scenario& s, SearchOutcome& out) {
        ++plan_.order;
        const auto report = question_.must_fit ? evaluator_.evaluate_if_fits(s)
                                               : std::optional(evaluator_.evaluate(s));
        if (!report) {
            ++out.too_large;
            return;
        }
        ++out.evaluated;
        const Answer answer{s, *report};
        for (MetricFormula& constraint : constraints_) {
            const double holds = constraint.evaluate(answer);
            if (std::isnan(holds) || holds == 0.0)
                return;
        }
        for (std::size_t i = 0; i < needs_.size(); ++i) {
            if (!(needs_[i].evaluate(answer) <= question_.ceilings[i].most))
                return;
        }
        plan_.score = objective_of(question_, objective_.evaluate(answer));
        if (!std::isfinite(plan_.score))
            return;
        ++out.feasible;
        if (plan_.score < question_.reference)
            ++out.better;
        plan_.parallelism = s.parallelism;
        plan_.goals.clear();
        for (MetricFormula& goal : goals_) plan_.goals.push_back(goal.evaluate(answer));
        add_to_best(out.best, plan_, question_.top);
        if (std::none_of(
                plan_.goals.begin(), plan_.goals.end(), [](double x) { return std::isnan(x); }))
            add_to_front(out.pareto, plan_);
    }

    /// Is even the least that this schedule and pipeline could take no better than what is known?
    bool is_hopeless(const Scenario& s, const SearchOutcome& out) {
        // What is better than the reference is counted, so it is looked at.
        double worst =
            std::fmax(std::min(worst_of(seed_.best), worst_of(out.best)), question_.reference);
        if (question_.each_choice)
            worst = std::max(worst, best_of_choice(out));
        const bool by_objective = bounded_ && std::isfinite(worst);
        const bool by_ceiling = bounds_ceilings_ && !(needs_.empty() && conditions_.empty());
        if (!by_objective && !by_ceiling)
            return false;
        const Report report = evaluator_.least(s);
        const Answer answer{s, report};
        if (by_ceiling && breaks_ceiling(answer))
            return true;
        if (!by_objective || !(objective_.evaluate(answer) > worst))
            return false;
        FoundPlan least;
        least.task = std::numeric_limits<std::int64_t>::max();
        for (MetricFormula& goal : goals_) least.goals.push_back(goal.evaluate(answer));
        const auto beaten = [&](const std::vector<FoundPlan>& front) {
            return std::any_of(front.begin(), front.end(), [&](const FoundPlan& other) {
                return strictly_better(other, least);
            });
        };
        return goals_.empty() || beaten(seed_.pareto) || beaten(out.pareto);
    }

    /// Of the choice whose task this is, as far as it is known.
    [[nodiscard]] double best_of_choice(const SearchOutcome& task) const {
        const double here =
            task.best.empty() ? std::numeric_limits<double>::infinity() : task.best.front().score;
        return std::min(here, best_known(seed_, choice_));
    }

    /// Of what no plan needs less than in this answer.
    bool breaks_ceiling(const Answer& least) {
        for (std::size_t i = 0; i < needs_.size(); ++i) {
            if (grows_with_time(question_.ceilings[i].need) &&
                needs_[i].evaluate(least) > question_.ceilings[i].most)
                return true;
        }
        return std::any_of(conditions_.begin(), conditions_.end(), [&](Bound& bound) {
            return bound.need.evaluate(least) > bound.most;
        });
    }

    static bool strictly_better(const FoundPlan& a, const FoundPlan& b) {
        for (std::size_t i = 0; i < a.goals.size(); ++i) {
            if (!(a.goals[i] < b.goals[i]))
                return false;
        }
        return true;
    }

    /// The score of the last that counts; infinite while there are fewer.
    [[nodiscard]] double worst_of(const std::vector<FoundPlan>& best) const {
        return best.size() < question_.top ? std::numeric_limits<double>::infinity()
                                           : best.back().score;
    }

    const SearchQuestion& question_;
    Scenario scenario_;
    MetricFormula objective_;
    std::vector<MetricFormula> constraints_;
    std::vector<Bound> conditions_;  ///< those of constraints_ that bound a slice of plans
    std::vector<MetricFormula> goals_;
    std::vector<MetricFormula> needs_;  ///< of the ceilings
    bool bounded_;
    bool bounds_ceilings_;
    const SearchOutcome& seed_;
    NeighbourEvaluator evaluator_;
    FoundPlan plan_;
    std::int64_t beside_ = -1;
    std::size_t choice_ = 0;
};

void make_plain(PlanSpace& space) {
    space.schedule.resize(1);
    space.zero_stage.resize(1);
    space.offload.resize(1);
    space.offload_to.resize(1);
}

}  // namespace

void sort_front(std::vector<FoundPlan>& front) {
    std::sort(front.begin(), front.end(), [](const FoundPlan& a, const FoundPlan& b) {
        return std::tie(a.goals, a.task, a.order) < std::tie(b.goals, b.task, b.order);
    });
}

SearchOutcome first_look(const SearchQuestion& question) {
    SearchOutcome out;
    if (!question.prune || !is_bounded(question))
        return out;
    SearchQuestion plain = question;
    plain.prune = false;
    make_plain(plain.space);
    for (EntryChoice& choice : plain.entries.choices) make_plain(choice.space);
    constexpr std::int64_t kLooks = 2000;
    const std::int64_t tasks = task_count(plain);
    const std::int64_t step = std::max<std::int64_t>(1, tasks / kLooks);
    Worker worker(plain, out);
    SearchOutcome found;
    for (std::int64_t task = 0; task < tasks; task += step)
        found = merged(std::move(found), worker.run(task), question.top);
    // Only the bounds count: the plans come again.
    out.best = std::move(found.best);
    out.pareto = std::move(found.pareto);
    out.choices = std::move(found.choices);
    return out;
}

bool is_bounded(const SearchQuestion& q) {
    return !q.maximize && grows_with_time(q.objective) && !has_plant(q) &&
           std::all_of(q.goals.begin(), q.goals.end(), grows_with_time);
}

std::int64_t task_count(const SearchQuestion& q) {
    if (q.entries.choices.empty())
        return task_count(q.space);
    std::int64_t count = 0;
    for (const EntryChoice& choice : q.entries.choices) count += task_count(choice.space);
    return count;
}

SearchOutcome merged(SearchOutcome a, SearchOutcome b, std::size_t top) {
    a.plans += b.plans;
    a.evaluated += b.evaluated;
    a.too_large += b.too_large;
    a.pruned += b.pruned;
    a.feasible += b.feasible;
    a.better += b.better;
    a.stopped = a.stopped || b.stopped;
    for (const FoundPlan& plan : b.best) add_to_best(a.best, plan, top);
    for (const FoundPlan& plan : b.pareto) add_to_front(a.pareto, plan);
    for (const ChoiceFound& found : b.choices) add_to_choices(a.choices, found);
    return a;
}

SearchOutcome search(const SearchQuestion& question, const SearchOptions& options) {
    const std::int64_t first = options.first;
    const std::int64_t last = options.last > 0 ? options.last : task_count(question);
    const SearchOutcome seed = options.bounds != nullptr ? *options.bounds : first_look(question);
    SearchOutcome all;
    std::int64_t done = 0;
    std::exception_ptr thrown;
    const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };
    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
#pragma omp parallel num_threads(threads)
    {
        Worker worker(question, seed);
        SearchOutcome mine;
        std::int64_t since = 0;
#pragma omp for schedule(dynamic, 8) nowait
        for (std::int64_t task = first; task < last; ++task) {
            if (stopped())
                continue;
            try {
                mine = merged(std::move(mine), worker.run(task), question.top);
            } catch (...) {
#pragma omp critical(deepwallet_search)
                thrown = std::current_exception();
            }
            constexpr std::int64_t kBetweenReports = 64;
            if (++since % kBetweenReports == 0 && options.progress) {
#pragma omp critical(deepwallet_search)
                {
                    done += kBetweenReports;
                    options.progress(done,
                                     last - first,
                                     mine.best.empty() ? std::nan("") : mine.best.front().score);
                }
            }
        }
#pragma omp critical(deepwallet_search)
        all = merged(std::move(all), std::move(mine), question.top);
    }
    if (thrown)
        std::rethrow_exception(thrown);
    sort_front(all.pareto);
    all.stopped = stopped();
    return all;
}

std::size_t choice_of(const SearchQuestion& question, std::int64_t task) {
    return chosen_task(question, task).choice;
}

Scenario scenario_of(const SearchQuestion& question, const FoundPlan& plan) {
    const ChosenTask chosen = chosen_task(question, plan.task);
    Scenario out = *chosen.base;
    set_beside(*chosen.space, plan.beside, out);
    out.parallelism = plan.parallelism;
    // What the recipe leaves to train follows from the fields beside the plan.
    apply_software(out);
    return out;
}

}  // namespace deepwallet
