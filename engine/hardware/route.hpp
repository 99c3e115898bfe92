#pragma once

/// How traffic crosses a network: which links, and how much of it each carries.

#include <cstdint>

#include <boost/container/small_vector.hpp>

namespace deepwallet {

/// Of one byte sent, `share` crosses this link; one way.
struct LinkShare {
    std::uint32_t link = 0;
    double share = 1.0;
};

/// Longest usual path: adapter, leaf, spine, core and down again.
using Route = boost::container::small_vector<LinkShare, 8>;

}  // namespace deepwallet
