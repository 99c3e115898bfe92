#include "engine/core/version.hpp"

namespace deepwallet {

std::string_view version() { return DEEPWALLET_VERSION; }

}  // namespace deepwallet
