#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/study/calibration.hpp"
#include "engine/study/hardware_calibration.hpp"

namespace deepwallet::cli {

namespace {

ExitCode calibrate_hardware(const Options& options, const HardwareDb& db, const Streams& streams) {
    const Result<std::string> text = hardware_calibration(db, options.runs, options.measured_entry);
    if (!text)
        return refuse(text.error(), streams);
    streams.out << *text;
    return ExitCode::done;
}

}  // namespace

ExitCode calibrate(const Options& options, const Streams& streams) {
    const HardwareDb db = open_database(options);
    std::error_code ec;
    if (std::filesystem::is_directory(options.runs, ec))
        return calibrate_hardware(options, db, streams);
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
    streams.out << (options.json ? calibration_json(*calibration) : calibration_text(*calibration));
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
