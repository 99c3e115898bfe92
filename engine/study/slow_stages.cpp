#include "engine/study/slow_stages.hpp"

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/schedule/execution.hpp"

namespace deepwallet {

namespace {

/// Power limits tried for the lowest.
constexpr int kLimits = 24;

class Slowing {
public:
    explicit Slowing(const IterationInput& in)
        : in_(in),
          chip_(in.accelerator),
          pipeline_(in.parallelism.schedule,
                    in.layout.pipeline,
                    in.layout.virtual_stages,
                    in.layout.micro_batches) {
        for (const StageWork& work : stage_work(in)) {
            times_.push_back(work.time);
            compute_.push_back(work.compute);
        }
        latest_ = pipeline_.latest_ends(times_);
    }

    SlowedPipeline run() {
        SlowedPipeline best;
        best.before = best.after = pipeline_.makespan(times_);
        best.slower.assign(times_.size(), 0.0);
        if (chip_.power_cap || chip_.power_cap_shares.empty())
            return best;
        const double least = chip_.power_cap_shares.front();
        for (int i = 0; i < kLimits; ++i) {
            const SlowedPipeline here = slowed(least + (1.0 - least) * i / kLimits, best.before);
            if (here.saved > best.saved)
                best = here;
        }
        return best;
    }

private:
    [[nodiscard]] double rate_at(double cap) const {
        return interpolate_log(chip_.power_cap_shares, chip_.power_cap_rates, cap);
    }

    /// The lowest limit, not below `lowest`, at which work is done at this rate.
    [[nodiscard]] double cap_for(double rate, double lowest) const {
        constexpr int kSteps = 30;
        double high = 1.0;
        for (int i = 0; i < kSteps; ++i) {
            const double middle = 0.5 * (lowest + high);
            (rate_at(middle) >= rate ? high : lowest) = middle;
        }
        return high;
    }

    /// Beside what it takes at full speed.
    [[nodiscard]] Energy saved(Time compute, Time stretched, double cap) const {
        const Power limited = std::min(chip_.computing, cap * chip_.tdp);
        return chip_.computing * compute + chip_.waiting * (stretched - compute) -
               limited * stretched;
    }

    SlowedPipeline slowed(double lowest, Time before) {
        SlowedPipeline out;
        out.before = before;
        out.lowest_cap = lowest;
        out.slower.assign(times_.size(), 0.0);
        const auto& steps = pipeline_.steps();
        Energy each;
        const double slowest = rate_at(lowest);
        out.after = pipeline_.run({}, [&](std::size_t i, Time start) {
            const auto& step = steps[i];
            const Time full = pipeline_.duration(step, times_);
            const bool overlaps = step.with_next || (i > 0 && steps[i - 1].with_next);
            const Time compute = pipeline_.duration(step, compute_);
            const Time room = latest_[i] - start - full;
            if (overlaps || room <= Time{} || compute <= Time{})
                return full;
            const double rate = std::max(slowest, compute / (compute + room));
            const double cap = rate > slowest ? cap_for(rate, lowest) : lowest;
            const Time stretched = compute / rate_at(cap);
            const Energy gain = saved(compute, stretched, cap);
            if (gain <= Energy{})
                return full;
            each += gain;
            out.slower[step.rank] +=
                full / (static_cast<double>(in_.layout.micro_batches) * times_[step.rank].total());
            return full + (stretched - compute);
        });
        const double ranks =
            static_cast<double>(in_.layout.gpus) / static_cast<double>(times_.size());
        out.saved = (in_.software.iteration_factor * ranks * (1.0 + in_.server.fan_share) /
                     in_.server.psu_efficiency) *
                    each;
        return out;
    }

    const IterationInput& in_;
    const Accelerator& chip_;
    OrderedPipeline pipeline_;
    std::vector<StageTime> times_;
    std::vector<StageTime> compute_;
    std::vector<Time> latest_;
};

}  // namespace

SlowedPipeline slow_stages(const IterationInput& in) { return Slowing(in).run(); }

}  // namespace deepwallet
