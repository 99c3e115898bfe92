#include "engine/plan/placement.hpp"

#include <algorithm>
#include <map>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// Members on each server of the group that starts at rank `first`, servers holding g ranks each.
std::map<std::int64_t, std::int64_t> members_by_server(std::int64_t first,
                                                       std::int64_t size,
                                                       std::int64_t stride,
                                                       std::int64_t g) {
    std::map<std::int64_t, std::int64_t> members;
    for (std::int64_t i = 0; i < size; ++i) ++members[(first + i * stride) / g];
    return members;
}

}  // namespace

TEST_CASE("a group has as many members a server as its ranks that fall into one") {
    for (const std::int64_t g : {1, 4, 8, 16, 72}) {
        for (std::int64_t stride = 1; stride <= 144; ++stride) {
            if (g % stride != 0 && stride % g != 0)
                continue;
            for (const std::int64_t size : {1, 2, 4, 8, 9, 35, 64}) {
                const bool aligned = g % (size * stride) == 0 || (size * stride) % g == 0;
                if (!aligned)
                    continue;
                const auto members = members_by_server(0, size, stride, g);
                std::int64_t most = 0;
                for (const auto& [server, count] : members) most = std::max(most, count);
                const Group group = place(size, stride, g);
                CAPTURE(g, stride, size);
                CHECK(group.size == size);
                CHECK(group.per_server == most);
                CHECK(group.servers() == static_cast<std::int64_t>(members.size()));
                CHECK(group.crosses_servers() == (members.size() > 1));
            }
        }
    }
}

TEST_CASE("a group crosses servers where any of its kind does") {
    // Groups of 3 or 6 on servers of 8: ranks 6, 7, 8 of the third group of 3 stand on two servers.
    for (const std::int64_t g : {4, 8, 16, 72}) {
        for (std::int64_t size = 2; size <= 24; ++size) {
            bool crosses = false;
            for (std::int64_t block = 0; block < 4 * g; ++block) {
                crosses |= members_by_server(block * size, size, 1, g).size() > 1;
            }
            CAPTURE(g, size);
            CHECK(place(size, 1, g).crosses_servers() == crosses);
        }
    }
}

TEST_CASE("a group of one stays on its server") {
    for (const std::int64_t stride : {1, 8, 1'000'000}) {
        const Group group = place(1, stride, 8);
        CHECK(group.servers() == 1);
        CHECK_FALSE(group.crosses_servers());
    }
}
