#include <csignal>
#include <exception>
#include <iostream>
#include <sstream>

#include "cli/app.hpp"
#include "cli/shared_work.hpp"

namespace {

using deepwallet::cli::ExitCode;
using deepwallet::cli::Ranks;
using deepwallet::cli::Streams;

ExitCode answered(const std::vector<std::string>& arguments,
                  const Streams& streams,
                  const Ranks& ranks) {
    ExitCode code = ExitCode::failed;
    try {
        code = deepwallet::cli::main(arguments, streams, &ranks);
    } catch (const std::exception& e) {
        streams.err << "error: " << e.what() << '\n';
    }
    if (!streams.out.flush()) {
        streams.err << "error: the result cannot be written\n";
        code = ExitCode::failed;
    }
    return code;
}

/// What the first rank says, the others need not say again.
ExitCode on_all_ranks(const std::vector<std::string>& arguments) {
    const Ranks ranks;
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode code = ranks.is_first() ? answered(arguments, {std::cout, std::cerr}, ranks)
                                           : answered(arguments, {out, err}, ranks);
    return finish(code, err.str(), ranks);
}

}  // namespace

int main(int count, char** words) {
    // A file that may not grow any more is an error of writing, which is told, and no end.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return static_cast<int>(on_all_ranks({words + 1, words + count}));
    } catch (const std::exception& e) {
        std::cerr << "error: " << e.what() << '\n';
        return static_cast<int>(ExitCode::failed);
    }
}
