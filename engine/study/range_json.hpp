#pragma once

/// A range as JSON; an end that is no number never comes, and is left out.

#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/report/doubt.hpp"

namespace deepwallet {

inline nlohmann::ordered_json range_json(const MetricRange& range) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [end, x] :
         {std::pair{"p10", range.p10}, std::pair{"p50", range.p50}, std::pair{"p90", range.p90}}) {
        if (std::isfinite(x))
            json[end] = x;
    }
    return json;
}

/// Of several, by path or name.
template <class Ranges>
nlohmann::ordered_json ranges_json(const Ranges& ranges) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [name, range] : ranges) json[name] = range_json(range);
    return json;
}

}  // namespace deepwallet
