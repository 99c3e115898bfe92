#pragma once

/// Which Deepwallet this is.

#include <string_view>

namespace deepwallet {

/// Of the project: "1.2.3".
std::string_view version();

}  // namespace deepwallet
