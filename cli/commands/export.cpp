#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"

namespace deepwallet::cli {

ExitCode export_plan(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
    const std::string text = plan_as(options.format, loaded->scenario);
    if (options.output.empty()) {
        streams.out << text;
        return ExitCode::done;
    }
    if (const auto written = write_file(options.output, text); !written) {
        streams.err << render(written.error());
        return ExitCode::failed;
    }
    return ExitCode::done;
}

}  // namespace deepwallet::cli
