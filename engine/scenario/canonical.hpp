#pragma once

/// One way to write each plan: what two scenarios ask alike is the same value in both.

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// The scenario with absent inputs that stand for another value as that value, or without them
/// where they say what would follow anyway: `kv_heads` as many as `heads`, an even split into
/// stages, a data parallel degree. Names and published figures are left out.
Scenario canonical(Scenario scenario);

/// `path = value` of the fields below these sections, `"model."`, that `other` has otherwise; a
/// field that only `other` gives is `path: not given`.
std::vector<std::string> differing_fields(const Scenario& scenario,
                                          const Scenario& other,
                                          const std::vector<std::string>& sections);

}  // namespace deepwallet
