#include "cli/commands/commands.hpp"
#include "engine/study/power_study.hpp"

namespace deepwallet::cli {

ExitCode power(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
    const PowerStudy study = power_study(loaded->scenario);
    streams.out << (options.json ? power_json(study) : power_text(*loaded, study));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
