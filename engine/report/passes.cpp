#include "engine/report/passes.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace deepwallet {

namespace {

const StepCost* step_of(const Job& job, const Span& span) {
    const Op& op = job.ops[span.op];
    return op.kind == OpKind::step ? &job.steps[op.index] : nullptr;
}

PassKind kind_of_step(const StepCost* step) {
    if (step == nullptr)
        return PassKind::other;
    if (step->pass == StepPass::forward)
        return PassKind::forward;
    return step->pass == StepPass::weight_gradient ? PassKind::weight_gradient : PassKind::backward;
}

PassKind kind_of(const Job& job, const Span& span) {
    if (span.stream == Stream::send)
        return PassKind::pipeline_comm;
    if (span.stream == Stream::data || span.cause == Cause::data_comm)
        return PassKind::data_comm;
    if (span.cause == Cause::optimizer)
        return PassKind::optimizer;
    return job.ops[span.op].micro_batch < 0 ? PassKind::other : kind_of_step(step_of(job, span));
}

/// A message that its sender does not wait with is no time of the sender's; a barrier takes none.
bool is_shown(const Job& job, const Span& span) {
    const Op& op = job.ops[span.op];
    if (span.end <= span.start)
        return false;
    return span.stream != Stream::send ||
           (op.kind == OpKind::send && job.transfers[op.index].blocking);
}

PassBox box_of(const Job& job, const Span& span) {
    return {span.rank,
            job.ops[span.op].micro_batch,
            kind_of(job, span),
            span.stream == Stream::data,
            span.start,
            span.end};
}

/// What begins with gradients of inputs and goes on with those of weights is one way back. Between
/// boxes of no micro-batch a rank waits.
bool goes_on(const PassBox& box, const PassBox& next) {
    const bool backward = box.kind == PassKind::backward && next.kind == PassKind::weight_gradient;
    if (box.micro_batch < 0 && next.start > box.end)
        return false;
    return !box.aside && !next.aside && box.micro_batch == next.micro_batch &&
           (box.kind == next.kind || backward) && box.kind != PassKind::pipeline_comm;
}

std::vector<std::vector<PassBox>> pieces_by_rank(const Job& job, const Trace& trace) {
    std::vector<std::vector<PassBox>> out(job.ranks());
    for (const Span& span : trace.spans) {
        if (is_shown(job, span))
            out[span.rank].push_back(box_of(job, span));
    }
    return out;
}

/// Those aside behind the others; a trace has most of them in order.
void sort_pieces(std::vector<PassBox>& pieces) {
    const auto before = [](const PassBox& a, const PassBox& b) {
        return std::tuple(a.aside, a.start) < std::tuple(b.aside, b.start);
    };
    if (!std::is_sorted(pieces.begin(), pieces.end(), before))
        std::stable_sort(pieces.begin(), pieces.end(), before);
}

}  // namespace

const char* name_of(PassKind kind) {
    switch (kind) {
        case PassKind::forward:
            return "forward";
        case PassKind::backward:
            return "backward";
        case PassKind::weight_gradient:
            return "weight gradient";
        case PassKind::pipeline_comm:
            return "pipeline comm";
        case PassKind::data_comm:
            return "data comm";
        case PassKind::optimizer:
            return "optimizer";
        case PassKind::other:
            return "other";
    }
    return "";
}

std::string label_of(const PassBox& box) {
    if (box.micro_batch < 0)
        return name_of(box.kind);
    switch (box.kind) {
        case PassKind::forward:
            return fmt::format("F{}", box.micro_batch);
        case PassKind::backward:
            return fmt::format("B{}", box.micro_batch);
        case PassKind::weight_gradient:
            return fmt::format("W{}", box.micro_batch);
        default:
            return fmt::format("{} {}", name_of(box.kind), box.micro_batch);
    }
}

std::vector<PassBox> pass_boxes(const Job& job, const Trace& trace) {
    std::vector<PassBox> out;
    for (std::vector<PassBox>& pieces : pieces_by_rank(job, trace)) {
        const auto begin = static_cast<std::ptrdiff_t>(out.size());
        sort_pieces(pieces);
        for (const PassBox& piece : pieces) {
            const bool same = static_cast<std::ptrdiff_t>(out.size()) > begin;
            if (same && goes_on(out.back(), piece))
                out.back().end = std::max(out.back().end, piece.end);
            else
                out.push_back(piece);
        }
        std::stable_sort(out.begin() + begin, out.end(), [](const PassBox& x, const PassBox& y) {
            return x.start < y.start;
        });
    }
    return out;
}

PassTotals totals_between(const std::vector<PassBox>& boxes, double from, double to) {
    PassTotals out = {};
    for (const PassBox& box : boxes) {
        const double seconds = std::min(to, box.end) - std::max(from, box.start);
        if (!box.aside && seconds > 0.0)
            out[static_cast<std::size_t>(box.kind)] += seconds;
    }
    return out;
}

}  // namespace deepwallet
