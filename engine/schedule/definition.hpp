#pragma once

/// One schedule, one file: its order of work and its closed forms, as a ScheduleDefinition. To add
/// a schedule, add its file, its line here and in definition.cpp, and its row in
/// plan/schedule_kind.cpp. Not for use beyond this folder.

#include <span>

#include "engine/schedule/order.hpp"
#include "engine/schedule/schedule.hpp"

namespace deepwallet {

struct PipelineShape {
    std::int64_t ranks = 1;
    std::int64_t chunks = 1;
    std::int64_t micro_batches = 1;
};

/// A rank's list under construction.
class WorkList {
public:
    explicit WorkList(std::vector<WorkItem>& work) : work_(work) {}

    void add(WorkKind kind, std::int64_t chunk, std::int64_t micro_batch, bool with_next = false) {
        work_.push_back({kind,
                         with_next,
                         static_cast<std::int32_t>(chunk),
                         static_cast<std::int32_t>(micro_batch)});
    }

private:
    std::vector<WorkItem>& work_;
};

/// Closed forms are asked for two stages and more.
struct ScheduleDefinition {
    /// Adds the work of one rank.
    void (*order)(const PipelineShape& shape, std::int64_t rank, WorkList list);
    /// Idle time of a rank, with equal stages.
    Time (*bubble)(const PipelineShape& shape, const StageTime& stage);
    /// Micro-batches whose activations a rank holds at the peak.
    double (*in_flight)(const PipelineShape& shape, std::int64_t rank);
    /// Of any stages; where null, slowest_and_bubble.
    PipelineTime (*time)(std::span<const StageTime> stages, const PipelineShape& shape) = nullptr;
    /// What hops add; where null, one for each stage there and back.
    Time (*transfer_delay)(const PipelineShape& shape, Time hop, Time slack) = nullptr;
    /// Micro-batches of a rank whose forward runs beside a backward pass; where null, none.
    double (*paired)(const PipelineShape& shape, std::int64_t rank) = nullptr;
};

namespace definitions {

extern const ScheduleDefinition gpipe;
extern const ScheduleDefinition one_f_one_b;
extern const ScheduleDefinition interleaved;
extern const ScheduleDefinition breadth_first;
extern const ScheduleDefinition zb_h1;
extern const ScheduleDefinition zb_h2;
extern const ScheduleDefinition zb_v;
extern const ScheduleDefinition dualpipe;

}  // namespace definitions

const ScheduleDefinition& definition_of(ScheduleKind kind);

// What several of them share.

/// The sum over stages, part by part.
StageTime sum(std::span<const StageTime> stages);

/// The first of the slowest.
std::int64_t slowest(std::span<const StageTime> stages);

/// A flow shop of equal jobs, forward and then backward: the slowest machine m times, the others
/// once, or one of their chunks where a rank has several.
PipelineTime flow_shop_time(std::span<const StageTime> stages, const PipelineShape& shape);

/// The slowest stage m times, and the bubble of the mean of the others.
PipelineTime slowest_and_bubble(std::span<const StageTime> stages,
                                const PipelineShape& shape,
                                Time (*bubble)(const PipelineShape&, const StageTime&));

}  // namespace deepwallet
