#pragma once

/// One all-to-all between ranks that share the routed experts of a layer: tokens to their experts,
/// and once more what these made of them (Lepikhin et al. 2020, arXiv:2006.16668).

#include "engine/cost/collectives.hpp"
#include "engine/workload/model.hpp"

namespace deepwallet {

struct ExpertExchange {
    Data bytes;     ///< of a rank: a copy of each token for each expert that it visits
    Data crossing;  ///< of these between servers, where a server gets one copy for all its experts
    Time time;
};

/// Of `tokens` bytes on each rank. `forwarded`: copies for one server cross the fabric as one, and
/// are handed on inside of it (DeepSeek-AI 2024, arXiv:2412.19437, section 3.2.2).
ExpertExchange expert_exchange(
    const Model& model, const Network& net, const Group& ranks, bool forwarded, Data tokens);

}  // namespace deepwallet
