#pragma once

/// All plans that a search looks at: every value of every field of a plan that may go together with
/// the others, and of fields beside the plan.

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "engine/scenario/scenario.hpp"
#include "engine/sweep/axes.hpp"

namespace deepwallet {

struct PlanSpace {
    std::vector<std::int64_t> tensor;
    std::vector<std::int64_t> context;
    std::vector<std::int64_t> expert;
    std::vector<std::int64_t> micro_batch;
    std::vector<bool> sequence_parallel;
    std::vector<Recompute> recompute;
    std::vector<ScheduleKind> schedule;  ///< those that split the backward pass last
    std::vector<std::int64_t> pipeline;
    std::vector<std::int64_t> virtual_stages;
    std::vector<std::int64_t> zero_stage;
    std::vector<Offload> offload;
    std::vector<OffloadTo> offload_to;
    std::vector<std::int64_t> data;  ///< degrees that plans may have; any where empty
    std::vector<Axis> beside;        ///< numbers of servers
};

/// Divisors of what each field divides: tensor of the heads, up to four servers' accelerators;
/// pipeline up to the layers; context of the sequence while a
/// rank keeps 1,024 tokens of it, expert of the experts, micro-batch of the
/// batch up to 64; every schedule, recomputation and ZeRO stage, offloaded or not where the server
/// says what that takes, to where the scenario's own plan would. An axis takes the place of its
/// field's values, or stands beside the plan.
Result<PlanSpace> plan_space(const Scenario& base, const std::vector<Axis>& axes);

/// Is this a field of the plan, which a search varies unless it is told what it may be?
inline bool is_of_plan(const std::string& path) {
    return path.rfind("parallelism.", 0) == 0 && path != "parallelism.recompute_modules";
}

/// What of a plan is priced once: all but schedule, pipeline, virtual stages, ZeRO and
/// offload.
struct PlanTask {
    std::int64_t beside = 0;  ///< point of the axes beside the plan
    std::size_t tensor = 0;
    std::size_t context = 0;
    std::size_t expert = 0;
    std::size_t micro_batch = 0;
    std::size_t sequence_parallel = 0;
    std::size_t recompute = 0;
};

/// Tasks are numbered through.
std::int64_t task_count(const PlanSpace& space);
PlanTask task_at(const PlanSpace& space, std::int64_t number);

/// Sets the fields beside the plan; those that an axis chooses.
void set_beside(const PlanSpace& space, std::int64_t point, Scenario& scenario);

/// Calls `take(scenario)` for every plan of a task that can be carried out, one after the other, in
/// the order of the space; `scenario` has the task's fields already. `skip(scenario)` is asked once
/// for each schedule and pipeline: true leaves all that is theirs out, but counts it.
/// Returns how many there are.
std::int64_t for_each_plan(const PlanSpace& space,
                           const PlanTask& task,
                           Scenario& scenario,
                           const std::function<bool(const Scenario&)>& skip,
                           const std::function<void(const Scenario&)>& take);

/// Plans that can be carried out, counted without a look at any: until `stop`, or until there are
/// `enough` of them.
std::int64_t plan_count(const Scenario& base,
                        const PlanSpace& space,
                        const std::atomic<bool>* stop,
                        std::int64_t enough = std::numeric_limits<std::int64_t>::max());

}  // namespace deepwallet
