// 1F1B (Narayanan et al. 2020, arXiv:2006.09503, PipeDream-Flush): rank i runs p - 1 - i forwards
// ahead, then alternates.

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

void order(const PipelineShape& shape, std::int64_t rank, WorkList list) {
    const std::int64_t m = shape.micro_batches;
    const std::int64_t ahead = std::min(m, shape.ranks - 1 - rank);
    for (std::int64_t j = 0; j < ahead; ++j) list.add(WorkKind::forward, 0, j);
    for (std::int64_t j = 0; j < m - ahead; ++j) {
        list.add(WorkKind::forward, 0, ahead + j);
        list.add(WorkKind::backward, 0, j);
    }
    for (std::int64_t j = m - ahead; j < m; ++j) list.add(WorkKind::backward, 0, j);
}

Time bubble(const PipelineShape& shape, const StageTime& stage) {
    return real(shape.ranks - 1) * stage.total();
}

/// A stage works for m T. Before its first forward and after its last backward it waits for the
/// stages in front of it; between its first forward and first backward for the round trip behind
/// it, less the forwards it runs ahead; the same at the end with backwards. The stage with the most
/// is the path.
PipelineTime time(std::span<const StageTime> stages, const PipelineShape& shape) {
    const std::int64_t m = shape.micro_batches;
    const std::size_t p = stages.size();
    Time behind = sum(stages).total();
    Time before;
    PipelineTime longest;
    for (std::size_t i = 0; i < p; ++i) {
        const StageTime& stage = stages[i];
        behind -= stage.total();
        const double ahead = real(std::min(m, static_cast<std::int64_t>(p - i)) - 1);
        const Time fill = std::max(Time{}, behind - ahead * stage.forward);
        const Time drain = std::max(Time{}, behind - ahead * stage.backward());
        // With too few micro-batches to go on meanwhile it waits once, with the last at the turn.
        const bool turns_once = m < static_cast<std::int64_t>(p - i);
        const Time wait = turns_once ? std::max(fill, drain) : fill + drain;
        const Time path = before + real(m) * stage.total() + wait;
        // Equal paths count as one, in spite of rounding.
        if (path > longest.makespan * (1.0 + 1e-12)) {
            longest = {path, static_cast<std::int64_t>(i)};
        }
        before += stage.total();
    }
    return longest;
}

/// A round trip, with 2 (p - 1) hops in it, carries p micro-batches.
Time transfer_delay(const PipelineShape& shape, Time hop, Time slack) {
    const double others = real(shape.ranks - 1);
    const Time each = std::max(Time{}, 2.0 * hop * (others / real(shape.ranks)) - slack);
    return real(shape.micro_batches) * each + 2.0 * hop * (others - 1.0);
}

double in_flight(const PipelineShape& shape, std::int64_t rank) {
    return real(std::min(shape.micro_batches, shape.ranks - rank));
}

}  // namespace

const ScheduleDefinition one_f_one_b = {.order = order,
                                        .bubble = bubble,
                                        .in_flight = in_flight,
                                        .time = time,
                                        .transfer_delay = transfer_delay};

}  // namespace deepwallet::definitions
