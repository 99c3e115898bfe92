#pragma once

/// A field's value as JSON has it.

#include <variant>

#include <nlohmann/json.hpp>

#include "engine/config/value.hpp"

namespace deepwallet {

inline nlohmann::ordered_json value_json(const Value& value) {
    return std::visit([](const auto& x) { return nlohmann::ordered_json(x); }, value);
}

}  // namespace deepwallet
