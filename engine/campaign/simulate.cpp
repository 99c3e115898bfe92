#include "engine/campaign/simulate.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/minima.hpp>

#include "engine/core/mix.hpp"
#include "engine/des/event_queue.hpp"

namespace deepwallet {

namespace {

enum class CampaignEvent : std::uint8_t {
    failure,
    noticed,
    restarted,
    checkpoint_begin,
    checkpoint_end,   ///< training goes on
    checkpoint_safe,  ///< a copy has been written
    repaired,
    finished,
};

/// Uniform in (0, 1), of the n-th draw of a sample.
double uniform(std::uint64_t seed, std::uint64_t sample, std::uint64_t n) {
    const std::uint64_t bits = mix(mix(mix(seed) + sample) + n);
    return (static_cast<double>(bits >> 11U) + 0.5) * 0x1.0p-53;
}

class Simulation {
public:
    Simulation(const CampaignInput& in,
               const CampaignTerms& terms,
               Time interval,
               std::uint64_t seed,
               std::uint64_t sample)
        : terms_(terms),
          plan_(undisturbed_campaign(in, terms)),
          failures_(failure_process(terms, in.components)),
          interval_(interval.in(units::s)),
          seed_(seed),
          sample_(sample),
          spares_(terms.spare_servers.value_or(0)) {
        const CampaignTimes& times = plan_.times;
        useful_ = (times.work + times.evaluation).in(units::s);
        checkpoint_ = plan_.checkpoint.in(units::s);
        drain_ = (plan_.write - plan_.checkpoint).in(units::s);
        interval_ = std::max(interval_, drain_);
    }

    CampaignOutcome run() {
        now_ = terms_.startup.in(units::s);
        next_failure();
        work();
        std::int64_t events = 0;
        while (!done_ && ++events < kMostCampaignEvents) {
            const Event<CampaignEvent> event = queue_.pop();
            const bool lasting =
                event.kind == CampaignEvent::repaired || event.kind == CampaignEvent::failure;
            const bool stale = !lasting && event.generation != generation_;
            if (!stale)
                handle(event);
        }
        out_.finished = done_;
        return account();
    }

private:
    void handle(const Event<CampaignEvent>& event) {
        // A repair that ended while cycles were skipped has come late, to no effect on them.
        now_ = std::max(now_, event.time);
        switch (event.kind) {
            case CampaignEvent::failure:
                return fail();
            case CampaignEvent::noticed:
                detection_ += now_ - phase_start_;
                noticed_ = true;
                phase_start_ = now_;
                return push((terms_.restart + plan_.load).in(units::s), CampaignEvent::restarted);
            case CampaignEvent::restarted:
                restart_ += now_ - phase_start_;
                down_ = false;
                return work();
            case CampaignEvent::checkpoint_begin:
                copied_ = durable_ + pending_ + (now_ - phase_start_);
                pending_ = copied_ - durable_;
                return push(checkpoint_, CampaignEvent::checkpoint_end);
            case CampaignEvent::checkpoint_end:
                ++out_.checkpoints;
                if (drain_ > 0.0)
                    push(drain_, CampaignEvent::checkpoint_safe);
                else
                    make_safe();
                return work();
            case CampaignEvent::checkpoint_safe:
                return make_safe();
            case CampaignEvent::repaired:
                return take_back();
            case CampaignEvent::finished:
                done_ = true;
        }
    }

    void push(double after, CampaignEvent kind) { queue_.push(now_ + after, kind, 0, generation_); }

    /// Work goes on, to the next checkpoint or to the end.
    void work() {
        skip_undisturbed_cycles();
        phase_start_ = now_;
        const double left = useful_ - durable_ - pending_;
        if (left <= interval_)
            push(left, CampaignEvent::finished);
        else
            push(interval_, CampaignEvent::checkpoint_begin);
    }

    /// Work and checkpoints that no failure disturbs are all alike: most of them are taken in one
    /// step, and those near the next failure or the end are played.
    void skip_undisturbed_cycles() {
        const double cycle = interval_ + checkpoint_;
        const double begun = durable_ + pending_;
        if (!(interval_ > 0.0))
            return;
        constexpr double kPlayed = 2.0;
        const double cycles = std::floor(
            std::min((useful_ - begun) / interval_, (failure_at_ - now_) / cycle) - kPlayed);
        if (!(cycles >= 1.0))
            return;
        now_ += cycles * cycle;
        out_.checkpoints += static_cast<std::int64_t>(cycles);
        copied_ = begun + cycles * interval_;
        durable_ = copied_;
        pending_ = 0.0;
        if (drain_ <= 0.0)
            return;
        // The last copy is on its way, and nothing else that was.
        durable_ = copied_ - interval_;
        pending_ = interval_;
        ++generation_;
        push(drain_, CampaignEvent::checkpoint_safe);
    }

    void make_safe() {
        pending_ -= copied_ - durable_;
        durable_ = copied_;
    }

    /// The failure's time is drawn in operating time, which stands still while the job waits.
    void next_failure() {
        drawn_ -= std::log(uniform(seed_, sample_, 2 * draws_));
        const Time at = terms_.startup + failures_.until(drawn_) + waited_ * units::s;
        failure_at_ = std::max(at.in(units::s), now_);
        if (std::isfinite(failure_at_))
            queue_.push(failure_at_, CampaignEvent::failure, 0);
    }

    void fail() {
        ++out_.failures;
        ++generation_;
        if (down_)
            (noticed_ ? restart_ : detection_) += now_ - phase_start_;
        down_ = true;
        noticed_ = false;
        pending_ = 0.0;
        copied_ = durable_;
        phase_start_ = now_;
        const bool hardware = takes_server_out(uniform(seed_, sample_, 2 * draws_ + 1));
        ++draws_;
        if (hardware && terms_.spare_servers) {
            queue_.push(now_ + terms_.repair.in(units::s), CampaignEvent::repaired, 0);
            if (--spares_ < 0)
                return wait();
        }
        next_failure();
        push(terms_.detection.in(units::s), CampaignEvent::noticed);
    }

    [[nodiscard]] bool takes_server_out(double u) const {
        return u < failures_.share(FailureClass::accelerator) +
                       failures_.share(FailureClass::host) + failures_.share(FailureClass::adapter);
    }

    void wait() {
        waiting_since_ = now_;
        waiting_ = true;
    }

    void take_back() {
        ++spares_;
        if (!waiting_ || spares_ < 0)
            return;
        waiting_ = false;
        waited_ += now_ - waiting_since_;
        phase_start_ = now_;
        next_failure();
        push(terms_.detection.in(units::s), CampaignEvent::noticed);
    }

    CampaignOutcome account() {
        CampaignTimes& t = out_.times;
        t = plan_.times;
        out_.wall = now_ * units::s;
        t.checkpoint = static_cast<double>(out_.checkpoints) * plan_.checkpoint;
        t.detection = detection_ * units::s;
        t.restart = restart_ * units::s;
        t.waiting = waited_ * units::s;
        t.replay = {};
        t.replay = out_.wall - t.total();
        return out_;
    }

    const CampaignTerms& terms_;
    Campaign plan_;
    FailureProcess failures_;
    EventQueue<CampaignEvent> queue_;
    CampaignOutcome out_;

    double interval_;
    std::uint64_t seed_;
    std::uint64_t sample_;
    std::int64_t spares_;
    double useful_ = 0.0;  ///< all times in seconds
    double checkpoint_ = 0.0;
    double drain_ = 0.0;

    double now_ = 0.0;
    double phase_start_ = 0.0;
    double failure_at_ = 0.0;  ///< the next one
    double durable_ = 0.0;     ///< work that a failure leaves
    double pending_ = 0.0;     ///< work beyond it at the last checkpoint
    double copied_ = 0.0;      ///< work that the last checkpoint has
    double drawn_ = 0.0;
    double waited_ = 0.0;
    double waiting_since_ = 0.0;
    double detection_ = 0.0;
    double restart_ = 0.0;
    std::uint64_t draws_ = 0;
    std::uint32_t generation_ = 0;
    bool down_ = false;
    bool noticed_ = false;
    bool waiting_ = false;
    bool done_ = false;
};

double mean_wall(const std::vector<CampaignOutcome>& outcomes) {
    double sum = 0.0;
    for (const CampaignOutcome& one : outcomes) sum += one.wall.in(units::s);
    return sum / static_cast<double>(outcomes.size());
}

}  // namespace

CampaignOutcome simulate_campaign(const CampaignInput& input,
                                  const CampaignTerms& terms,
                                  Time interval,
                                  std::uint64_t seed,
                                  std::uint64_t sample) {
    return Simulation(input, terms, interval, seed, sample).run();
}

std::vector<CampaignOutcome> simulate_campaigns(const CampaignInput& input,
                                                const CampaignTerms& terms,
                                                Time interval,
                                                std::uint64_t seed,
                                                std::int64_t samples) {
    std::vector<CampaignOutcome> out(static_cast<std::size_t>(samples));
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = simulate_campaign(input, terms, interval, seed, i);
    return out;
}

Time simulated_best_interval(const CampaignInput& input,
                             const CampaignTerms& terms,
                             Time guess,
                             std::uint64_t seed,
                             std::int64_t samples) {
    const double center = std::log(guess.in(units::s));
    const double reach = std::log(10.0);
    const auto cost = [&](double log_interval) {
        return mean_wall(
            simulate_campaigns(input, terms, std::exp(log_interval) * units::s, seed, samples));
    };
    constexpr int kBits = 12;  // the mean is no smoother
    const auto found =
        boost::math::tools::brent_find_minima(cost, center - reach, center + reach, kBits);
    return std::exp(found.first) * units::s;
}

}  // namespace deepwallet
