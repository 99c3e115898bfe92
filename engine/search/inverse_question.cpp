#include "engine/search/inverse_question.hpp"

#include <algorithm>

#include "engine/search/inverse.hpp"
#include "engine/search/own_plan.hpp"

namespace deepwallet {

namespace {

constexpr const char* kModel = "model.preset";
constexpr const char* kServers = "cluster.servers";
constexpr const char* kFamily = "gpt";

bool has(const std::vector<Axis>& axes, const std::string& path) {
    return std::any_of(
        axes.begin(), axes.end(), [&](const Axis& axis) { return axis.path == path; });
}

const Assignment* last_of(const Assignments& inputs, const std::string& path) {
    const auto at = std::find_if(
        inputs.rbegin(), inputs.rend(), [&](const Assignment& a) { return a.path == path; });
    return at == inputs.rend() ? nullptr : &*at;
}

/// A value of the model itself would stand in the place of every preset's.
Faults model_faults(const Assignments& inputs) {
    Faults out;
    for (const Assignment& input : inputs) {
        const bool of_model = input.path.rfind("model.", 0) == 0 && input.path != kModel;
        if (of_model || input.path == "import.megatron_args") {
            out.push_back({ErrorCode::conflict,
                           input.path,
                           input.path + ": the size of the model is what is asked",
                           "leave it out; --set model.preset=a,b,c names the models",
                           input.place});
        }
    }
    return out;
}

Faults token_faults(const std::vector<Axis>& axes) {
    Faults out;
    for (const Axis& axis : axes) {
        if (axis.path == "training.tokens") {
            out.push_back({ErrorCode::conflict,
                           axis.path,
                           axis.path + ": the question chooses tokens itself",
                           "leave it out; --tokens-per-parameter fixes their ratio for the "
                           "largest model",
                           axis.place});
        }
    }
    return out;
}

Axis servers_around(std::int64_t own) {
    Axis out{kServers, {}, {}};
    for (const std::int64_t part : {8, 4, 2}) {
        if (own % part == 0)
            out.values.emplace_back(own / part);
    }
    for (const std::int64_t times : {1, 2, 4}) out.values.emplace_back(own * times);
    return out;
}

}  // namespace

std::optional<BudgetGoal> goal_of(const SearchSection& section) {
    return section.question ? budget_goal(section.question->text) : std::nullopt;
}

bool is_open(const std::string& path, std::optional<BudgetGoal> goal) {
    return goal && (path == kServers || (*goal != BudgetGoal::shortest && path == kModel));
}

FreeFields free_fields(const SearchSection& section,
                       std::optional<BudgetGoal> goal,
                       const std::vector<std::string>& given,
                       Faults& faults) {
    FreeFields out;
    const auto is_given = [&](const std::string& path) {
        return std::find(given.begin(), given.end(), path) != given.end();
    };
    for (const Axis& axis : section.axes) {
        if (!is_given(axis.path))
            out.axes.push_back(axis);
    }
    for (const Assignment& setting : section.settings) {
        out.settings.push_back(setting);
        if (!is_open(setting.path, goal) || is_given(setting.path))
            continue;
        Result<Axis> axis = read_axis(setting.path, setting);
        if (axis)
            out.axes.push_back(std::move(*axis));
        else
            faults.insert(faults.end(), axis.error().begin(), axis.error().end());
    }
    return out;
}

Faults open_axes(BudgetGoal goal,
                 const Assignments& inputs,
                 const HardwareDb& db,
                 std::vector<Axis>& axes) {
    Faults faults;
    if (goal != BudgetGoal::shortest) {
        faults = model_faults(inputs);
        const Faults of_tokens = token_faults(axes);
        faults.insert(faults.end(), of_tokens.begin(), of_tokens.end());
        if (!has(axes, kModel)) {
            const auto models = family_models(db, kFamily);
            if (!models)
                return models.error();
            axes.insert(axes.begin(), {kModel, {models->begin(), models->end()}, {}});
        }
    }
    const Assignment* servers = last_of(inputs, kServers);
    const auto* own = servers == nullptr ? nullptr : std::get_if<std::int64_t>(&servers->value);
    if (own != nullptr && !has(axes, kServers) && last_of(inputs, "cluster.gpus") == nullptr)
        axes.push_back(servers_around(*own));
    return faults;
}

Faults bound_faults(BudgetGoal goal, const SearchQuestion& question, const Place& place) {
    if (question.ceilings.empty() && question.constraints.empty())
        return {{ErrorCode::missing,
                 "budget",
                 "budget: not given",
                 "--budget usd=10e6,days=60,mw=2,tonnes=500, any of them",
                 place}};
    Faults out;
    if (goal == BudgetGoal::least_cost &&
        std::none_of(question.constraints.begin(), question.constraints.end(), is_of_loss))
        out.push_back({ErrorCode::missing,
                       "where",
                       "where: no condition on the loss",
                       "--where 'loss.expected <= 2.0': the least cost is zero without one",
                       place});
    for (const Expression& condition : question.constraints) {
        if (goal == BudgetGoal::least_cost && is_of_loss(condition) && !is_most_loss(condition))
            out.push_back(
                {ErrorCode::conflict,
                 "where",
                 "where " + condition.text() + ": no bound of the loss from above",
                 "loss.expected <= 2.0 alone; what else is asked is a condition of its own",
                 place});
    }
    for (const Expression& condition : question.constraints) {
        if (goal == BudgetGoal::lowest_loss && is_of_loss(condition))
            out.push_back(
                {ErrorCode::conflict,
                 "where",
                 "where " + condition.text() + ": the lowest loss is what is asked",
                 "leave it out: that loss meets it, or none does; --where takes the place "
                 "of a file's conditions",
                 place});
    }
    return out;
}

std::vector<SearchQuestion> target_questions(const SearchQuestion& question) {
    std::vector<SearchQuestion> out;
    for (const char* least : {"gpus", "cost.total_usd", "power.facility_mean_kw"}) {
        SearchQuestion one = question;
        one.objective = *metric_expression(least, {});
        one.maximize = false;
        one.reference = own_score(one);
        one.goals.clear();
        one.top = 1;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace deepwallet
