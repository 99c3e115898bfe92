#pragma once

/// What the discrete-event engine runs. Every rank works through a program, a list of operations
/// that all ranks of its pipeline stage share; ranks meet in collectives and send each other
/// messages. Times are seconds, as in all flat arrays of this engine.
///
/// Ranks are numbered lane by lane: rank = stage x lanes + lane, where a lane is one chain of ranks
/// through the pipeline (one tensor, context and data coordinate).

#include <cstdint>
#include <span>
#include <vector>

#include "engine/cost/steps.hpp"
#include "engine/hardware/route.hpp"
#include "engine/workload/operations.hpp"

namespace deepwallet {

/// What a rank's time goes to; each second of it to one of these.
enum class Cause : std::uint8_t {
    kernels,
    recompute,
    tensor_comm,
    context_comm,
    expert_comm,
    pipeline_comm,
    data_comm,
    host,
    optimizer,
    waiting,  ///< for another rank
};
constexpr int kCauses = 10;

const char* name_of(Cause cause);

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

enum class OpKind : std::uint8_t {
    step,     ///< kernels, then a collective with kernels beside it, then a wait for the host
    receive,  ///< wait for a message
    send,     ///< hand a message to the next or the previous stage
    start,    ///< a collective beside what follows, behind those started before it
    finish,   ///< wait until no more than `index` of those are under way
    hold,     ///< activations of a micro-batch begin to take up memory
    release,
};

struct Op {
    OpKind kind = OpKind::step;
    std::int16_t layer = -1;        ///< of the model; -1 where none
    std::uint32_t index = 0;        ///< of a StepCost, Transfer or Collective; a count for finish
    std::int32_t micro_batch = -1;  ///< -1 where none
    std::uint32_t slot = 0;         ///< of the message in its lane
};

/// Durations of a step operation.
struct StepCost {
    double kernels = 0.0;
    double cover = 0.0;  ///< kernels beside the collective
    double host = 0.0;
    std::uint32_t collective = kNone;
    Cause cause = Cause::kernels;  ///< of the kernels
    StepPass pass = StepPass::forward;
    LayerBlock block = LayerBlock::attention;
    double streaming = 0.0;  ///< of kernels and cover, the part that is bound by memory
};

/// Ranks that take part in the same collectives.
struct GroupSet {
    std::vector<std::uint32_t> group_of;  ///< by rank
    std::vector<std::uint32_t> first;     ///< groups + 1 offsets into members
    std::vector<std::uint32_t> members;

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t group) const {
        return {members.data() + first[group], members.data() + first[group + 1]};
    }
    [[nodiscard]] std::uint32_t groups() const {
        return static_cast<std::uint32_t>(first.size()) - 1;
    }
};

/// What crosses shared links: first `latency`, then `bytes` at no more than `limit`, then `after`.
struct SharedTransfer {
    double latency = 0.0;
    double bytes = 0.0;
    double limit = 0.0;  ///< bytes a second
    double after = 0.0;
};

struct Collective {
    std::uint32_t group_set = kNone;  ///< none: the rank stands for all of its group
    double time = 0.0;                ///< where no link is shared
    double slowdown = 0.0;            ///< seconds that one of it costs the kernels beside it
    Cause cause = Cause::tensor_comm;
    CollectiveKind kind = CollectiveKind::all_reduce;
    SharedTransfer shared = {};
    std::uint32_t first_route = kNone;  ///< of Job::routes, by group; none where no link is shared
    std::uint32_t first_group = 0;      ///< that this collective is for
    bool is_barrier = false;            ///< all wait for whoever comes last
};

/// Between neighbouring stages.
struct Transfer {
    std::int32_t to_stage = 0;
    double time = 0.0;  ///< where no link is shared
    bool blocking = false;
    SharedTransfer shared = {};
    std::uint32_t first_route = kNone;  ///< of Job::routes, by lane; none where no link is shared
};

struct Job {
    std::uint32_t lanes = 1;
    std::uint32_t slots = 0;           ///< messages of a lane
    std::vector<Op> ops;               ///< of all stages, one after the other
    std::vector<std::uint32_t> first;  ///< stages + 1 offsets into ops
    std::vector<StepCost> steps;
    std::vector<Collective> collectives;
    std::vector<Transfer> transfers;
    std::vector<GroupSet> group_sets;
    std::vector<Route> routes;       ///< an empty one stays inside of a server
    std::vector<double> link_rates;  ///< bytes a second, of the links that routes name
    std::vector<double> slowdown;    ///< by rank, of its kernels; empty where all are alike

    [[nodiscard]] std::uint32_t stages() const {
        return static_cast<std::uint32_t>(first.size()) - 1;
    }
    [[nodiscard]] std::uint32_t ranks() const { return stages() * lanes; }
};

}  // namespace deepwallet
