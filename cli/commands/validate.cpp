#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/validation_report.hpp"

namespace deepwallet::cli {

ExitCode validate(const Options& options, const Streams& streams) {
    const HardwareDb db = open_database(options);
    const Result<Assignments> settings = read_settings(options.settings);
    if (!settings)
        return refuse(settings.error(), streams);
    const Result<std::vector<MeasuredRun>> runs = open_runs(options, db);
    if (!runs)
        return refuse(runs.error(), streams);

    const Validation validation = deepwallet::validate(*runs, *settings, db);
    if (!options.csv.empty()) {
        if (const auto written = write_file(options.csv, validation_csv(validation)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    streams.out << (options.json ? validation_json(validation) : validation_text(validation));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
