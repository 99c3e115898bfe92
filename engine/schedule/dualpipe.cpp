// DualPipe (DeepSeek-AI 2024, arXiv:2412.19437, section 3.2.1; the reference implementation
// deepseek-ai/DualPipe): micro-batches enter at both ends, and a forward of one direction runs
// beside a backward of the other. An even number of ranks, an even number of micro-batches, at
// least two a rank.

#include <algorithm>
#include <deque>

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

/// A rank's own view: phase 0 is the direction that enters at its half of the pipeline.
class Phases {
public:
    Phases(const PipelineShape& shape, std::int64_t rank, WorkList list)
        : list_(list), half_(shape.micro_batches / 2), swapped_(rank >= shape.ranks / 2) {}

    void forward(int phase, bool with_next = false) {
        list_.add(WorkKind::forward, chunk(phase), first(phase) + forwards_[phase]++, with_next);
    }
    void backward(int phase) {
        list_.add(WorkKind::backward, chunk(phase), first(phase) + backwards_[phase]++);
    }
    /// The weight gradient waits for `weights`.
    void inputs(int phase) {
        const std::int64_t micro_batch = first(phase) + backwards_[phase]++;
        list_.add(WorkKind::input_gradient, chunk(phase), micro_batch);
        pending_.push_back({WorkKind::weight_gradient,
                            false,
                            static_cast<std::int32_t>(chunk(phase)),
                            static_cast<std::int32_t>(micro_batch)});
    }
    void weights() {
        const WorkItem work = pending_.front();
        pending_.pop_front();
        list_.add(work.kind, work.chunk, work.micro_batch);
    }
    void both(int forward_phase, int backward_phase) {
        forward(forward_phase, true);
        backward(backward_phase);
    }

private:
    [[nodiscard]] std::int64_t chunk(int phase) const { return swapped_ ? 1 - phase : phase; }
    [[nodiscard]] std::int64_t first(int phase) const { return chunk(phase) == 0 ? 0 : half_; }

    WorkList list_;
    std::int64_t half_;
    bool swapped_;
    std::int64_t forwards_[2] = {};
    std::int64_t backwards_[2] = {};
    std::deque<WorkItem> pending_;
};

void order(const PipelineShape& shape, std::int64_t rank, WorkList list) {
    const std::int64_t p = shape.ranks;
    const std::int64_t half = p / 2;
    const std::int64_t h = std::min(rank, p - 1 - rank);
    const bool middle = rank == half || rank == half - 1;
    Phases next(shape, rank, list);
    for (std::int64_t i = 0; i < 2 * (half - h - 1); ++i) next.forward(0);
    for (std::int64_t i = 0; i < h + 1; ++i) {
        next.forward(0);
        next.forward(1);
    }
    for (std::int64_t i = 0; i < half - h - 1; ++i) {
        next.inputs(1);
        next.weights();
        next.forward(1);
    }
    for (std::int64_t i = 0; i < shape.micro_batches / 2 - p + h + 1; ++i) {
        if (i == 0 && middle) {
            next.forward(0);
            next.backward(1);
        } else {
            next.both(0, 1);
        }
        next.both(1, 0);
    }
    for (std::int64_t i = 0; i < half - h - 1; ++i) {
        next.backward(1);
        next.both(1, 0);
    }
    bool split = false;
    for (std::int64_t i = 0; i < h + 1; ++i) {
        if (i == (h + 1) / 2 && h % 2 == 1)
            split = true;
        split ? next.inputs(1) : next.backward(1);
        if (i == (h + 1) / 2 && h % 2 == 0)
            split = true;
        split ? next.inputs(0) : next.backward(0);
    }
    for (std::int64_t i = 0; i < half - h - 1; ++i) {
        next.weights();
        next.inputs(0);
    }
    for (std::int64_t i = 0; i < h + 1; ++i) next.weights();
}

/// All pairs of ranks but the middle one wait for two forwards and for what the early weight
/// gradients do not fill; where input gradients take longer than forwards, those that come from the
/// other end are late too. Found by executing the order, with pairs of a forward and a backward
/// that take as long as both.
Time bubble(const PipelineShape& shape, const StageTime& s) {
    const double pairs = real(shape.ranks) / 2.0 - 1.0;
    const Time f = s.forward;
    const Time b = s.input_gradient;
    return pairs * (2.0 * f + std::max(Time{}, b - s.weight_gradient)) +
           std::max(Time{}, pairs * (b - f) - f);
}

/// The chain of work that is as long as the makespan has all pairs in it but p/2 + 2, and p - 2
/// fewer where a pair is shorter than its backward pass alone. Found by executing the order: exact
/// while a pair hides no more than one and a half forward passes.
PipelineTime time(std::span<const StageTime> stages, const PipelineShape& shape) {
    PipelineTime out = slowest_and_bubble(stages, shape, bubble);
    const StageTime& stage = stages[static_cast<std::size_t>(out.bottleneck)];
    const double ranks = real(shape.ranks);
    const double pairs = real(shape.micro_batches) - ranks / 2.0 - 2.0;
    out.makespan -=
        pairs * stage.hidden - (ranks - 2.0) * std::max(Time{}, stage.hidden - stage.forward);
    return out;
}

/// Its own forwards before, and its own backwards behind, have no partner.
double paired(const PipelineShape& shape, std::int64_t rank) {
    const std::int64_t p = shape.ranks;
    const std::int64_t h = std::min(rank, p - 1 - rank);
    const std::int64_t middle = h == p / 2 - 1 ? 1 : 0;
    return real(shape.micro_batches - 3 * p / 2 + h + 1 - middle);
}

double in_flight(const PipelineShape& shape, std::int64_t) {
    return real(std::min(shape.micro_batches, shape.ranks + 1));
}

}  // namespace

const ScheduleDefinition dualpipe = {
    .order = order, .bubble = bubble, .in_flight = in_flight, .time = time, .paired = paired};

}  // namespace deepwallet::definitions
