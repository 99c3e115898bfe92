#include "engine/workload/routing.hpp"

#include <algorithm>

#include "engine/core/math.hpp"

namespace deepwallet {

double parts_hit(double parts, double items, double draws) {
    const double each = items / parts;
    double missed = 1.0;
    for (double i = 0.0; i < draws; ++i) missed *= std::max(0.0, 1.0 - each / (items - i));
    return parts * (1.0 - missed);
}

double servers_of_token(const Model& m, double servers) {
    const double experts = real(m.experts);
    const double visits = real(m.experts_per_token);
    if (!m.expert_groups || !m.groups_per_token)
        return parts_hit(servers, experts, visits);
    const double groups = real(*m.expert_groups);
    const double chosen = real(*m.groups_per_token);
    // Of groups that share a server some are chosen together; larger ones lie on several.
    const double reached =
        servers <= groups ? parts_hit(servers, groups, chosen) : chosen * servers / groups;
    return parts_hit(reached, experts * chosen / groups, visits);
}

}  // namespace deepwallet
