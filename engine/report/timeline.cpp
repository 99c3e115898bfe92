#include "engine/report/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Samples of the power counter of an accelerator, each the mean of its share of the iteration.
constexpr std::size_t kPowerSamples = 500;

const char* name_of(StepPass pass) {
    switch (pass) {
        case StepPass::forward:
            return "forward";
        case StepPass::recompute:
            return "recompute";
        case StepPass::input_gradient:
            return "input gradient";
        case StepPass::weight_gradient:
            return "weight gradient";
    }
    return "";
}

/// To whole nanoseconds, so that what ends together or lies inside still does in the file.
double microseconds(double seconds) { return std::round(seconds * 1e9) / 1e3; }

class TimelineWriter {
public:
    TimelineWriter(std::ostream& out,
                   const Scenario& scenario,
                   const TracedScenario& traced,
                   TimelineLevel level)
        : out_(out),
          scenario_(scenario),
          layout_(traced.layout),
          job_(traced.iteration.job),
          simulation_(traced.iteration.simulation),
          level_(level) {}

    std::size_t run() {
        sort_spans();
        const nlohmann::json title = scenario_.name;
        out_ << "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"scenario\":"
             << title.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
             << "},\"traceEvents\":[";
        for (std::size_t begin = 0; begin < spans_.size();) {
            const std::uint32_t rank = spans_[begin]->rank;
            std::size_t end = begin;
            while (end < spans_.size() && spans_[end]->rank == rank) ++end;
            rank_rows(rank, {spans_.data() + begin, spans_.data() + end});
            begin = end;
        }
        memory_counters();
        out_ << "\n]}\n";
        return events_;
    }

private:
    using Spans = std::span<const Span* const>;

    void sort_spans() {
        for (const Span& span : simulation_.trace.spans) {
            // A barrier takes no time itself.
            if (span.end > span.start)
                spans_.push_back(&span);
        }
        std::stable_sort(spans_.begin(), spans_.end(), [](const Span* a, const Span* b) {
            return std::tuple(a->rank, a->stream, a->start) <
                   std::tuple(b->rank, b->stream, b->start);
        });
    }

    template <class... Arguments>
    void event(fmt::format_string<Arguments...> format, const Arguments&... arguments) {
        text_.clear();
        fmt::format_to(std::back_inserter(text_), "{}\n", events_ == 0 ? "" : ",");
        fmt::vformat_to(std::back_inserter(text_), format, fmt::make_format_args(arguments...));
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        ++events_;
    }

    void rank_rows(std::uint32_t rank, Spans spans) {
        name_rank(rank);
        for (std::size_t begin = 0; begin < spans.size();) {
            std::size_t end = begin;
            while (end < spans.size() && spans[end]->stream == spans[begin]->stream) ++end;
            row(rank, spans.subspan(begin, end - begin));
            begin = end;
        }
        power_counter(rank, spans);
    }

    void name_rank(std::uint32_t rank) {
        const std::uint32_t stage = rank / job_.lanes;
        std::string name = fmt::format("stage {}", stage);
        if (scenario_.simulation.detail == Detail::full) {
            const std::int64_t each = scenario_.server.accelerators;
            name += fmt::format(" server{}/gpu{}", rank / each, rank % each);
        }
        event(R"({{"ph":"M","name":"process_name","pid":{},"args":{{"name":"{}"}}}})", rank, name);
        event(R"({{"ph":"M","name":"process_sort_index","pid":{},"args":{{"sort_index":{}}}}})",
              rank,
              rank);
    }

    void row(std::uint32_t rank, Spans spans) {
        const Stream stream = spans.front()->stream;
        const auto tid = static_cast<int>(stream);
        event(R"({{"ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":"{}"}}}})",
              rank,
              tid,
              name_of(stream));
        if (stream == Stream::compute) {
            slices(
                spans, [this](const Span& a, const Span& b) { return same_pass(a, b); }, false);
            if (level_ == TimelineLevel::layer) {
                slices(
                    spans, [this](const Span& a, const Span& b) { return same_layer(a, b); }, true);
            }
        } else if (level_ != TimelineLevel::kernel) {
            const bool layers = level_ == TimelineLevel::layer;
            slices(
                spans,
                [&](const Span& a, const Span& b) {
                    return layers ? same_layer(a, b) : same_pass(a, b);
                },
                layers);
        }
        if (level_ == TimelineLevel::kernel)
            slices(
                spans, [](const Span&, const Span&) { return false; }, true);
    }

    /// One slice for each run of spans that are the same.
    template <class Same>
    void slices(Spans spans, Same same, bool inner) {
        for (std::size_t begin = 0; begin < spans.size();) {
            std::size_t end = begin + 1;
            while (end < spans.size() && same(*spans[begin], *spans[end])) ++end;
            slice(*spans[begin], spans[end - 1]->end, inner);
            begin = end;
        }
    }

    [[nodiscard]] const Op& op_of(const Span& span) const { return job_.ops[span.op]; }

    [[nodiscard]] const StepCost* step_of(const Span& span) const {
        const Op& op = op_of(span);
        return op.kind == OpKind::step ? &job_.steps[op.index] : nullptr;
    }

    [[nodiscard]] bool is_forward(const Span& span) const {
        const StepCost* step = step_of(span);
        return step != nullptr && step->pass == StepPass::forward;
    }

    /// Of one micro-batch's way through the rank, forward or backward; between those of no
    /// micro-batch a rank waits.
    [[nodiscard]] bool same_pass(const Span& a, const Span& b) const {
        if (op_of(a).micro_batch < 0 && (a.cause != b.cause || b.start > a.end))
            return false;
        return a.stream != Stream::send && op_of(a).micro_batch == op_of(b).micro_batch &&
               is_forward(a) == is_forward(b) && a.cause != Cause::optimizer &&
               b.cause != Cause::optimizer;
    }

    [[nodiscard]] bool same_layer(const Span& a, const Span& b) const {
        const StepCost* x = step_of(a);
        const StepCost* y = step_of(b);
        return same_pass(a, b) && op_of(a).layer == op_of(b).layer && x != nullptr &&
               y != nullptr && x->pass == y->pass;
    }

    void slice(const Span& span, double end, bool inner) {
        event(
            R"({{"ph":"X","name":"{}","cat":"{}","pid":{},"tid":{},"ts":{:.3f},"dur":{:.3f},"args":{{{}}}}})",
            inner ? inner_name(span) : outer_name(span),
            deepwallet::name_of(span.cause),
            span.rank,
            static_cast<int>(span.stream),
            microseconds(span.start),
            microseconds(end) - microseconds(span.start),
            arguments(span, inner));
    }

    [[nodiscard]] std::string outer_name(const Span& span) const {
        const std::int32_t micro_batch = op_of(span).micro_batch;
        if (span.stream == Stream::send)
            return fmt::format("send {}", micro_batch);
        if (micro_batch < 0)
            return deepwallet::name_of(span.cause);
        const StepCost* step = step_of(span);
        const char* const letter = is_forward(span) ? "F"
                                   : step != nullptr && step->pass == StepPass::weight_gradient
                                       ? "W"
                                       : "B";
        return fmt::format("{}{}", letter, micro_batch);
    }

    [[nodiscard]] std::string inner_name(const Span& span) const {
        const StepCost* step = step_of(span);
        if (step == nullptr || op_of(span).micro_batch < 0)
            return outer_name(span);
        if (span.cause == Cause::host)
            return "host";
        if (span.stream == Stream::collective && step->collective != kNone)
            return deepwallet::name_of(job_.collectives[step->collective].cause);
        return level_ == TimelineLevel::kernel || op_of(span).layer < 0
                   ? fmt::format("{} {}", deepwallet::name_of(step->block), name_of(step->pass))
                   : name_of(step->pass);
    }

    [[nodiscard]] std::string arguments(const Span& span, bool inner) const {
        const Op& op = op_of(span);
        std::string out;
        if (op.micro_batch >= 0)
            out += fmt::format("\"micro_batch\":{}", op.micro_batch);
        if (inner && op.layer >= 0)
            out += fmt::format("{}\"layer\":{}", out.empty() ? "" : ",", op.layer);
        return out;
    }

    // Counters.

    void memory_counters() {
        for (const Holding& holding : simulation_.trace.holdings) {
            const double held = real(holding.count) / real(layout_.virtual_stages);
            event(
                R"({{"ph":"C","name":"memory","pid":{},"ts":{:.3f},"args":{{"GiB":{:.4f}}}}})",
                holding.rank,
                microseconds(holding.time),
                memory_in_use(scenario_, layout_, holding.rank / job_.lanes, held).in(units::GiB));
        }
    }

    /// What each sample's time goes to, as energy/power.hpp prices it.
    void power_counter(std::uint32_t rank, Spans spans) {
        const Time length = simulation_.makespan / static_cast<double>(kPowerSamples);
        std::vector<PhaseTimes> samples(kPowerSamples);
        for (const Span* span : spans) sample(*span, length.base(), samples);
        for (std::size_t i = 0; i < kPowerSamples; ++i) {
            PhaseTimes& phases = samples[i];
            // Communication costs power of its own only where no kernel runs beside it.
            const Time rest = std::max(Time{}, length - phases.computing - phases.streaming);
            phases.communicating = std::min(phases.communicating, rest);
            phases.waiting = rest - phases.communicating;
            event(R"({{"ph":"C","name":"power","pid":{},"ts":{:.3f},"args":{{"W":{:.1f}}}}})",
                  rank,
                  microseconds(length.base() * static_cast<double>(i)),
                  accelerator_power(scenario_.accelerator, phases).in(units::watt));
        }
    }

    /// Adds a span to the samples that it crosses.
    void sample(const Span& span, double length, std::vector<PhaseTimes>& samples) const {
        if (!takes_power(span))
            return;
        const double share = streaming_share(span);
        auto at = static_cast<std::size_t>(span.start / length);
        for (; at < samples.size() && static_cast<double>(at) * length < span.end; ++at) {
            const double from = std::max(span.start, static_cast<double>(at) * length);
            const double to = std::min(span.end, static_cast<double>(at + 1) * length);
            const Time part = Time::from_base(std::max(0.0, to - from));
            if (span.stream == Stream::compute) {
                samples[at].streaming += share * part;
                samples[at].computing += (1.0 - share) * part;
            } else {
                samples[at].communicating += part;
            }
        }
    }

    /// Waiting for the host, or for a transfer that goes on by itself, is waiting.
    [[nodiscard]] bool takes_power(const Span& span) const {
        const Op& op = op_of(span);
        return span.cause != Cause::host &&
               (op.kind != OpKind::send || job_.transfers[op.index].blocking);
    }

    [[nodiscard]] double streaming_share(const Span& span) const {
        const StepCost* step = step_of(span);
        const double kernels = step == nullptr ? 0.0 : step->kernels + step->cover;
        return kernels > 0.0 ? step->streaming / kernels : 0.0;
    }

    std::ostream& out_;
    const Scenario& scenario_;
    const Layout& layout_;
    const Job& job_;
    const Simulation& simulation_;
    TimelineLevel level_;
    std::vector<const Span*> spans_;
    fmt::memory_buffer text_;
    std::size_t events_ = 0;
};

}  // namespace

std::size_t write_timeline(std::ostream& out,
                           const Scenario& scenario,
                           const TracedScenario& traced,
                           TimelineLevel level) {
    return TimelineWriter(out, scenario, traced, level).run();
}

}  // namespace deepwallet
