#include "engine/search/entries.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/plan/rules.hpp"
#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

namespace {

/// More are no question any more, and each is read from files.
constexpr std::size_t kMostChoices = 10'000;

std::size_t combinations(const std::vector<Axis>& axes) {
    std::size_t count = 1;
    for (const Axis& axis : axes) count = std::min(kMostChoices + 1, count * axis.values.size());
    return count;
}

std::vector<Value> values_of(const std::vector<Axis>& axes, std::size_t number) {
    std::vector<Value> out(axes.size());
    for (std::size_t k = axes.size(); k-- > 0;) {
        out[k] = axes[k].values[number % axes[k].values.size()];
        number /= axes[k].values.size();
    }
    return out;
}

class Combiner {
public:
    Combiner(const Assignments& inputs, const HardwareDb& db, const std::vector<Axis>& axes)
        : inputs_(inputs), db_(db) {
        db_.cache = &cache_;
        for (const Axis& axis : axes)
            (makes_choices(axis.path) ? out_.axes : others_).push_back(axis);
    }

    Result<EntrySpace> all() {
        const std::size_t count = combinations(out_.axes);
        if (count > kMostChoices) {
            return failure({ErrorCode::out_of_range,
                            out_.axes.front().path,
                            "too many combinations of fields beside the plan",
                            fmt::format("{} is the most", kMostChoices),
                            out_.axes.front().place});
        }
        for (std::size_t number = 0; number < count; ++number) add(values_of(out_.axes, number));
        if (!wrong_.empty() || out_.choices.empty())
            return tl::unexpected(wrong_.empty() ? first_ : wrong_);
        return std::move(out_);
    }

private:
    void add(std::vector<Value> entries) {
        Assignments inputs = inputs_;
        for (std::size_t k = 0; k < entries.size(); ++k)
            inputs.push_back({out_.axes[k].path, entries[k], out_.axes[k].place, {}});
        Result<LoadedScenario> loaded = resolve_scenario(inputs, db_);
        if (!loaded)
            return leave_out(entries, loaded.error());
        Scenario base = as_searched(std::move(loaded->scenario));
        Result<PlanSpace> space = sound_space(base, others_);
        if (!space)
            return leave_out(entries, space.error());
        out_.choices.push_back({std::move(entries), std::move(base), std::move(*space)});
    }

    /// A name that there is not is a slip of the pen, and not a combination.
    void leave_out(const std::vector<Value>& entries, const Faults& faults) {
        if (first_.empty())
            first_ = faults;
        for (const Fault& fault : faults) {
            const bool known = std::any_of(wrong_.begin(), wrong_.end(), [&](const Fault& other) {
                return other.message == fault.message;
            });
            if (fault.code == ErrorCode::unknown_name && !known)
                wrong_.push_back(fault);
        }
        std::string text;
        for (std::size_t k = 0; k < entries.size(); ++k)
            text +=
                fmt::format("{}{}={}", k == 0 ? "" : " ", out_.axes[k].path, to_text(entries[k]));
        out_.left_out.push_back(text + ": " + faults.front().message);
    }

    const Assignments& inputs_;
    EntryCache cache_;
    HardwareDb db_;
    std::vector<Axis> others_;
    EntrySpace out_;
    Faults first_;
    Faults wrong_;
};

}  // namespace

Faults faults_beside_plan(const Scenario& s) {
    const Faults plan =
        plan_faults(s.parallelism, s.model, s.training, s.cluster, s.server, s.accelerator);
    Faults out;
    for (Fault& fault : scenario_faults(s)) {
        if (std::none_of(plan.begin(), plan.end(), [&](const Fault& of_plan) {
                return of_plan.message == fault.message;
            }))
            out.push_back(std::move(fault));
    }
    return out;
}

Result<PlanSpace> sound_space(const Scenario& base, const std::vector<Axis>& axes) {
    Result<PlanSpace> out = plan_space(base, axes);
    if (!out)
        return out;
    if (out->beside.empty()) {
        Faults faults = faults_beside_plan(base);
        return faults.empty() ? out : tl::unexpected(std::move(faults));
    }
    Faults first;
    for (Axis& axis : out->beside) {
        std::vector<Value> sound;
        for (const Value& value : axis.values) {
            Scenario s = base;
            find_field(axis.path)->set(s, value);
            Faults faults = faults_beside_plan(s);
            if (faults.empty())
                sound.push_back(value);
            else if (first.empty())
                first = std::move(faults);
        }
        if (sound.empty())
            return tl::unexpected(std::move(first));
        axis.values = std::move(sound);
    }
    return out;
}

Scenario as_searched(Scenario scenario) {
    scenario.engine = EngineKind::analytic;
    scenario.simulation = {};
    scenario.parallelism.data.reset();
    return scenario;
}

bool makes_choices(const std::string& path) {
    return !is_of_plan(path) && path != "cluster.servers";
}

bool make_choices(const std::vector<Axis>& axes) {
    return std::any_of(
        axes.begin(), axes.end(), [](const Axis& axis) { return makes_choices(axis.path); });
}

Result<EntrySpace> entry_space(const Assignments& inputs,
                               const HardwareDb& db,
                               const std::vector<Axis>& axes) {
    return Combiner(inputs, db, axes).all();
}

}  // namespace deepwallet
