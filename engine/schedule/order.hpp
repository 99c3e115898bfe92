#pragma once

/// The order of work of every pipeline rank, item by item. Sources as in schedule.hpp.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/plan/parallelism.hpp"

namespace deepwallet {

enum class WorkKind : std::uint8_t {
    forward,
    backward,        ///< of inputs and weights
    input_gradient,  ///< where the backward pass is split
    weight_gradient,
};

/// One item of work: of one micro-batch on one of the rank's model chunks.
struct WorkItem {
    WorkKind kind = WorkKind::forward;
    bool with_next = false;  ///< runs beside the next item, and both end together (DualPipe)
    std::int32_t chunk = 0;
    std::int32_t micro_batch = 0;

    friend bool operator==(const WorkItem&, const WorkItem&) = default;
};

struct PipelineOrder {
    std::int64_t ranks = 0;
    std::int64_t chunks = 1;  ///< of a rank; DualPipe's are its two directions
    std::int64_t micro_batches = 0;
    std::vector<WorkItem> work;      ///< of all ranks, one after the other
    std::vector<std::size_t> first;  ///< ranks + 1 offsets into work

    [[nodiscard]] std::span<const WorkItem> of_rank(std::int64_t rank) const {
        const auto i = static_cast<std::size_t>(rank);
        return {work.data() + first[i], work.data() + first[i + 1]};
    }
};

/// `chunks` as in Layout::virtual_stages. DualPipe's micro-batches 0 to m/2 - 1 enter at rank 0
/// and are chunk 0 of each rank, the others enter at the last rank and are chunk 1.
PipelineOrder pipeline_order(ScheduleKind kind,
                             std::int64_t ranks,
                             std::int64_t chunks,
                             std::int64_t micro_batches);

}  // namespace deepwallet
