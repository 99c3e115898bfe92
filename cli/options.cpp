#include "cli/options.hpp"

#include <cstdlib>

namespace deepwallet::cli {

namespace {

/// Beside an installed program; empty where the system does not tell.
std::filesystem::path installed_database() {
    std::error_code ec;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ec);
    if (ec)
        return {};
    return program.parent_path().parent_path() / "share" / "deepwallet" / "hardware_db";
}

/// As it is seen from here, where that is shorter: messages name files by it.
std::filesystem::path seen_from_here(const std::filesystem::path& path) {
    std::error_code ec;
    const std::filesystem::path near = std::filesystem::proximate(path, ec);
    return ec || near.empty() || *near.begin() == ".." ? path : near;
}

}  // namespace

HardwareDb open_database(const Options& options) {
    std::error_code ec;
    if (!options.database.empty()) {
        return {seen_from_here(std::filesystem::absolute(options.database, ec).lexically_normal())};
    }
    const std::filesystem::path installed = installed_database();
    if (!installed.empty() && std::filesystem::is_directory(installed, ec))
        return {installed};
    return {seen_from_here(std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db")};
}

ExitCode refuse(const Faults& faults, const Streams& streams) {
    streams.err << render(faults);
    return ExitCode::bad_input;
}

}  // namespace deepwallet::cli
