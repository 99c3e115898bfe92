#pragma once

/// What varies beside the plan: entries of the database and any other field. Each combination is a
/// scenario of its own, checked and made ready with the plans that it allows; numbers of servers
/// alone, which change no other field, stand within its space.

#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/search/plan_space.hpp"

namespace deepwallet {

/// One combination of what varies.
struct EntryChoice {
    std::vector<Value> entries;  ///< in the order of their axes
    Scenario base;
    PlanSpace space;
};

struct EntrySpace {
    std::vector<Axis> axes;             ///< those that make combinations
    std::vector<EntryChoice> choices;   ///< the last axis varies fastest
    std::vector<std::string> left_out;  ///< combinations that contradict themselves, and why
};

/// A scenario as a search takes it: by the closed form, its data parallel degree left open.
Scenario as_searched(Scenario scenario);

/// What contradicts itself whatever the plan, which is looked for.
Faults faults_beside_plan(const Scenario& scenario);

/// The plans of a scenario, with the numbers of servers among these axes that it can have: those
/// that contradict it (several without a network) are left out. A fault where none is left.
Result<PlanSpace> sound_space(const Scenario& base, const std::vector<Axis>& axes);

/// Does each value of this field make a scenario of its own, with other plans? All but fields of
/// the plan and the number of servers do.
bool makes_choices(const std::string& path);
bool make_choices(const std::vector<Axis>& axes);

/// Every combination of the axes that make choices, each with the space of the other axes. A
/// combination that contradicts itself beside its plan (an offer of another accelerator) is left
/// out with its reason. Faults: an entry that there is not; none that is left.
Result<EntrySpace> entry_space(const Assignments& inputs,
                               const HardwareDb& db,
                               const std::vector<Axis>& axes);

}  // namespace deepwallet
