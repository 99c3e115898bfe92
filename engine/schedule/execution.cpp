#include "engine/schedule/execution.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/plan/schedule_kind.hpp"

namespace deepwallet {

OrderedPipeline::OrderedPipeline(ScheduleKind kind,
                                 std::int64_t ranks,
                                 std::int64_t chunks,
                                 std::int64_t micro_batches)
    : chunks_(chunks), ranks_(static_cast<std::size_t>(ranks)) {
    const StagePlacement placement = traits_of(kind).placement;
    const PipelineOrder order = pipeline_order(kind, ranks, chunks, micro_batches);
    const std::int64_t stages = model_stages(placement, ranks, chunks);
    results_ = static_cast<std::size_t>(2 * stages * micro_batches);
    const auto result = [&](bool forward, std::int64_t stage, const WorkItem& item) {
        return static_cast<std::uint32_t>(((forward ? 0 : stages) + stage) * micro_batches +
                                          item.micro_batch);
    };
    const auto step_of = [&](const WorkItem& item, std::int64_t rank) {
        Step step;
        step.rank = static_cast<std::uint32_t>(rank);
        step.kind = item.kind;
        step.with_next = item.with_next;
        if (item.kind == WorkKind::weight_gradient)
            return step;
        const bool forward = item.kind == WorkKind::forward;
        const std::int64_t at = model_stage(placement, ranks, rank, item.chunk);
        const std::int64_t from = forward ? at - 1 : at + 1;
        step.gives = result(forward, at, item);
        if (from >= 0 && from < stages)
            step.needs = result(forward, from, item);
        return step;
    };

    std::vector<std::uint32_t> made_by(results_, kNone);
    std::vector<std::size_t> next(ranks_, 0);
    const auto is_ready = [&](const Step& step) {
        return step.needs == kNone || made_by[step.needs] != kNone;
    };
    const auto run_next = [&](std::int64_t rank) {
        std::size_t& at = next[static_cast<std::size_t>(rank)];
        const auto work = order.of_rank(rank);
        if (at == work.size())
            return false;
        const std::size_t count = work[at].with_next ? 2 : 1;
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_ready(step_of(work[at + i], rank)))
                return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            Step step = step_of(work[at + i], rank);
            if (step.needs != kNone)
                step.needs_rank = made_by[step.needs];
            steps_.push_back(step);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const Step step = step_of(work[at + i], rank);
            if (step.gives != kNone)
                made_by[step.gives] = step.rank;
        }
        at += count;
        return true;
    };
    for (bool any = true; any;) {
        any = false;
        for (std::int64_t rank = 0; rank < ranks; ++rank) {
            while (run_next(rank)) any = true;
        }
    }
    if (steps_.size() != order.work.size())
        throw std::logic_error("the ranks of an order wait for each other in a circle");
}

Time OrderedPipeline::duration(const Step& step, std::span<const StageTime> ranks) const {
    const StageTime& time = ranks[step.rank];
    const double share = 1.0 / static_cast<double>(chunks_);
    switch (step.kind) {
        case WorkKind::forward:
            return share * (time.forward - (step.with_next ? time.hidden : Time{}));
        case WorkKind::backward:
            return share * time.backward();
        case WorkKind::input_gradient:
            return share * time.input_gradient;
        case WorkKind::weight_gradient:
            return share * time.weight_gradient;
    }
    return {};
}

Time OrderedPipeline::makespan(std::span<const StageTime> ranks, Time hop) const {
    return run(hop, [&](std::size_t i, Time) { return duration(steps_[i], ranks); });
}

std::vector<Time> OrderedPipeline::latest_ends(std::span<const StageTime> ranks, Time hop) const {
    const Time end = makespan(ranks, hop);
    std::vector<Time> out(steps_.size());
    std::vector<Time> rank_busy(ranks_, end);  // from when on
    std::vector<Time> needed(results_, end);   // by when
    for (std::size_t last = steps_.size(); last > 0;) {
        // The second of two has its first before it.
        const std::size_t first = last >= 2 && steps_[last - 2].with_next ? last - 2 : last - 1;
        Time& busy = rank_busy[steps_[first].rank];
        Time latest = busy;
        Time length;
        for (std::size_t k = first; k < last; ++k) {
            if (steps_[k].gives != kNone)
                latest = std::min(latest, needed[steps_[k].gives]);
            length += duration(steps_[k], ranks);
        }
        busy = latest - length;
        for (std::size_t k = first; k < last; ++k) {
            const Step& step = steps_[k];
            out[k] = latest;
            if (step.needs == kNone)
                continue;
            const Time sent = step.needs_rank == step.rank ? Time{} : hop;
            needed[step.needs] = std::min(needed[step.needs], busy - sent);
        }
        last = first;
    }
    return out;
}

}  // namespace deepwallet
