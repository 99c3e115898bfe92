#pragma once

/// Where the ranks of a group stand. Ranks are numbered with tensor varying fastest, then context,
/// data (expert inside of it) and pipeline, and fill servers in that order (Narayanan et al. 2021).

#include <algorithm>
#include <cstdint>

#include "engine/core/math.hpp"

namespace deepwallet {

/// Equal ranks, evenly spread over servers.
struct Group {
    std::int64_t size = 1;
    std::int64_t per_server = 1;  ///< members that share a server

    friend bool operator==(const Group&, const Group&) = default;

    [[nodiscard]] std::int64_t servers() const { return ceil_div(size, per_server); }
    [[nodiscard]] bool crosses_servers() const { return size > per_server; }
};

/// A group of `size` ranks whose numbers are `stride` apart. Where servers do not hold a whole
/// number of such groups, some straddle two servers, and those set the pace: half on each.
inline Group place(std::int64_t size, std::int64_t stride, std::int64_t gpus_per_server) {
    const std::int64_t within = std::max<std::int64_t>(1, gpus_per_server / stride);
    const bool straddles = size > 1 && size <= within && gpus_per_server % (size * stride) != 0;
    return {size, straddles ? ceil_div(size, 2) : std::min(size, within)};
}

}  // namespace deepwallet
