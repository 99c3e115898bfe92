#pragma once

/// The program in process: arguments in; exit code, stdout and stderr out.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/app.hpp"

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

/// A folder of one test alone, gone with it.
class TemporaryFolder {
public:
    TemporaryFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("deepwallet-cli-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code ec;
        std::filesystem::remove_all(path_, ec);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

}  // namespace deepwallet::test
