#include "engine/plan/schedule_kind.hpp"

#include <array>

namespace deepwallet {

namespace {

constexpr std::array<ScheduleTraits, 8> kSchedules = {{
    {.kind = ScheduleKind::gpipe, .name = "gpipe", .forwards_first = true},
    {.kind = ScheduleKind::one_f_one_b, .name = "1f1b"},
    {.kind = ScheduleKind::interleaved,
     .name = "interleaved",
     .chunks = ChunkRule::given,
     .micro_batches = {.multiple = 0}},
    {.kind = ScheduleKind::breadth_first,
     .name = "breadth-first",
     .chunks = ChunkRule::given,
     .micro_batches = {.per_stage = 1, .more = 0},
     .forwards_first = true},
    {.kind = ScheduleKind::zb_h1, .name = "zb-h1", .splits_backward = true},
    {.kind = ScheduleKind::zb_h2, .name = "zb-h2", .splits_backward = true},
    {.kind = ScheduleKind::zb_v,
     .name = "zb-v",
     .chunks = ChunkRule::two,
     .placement = StagePlacement::there_and_back,
     .micro_batches = {.per_stage = 2, .more = -1},
     .splits_backward = true},
    {.kind = ScheduleKind::dualpipe,
     .name = "dualpipe",
     .placement = StagePlacement::from_both_ends,
     .micro_batches = {.per_stage = 2, .more = 0, .multiple = 2},
     .even_stages = true,
     .splits_backward = true},
}};

bool runs_back(StagePlacement placement, std::int64_t chunk) {
    return placement == StagePlacement::there_and_back && chunk % 2 == 1;
}

}  // namespace

std::span<const ScheduleTraits> schedules() { return kSchedules; }

const ScheduleTraits& traits_of(ScheduleKind kind) {
    return kSchedules[static_cast<std::size_t>(kind)];
}

std::int64_t model_stages(StagePlacement placement, std::int64_t ranks, std::int64_t chunks) {
    return placement == StagePlacement::from_both_ends ? ranks : ranks * chunks;
}

std::int64_t model_stage(StagePlacement placement,
                         std::int64_t ranks,
                         std::int64_t rank,
                         std::int64_t chunk) {
    if (placement == StagePlacement::from_both_ends)
        return chunk == 0 ? rank : ranks - 1 - rank;
    return chunk * ranks + (runs_back(placement, chunk) ? ranks - 1 - rank : rank);
}

std::int64_t pipeline_rank(StagePlacement placement,
                           std::int64_t ranks,
                           std::int64_t stage,
                           std::int64_t chunk) {
    if (placement == StagePlacement::from_both_ends)
        return chunk == 0 ? stage : ranks - 1 - stage;
    const std::int64_t along = stage % ranks;
    return runs_back(placement, stage / ranks) ? ranks - 1 - along : along;
}

bool holds_first_stage(StagePlacement placement, std::int64_t ranks, std::int64_t rank) {
    return rank == 0 || (placement == StagePlacement::from_both_ends && rank == ranks - 1);
}

bool holds_last_stage(StagePlacement placement, std::int64_t ranks, std::int64_t rank) {
    switch (placement) {
        case StagePlacement::in_turn:
            return rank == ranks - 1;
        case StagePlacement::there_and_back:
            return rank == 0;
        case StagePlacement::from_both_ends:
            return rank == 0 || rank == ranks - 1;
    }
    return false;
}

}  // namespace deepwallet
