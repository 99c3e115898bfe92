#pragma once

/// What a rank and its host exchange where model states are offloaded (ZeRO-Offload, Ren et al.
/// 2021; ZeRO-Infinity, Rajbhandari et al. 2021), and what the host does with them.
///
/// Each rank has a share of every parameter, as ZeRO cuts them, and moves it over its own link; the
/// links of a server share switches, its drives and its processors, all ranks at once:
///
///     link = min(alone, all together / ranks of the server)
///
/// Weights that are offloaded come in for every forward and every backward pass; gradients go out
/// in every backward pass, and from the second micro-batch on the sum so far comes in first. Once
/// an iteration Adam runs on the processors, tile by tile, beside what the tiles need: its states
/// read from the drives and written back, weights sent to accelerators that keep them. That takes
/// as long as the slowest of the three. What goes both ways at once is not priced as faster, and
/// neither staging buffers nor what else runs on the host are counted.

#include "engine/cost/memory.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet {

struct OffloadTraffic {
    Time load;    ///< weights, each pass
    Time store;   ///< gradients: of each micro-batch from ZeRO-2 on, else once an iteration
    Time update;  ///< once an iteration
};

/// Of a rank with these parameters; none where the plan offloads nothing. The server has what the
/// plan asks of it (plan/rules.hpp).
OffloadTraffic offload_traffic(const MemoryContext& at,
                               const Server& server,
                               const RankParameters& parameters);

/// Ranks that share a server's host.
double ranks_of_server(const Layout& layout, const Server& server);

/// What a server has for a plan's offloaded states; none where it is not known.
Data offload_capacity(const Server& server, OffloadTo to);

}  // namespace deepwallet
