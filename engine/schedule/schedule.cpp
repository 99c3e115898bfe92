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
/// once.
PipelineTime gpipe_time(std::span<const StageTime> stages, std::int64_t m) {
    Time forward;
    Time backward;
    for (const StageTime& stage : stages) {
        forward = std::max(forward, stage.forward);
        backward = std::max(backward, stage.backward());
    }
    return {sum(stages).total() + (real(m) - 1.0) * (forward + backward),
            static_cast<std::int64_t>(slowest(stages))};
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
        case ScheduleKind::zb_h1:
            return others * std::max(Time{}, s.forward + s.input_gradient - s.weight_gradient);
        // The first rank waits for unequal parts, the last starts p - 1 forwards late.
        case ScheduleKind::zb_h2:
            return others *
                   std::max(s.forward, s.forward + s.input_gradient - 2.0 * s.weight_gradient);
        // The same in chunks of half a stage.
        case ScheduleKind::zb_v:
            return others / 2.0 *
                   std::max(s.forward, s.forward + s.input_gradient - 2.0 * s.weight_gradient);
        case ScheduleKind::dualpipe:
            return (real(p) / 2.0 - 1.0) *
                   std::max(Time{}, s.total() + s.backward() - 3.0 * s.weight_gradient);
    }
    return {};
}

PipelineTime pipeline_time(ScheduleKind kind,
                           std::span<const StageTime> stages,
                           std::int64_t chunks,
                           std::int64_t m) {
    if (stages.size() == 1)
        return {real(m) * stages.front().total(), 0};
    if (kind == ScheduleKind::gpipe)
        return gpipe_time(stages, m);
    if (kind == ScheduleKind::one_f_one_b)
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
    switch (kind) {
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
