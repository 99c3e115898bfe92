#pragma once

/// Which stage of the pipeline needs the most memory: the schedule says how many micro-batches each
/// holds at once.

#include "engine/cost/memory.hpp"

namespace deepwallet {

/// Memory of one stage at its peak.
MemoryUse peak_memory(const MemoryContext& at, std::int64_t stage);

struct WorstStage {
    std::int64_t stage = 0;
    MemoryUse use;
    Data offloaded;  ///< of a rank of the stage that offloads the most, which may be another one
};

/// The stage that needs the most, of the pipeline's (stage_kinds()); the first of equals.
WorstStage worst_stage(const MemoryContext& at, const StageKinds& stages);

}  // namespace deepwallet
