// On how many servers the experts of a token lie.

#include "engine/workload/routing.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

constexpr double kExact = 1e-9;

double choose(double n, double k) {
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0));
}

/// DeepSeek-AI 2024 (arXiv:2412.19437), section 4.2: 8 of 256 experts, on 4 servers at most.
Model deepseek_v3() {
    Model m;
    m.experts = 256;
    m.experts_per_token = 8;
    m.expert_groups = 8;
    m.groups_per_token = 4;
    return m;
}

}  // namespace

TEST_CASE("parts are hit as often as by drawing without putting back") {
    // Two of four, in two parts: the second falls into the first's part with 1/3.
    CHECK_THAT(parts_hit(2, 4, 2), WithinRel(5.0 / 3.0, kExact));
    CHECK_THAT(parts_hit(8, 256, 1), WithinRel(1.0, kExact));
    CHECK_THAT(parts_hit(8, 256, 256), WithinRel(8.0, kExact));
    CHECK_THAT(parts_hit(8, 8, 3), WithinRel(3.0, kExact));
}

TEST_CASE("a token limited to 4 of 8 groups visits 3.6 of 8 servers, and 5.4 without a limit") {
    Model m = deepseek_v3();
    // Each of the four that it may visit is missed by all 8 of 128.
    const double limited = 4.0 * (1.0 - choose(96, 8) / choose(128, 8));
    CHECK_THAT(servers_of_token(m, 8), WithinRel(limited, kExact));
    CHECK(limited < 4.0);
    m.expert_groups.reset();
    m.groups_per_token.reset();
    CHECK_THAT(servers_of_token(m, 8),
               WithinRel(8.0 * (1.0 - choose(224, 8) / choose(256, 8)), kExact));
}

TEST_CASE("groups that share a server are chosen together at times, larger ones lie on several") {
    // Four of eight groups, four a server: all on one with 2 of 70. Each server then has half.
    CHECK_THAT(servers_of_token(deepseek_v3(), 2), WithinRel(2.0 * (1.0 - 1.0 / 70.0), 0.02));
    CHECK(servers_of_token(deepseek_v3(), 16) < 8.0);
    CHECK(servers_of_token(deepseek_v3(), 16) > servers_of_token(deepseek_v3(), 8));
    CHECK_THAT(servers_of_token(deepseek_v3(), 1), WithinRel(1.0, kExact));
}
