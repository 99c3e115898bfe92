#include "engine/plan/rule_faults.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace deepwallet {

Fault broken(
    std::string path, std::int64_t value, std::string what, std::string help, Paths about) {
    std::string message = fmt::format("{} = {}: {}", path, value, what);
    return {ErrorCode::conflict,
            std::move(path),
            std::move(message),
            std::move(help),
            {},
            std::move(about)};
}

Fault broken_word(std::string path, std::string what, std::string help, Paths about) {
    std::string message = fmt::format("{}: {}", path, what);
    return {ErrorCode::conflict,
            std::move(path),
            std::move(message),
            std::move(help),
            {},
            std::move(about)};
}

Fault absent(std::string path, std::string help) {
    std::string message = path + ": not given";
    return {ErrorCode::missing, std::move(path), std::move(message), std::move(help)};
}

std::string divisors(std::int64_t n) {
    // Trial division stays short on any n.
    constexpr std::int64_t kHighest = 4096;
    constexpr std::size_t kMost = 10;
    std::vector<std::int64_t> found;
    for (std::int64_t i = 1; i <= std::min(n, kHighest) && found.size() <= kMost; ++i) {
        if (n % i == 0)
            found.push_back(i);
    }
    const bool more = found.size() > kMost;
    if (more)
        found.pop_back();
    return fmt::format("{}{} do", fmt::join(found, ", "), more ? ", …" : "");
}

}  // namespace deepwallet
