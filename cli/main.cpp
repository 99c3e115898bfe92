#include <exception>
#include <iostream>

#include "cli/app.hpp"

int main(int count, char** words) {
    using deepwallet::cli::ExitCode;
    const std::vector<std::string> arguments(words + 1, words + count);
    ExitCode code = ExitCode::failed;
    try {
        code = deepwallet::cli::main(arguments, {std::cout, std::cerr});
    } catch (const std::exception& e) {
        std::cerr << "error: " << e.what() << '\n';
    }
    if (!std::cout.flush()) {
        std::cerr << "error: the result cannot be written\n";
        code = ExitCode::failed;
    }
    return static_cast<int>(code);
}
