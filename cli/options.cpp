#include "cli/options.hpp"

#include <cstdlib>

namespace deepwallet::cli {

namespace {

/// Beside an installed program; empty where the system does not tell.
std::filesystem::path installed_database() {
    std::error_code ec;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ec);
    if (ec) return {};
    return program.parent_path().parent_path() / "share" / "deepwallet" / "hardware_db";
}

}  // namespace

HardwareDb open_database(const Options& options) {
    std::error_code ec;
    if (!options.database.empty()) {
        return {std::filesystem::absolute(options.database, ec).lexically_normal()};
    }
    const std::filesystem::path installed = installed_database();
    if (!installed.empty() && std::filesystem::is_directory(installed, ec)) return {installed};
    return {std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db"};
}

ExitCode refuse(const Faults& faults, const Streams& streams) {
    streams.err << render(faults);
    return ExitCode::bad_input;
}

}  // namespace deepwallet::cli
