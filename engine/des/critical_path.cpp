#include "engine/des/critical_path.hpp"

#include <algorithm>

namespace deepwallet {

namespace {

/// Spans that a rank's own progress is made of, and its waits, by rank and end.
class Past {
public:
    Past(const Trace& trace, std::uint32_t ranks) : spans_(ranks), handovers_(ranks) {
        for (const Span& span : trace.spans) {
            if (span.stream == Stream::compute || span.stream == Stream::collective)
                spans_[span.rank].push_back(&span);
        }
        for (const Handover& handover : trace.handovers)
            handovers_[handover.rank].push_back(&handover);
        for (auto& list : spans_) sort(list, [](const Span* s) { return s->end; });
        for (auto& list : handovers_) sort(list, [](const Handover* h) { return h->time; });
    }

    /// The wait that ended at `time`; null where there was none.
    [[nodiscard]] const Handover* handover(std::uint32_t rank, double time) const {
        const auto& list = handovers_[rank];
        const auto at =
            std::lower_bound(list.begin(), list.end(), time, [](const Handover* h, double t) {
                return h->time < t;
            });
        return at != list.end() && (*at)->time == time ? *at : nullptr;
    }

    /// The last span that ended at or before `time`, the longest of several; null where there is
    /// none.
    [[nodiscard]] const Span* span(std::uint32_t rank, double time) const {
        const auto& list = spans_[rank];
        auto at = std::upper_bound(
            list.begin(), list.end(), time, [](double t, const Span* s) { return t < s->end; });
        const Span* best = nullptr;
        while (at != list.begin()) {
            const Span* candidate = *--at;
            if (best != nullptr && candidate->end < best->end)
                break;
            if (candidate->start < time && (best == nullptr || candidate->start < best->start))
                best = candidate;
        }
        return best;
    }

private:
    template <class List, class Key>
    static void sort(List& list, Key key) {
        std::stable_sort(
            list.begin(), list.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
    }

    std::vector<std::vector<const Span*>> spans_;
    std::vector<std::vector<const Handover*>> handovers_;
};

const Span* last_span(const Trace& trace) {
    const Span* last = nullptr;
    for (const Span& span : trace.spans) {
        const bool own = span.stream == Stream::compute || span.stream == Stream::collective;
        if (own && (last == nullptr || span.end > last->end))
            last = &span;
    }
    return last;
}

}  // namespace

std::vector<PathSegment> critical_path(const Trace& trace, std::uint32_t ranks) {
    std::vector<PathSegment> path;
    const Span* last = last_span(trace);
    if (last == nullptr)
        return path;
    const Past past(trace, ranks);
    std::uint32_t rank = last->rank;
    double time = last->end;
    while (time > 0.0) {
        if (const Handover* from = past.handover(rank, time)) {
            if (from->time > from->from_time)
                path.push_back({from->from_rank, kNone, from->cause, from->from_time, from->time});
            const bool moved = from->from_rank != rank || from->from_time < time;
            rank = from->from_rank;
            time = from->from_time;
            if (moved)
                continue;
        }
        const Span* span = past.span(rank, time);
        const double end = span == nullptr ? 0.0 : span->end;
        if (end < time)
            path.push_back({rank, kNone, Cause::waiting, end, time});
        if (span == nullptr)
            break;
        path.push_back({rank, span->op, span->cause, span->start, span->end});
        time = span->start;
    }
    std::reverse(path.begin(), path.end());
    return path;
}

std::vector<double> path_by_cause(const std::vector<PathSegment>& path) {
    std::vector<double> sum(kCauses, 0.0);
    for (const PathSegment& segment : path)
        sum[static_cast<std::size_t>(segment.cause)] += segment.end - segment.start;
    return sum;
}

}  // namespace deepwallet
