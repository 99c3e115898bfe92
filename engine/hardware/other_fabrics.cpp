// A single switch, dragonflies and tori.

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/hardware/fabric_shape.hpp"
#include "engine/hardware/topology_builder.hpp"

namespace deepwallet {

void build_single_switch(TopologyBuilder& builder) {
    const std::uint32_t vertex = builder.add_vertex(VertexKind::leaf, 0, 0);
    builder.counts().leaf = 1;
    builder.counts().leaf_cables = builder.servers() * builder.nics();
    for (std::int64_t server = 0; server < builder.servers(); ++server) {
        for (std::int64_t nic = 0; nic < builder.nics(); ++nic) builder.plug(server, nic, vertex);
    }
}

/// Kim et al. 2008 (ISCA): routers of a group are neighbours of each other, groups too. As many
/// cables between two groups, and between two routers, as balance the adapters of a router:
/// all of a group's adapters over the other groups, and twice a router's over its neighbours.
void build_dragonfly(TopologyBuilder& builder) {
    const auto [groups, routers] = dragonfly_shape(builder.plan());
    builder.set_dragonfly(groups, routers);
    std::vector<std::uint32_t> vertices;
    for (std::int64_t g = 0; g < groups; ++g) {
        for (std::int64_t r = 0; r < routers; ++r)
            vertices.push_back(builder.add_vertex(VertexKind::router, g, r));
    }
    // By name: Clang 14 has no structured binding in a lambda.
    const auto at = [&, routers = routers](std::int64_t g, std::int64_t r) {
        return vertices[static_cast<std::size_t>(g * routers + r)];
    };
    const DragonflyCables cables = dragonfly_cables({groups, routers}, builder.plan());
    const double local = cables.local * builder.nic_rate();
    for (std::int64_t g = 0; g < groups; ++g) {
        for (std::int64_t a = 0; a < routers; ++a) {
            for (std::int64_t b = a + 1; b < routers; ++b)
                builder.connect(at(g, a), at(g, b), local);
        }
    }
    const double global = cables.global * builder.nic_rate();
    for (std::int64_t g = 0; g < groups; ++g) {
        for (std::int64_t h = g + 1; h < groups; ++h)
            builder.connect(at(g, h % routers), at(h, g % routers), global);
    }
    builder.counts() = dragonfly_counts(builder.plan());
    const auto all = static_cast<std::int64_t>(vertices.size());
    for (std::int64_t server = 0; server < builder.servers(); ++server) {
        const auto router = static_cast<std::size_t>(server * all / builder.servers());
        for (std::int64_t nic = 0; nic < builder.nics(); ++nic)
            builder.plug(server, nic, vertices[router]);
    }
}

/// Accelerator (x, y, z) is number x + X (y + Y z). Each has a link up and one down along every
/// dimension, over which its scale-up bandwidth is divided.
void build_torus(TopologyBuilder& builder) {
    const auto& sizes = builder.fabric().torus;
    const auto along =
        std::count_if(sizes.begin(), sizes.end(), [](std::int64_t size) { return size > 1; });
    if (along == 0)
        return;
    const double rate =
        builder.server().scaleup_bandwidth.base() / (2.0 * real(static_cast<std::int64_t>(along)));
    std::int64_t stride = 1;
    for (const std::int64_t size : sizes) {
        for (std::int64_t gpu = 0; gpu < builder.gpus() && size > 1; ++gpu) {
            const std::int64_t place = gpu / stride % size;
            const std::int64_t next = gpu + ((place + 1) % size - place) * stride;
            builder.connect(
                static_cast<std::uint32_t>(gpu), static_cast<std::uint32_t>(next), rate);
        }
        stride *= size;
    }
}

}  // namespace deepwallet
