#include "engine/plan/schedule_kind.hpp"

namespace deepwallet {

namespace {

bool runs_back(StagePlacement placement, std::int64_t chunk) {
    return placement == StagePlacement::there_and_back && chunk % 2 == 1;
}

}  // namespace

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
