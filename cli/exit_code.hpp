#pragma once

namespace deepwallet::cli {

/// What scripts may rely on.
enum class ExitCode {
    done = 0,
    failed = 1,         ///< while running
    usage = 2,          ///< wrong command line
    bad_input = 3,      ///< a file or a value
    does_not_fit = 4,   ///< in memory
    interrupted = 130,  ///< by Ctrl-C
};

}  // namespace deepwallet::cli
