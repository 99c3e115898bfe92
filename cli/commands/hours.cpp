#include "cli/commands/commands.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/hourly_study.hpp"

namespace deepwallet::cli {

ExitCode hours(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
    const Result<Hours> place = read_hours(options.hours, loaded->scenario);
    if (!place)
        return refuse(place.error(), streams);
    const Report report = evaluate_analytic(loaded->scenario);
    if (!report.run)
        return refuse(no_run_faults(), streams);
    const HourlyStudy study = hourly_study(loaded->scenario, report, *place, options.pause_share);
    streams.out << (options.json ? hourly_json(study) : hourly_text(study));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
