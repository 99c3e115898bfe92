// ZB-V (Qi et al. 2024, arXiv:2405.15362): rank r holds stage r and, on the way back, stage
// 2p - 1 - r, so that every rank keeps p micro-batches. At least 2p - 1 micro-batches.

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/schedule/definition.hpp"

namespace deepwallet::definitions {

namespace {

/// Counts the items of each kind and chunk, which come in the order of micro-batches.
class Counter {
public:
    explicit Counter(WorkList list) : list_(list) {}

    void forward(std::int64_t chunk) { add(WorkKind::forward, chunk, forwards_[chunk]); }
    void inputs(std::int64_t chunk) { add(WorkKind::input_gradient, chunk, inputs_[chunk]); }
    void weights(std::int64_t chunk) { add(WorkKind::weight_gradient, chunk, weights_[chunk]); }
    [[nodiscard]] std::int64_t forwards(std::int64_t chunk) const { return forwards_[chunk]; }
    [[nodiscard]] std::int64_t weights_done(std::int64_t chunk) const { return weights_[chunk]; }

private:
    void add(WorkKind kind, std::int64_t chunk, std::int64_t& count) {
        list_.add(kind, chunk, count++);
    }

    WorkList list_;
    std::int64_t forwards_[2] = {};
    std::int64_t inputs_[2] = {};
    std::int64_t weights_[2] = {};
};

void order(const PipelineShape& shape, std::int64_t r, WorkList list) {
    const std::int64_t p = shape.ranks;
    const std::int64_t m = shape.micro_batches;
    Counter next(list);
    for (std::int64_t i = 0; i < 2 * (p - r) - 1; ++i) next.forward(0);
    for (std::int64_t i = 0; i < r; ++i) {
        next.forward(1);
        next.forward(0);
    }
    for (std::int64_t i = 0; i < p - r; ++i) {
        next.forward(1);
        next.inputs(1);
        next.weights(1);
    }
    while (next.forwards(1) < m) {
        if (next.forwards(0) < m)
            next.forward(0);
        next.inputs(0);
        next.weights(0);
        next.forward(1);
        next.inputs(1);
        next.weights(1);
    }
    for (std::int64_t i = 0; i < r; ++i) {
        next.inputs(0);
        next.inputs(1);
    }
    for (std::int64_t i = 0; i < p - r; ++i) {
        next.inputs(0);
        next.weights(0);
    }
    while (next.weights_done(1) < m) next.weights(1);
    while (next.weights_done(0) < m) next.weights(0);
}

/// Of the longest of four chains from the first forward to the last backward: down and back up at
/// the pace of forwards or input gradients, or held up by weight gradients or by the lack of them.
/// Found by executing the order; exact for at least 2p - 1 micro-batches of equal stages.
Time bubble(const PipelineShape& shape, const StageTime& s) {
    const double others = real(shape.ranks - 1);
    const Time f = s.forward;
    const Time b = s.input_gradient;
    const Time w = s.weight_gradient;
    return std::max({others * (f - b / 2.0) - (f - b) / 2.0,
                     others * b / 2.0,
                     others * w / 2.0 - (w - f) / 2.0,
                     others * (b - w)});
}

double in_flight(const PipelineShape& shape, std::int64_t) {
    return real(std::min(shape.micro_batches, shape.ranks));
}

}  // namespace

const ScheduleDefinition zb_v = {.order = order, .bubble = bubble, .in_flight = in_flight};

}  // namespace deepwallet::definitions
