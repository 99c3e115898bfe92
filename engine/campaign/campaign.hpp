#pragma once

/// From the time of an iteration to the days of a run: failures come at random, work since the last
/// checkpoint is done again, and checkpoints are written as often as pays.

#include "engine/campaign/terms.hpp"

namespace deepwallet {

/// What share of the wall time is useful work when a checkpoint of `checkpoint` is written every
/// `interval` of work, failures come with mean `mtbf`, and each costs `restart` beside the lost
/// work (Daly 2006, eq. 13: the exact expectation for exponential failures).
double goodput(Time interval, Time checkpoint, Time restart, Time mtbf);

/// The interval that minimises that expectation: mtbf (1 + W0(-exp(-checkpoint/mtbf - 1))). The
/// restart does not move it. Zero where a checkpoint costs nothing.
Time best_interval(Time checkpoint, Time mtbf);

struct Campaign {
    double iterations = 0.0;
    Time mtbf;  ///< of the whole job
    Time checkpoint;
    Time checkpoint_interval;
    double goodput = 1.0;
    Time wall;
    double failures = 0.0;  ///< expected
};

/// `state` is what a checkpoint writes, of the whole model.
Campaign plan_campaign(
    double iterations, Time iteration, double servers, Data state, const CampaignTerms& terms);

}  // namespace deepwallet
