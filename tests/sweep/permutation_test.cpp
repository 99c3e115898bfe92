#include "engine/sweep/permutation.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

std::vector<std::uint64_t> image(std::uint64_t n, std::uint64_t key) {
    std::vector<std::uint64_t> out;
    for (std::uint64_t i = 0; i < n; ++i) out.push_back(permuted(i, n, key));
    return out;
}

bool is_bijection(std::uint64_t n, std::uint64_t key) {
    std::vector<bool> hit(n);
    for (const std::uint64_t x : image(n, key)) {
        if (x >= n || hit[x])
            return false;
        hit[x] = true;
    }
    return true;
}

}  // namespace

TEST_CASE("a permutation takes each number below n to another one below n") {
    for (std::uint64_t n = 1; n <= 70; ++n) {
        INFO(n);
        CHECK(is_bijection(n, 7));
        CHECK(is_bijection(n, 0));
    }
    for (const std::uint64_t n : {255ULL, 256ULL, 257ULL, 1000ULL, 4096ULL, 65'537ULL})
        CHECK(is_bijection(n, 0xdeadbeefULL));
}

TEST_CASE("another key is another order, the same key the same one") {
    CHECK(image(1000, 1) == image(1000, 1));
    CHECK(image(1000, 1) != image(1000, 2));
}

TEST_CASE("a permutation leaves few numbers where they are") {
    // A random permutation has one fixed point on average, and eight or more once in 10^5.
    int fixed = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) fixed += permuted(i, 10'000, 3) == i ? 1 : 0;
    CHECK(fixed < 8);
}
