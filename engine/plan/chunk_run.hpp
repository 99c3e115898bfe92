#pragma once

/// How long a rank stays with one of its chunks.

#include <algorithm>

#include "engine/plan/layout.hpp"

namespace deepwallet {

/// Micro-batches that pass a chunk one after the other, forward or backward, before another chunk
/// has its turn: all of them breadth-first, as many as stages interleaved, one elsewhere. ZeRO
/// gathers a chunk's weights and scatters its gradients once for each such run (Lamy-Poirier 2022,
/// arXiv:2211.05953, section 4).
inline std::int64_t chunk_run(ScheduleKind schedule, const Layout& layout) {
    if (traits_of(schedule).chunk_by_chunk)
        return layout.micro_batches;
    const bool in_turn = schedule == ScheduleKind::interleaved && layout.virtual_stages > 1;
    return in_turn ? std::min(layout.pipeline, layout.micro_batches) : 1;
}

/// Do gradients, or weights, go by runs of a chunk and not by micro-batches?
inline bool goes_by_runs(const Parallelism& parallelism, const Layout& layout) {
    return parallelism.zero_stage >= 2 && layout.gradient_group.size > 1 &&
           chunk_run(parallelism.schedule, layout) > 1;
}

}  // namespace deepwallet
