#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/study/calibration.hpp"

namespace deepwallet::cli {

ExitCode calibrate(const Options& options, const Streams& streams) {
    const HardwareDb db = open_database(options);
    const Result<Assignments> settings = read_settings(options.settings);
    if (!settings)
        return refuse(settings.error(), streams);
    const Result<std::vector<MeasuredRun>> runs = open_runs(options, db);
    if (!runs)
        return refuse(runs.error(), streams);
    const Result<Calibration> calibration =
        deepwallet::calibrate(*runs, *settings, db, {options.stack, options.fit});
    if (!calibration)
        return refuse(calibration.error(), streams);
    streams.out << calibration_text(*calibration);
    if (options.output.empty())
        return ExitCode::done;

    const std::string origin = std::filesystem::path(options.runs).filename().string();
    const Result<std::string> entry = calibrated_entry(*calibration, db, origin);
    if (!entry)
        return refuse(entry.error(), streams);
    if (const auto written = write_file(options.output, *entry); !written) {
        streams.err << render(written.error());
        return ExitCode::failed;
    }
    return ExitCode::done;
}

}  // namespace deepwallet::cli
