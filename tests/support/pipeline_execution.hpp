#pragma once

/// An order of work checked and run item by item, to hold schedules and closed forms against. It
/// knows of a schedule only how the model's stages lie on ranks.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "engine/schedule/order.hpp"
#include "engine/schedule/schedule.hpp"

namespace deepwallet::test {

/// A pipeline with its order of work.
struct Pipeline {
    Pipeline(ScheduleKind schedule, std::int64_t p, std::int64_t v, std::int64_t m)
        : kind(schedule),
          ranks(p),
          chunks(v),
          order(pipeline_order(schedule, p, v, m)),
          stages(stages_of(schedule, p, v)) {}

    /// The stage of the model that an item works on (Narayanan et al. 2021: chunk c of rank r is
    /// stage c p + r; Qi et al. 2024: every other chunk back; DeepSeek-AI 2024: chunk 1 is the
    /// pipeline from the other end).
    [[nodiscard]] std::int64_t stage(const WorkItem& item, std::int64_t rank) const {
        const std::int64_t mirrored = ranks - 1 - rank;
        if (kind == ScheduleKind::dualpipe)
            return item.chunk == 0 ? rank : mirrored;
        const bool back = kind == ScheduleKind::zb_v && item.chunk == 1;
        return item.chunk * ranks + (back ? mirrored : rank);
    }

    [[nodiscard]] std::span<const WorkItem> work(std::int64_t rank) const {
        return order.of_rank(rank);
    }

    static std::int64_t stages_of(ScheduleKind kind, std::int64_t p, std::int64_t v) {
        return kind == ScheduleKind::dualpipe ? p : p * v;
    }

    ScheduleKind kind;
    std::int64_t ranks;
    std::int64_t chunks;
    PipelineOrder order;
    std::int64_t stages;  ///< of the model
};

inline bool gives_input_gradient(const WorkItem& item) {
    return item.kind == WorkKind::backward || item.kind == WorkKind::input_gradient;
}

inline bool gives_weight_gradient(const WorkItem& item) {
    return item.kind == WorkKind::backward || item.kind == WorkKind::weight_gradient;
}

/// What is wrong with an order; empty where each micro-batch goes forward once through each stage
/// of the model and back once, each weight gradient is taken once, nothing runs before what it
/// needs on its own rank, and the ranks do not wait for each other in a circle.
inline std::string order_error(const Pipeline& pipeline) {
    enum Result { forward, input, weight };
    using Key = std::tuple<int, std::int64_t, std::int64_t>;  // result, stage, micro-batch
    struct Node {
        std::vector<std::size_t> next;
        int waits = 0;
    };
    std::map<Key, std::size_t> made_by;
    std::vector<Node> nodes;
    std::vector<std::vector<Key>> needs;
    for (std::int64_t rank = 0; rank < pipeline.ranks; ++rank) {
        bool joined = false;
        for (const WorkItem& item : pipeline.work(rank)) {
            const std::int64_t stage = pipeline.stage(item, rank);
            // The two of a pair are one node: neither waits for the other.
            if (!joined) {
                nodes.emplace_back();
                needs.emplace_back();
                if (nodes.size() > 1 && &item != pipeline.work(rank).data()) {
                    nodes[nodes.size() - 2].next.push_back(nodes.size() - 1);
                    ++nodes.back().waits;
                }
            }
            const std::size_t node = nodes.size() - 1;
            const auto make = [&](Result result) {
                return made_by.emplace(Key{result, stage, item.micro_batch}, node).second;
            };
            const auto need = [&](Result result, std::int64_t of) {
                needs[node].push_back({result, of, item.micro_batch});
            };
            if (item.kind == WorkKind::forward) {
                if (!make(forward))
                    return "a forward twice";
                if (stage > 0)
                    need(forward, stage - 1);
            }
            if (gives_input_gradient(item)) {
                if (!make(input))
                    return "an input gradient twice";
                need(forward, stage);
                if (stage + 1 < pipeline.stages)
                    need(input, stage + 1);
            }
            if (gives_weight_gradient(item)) {
                if (!make(weight))
                    return "a weight gradient twice";
                if (item.kind == WorkKind::weight_gradient)
                    need(input, stage);
            }
            joined = item.with_next;
        }
        if (joined)
            return "a pair of one";
    }
    if (made_by.size() !=
        static_cast<std::size_t>(3 * pipeline.stages * pipeline.order.micro_batches))
        return "not all work is done";
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        for (const Key& key : needs[node]) {
            const std::size_t maker = made_by.at(key);
            if (maker == node)
                continue;
            nodes[maker].next.push_back(node);
            ++nodes[node].waits;
        }
    }
    // Kahn's algorithm: what is left over waits in a circle.
    std::vector<std::size_t> ready;
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        if (nodes[node].waits == 0)
            ready.push_back(node);
    }
    std::size_t done = 0;
    for (; done < ready.size(); ++done) {
        for (const std::size_t next : nodes[ready[done]].next) {
            if (--nodes[next].waits == 0)
                ready.push_back(next);
        }
    }
    return done == nodes.size() ? "" : "ranks wait for each other in a circle";
}

/// Ends of all items, found by letting each rank go on as long as it can. An item starts when its
/// rank is free and what it needs of another rank is done and sent.
class PipelineExecution {
public:
    /// One time a rank, of all its chunks; `hop` passes between the end of an item and the moment
    /// another rank has its result, beside the work of both.
    PipelineExecution(const Pipeline& pipeline, std::span<const StageTime> ranks, Time hop = {})
        : pipeline_(pipeline),
          times_(ranks),
          hop_(hop),
          next_(static_cast<std::size_t>(pipeline.ranks), 0),
          free_(next_.size()),
          ends_(static_cast<std::size_t>(2 * pipeline.stages * pipeline.order.micro_batches),
                {kNever, -1}) {
        while (advance()) {
        }
        for (std::size_t i = 0; i < next_.size(); ++i) {
            if (next_[i] < pipeline.work(static_cast<std::int64_t>(i)).size())
                throw std::logic_error("order deadlocks");
        }
    }

    [[nodiscard]] Time makespan() const { return *std::max_element(free_.begin(), free_.end()); }

private:
    static constexpr Time kNever = Time::from_base(std::numeric_limits<double>::infinity());

    struct End {
        Time time;
        std::int64_t rank;
    };

    bool advance() {
        bool any = false;
        for (std::int64_t rank = 0; rank < pipeline_.ranks; ++rank) {
            while (run_next(rank)) any = true;
        }
        return any;
    }

    /// One item, or a pair that starts and ends together and takes as long as both.
    bool run_next(std::int64_t rank) {
        const auto r = static_cast<std::size_t>(rank);
        const auto work = pipeline_.work(rank);
        if (next_[r] == work.size())
            return false;
        const std::size_t count = work[next_[r]].with_next ? 2 : 1;
        const auto items = work.subspan(next_[r], count);
        Time start = free_[r];
        Time length;
        for (const WorkItem& item : items) {
            start = std::max(start, ready_at(item, rank));
            length += duration(item, times_[r]);
        }
        if (start == kNever)
            return false;
        free_[r] = start + length;
        for (const WorkItem& item : items) {
            if (item.kind != WorkKind::weight_gradient)
                end_of(item.kind == WorkKind::forward, pipeline_.stage(item, rank), item) = {
                    free_[r], rank};
        }
        next_[r] += count;
        return true;
    }

    /// When what the item needs of other ranks is there; never so far, where it is not done.
    [[nodiscard]] Time ready_at(const WorkItem& item, std::int64_t rank) {
        if (item.kind == WorkKind::weight_gradient)
            return {};
        const bool forward = item.kind == WorkKind::forward;
        const std::int64_t at = pipeline_.stage(item, rank);
        const std::int64_t from = forward ? at - 1 : at + 1;
        if (from < 0 || from >= pipeline_.stages)
            return {};
        const End& end = end_of(forward, from, item);
        return end.rank == rank ? end.time : end.time + hop_;
    }

    [[nodiscard]] Time duration(const WorkItem& item, const StageTime& time) const {
        const auto v = static_cast<double>(pipeline_.chunks);
        switch (item.kind) {
            case WorkKind::forward:
                return time.forward / v;
            case WorkKind::backward:
                return time.backward() / v;
            case WorkKind::input_gradient:
                return time.input_gradient / v;
            case WorkKind::weight_gradient:
                return time.weight_gradient / v;
        }
        return {};
    }

    End& end_of(bool forward, std::int64_t stage, const WorkItem& item) {
        const std::int64_t at =
            ((forward ? 0 : pipeline_.stages) + stage) * pipeline_.order.micro_batches +
            item.micro_batch;
        return ends_[static_cast<std::size_t>(at)];
    }

    const Pipeline& pipeline_;
    std::span<const StageTime> times_;
    Time hop_;
    std::vector<std::size_t> next_;
    std::vector<Time> free_;
    std::vector<End> ends_;
};

inline Time executed_makespan(const Pipeline& pipeline,
                              std::span<const StageTime> ranks,
                              Time hop = {}) {
    return PipelineExecution(pipeline, ranks, hop).makespan();
}

/// Most chunk activations that a rank holds: from a forward until the chunk's weight gradient, or
/// until its input gradient alone.
inline std::int64_t executed_peak_chunks(const Pipeline& pipeline,
                                         std::int64_t rank,
                                         bool until_input_gradient = false) {
    std::int64_t held = 0;
    std::int64_t peak = 0;
    for (const WorkItem& item : pipeline.work(rank)) {
        if (item.kind == WorkKind::forward)
            peak = std::max(peak, ++held);
        if (until_input_gradient ? gives_input_gradient(item) : gives_weight_gradient(item))
            --held;
    }
    return peak;
}

}  // namespace deepwallet::test
