#include "cli/shared_search.hpp"

#include <algorithm>
#include <cmath>

#include "cli/bytes.hpp"
#include "cli/shared_work.hpp"
#include "engine/core/version.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/fingerprint.hpp"

namespace deepwallet::cli {

namespace {

/// A plan field by field, as the list of fields has them: what a later one adds is carried too.
const std::vector<const Field<Scenario>*>& plan_fields() {
    static const std::vector<const Field<Scenario>*> fields = [] {
        std::vector<const Field<Scenario>*> out;
        for (const Field<Scenario>& field : scenario_fields()) {
            if (field.path.rfind("parallelism.", 0) == 0)
                out.push_back(&field);
        }
        return out;
    }();
    return fields;
}

void put(ByteWriter& out, const Parallelism& plan) {
    Scenario scenario;
    scenario.parallelism = plan;
    for (const Field<Scenario>* field : plan_fields()) {
        const std::optional<Value> value = field->get(scenario);
        out.put(value.has_value());
        if (value)
            out.put(*value);
    }
}

Parallelism get_plan(ByteReader& in) {
    Scenario scenario;
    for (const Field<Scenario>* field : plan_fields()) {
        if (in.get<bool>())
            field->set(scenario, in.get<Value>());
    }
    return scenario.parallelism;
}

void put(ByteWriter& out, const std::vector<FoundPlan>& plans) {
    out.put(plans.size());
    for (const FoundPlan& plan : plans) {
        out.put(plan.score);
        out.put(plan.goals);
        out.put(plan.task);
        out.put(plan.order);
        out.put(plan.beside);
        put(out, plan.parallelism);
    }
}

std::vector<FoundPlan> get_plans(ByteReader& in) {
    std::vector<FoundPlan> plans(in.get<std::size_t>());
    for (FoundPlan& plan : plans) {
        in.get(plan.score);
        in.get(plan.goals);
        in.get(plan.task);
        in.get(plan.order);
        in.get(plan.beside);
        plan.parallelism = get_plan(in);
    }
    return plans;
}

void put(ByteWriter& out, const std::vector<ChoiceFound>& choices) {
    out.put(choices.size());
    for (const ChoiceFound& found : choices) {
        out.put(found.choice);
        out.put(found.plans);
        out.put(found.too_large);
        put(out, std::vector{found.best});
    }
}

std::vector<ChoiceFound> get_choices(ByteReader& in) {
    std::vector<ChoiceFound> choices(in.get<std::size_t>());
    for (ChoiceFound& found : choices) {
        in.get(found.choice);
        in.get(found.plans);
        in.get(found.too_large);
        found.best = get_plans(in).front();
    }
    return choices;
}

/// All that is counted, for both ways.
template <class Outcome, class Take>
void for_each_count(Outcome& outcome, const Take& take) {
    take(outcome.plans);
    take(outcome.evaluated);
    take(outcome.too_large);
    take(outcome.pruned);
    take(outcome.feasible);
    take(outcome.better);
}

std::string to_bytes(std::int64_t tasks, const SearchOutcome& outcome) {
    ByteWriter out;
    out.put(tasks);
    for_each_count(outcome, [&](std::int64_t n) { out.put(n); });
    put(out, outcome.best);
    put(out, outcome.pareto);
    put(out, outcome.choices);
    return std::move(out).take();
}

SearchOutcome get_outcome(ByteReader& in) {
    SearchOutcome outcome;
    for_each_count(outcome, [&](std::int64_t& n) { in.get(n); });
    outcome.best = get_plans(in);
    outcome.pareto = get_plans(in);
    outcome.choices = get_choices(in);
    return outcome;
}

std::string to_bytes(std::int64_t first, std::int64_t last) {
    ByteWriter out;
    out.put(first);
    out.put(last);
    return std::move(out).take();
}

/// Hands out tasks and puts together what came of them.
class SearchDesk {
public:
    SearchDesk(const SearchQuestion& question, const SearchOptions& options)
        : question_(question), options_(options), tasks_(task_count(question)) {}

    std::string next(const std::string& result, std::int64_t threads) {
        if (!result.empty())
            take(ByteReader(result));
        // Many at first, few at last, as points of a sweep.
        constexpr std::int64_t kLeast = 16;
        constexpr std::int64_t kMost = 256;
        const std::int64_t first = at_;
        at_ += std::clamp((tasks_ - at_) / (2 * threads), kLeast, kMost);
        at_ = std::min(at_, tasks_);
        return first == at_ ? "" : to_bytes(first, at_);
    }

    [[nodiscard]] const SearchOutcome& found() const { return all_; }

private:
    void take(ByteReader in) {
        done_ += in.get<std::int64_t>();
        all_ = merged(std::move(all_), get_outcome(in), question_.top);
        if (options_.progress)
            options_.progress(
                done_, tasks_, all_.best.empty() ? std::nan("") : all_.best.front().score);
    }

    const SearchQuestion& question_;
    const SearchOptions& options_;
    std::int64_t tasks_;
    std::int64_t at_ = 0;  ///< are handed out
    std::int64_t done_ = 0;
    SearchOutcome all_;
};

SharedWork work_of(const SearchQuestion& question,
                   const SearchOptions& options,
                   const SearchOutcome& bounds) {
    SharedWork work;
    work.key = std::string(version()) + ' ' + fingerprint(question.base) + ' ' +
               question.objective.text() + ' ' + std::to_string(task_count(question));
    work.threads = options.threads;
    work.stop = options.stop;
    work.worker = [&] {
        return [&](const std::string& piece) {
            ByteReader in(piece);
            SearchOptions one;
            one.threads = 1;
            one.stop = options.stop;
            one.bounds = &bounds;
            in.get(one.first);
            in.get(one.last);
            return to_bytes(one.last - one.first, search(question, one));
        };
    };
    return work;
}

}  // namespace

SharedSearch search(const SearchQuestion& question,
                    const SearchOptions& options,
                    const Ranks& ranks) {
    const SearchOutcome bounds = first_look(question);
    SearchDesk desk(question, options);
    SharedWork work = work_of(question, options, bounds);
    work.desk = [&](const std::string& result, std::int64_t threads) {
        return desk.next(result, threads);
    };
    work.whole = [&] { return to_bytes(0, desk.found()); };
    const SharedOutcome shared = share(work, ranks);
    SharedSearch out{desk.found(), shared.threads};
    if (!shared.whole.empty()) {
        ByteReader in(shared.whole);
        in.get<std::int64_t>();
        out.outcome = get_outcome(in);
    }
    sort_front(out.outcome.pareto);
    out.outcome.stopped = shared.stopped;
    return out;
}

}  // namespace deepwallet::cli
