#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"

namespace deepwallet::cli {

/// The program: `arguments` without its own name. With several ranks, all of them call it; those
/// commands that do not share their work are the first one's alone.
ExitCode main(const std::vector<std::string>& arguments,
              const Streams& streams,
              const Ranks* ranks = nullptr);

}  // namespace deepwallet::cli
