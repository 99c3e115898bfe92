#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/report/format.hpp"
#include "engine/report/json.hpp"
#include "engine/report/simulation_text.hpp"
#include "engine/report/text.hpp"
#include "engine/report/timeline.hpp"

namespace deepwallet::cli {

namespace {

TimelineLevel level_of(const std::string& name) {
    if (name == "micro-batch")
        return TimelineLevel::micro_batch;
    return name == "kernel" ? TimelineLevel::kernel : TimelineLevel::layer;
}

}  // namespace

ExitCode timeline(const Options& options, const Streams& streams) {
    Options of_events = options;
    of_events.settings.emplace_back("simulation.engine=discrete-event");
    const Result<LoadedScenario> loaded = open_scenario(of_events, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
    const Result<Report> report = evaluate(loaded->scenario);
    if (!report)
        return refuse(report.error(), streams);

    std::size_t events = 0;
    if (!options.output.empty()) {
        const Result<TracedScenario> traced = trace(loaded->scenario, options.replica);
        if (!traced)
            return refuse(traced.error(), streams);
        const auto written = write_file(options.output, [&](std::ostream& out) {
            events =
                write_timeline(out, loaded->scenario, *traced, level_of(options.timeline_level));
        });
        if (!written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    const Answer answer{loaded->scenario, *report};
    if (options.json) {
        streams.out << report_json(answer);
        return ExitCode::done;
    }
    streams.out << report_title(answer) << simulation_lines(answer);
    if (!options.output.empty())
        streams.out << answer_line("trace",
                                   options.output,
                                   grouped(static_cast<double>(events)) +
                                       " events   open it in ui.perfetto.dev or chrome://tracing");
    streams.out << '\n' << stage_table(*report->discrete);
    return ExitCode::done;
}

}  // namespace deepwallet::cli
