#pragma once

/// How traffic crosses a network: which links, and how much of it each carries.

#include <cstdint>
#include <vector>

namespace deepwallet {

/// Of one byte sent, `share` crosses this link; one way.
struct LinkShare {
    std::uint32_t link = 0;
    double share = 1.0;
};

using Route = std::vector<LinkShare>;

}  // namespace deepwallet
