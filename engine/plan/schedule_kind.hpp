#pragma once

/// Pipeline schedules as a plan sees them: their names, how they lay the model's stages on ranks,
/// and what they ask for. What each does, and when, is in schedule/, one file a schedule.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace deepwallet {

enum class ScheduleKind {
    gpipe,
    one_f_one_b,
    interleaved,
    breadth_first,
    zb_h1,
    zb_h2,
    zb_v,
    dualpipe,
};

/// Which rank runs which stage of the model.
enum class StagePlacement {
    in_turn,         ///< stage k on rank k mod p
    there_and_back,  ///< 0 to p - 1 and back: rank 0 holds both ends
    from_both_ends,  ///< two copies of the model, the second in reverse
};

/// Model chunks of a pipeline rank.
enum class ChunkRule { one, given, two };

/// Micro-batches of an iteration: at least `per_stage` p + `more`, a multiple of `multiple`, or of
/// p where that is 0.
struct MicroBatchRule {
    std::int64_t per_stage = 0;
    std::int64_t more = 1;
    std::int64_t multiple = 1;

    [[nodiscard]] std::int64_t least(std::int64_t stages) const {
        return per_stage * stages + more;
    }
    [[nodiscard]] bool allows(std::int64_t micro_batches, std::int64_t stages) const {
        return micro_batches >= least(stages) &&
               micro_batches % (multiple == 0 ? stages : multiple) == 0;
    }
};

struct ScheduleTraits {
    ScheduleKind kind = ScheduleKind::one_f_one_b;
    const char* name = "";
    ChunkRule chunks = ChunkRule::one;
    StagePlacement placement = StagePlacement::in_turn;
    MicroBatchRule micro_batches = {};
    bool even_stages = false;      ///< an even number of ranks
    bool forwards_first = false;   ///< all of them before the first backward
    bool splits_backward = false;  ///< weight gradients are work of their own
    bool chunk_by_chunk = false;   ///< all micro-batches through a chunk before the next
    bool pairs_passes = false;     ///< a forward runs beside another micro-batch's backward
};

/// All of them, in the order of ScheduleKind.
inline constexpr std::array<ScheduleTraits, 8> kSchedules = {{
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
     .forwards_first = true,
     .chunk_by_chunk = true},
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
     .splits_backward = true,
     .pairs_passes = true},
}};

constexpr std::span<const ScheduleTraits> schedules() { return kSchedules; }

constexpr const ScheduleTraits& traits_of(ScheduleKind kind) {
    return kSchedules[static_cast<std::size_t>(kind)];
}

/// How many stages a model is cut into. A rank's chunks under from_both_ends are the two directions
/// and not counted.
std::int64_t model_stages(StagePlacement placement, std::int64_t ranks, std::int64_t chunks);

/// Which of them a rank's chunk is.
std::int64_t model_stage(StagePlacement placement,
                         std::int64_t ranks,
                         std::int64_t rank,
                         std::int64_t chunk);

/// The rank that runs a stage; from both ends it depends on the direction, which is the chunk.
std::int64_t pipeline_rank(StagePlacement placement,
                           std::int64_t ranks,
                           std::int64_t model_stage,
                           std::int64_t chunk);

/// Ranks that hold the embedding and the output head.
bool holds_first_stage(StagePlacement placement, std::int64_t ranks, std::int64_t rank);
bool holds_last_stage(StagePlacement placement, std::int64_t ranks, std::int64_t rank);

}  // namespace deepwallet
