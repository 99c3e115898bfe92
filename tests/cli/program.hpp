#pragma once

/// The program in process: arguments in; exit code, stdout and stderr out.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/app.hpp"
#include "tests/support/temporary_folder.hpp"

namespace deepwallet::test {

struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
};

inline Outcome run_program(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const cli::ExitCode code = cli::main(arguments, {out, err});
    return {static_cast<int>(code), out.str(), err.str()};
}

inline std::filesystem::path source_root() { return DEEPWALLET_SOURCE_DIR; }

inline std::string reference_scenario() {
    return (source_root() / "scenarios" / "published" / "mt-nlg-530b-280.toml").string();
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace deepwallet::test
