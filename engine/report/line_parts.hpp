#pragma once

/// Words that lines of answers share.

#include <string>

#include "engine/scenario/scenario.hpp"

namespace deepwallet {

/// "1 replica", "3 replicas".
inline std::string counted(const std::string& count, const char* thing) {
    return count + ' ' + thing + (count == "1" || count == "1.00" ? "" : "s");
}

inline std::string counted(std::size_t n, const char* thing) {
    return counted(std::to_string(n), thing);
}

/// What a model takes in.
inline const char* piece_name(const Scenario& scenario) {
    return is_convolutional(scenario.model) ? "samples" : "tokens";
}

}  // namespace deepwallet
