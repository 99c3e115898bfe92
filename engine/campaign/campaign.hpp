#pragma once

/// From the time of an iteration to the days of a run: failures come at random, work since the last
/// checkpoint is done again, and checkpoints are written as often as pays.

#include "engine/campaign/failures.hpp"

namespace deepwallet {

/// What share of the wall time is useful work when a checkpoint of `checkpoint` is written every
/// `interval` of work, failures come with mean `mtbf`, and each costs `restart` beside the lost
/// work (Daly 2006, eq. 13: the exact expectation for exponential failures).
double goodput(Time interval, Time checkpoint, Time restart, Time mtbf);

/// sqrt(2 checkpoint mtbf) (Young 1974), for a checkpoint far below the mtbf.
Time young_interval(Time checkpoint, Time mtbf);

/// Daly 2006, eq. 37: Young's with two terms more; the mtbf where a checkpoint takes twice that.
Time daly_interval(Time checkpoint, Time mtbf);

/// The interval that minimises Daly's exact expectation: mtbf (1 + W0(-exp(-checkpoint/mtbf - 1))).
/// The restart does not move it. Zero where a checkpoint costs nothing.
Time best_interval(Time checkpoint, Time mtbf);

/// Share of arrivals that find all of `places` taken (Erlang's loss formula, for any distribution
/// of how long a place is taken); `load` is the mean number that would be taken were there enough.
double erlang_loss(std::int64_t places, double load);

/// Fewest spares of which no more than these are in repair with at least this probability, where
/// so many are in the mean (Poisson).
std::int64_t spares_for(double probability, double in_repair);

/// Where the wall time goes. Adds up to it.
struct CampaignTimes {
    Time work;  ///< iterations that count
    Time evaluation;
    Time checkpoint;  ///< training waits
    Time replay;      ///< work that failures made void
    Time detection;   ///< a failure is not yet noticed
    Time restart;     ///< a replacement starts up and loads
    Time waiting;     ///< for a server in repair
    Time startup;

    [[nodiscard]] Time total() const {
        return work + evaluation + checkpoint + replay + detection + restart + waiting + startup;
    }
};

struct CampaignInput {
    double iterations = 0.0;
    Time work;        ///< of all of them
    Time evaluation;  ///< of a forward pass of a global batch
    ComponentCounts components{};
    double servers = 0.0;
    double accelerators = 0.0;
    Data state;  ///< what a checkpoint writes, of the whole model
};

struct Campaign {
    double iterations = 0.0;
    double evaluations = 0.0;
    Time mtbf;        ///< of the whole job, mean over the run
    Time write;       ///< until a checkpoint is safe
    Time checkpoint;  ///< of that, while training waits
    Time load;
    Time checkpoint_interval;
    double goodput = 1.0;  ///< iterations over wall time
    CampaignTimes times;
    Time wall;
    double failures = 0.0;  ///< expected
    PerFailureClass<double> failures_by_class{};
    double in_repair = 0.0;    ///< servers, mean
    double preemptions = 0.0;  ///< expected

    /// Spares of which one is free at 99 % of the times.
    [[nodiscard]] std::int64_t spares_for_99_percent() const { return spares_for(0.99, in_repair); }
};

/// In closed form. With Weibull failures the mean rate over the run takes the place of the rate;
/// with asynchronous checkpoints a failure goes back one write further. A preemption whose notice
/// is long enough to write a checkpoint costs that and a restart; a shorter one counts as a
/// failure.
Campaign plan_campaign(const CampaignInput& input, const CampaignTerms& terms);

/// The same without what failures take, for simulate_campaign().
Campaign undisturbed_campaign(const CampaignInput& input, const CampaignTerms& terms);

}  // namespace deepwallet
