#include "engine/schedule/schedule.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

StageTime sum(std::span<const StageTime> stages) {
    StageTime all;
    for (const StageTime& stage : stages) {
        all.forward += stage.forward;
        all.input_gradient += stage.input_gradient;
        all.weight_gradient += stage.weight_gradient;
    }
    return all;
}

/// Mean of all stages but `without`; that stage itself where it is alone.
StageTime mean_of_others(std::span<const StageTime> stages, std::size_t without) {
    if (stages.size() == 1)
        return stages.front();
    const StageTime all = sum(stages);
    const StageTime& one = stages[without];
    const double others = real(static_cast<std::int64_t>(stages.size()) - 1);
    return {(all.forward - one.forward) / others,
            (all.input_gradient - one.input_gradient) / others,
            (all.weight_gradient - one.weight_gradient) / others};
}

std::size_t slowest(std::span<const StageTime> stages) {
    const auto found = std::max_element(
        stages.begin(), stages.end(), [](auto& a, auto& b) { return a.total() < b.total(); });
    return static_cast<std::size_t>(found - stages.begin());
}

/// A flow shop of equal jobs, forward and then backward: the slowest machine m times, the others
/// once, or one of their chunks where a rank has several.
PipelineTime flow_shop_time(std::span<const StageTime> stages,
                            std::int64_t chunks,
                            std::int64_t m) {
    Time forward;
    Time backward;
    for (const StageTime& stage : stages) {
        forward = std::max(forward, stage.forward);
        backward = std::max(backward, stage.backward());
    }
    const Time fill = (sum(stages).total() - forward - backward) / real(chunks);
    return {fill + real(m) * (forward + backward), static_cast<std::int64_t>(slowest(stages))};
}

/// A stage works for m T. Before its first forward and after its last backward it waits for the
/// stages in front of it; between its first forward and first backward for the round trip behind
/// it, less the forwards it runs ahead; the same at the end with backwards. The stage with the most
/// is the path.
PipelineTime one_f_one_b_time(std::span<const StageTime> stages, std::int64_t m) {
    const std::size_t p = stages.size();
    Time behind = sum(stages).total();
    Time before;
    PipelineTime longest;
    for (std::size_t i = 0; i < p; ++i) {
        const StageTime& stage = stages[i];
        behind -= stage.total();
        const double ahead = real(std::min(m, static_cast<std::int64_t>(p - i)) - 1);
        const Time fill = std::max(Time{}, behind - ahead * stage.forward);
        const Time drain = std::max(Time{}, behind - ahead * stage.backward());
        // With too few micro-batches to go on meanwhile it waits once, with the last at the turn.
        const bool turns_once = m < static_cast<std::int64_t>(p - i);
        const Time wait = turns_once ? std::max(fill, drain) : fill + drain;
        const Time path = before + real(m) * stage.total() + wait;
        // Equal paths count as one, in spite of rounding.
        if (path > longest.makespan * (1.0 + 1e-12)) {
            longest = {path, static_cast<std::int64_t>(i)};
        }
        before += stage.total();
    }
    return longest;
}

/// Of the longest of four chains from the first forward to the last backward: down and back up at
/// the pace of forwards or input gradients, or held up by weight gradients or by the lack of them.
/// Found by executing the order; exact for at least 2p - 1 micro-batches of equal stages.
Time zb_v_bubble(double others, const StageTime& s) {
    const Time f = s.forward;
    const Time b = s.input_gradient;
    const Time w = s.weight_gradient;
    return std::max({others * (f - b / 2.0) - (f - b) / 2.0,
                     others * b / 2.0,
                     others * w / 2.0 - (w - f) / 2.0,
                     others * (b - w)});
}

/// `pairs` of ranks but the middle one wait for two forwards and for what the early weight
/// gradients do not fill; where input gradients take longer than forwards, those that come from the
/// other end are late too. Found by executing the order, with pairs of a forward and a backward
/// that take as long as both.
Time dualpipe_bubble(double pairs, const StageTime& s) {
    const Time f = s.forward;
    const Time b = s.input_gradient;
    return pairs * (2.0 * f + std::max(Time{}, b - s.weight_gradient)) +
           std::max(Time{}, pairs * (b - f) - f);
}

}  // namespace

Time bubble(ScheduleKind kind, std::int64_t p, std::int64_t v, const StageTime& s) {
    if (p == 1)
        return {};
    const double others = real(p) - 1.0;
    switch (kind) {
        case ScheduleKind::gpipe:
        case ScheduleKind::one_f_one_b:
            return others * s.total();
        case ScheduleKind::interleaved:
        case ScheduleKind::breadth_first:
            return others * s.total() / real(v);
        // The first rank waits for what weight gradients do not fill, the last starts p - 1
        // forwards late.
        case ScheduleKind::zb_h1:
            return others * std::max(s.forward, s.forward + s.input_gradient - s.weight_gradient);
        case ScheduleKind::zb_h2:
            return others * std::max({s.forward,
                                      s.forward + s.input_gradient - 2.0 * s.weight_gradient,
                                      s.input_gradient - s.forward});
        case ScheduleKind::zb_v:
            return zb_v_bubble(others, s);
        case ScheduleKind::dualpipe:
            return dualpipe_bubble(real(p) / 2.0 - 1.0, s);
    }
    return {};
}

PipelineTime pipeline_time(ScheduleKind kind,
                           std::span<const StageTime> stages,
                           std::int64_t chunks,
                           std::int64_t m) {
    if (stages.size() == 1)
        return {real(m) * stages.front().total(), 0};
    if (kind == ScheduleKind::gpipe || kind == ScheduleKind::breadth_first)
        return flow_shop_time(stages, chunks, m);
    if (kind == ScheduleKind::one_f_one_b || (kind == ScheduleKind::interleaved && chunks == 1))
        return one_f_one_b_time(stages, m);
    const std::size_t worst = slowest(stages);
    const auto p = static_cast<std::int64_t>(stages.size());
    const Time idle = bubble(kind, p, chunks, mean_of_others(stages, worst));
    return {real(m) * stages[worst].total() + idle, static_cast<std::int64_t>(worst)};
}

Time transfer_delay(
    ScheduleKind kind, std::int64_t p, std::int64_t v, std::int64_t m, Time hop, Time slack) {
    if (p == 1)
        return {};
    const double others = real(p) - 1.0;
    const bool alternates = kind == ScheduleKind::interleaved && v == 1;
    switch (alternates ? ScheduleKind::one_f_one_b : kind) {
        // A round trip, with 2 (p - 1) hops in it, carries p micro-batches.
        case ScheduleKind::one_f_one_b: {
            const Time each = std::max(Time{}, 2.0 * hop * (others / real(p)) - slack);
            return real(m) * each + 2.0 * hop * (others - 1.0);
        }
        // A chunk's first result comes round just as its rank is done with the chunk before.
        case ScheduleKind::interleaved:
            return 2.0 * hop * (real(p) * real(v) - 1.0);
        // The first round trip delays the second; from then on weight gradients bridge it.
        case ScheduleKind::zb_h1:
            return 4.0 * hop * others;
        // With no more micro-batches than ranks, a chunk's first result comes round too late for
        // the next chunk to start on time.
        case ScheduleKind::breadth_first:
            return 2.0 * hop * (others + (m > p ? 0.0 : real(p) * (real(v) - 1.0)));
        default:
            return 2.0 * hop * others;
    }
}

bool splits_backward(ScheduleKind kind) {
    return kind == ScheduleKind::zb_h1 || kind == ScheduleKind::zb_h2 ||
           kind == ScheduleKind::zb_v || kind == ScheduleKind::dualpipe;
}

TransferCount transfers(ScheduleKind kind, std::int64_t p, std::int64_t v, std::int64_t i) {
    const double each = real(v);
    const bool first = i == 0;
    const bool last = i == p - 1;
    switch (kind) {
        // There and back: the last rank hands on to itself, the first holds both ends.
        case ScheduleKind::zb_v: {
            const double count = each - (first ? 1.0 : 0.0) - (last ? 1.0 : 0.0);
            return {count, count};
        }
        case ScheduleKind::dualpipe: {
            const double count = first || last ? 0.5 : 1.0;
            return {count, count};
        }
        default:
            return {last ? 0.0 : each, first ? 0.0 : each};
    }
}

double micro_batches_in_flight(
    ScheduleKind kind, std::int64_t p, std::int64_t v, std::int64_t m, std::int64_t i) {
    if (p == 1 && kind != ScheduleKind::gpipe && kind != ScheduleKind::breadth_first)
        return 1.0;
    switch (kind) {
        case ScheduleKind::gpipe:
        case ScheduleKind::breadth_first:
            return real(m);
        case ScheduleKind::one_f_one_b:
            return real(std::min(m, p - i));
        case ScheduleKind::interleaved:
            if (v == 1)
                return real(std::min(m, p - i));
            return std::min(real(m), real(2 * (p - i - 1) + (v - 1) * p + 1) / real(v));
        // Weight gradients wait for up to i micro-batches more, with their inputs kept.
        case ScheduleKind::zb_h1:
            return real(std::min(m, p));
        case ScheduleKind::zb_h2:
            return real(std::min(m, 2 * (p - i) - 1));
        case ScheduleKind::zb_v:
            return real(std::min(m, p));
        case ScheduleKind::dualpipe:
            return real(std::min(m, p + 1));
    }
    return real(m);
}

}  // namespace deepwallet
