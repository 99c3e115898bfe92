#include "engine/economics/attribution.hpp"

#include <algorithm>

namespace deepwallet {

namespace {

struct Part {
    Time time;
    Power draw;  ///< of an accelerator
};

constexpr std::size_t index(CostCause cause) { return static_cast<std::size_t>(cause); }

constexpr std::size_t kIterationCauses = index(CostCause::evaluation);

std::array<Part, kIterationCauses> parts_of(const IterationBreakdown& b, const Accelerator& a) {
    // What the software adds, and recomputation, draw what the parts around them do: compute.
    return {{{b.compute, a.computing},
             {b.memory_bound, a.streaming},
             {b.recompute, a.computing},
             {b.tensor_comm, a.communicating},
             {b.context_comm, a.communicating},
             {b.expert_comm, a.communicating},
             {b.pipeline_comm, a.communicating},
             {b.data_comm, a.communicating},
             {b.host, a.waiting},
             {b.bubble, a.waiting},
             {b.optimizer, a.streaming},
             {b.offload, a.waiting},
             {b.software, a.computing}}};
}

}  // namespace

PerCostCause<CauseShare> attribute(const IterationBreakdown& iteration,
                                   const Accelerator& accelerator,
                                   const PowerUse& power,
                                   const CampaignTimes& times) {
    const auto parts = parts_of(iteration, accelerator);
    const auto draw = [&](const Part& part) {
        return accelerator.power_cap ? std::min(part.draw, *accelerator.power_cap) : part.draw;
    };
    Time whole;
    Energy drawn;
    for (const Part& part : parts) {
        whole += part.time;
        drawn += part.time * draw(part);
    }
    const Power mean = drawn / whole;
    PerCostCause<CauseShare> out{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Time wall = times.work * (parts[i].time / whole);
        // Above what the cluster draws at idle, in proportion to what the accelerators draw then.
        const Power above = power.training - power.idle;
        const double busy = (draw(parts[i]) - accelerator.idle) / (mean - accelerator.idle);
        out[i] = {wall, (power.idle + above * busy) * wall};
    }
    const auto put = [&](CostCause cause, Time wall, Power it) {
        out[index(cause)] = {wall, it * wall};
    };
    put(CostCause::evaluation, times.evaluation, power.training);
    put(CostCause::checkpoint, times.checkpoint, power.waiting);
    put(CostCause::replay, times.replay, power.training);
    put(CostCause::detection, times.detection, power.waiting);
    put(CostCause::restart, times.restart, power.idle);
    put(CostCause::waiting, times.waiting, power.idle);
    put(CostCause::startup, times.startup, power.idle);
    return out;
}

PerCostCause<Money> by_wall_time(Money total, const PerCostCause<CauseShare>& shares) {
    Time wall;
    for (const CauseShare& share : shares) wall += share.wall;
    PerCostCause<Money> out{};
    for (std::size_t i = 0; i < kCostCauses; ++i) out[i] = total * (shares[i].wall / wall);
    return out;
}

PerCostCause<Money> own_by_cause(const OnPremCost& own, const PerCostCause<CauseShare>& shares) {
    const Money metered = own.run_energy + own.run_water;
    PerCostCause<Money> out = by_wall_time(own.run_total() - metered - own.run_idle_energy, shares);
    Energy it;
    for (const CauseShare& share : shares) it += share.it;
    for (std::size_t i = 0; i < kCostCauses; ++i) out[i] += metered * (shares[i].it / it);
    out[index(CostCause::standing)] += own.run_idle_energy;
    return out;
}

}  // namespace deepwallet
