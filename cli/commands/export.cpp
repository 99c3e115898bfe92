#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/deepspeed_config.hpp"
#include "engine/scenario/megatron_arguments.hpp"

namespace deepwallet::cli {

ExitCode export_plan(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
    const std::string text = options.format == "megatron" ? megatron_arguments(loaded->scenario)
                                                          : deepspeed_config(loaded->scenario);
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
