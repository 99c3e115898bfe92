#pragma once

/// From a dollar back to its cause: wall time, energy, money and carbon of a run, split along the
/// time line. Each column adds up to the run's total.

#include <array>
#include <cstddef>

#include "engine/economics/bill.hpp"

namespace deepwallet {

enum class CostCause {
    compute,
    memory_bound,
    recompute,
    tensor_comm,
    context_comm,
    expert_comm,
    pipeline_comm,
    data_comm,
    host,
    bubble,
    optimizer,
    offload,
    software,
    evaluation,
    checkpoint,
    replay,  ///< of work that failures made void
    detection,
    restart,
    waiting,  ///< for a spare
    startup,
    standing,  ///< the machine idle between runs: no wall time of this one
};

inline constexpr std::size_t kCostCauses = 21;

template <class T>
using PerCostCause = std::array<T, kCostCauses>;

struct CauseShare {
    Time wall;
    Energy it;
};

/// Wall time by cause: an iteration's parts in proportion over the work, the rest as it is. Energy:
/// the mean power of training, shared out by what accelerators draw in each phase.
PerCostCause<CauseShare> attribute(const IterationBreakdown& iteration,
                                   const Accelerator& accelerator,
                                   const PowerUse& power,
                                   const CampaignTimes& times);

/// Dollars of owning: electricity and water by energy, all else by wall time, what the idle machine
/// draws apart.
PerCostCause<Money> own_by_cause(const OnPremCost& own, const PerCostCause<CauseShare>& shares);

/// Anything that is paid by time alone.
PerCostCause<Money> by_wall_time(Money total, const PerCostCause<CauseShare>& shares);

}  // namespace deepwallet
