#pragma once

/// What joins the accelerators of one server, where that is no switch that all reach at their whole
/// rate. Not for use beyond this folder.

#include <cstdint>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/hardware/route.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

/// Of one server: accelerators are vertices 0 to n - 1, then PCIe switches, then processors.
struct Interior {
    struct Link {
        std::int64_t from = 0;
        std::int64_t to = 0;
        double rate = 0.0;  ///< bytes a second, one way
    };
    std::int64_t accelerators = 0;
    std::int64_t pcie_switches = 0;
    std::int64_t processors = 0;
    std::vector<Link> links;  ///< each way apart

    [[nodiscard]] std::int64_t vertices() const {
        return accelerators + pcie_switches + processors;
    }
};

/// Without links where the server has a scale-up switch. Links run at the rate achieved between two
/// accelerators; in the cube mesh that is between two that share two links.
Interior make_interior(const Server& server);

/// From every accelerator to every other, by number n from + to: over the shortest ways, in the
/// ratio of the rates; `rates` of the links, 0 where cut. Empty where there is no way.
std::vector<Route> interior_routes(const Interior& interior, const std::vector<double>& rates);

/// A server that this form of scale-up network cannot join.
Faults interior_faults(const Server& server);

}  // namespace deepwallet
