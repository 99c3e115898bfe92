// What the place and the purse allow.

#include "engine/report/metrics.hpp"
#include "engine/scenario/limits.hpp"

namespace deepwallet {

namespace {

/// Of the limit that binds; not known where none is given.
Metric of_binding(const char* path, const char* meaning, MetricValue (*read)(const LimitUse&)) {
    return {path, "", meaning, "", {}, [read](const Answer& a) -> MetricValue {
                const std::vector<LimitUse> uses = limit_uses(a.scenario, a.report);
                if (uses.empty())
                    return {};
                return read(uses.front());
            }};
}

}  // namespace

std::vector<Metric> limit_metrics() {
    return {
        of_binding("limits.met",
                   "the site and the budget allow it",
                   [](const LimitUse& u) -> MetricValue { return u.met(); }),
        of_binding("limits.binding",
                   "the limit that comes nearest, or is passed furthest",
                   [](const LimitUse& u) -> MetricValue { return std::string(u.path); }),
        of_binding("limits.binding_share",
                   "need over limit, of the limit that binds",
                   [](const LimitUse& u) -> MetricValue { return u.share(); }),
        {"limits.racks_needed",
         "",
         "racks for servers and spares at their nameplates",
         "ceil(servers / floor(rack power / server power))",
         {"cluster.servers", "campaign.spare_servers", "limits.rack_kw", "server.max_power_kw"},
         [](const Answer& a) -> MetricValue {
             const auto racks = racks_needed(a.scenario);
             return racks ? MetricValue(*racks) : MetricValue();
         }},
    };
}

}  // namespace deepwallet
