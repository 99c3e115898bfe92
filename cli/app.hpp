#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"

namespace deepwallet::cli {

/// The program: `arguments` without its own name.
ExitCode main(const std::vector<std::string>& arguments, const Streams& streams);

}  // namespace deepwallet::cli
