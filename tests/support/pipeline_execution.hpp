#pragma once

/// A pipeline run step by step, to hold closed forms against. Each rank works through its list in
/// order; a step starts when its rank is free and the step it needs of the neighbouring stage is
/// done and sent. Chunk c of rank i is stage c p + i of the model.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "engine/schedule/schedule.hpp"

namespace deepwallet::test {

enum class StepKind { forward, backward, weight_gradient };

struct Step {
    StepKind kind;
    std::int64_t chunk;
    std::int64_t micro_batch;
};

using Order = std::vector<Step>;

struct Orders {
    std::vector<Order> of_rank;
    std::int64_t chunks = 1;
    std::int64_t micro_batches = 1;
    bool split_backward = false;  ///< backward steps are the input gradient alone

    [[nodiscard]] std::int64_t ranks() const { return static_cast<std::int64_t>(of_rank.size()); }
};

/// All forwards, then all backwards (Huang et al. 2018).
inline Orders gpipe_orders(std::int64_t p, std::int64_t m) {
    Orders out{{}, 1, m, false};
    for (std::int64_t i = 0; i < p; ++i) {
        Order order;
        for (std::int64_t j = 0; j < m; ++j) order.push_back({StepKind::forward, 0, j});
        for (std::int64_t j = 0; j < m; ++j) order.push_back({StepKind::backward, 0, j});
        out.of_rank.push_back(order);
    }
    return out;
}

/// Rank i runs p - 1 - i forwards ahead, then alternates (Narayanan et al. 2020, PipeDream-Flush).
inline Orders one_f_one_b_orders(std::int64_t p, std::int64_t m) {
    Orders out{{}, 1, m, false};
    for (std::int64_t i = 0; i < p; ++i) {
        const std::int64_t ahead = std::min(m, p - 1 - i);
        Order order;
        for (std::int64_t j = 0; j < ahead; ++j) order.push_back({StepKind::forward, 0, j});
        for (std::int64_t j = 0; j < m - ahead; ++j) {
            order.push_back({StepKind::forward, 0, ahead + j});
            order.push_back({StepKind::backward, 0, j});
        }
        for (std::int64_t j = m - ahead; j < m; ++j) order.push_back({StepKind::backward, 0, j});
        out.of_rank.push_back(order);
    }
    return out;
}

/// Chunks in turn for p micro-batches at a time, backward from the last chunk; rank i runs
/// 2 (p - 1 - i) + (v - 1) p chunk forwards ahead (Narayanan et al. 2021, section 2.2, and the
/// schedules.py of Megatron-LM). m is a multiple of p.
inline Orders interleaved_orders(std::int64_t p, std::int64_t v, std::int64_t m) {
    Orders out{{}, v, m, false};
    const auto nth = [&](StepKind kind, std::int64_t k) {
        const std::int64_t turn = k % (p * v) / p;
        const std::int64_t chunk = kind == StepKind::forward ? turn : v - 1 - turn;
        return Step{kind, chunk, k / (p * v) * p + k % p};
    };
    for (std::int64_t i = 0; i < p; ++i) {
        const std::int64_t ahead = std::min(m * v, 2 * (p - 1 - i) + (v - 1) * p);
        Order order;
        for (std::int64_t k = 0; k < ahead; ++k) order.push_back(nth(StepKind::forward, k));
        for (std::int64_t k = 0; k < m * v - ahead; ++k) {
            order.push_back(nth(StepKind::forward, ahead + k));
            order.push_back(nth(StepKind::backward, k));
        }
        for (std::int64_t k = m * v - ahead; k < m * v; ++k) {
            order.push_back(nth(StepKind::backward, k));
        }
        out.of_rank.push_back(order);
    }
    return out;
}

/// Backwards send the input gradient at once; rank i does weight gradients i micro-batches later,
/// so that they fill what 1F1B leaves idle (Qi et al. 2023, ZB-H1).
inline Orders zb_h1_orders(std::int64_t p, std::int64_t m) {
    Orders out{{}, 1, m, true};
    for (std::int64_t i = 0; i < p; ++i) {
        Order order;
        std::int64_t forwards = std::min(m, p - i);
        for (std::int64_t j = 0; j < forwards; ++j) order.push_back({StepKind::forward, 0, j});
        for (std::int64_t j = 0; j < m; ++j) {
            order.push_back({StepKind::backward, 0, j});
            if (j >= i)
                order.push_back({StepKind::weight_gradient, 0, j - i});
            if (forwards < m)
                order.push_back({StepKind::forward, 0, forwards++});
        }
        for (std::int64_t j = std::max<std::int64_t>(0, m - i); j < m; ++j) {
            order.push_back({StepKind::weight_gradient, 0, j});
        }
        out.of_rank.push_back(order);
    }
    return out;
}

/// Ends of all steps, found by letting each rank go on as long as it can.
class PipelineExecution {
public:
    /// One time a rank, of all its chunks; `hop` passes between the end of a step and the moment
    /// another rank has its result, beside the work of both.
    PipelineExecution(const Orders& orders, std::span<const StageTime> ranks, Time hop = {})
        : orders_(orders),
          ranks_(ranks),
          hop_(hop),
          next_(orders.of_rank.size(), 0),
          free_(orders.of_rank.size()),
          ends_(static_cast<std::size_t>(2 * orders.ranks() * orders.chunks * orders.micro_batches),
                kNever) {
        while (advance()) {
        }
        for (std::size_t i = 0; i < next_.size(); ++i) {
            if (next_[i] < orders_.of_rank[i].size())
                throw std::logic_error("order deadlocks");
        }
    }

    [[nodiscard]] Time makespan() const { return *std::max_element(free_.begin(), free_.end()); }

private:
    static constexpr Time kNever = Time::from_base(std::numeric_limits<double>::infinity());

    [[nodiscard]] bool advance() {
        bool any = false;
        for (std::int64_t rank = 0; rank < orders_.ranks(); ++rank) {
            while (run_next(rank)) any = true;
        }
        return any;
    }

    bool run_next(std::int64_t rank) {
        const auto r = static_cast<std::size_t>(rank);
        if (next_[r] == orders_.of_rank[r].size())
            return false;
        const Step& step = orders_.of_rank[r][next_[r]];
        const Time ready = ready_at(step, rank);
        if (ready == kNever)
            return false;
        free_[r] = std::max(free_[r], ready) + duration(step, ranks_[r]);
        if (step.kind != StepKind::weight_gradient)
            end(step.kind, stage(step, rank), step) = free_[r];
        ++next_[r];
        return true;
    }

    /// When what the step needs is there; never so far, where it is not done.
    [[nodiscard]] Time ready_at(const Step& step, std::int64_t rank) {
        const std::int64_t at = stage(step, rank);
        const std::int64_t last = orders_.ranks() * orders_.chunks - 1;
        const Time hop = orders_.ranks() > 1 ? hop_ : Time{};
        switch (step.kind) {
            case StepKind::forward:
                return at == 0 ? Time{} : end(StepKind::forward, at - 1, step) + hop;
            case StepKind::backward:
                if (at == last)
                    return end(StepKind::forward, at, step);
                return end(StepKind::backward, at + 1, step) + hop;
            case StepKind::weight_gradient:
                return end(StepKind::backward, at, step);
        }
        return {};
    }

    [[nodiscard]] Time duration(const Step& step, const StageTime& time) const {
        const auto v = static_cast<double>(orders_.chunks);
        switch (step.kind) {
            case StepKind::forward:
                return time.forward / v;
            case StepKind::backward:
                return (orders_.split_backward ? time.input_gradient : time.backward()) / v;
            case StepKind::weight_gradient:
                return time.weight_gradient / v;
        }
        return {};
    }

    [[nodiscard]] std::int64_t stage(const Step& step, std::int64_t rank) const {
        return step.chunk * orders_.ranks() + rank;
    }

    Time& end(StepKind kind, std::int64_t stage, const Step& step) {
        const std::int64_t direction = kind == StepKind::forward ? 0 : 1;
        const std::int64_t stages = orders_.ranks() * orders_.chunks;
        const std::int64_t at = (direction * stages + stage) * orders_.micro_batches;
        return ends_[static_cast<std::size_t>(at + step.micro_batch)];
    }

    const Orders& orders_;
    std::span<const StageTime> ranks_;
    Time hop_;
    std::vector<std::size_t> next_;
    std::vector<Time> free_;
    std::vector<Time> ends_;
};

inline Time executed_makespan(const Orders& orders,
                              std::span<const StageTime> ranks,
                              Time hop = {}) {
    return PipelineExecution(orders, ranks, hop).makespan();
}

/// Most chunk activations that a rank holds: from a forward step until the whole backward of the
/// same chunk is done.
inline std::int64_t executed_peak_chunks(const Orders& orders, std::int64_t rank) {
    const StepKind release = orders.split_backward ? StepKind::weight_gradient : StepKind::backward;
    std::int64_t held = 0;
    std::int64_t peak = 0;
    for (const Step& step : orders.of_rank[static_cast<std::size_t>(rank)]) {
        if (step.kind == StepKind::forward)
            peak = std::max(peak, ++held);
        if (step.kind == release)
            --held;
    }
    return peak;
}

}  // namespace deepwallet::test
