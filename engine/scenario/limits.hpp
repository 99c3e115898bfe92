#pragma once

/// What a place and a purse allow, and which of it binds.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/report.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// One limit and what the answer needs of it, in its own unit.
struct LimitUse {
    const char* path;
    const char* unit;
    double limit = 0.0;
    double need = 0.0;

    [[nodiscard]] bool met() const { return need <= limit; }
    [[nodiscard]] double share() const { return need / limit; }
};

/// Racks for servers and spares at their nameplates; absent where a rack cannot feed one server, or
/// where nothing says what a rack feeds.
std::optional<double> racks_needed(const Scenario& scenario);

/// The limits that are given and that this answer can tell, nearest to its bound first: the first
/// one binds.
std::vector<LimitUse> limit_uses(const Scenario& scenario, const Report& report);

}  // namespace deepwallet
