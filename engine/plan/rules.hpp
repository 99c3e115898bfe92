#pragma once

/// Which plans can be carried out. Each rule that is broken is a fault of its own; whether the plan
/// fits in memory is not asked here (cost/memory.hpp).

#include "engine/core/error.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/server.hpp"
#include "engine/plan/parallelism.hpp"
#include "engine/workload/model.hpp"
#include "engine/workload/training.hpp"

namespace deepwallet {

/// Numbers without which nothing can be said, and that are not given.
Faults missing_faults(const Training& training, const ClusterSize& cluster);

/// What keeps this plan from running this model on this cluster; of a model with faults of its own,
/// the rules that its shape decides are not asked.
Faults plan_faults(const Parallelism& parallelism,
                   const Model& model,
                   const Training& training,
                   const ClusterSize& cluster,
                   const Server& server,
                   const Accelerator& accelerator);

}  // namespace deepwallet
