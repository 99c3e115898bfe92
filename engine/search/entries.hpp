#pragma once

/// Entries of the database as axes of a search: servers, models, sites, each combination made ready
/// with the plans that it allows.

#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/search/plan_space.hpp"

namespace deepwallet {

/// One combination of entries.
struct EntryChoice {
    std::vector<Value> entries;  ///< in the order of their axes
    Scenario base;
    PlanSpace space;
};

struct EntrySpace {
    std::vector<Axis> axes;             ///< those that choose entries
    std::vector<EntryChoice> choices;   ///< the last axis varies fastest
    std::vector<std::string> left_out;  ///< combinations that contradict themselves, and why
};

/// A scenario as a search takes it: by the closed form, its data parallel degree left open.
Scenario as_searched(Scenario scenario);

/// What contradicts itself whatever the plan, which is looked for.
Faults faults_beside_plan(const Scenario& scenario);

/// Are there axes that choose entries among these?
bool choose_entries(const std::vector<Axis>& axes);

/// Every combination of the axes that choose entries, each with the space of the other axes. A
/// combination that contradicts itself beside its plan (an offer of another accelerator) is left
/// out with its reason. Faults: an entry that there is not; none that is left.
Result<EntrySpace> entry_space(const Assignments& inputs,
                               const HardwareDb& db,
                               const std::vector<Axis>& axes);

}  // namespace deepwallet
