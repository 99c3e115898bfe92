#include <algorithm>

#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/report/foundations.hpp"
#include "engine/report/json.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/report_page.hpp"
#include "engine/study/tornado.hpp"
#include "engine/study/uncertainty_text.hpp"

namespace deepwallet::cli {

namespace {

/// Draws that are enough for the ranges of a report, where nothing is said.
constexpr std::int64_t kShortLook = 1000;

Uncertainty draw(const Options& options, const LoadedScenario& loaded) {
    UncertaintyOptions wanted;
    wanted.samples = options.uncertainty >= 0               ? options.uncertainty
                     : options.json && options.html.empty() ? 0
                                                            : kShortLook;
    wanted.seed = options.seed;
    wanted.threads = options.threads;
    return wanted.samples > 0 ? uncertainty(loaded, wanted) : Uncertainty{};
}

/// What moves the metrics that people ask about, and the one that this answer is headed by; all
/// where a program reads it.
Tornado tornado_of(const LoadedScenario& loaded, const Answer& answer, bool all) {
    std::vector<const Metric*> wanted = all ? number_metrics(answer) : driven_metrics();
    const Metric* headline = &headline_metric(answer);
    if (std::find(wanted.begin(), wanted.end(), headline) == wanted.end())
        wanted.push_back(headline);
    return tornado(loaded, wanted);
}

}  // namespace

ExitCode run(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
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
    const Uncertainty drawn = draw(options, *loaded);
    const bool asked = options.uncertainty > 0;
    const Tornado moved = tornado_of(*loaded, answer, asked && options.json);
    const Doubt doubt{drawn.ranges, drawn.offers, moved};
    if (!options.html.empty()) {
        const std::string page = report_page(*loaded, report, doubt);
        if (const auto written = write_file(options.html, page); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    if (options.json) {
        std::vector<std::pair<std::string, std::string>> more = {
            {"rests_on", foundations_json(foundations(*loaded, report, doubt))}};
        if (asked)
            more.emplace_back("uncertainty",
                              uncertainty_json(drawn, moved, loaded->scenario.offers));
        streams.out << report_json(answer, more);
    } else {
        streams.out << report_text(*loaded, report, doubt);
        if (asked)
            streams.out << '\n' << uncertainty_text(drawn, moved, loaded->scenario.offers);
        if (options.verbose)
            streams.out << '\n' << report_details(answer);
    }
    const std::string misfit = misfit_text(loaded->scenario, report);
    streams.err << misfit;
    return misfit.empty() ? ExitCode::done : ExitCode::does_not_fit;
}

}  // namespace deepwallet::cli
