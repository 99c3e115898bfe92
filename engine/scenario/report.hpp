#pragma once

/// The whole answer as plain values.

#include <optional>

#include <boost/container/static_vector.hpp>

#include "engine/analytic/iteration.hpp"
#include "engine/campaign/campaign.hpp"
#include "engine/cost/serving.hpp"
#include "engine/des/discrete_iteration.hpp"
#include "engine/economics/attribution.hpp"
#include "engine/economics/bill.hpp"
#include "engine/energy/cooling.hpp"
#include "engine/energy/power.hpp"
#include "engine/plan/layout.hpp"
#include "engine/schedule/peak_memory.hpp"

namespace deepwallet {

/// More offers than a person compares at once.
constexpr std::size_t kMostOffers = 16;

/// One cloud offer of the scenario, by its index there.
struct CloudCost {
    std::size_t offer = 0;
    bool endless = false;  ///< machines are taken back faster than work gets done; no number below
    Rent rent;             ///< for hours of useful work: those lost to interruptions are in it
    Time wall;             ///< longer where machines are taken back
    Money machines;        ///< for the hours of the run
    Money storage;
    Money egress;
    Money commitment;  ///< to be paid for the whole term, used or not; none by the hour
    // Of buying against this offer.
    std::optional<Time> break_even;
    std::optional<double> break_even_utilisation;
    std::optional<double> break_even_runs;  ///< that fill the machine's life up to there

    Money unused;  ///< of the commitment: hours that it pays while nothing runs, at one's own use

    /// On the same footing as the share of owning, which pays for idle hours too.
    [[nodiscard]] Money run_total() const { return machines + storage + egress + unused; }
};

/// What only a whole run has: days, energy, carbon, dollars.
struct RunReport {
    Campaign campaign;
    double gpu_hours = 0.0;
    EnergyUse energy;
    Energy tdp_hours;  ///< accelerators at their limit for all of the time, for comparison
    Energy standing;   ///< of the facility while the machine stands between runs; not in `energy`
    PerCostCause<CauseShare> by_cause;
    Carbon embodied;
    std::optional<OnPremCost> on_prem;  ///< absent where the servers have no price
    boost::container::static_vector<CloudCost, kMostOffers> cloud;
};

/// Machines that serve, over all years.
struct ServingFleet {
    double replicas = 0.0;
    double gpus = 0.0;     ///< of the replicas
    double servers = 0.0;  ///< whole ones
    double tokens = 0.0;   ///< prompts and answers
    PowerUse power;
    EnergyUse energy;
    Carbon embodied;
    std::optional<Money> own;   ///< absent where the servers have no price
    std::optional<Money> rent;  ///< of the cheapest offer; absent where none is compared
    std::string rented_from;

    [[nodiscard]] std::optional<Money> total() const;  ///< the cheaper of both
    [[nodiscard]] Carbon carbon() const { return energy.operational + embodied; }
    [[nodiscard]] double million_tokens() const;
};

struct ServingReport {
    ReplicaSpeed speed;
    Time wall;
    double tokens_per_day = 0.0;
    ServingFleet fleet;  ///< what the traffic takes
    /// The same or a part of it with no replica idle, on the fleet's network: what a token comes
    /// to, without what the traffic leaves unused.
    ServingFleet full;
};

struct Report {
    Layout layout;
    double parameters = 0.0;
    double active_parameters = 0.0;
    double tokens = 0.0;  ///< of the whole run
    Work model_flops;     ///< of an iteration, as the model needs
    Work hardware_flops;  ///< with recomputation
    Throughput peak;      ///< of one accelerator at the training precision
    Iteration iteration;
    std::optional<DiscreteDetails> discrete;  ///< absent where the closed form answers
    WorstStage memory;
    Data capacity;
    Data offloaded;                    ///< of a server, to its host or its drives
    Data offload_capacity;             ///< that they have for it
    NetworkParts network;              ///< of all servers, spares too
    double cables_of_full_tree = 1.0;  ///< its cables over those of a full tree
    PowerUse power;
    std::optional<CoolingYear> cooling;  ///< absent where the site's PUE stands
    std::optional<RunReport> run;  ///< absent where no tokens are given, or the run never ends
    bool endless = false;          ///< failures come faster than work gets done
    std::optional<ServingReport> serving;  ///< absent where nothing is served

    [[nodiscard]] bool fits() const {
        return memory.use.total() <= capacity && offloaded <= offload_capacity;
    }
    [[nodiscard]] Throughput model_rate_per_gpu() const {
        return model_flops / iteration.time / static_cast<double>(layout.gpus);
    }
    [[nodiscard]] Throughput hardware_rate_per_gpu() const {
        return hardware_flops / iteration.time / static_cast<double>(layout.gpus);
    }
};

/// The cheapest of a run's cloud offers, or none.
const CloudCost* cheapest_cloud(const RunReport& run);

}  // namespace deepwallet
