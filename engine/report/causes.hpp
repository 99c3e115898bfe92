#pragma once

/// The bill by cause: what each thing that the machine did, or waited for, comes to.

#include <array>
#include <string>
#include <vector>

#include "engine/report/metrics.hpp"

namespace deepwallet {

struct CauseName {
    CostCause cause;
    const char* name;
    const char* meaning;
};

inline constexpr std::array<CauseName, kCostCauses> kCauseNames = {{
    {CostCause::compute, "compute", "matrix products and attention"},
    {CostCause::memory_bound, "memory_bound", "memory-bound kernels"},
    {CostCause::recompute, "recompute", "the forward pass again"},
    {CostCause::tensor_comm, "tensor_comm", "tensor parallel communication"},
    {CostCause::context_comm, "context_comm", "context parallel communication"},
    {CostCause::expert_comm, "expert_comm", "expert parallel communication"},
    {CostCause::pipeline_comm, "pipeline_comm", "transfers between stages"},
    {CostCause::data_comm, "data_comm", "data parallel communication"},
    {CostCause::host, "host", "waiting for the host"},
    {CostCause::bubble, "bubble", "pipeline bubble"},
    {CostCause::optimizer, "optimizer", "optimizer steps"},
    {CostCause::offload, "offload", "offloaded states and the host's update"},
    {CostCause::software, "software", "what the software stack adds"},
    {CostCause::evaluation, "evaluation", "evaluations"},
    {CostCause::checkpoint, "checkpoint", "training waiting for checkpoints"},
    {CostCause::replay, "replay", "work that failures made void"},
    {CostCause::detection, "detection", "failures not yet noticed"},
    {CostCause::restart, "restart", "restarts"},
    {CostCause::waiting, "waiting", "waiting for a spare server"},
    {CostCause::startup, "startup", "start-up"},
    {CostCause::standing, "standing", "the machine standing between runs"},
}};

/// Of this run's bill for owning; of the cheapest rent where nothing is for sale.
struct CauseBill {
    const char* name;
    Time wall;
    Money money;
    Energy energy;  ///< of the facility
    Carbon carbon;  ///< operational
};

/// In the order of the names; of a run alone. None of a model that is used as it is.
std::vector<CauseBill> bill_by_cause(const Answer& answer);

/// Those that come to something, and their sums.
std::string cause_table(const Answer& answer);

}  // namespace deepwallet
