#include "engine/cost/expert_exchange.hpp"

#include "engine/core/math.hpp"
#include "engine/workload/routing.hpp"

namespace deepwallet {

ExpertExchange expert_exchange(
    const Model& m, const Network& net, const Group& ranks, bool forwarded, Data tokens) {
    ExpertExchange out;
    out.bytes = tokens * real(m.experts_per_token);
    if (!forwarded || !ranks.crosses_servers()) {
        out.time = all_to_all(net, ranks, out.bytes);
        return out;
    }
    const double servers = real(ranks.servers());
    out.crossing = tokens * (servers_of_token(m, servers) * (servers - 1.0) / servers);
    out.time = forwarded_all_to_all(net, ranks, out.bytes, out.crossing).time();
    return out;
}

}  // namespace deepwallet
