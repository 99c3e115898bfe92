#include "cli/commands/commands.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/power_study.hpp"

namespace deepwallet::cli {

ExitCode power(const Options& options, const Streams& streams) {
    const Result<Assignments> inputs = read_inputs(options.scenario, options.settings);
    if (!inputs)
        return refuse(inputs.error(), streams);
    const Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (!loaded)
        return refuse(loaded.error(), streams);
    print_notes(*loaded, options, streams);
    const PowerStudy study = power_study(loaded->scenario);
    streams.out << (options.json ? power_json(study) : power_text(*loaded, study));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
