#pragma once

/// An order of work run item by item: exact for items of any length, where the closed forms are
/// not. Prepared once, then run with as many sets of durations as wanted.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/schedule/order.hpp"
#include "engine/schedule/schedule.hpp"

namespace deepwallet {

class OrderedPipeline {
public:
    static constexpr std::uint32_t kNone = 0xffffffffU;

    /// An item of work, and what ties it to others.
    struct Step {
        std::uint32_t rank = 0;
        WorkKind kind = WorkKind::forward;
        bool with_next = false;  ///< starts and ends with the next step, and takes as long as both
        std::uint32_t needs = kNone;   ///< result of another item
        std::uint32_t needs_rank = 0;  ///< that has it
        std::uint32_t gives = kNone;
    };

    OrderedPipeline(ScheduleKind kind,
                    std::int64_t ranks,
                    std::int64_t chunks,
                    std::int64_t micro_batches);

    /// In an order in which all that a step needs comes before it.
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

    /// Of a step, with one time a rank, of all its chunks.
    [[nodiscard]] Time duration(const Step& step, std::span<const StageTime> ranks) const;

    /// From the first step to the last. `hop` passes between the end of a step and the moment
    /// another rank has its result, beside the work of both.
    [[nodiscard]] Time makespan(std::span<const StageTime> ranks, Time hop = {}) const;

    /// The same with durations that may depend on the start: `length(step's index, start)`.
    template <class Length>
    Time run(Time hop, Length&& length) const;

    /// When each step has to end for the makespan to stay as it is, all others taking as long as
    /// they do.
    [[nodiscard]] std::vector<Time> latest_ends(std::span<const StageTime> ranks,
                                                Time hop = {}) const;

private:
    /// A step alone or two that go together, from this one on.
    [[nodiscard]] std::size_t group(std::size_t first) const {
        return steps_[first].with_next ? 2 : 1;
    }

    std::int64_t chunks_;
    std::size_t results_ = 0;
    std::size_t ranks_ = 0;
    std::vector<Step> steps_;
};

template <class Length>
Time OrderedPipeline::run(Time hop, Length&& length) const {
    std::vector<Time> ends(results_);
    std::vector<Time> free(ranks_);
    for (std::size_t i = 0; i < steps_.size();) {
        const std::size_t next = i + group(i);
        Time& at = free[steps_[i].rank];
        for (std::size_t k = i; k < next; ++k) {
            const Step& step = steps_[k];
            if (step.needs != kNone)
                at = std::max(at, ends[step.needs] + (step.needs_rank == step.rank ? Time{} : hop));
        }
        const Time start = at;
        for (std::size_t k = i; k < next; ++k) at += length(k, start);
        for (std::size_t k = i; k < next; ++k) {
            if (steps_[k].gives != kNone)
                ends[steps_[k].gives] = at;
        }
        i = next;
    }
    return *std::max_element(free.begin(), free.end());
}

}  // namespace deepwallet
