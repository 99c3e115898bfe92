#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/report/json.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/evaluate.hpp"

namespace deepwallet::cli {

ExitCode run(const Options& options, const Streams& streams) {
    const Result<Assignments> inputs = read_inputs(options.scenario, options.settings);
    if (!inputs)
        return refuse(inputs.error(), streams);
    const Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (!loaded)
        return refuse(loaded.error(), streams);

    const Result<Report> answered = evaluate(loaded->scenario);
    if (!answered)
        return refuse(answered.error(), streams);
    const Report& report = *answered;
    const Answer answer{loaded->scenario, report};
    if (!options.csv.empty()) {
        if (const auto written = write_file(options.csv, report_csv(answer)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    if (options.json) {
        streams.out << report_json(answer);
    } else {
        streams.out << report_text(*loaded, report);
        if (options.verbose)
            streams.out << '\n' << report_details(answer);
    }
    if (report.fits())
        return ExitCode::done;
    streams.err << misfit_text(loaded->scenario, report);
    return ExitCode::does_not_fit;
}

}  // namespace deepwallet::cli
