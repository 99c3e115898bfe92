#include "engine/report/explain.hpp"

#include "cli/commands/commands.hpp"
#include "engine/config/hints.hpp"
#include "engine/scenario/evaluate.hpp"

namespace deepwallet::cli {

namespace {

Fault unknown_metric(const std::string& path) {
    std::vector<std::string> known;
    for (const Metric& metric : metrics()) known.push_back(metric.path);
    return {ErrorCode::unknown_name, path, path + ": no such metric", did_you_mean(path, known)};
}

}  // namespace

ExitCode explain(const Options& options, const Streams& streams) {
    const Metric* metric = find_metric(options.metric);
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    Faults faults = loaded ? Faults{} : loaded.error();
    if (metric == nullptr)
        faults.push_back(unknown_metric(options.metric));
    if (!faults.empty())
        return refuse(faults, streams);

    const Result<Report> report = evaluate(loaded->scenario);
    if (!report)
        return refuse(report.error(), streams);
    const Explanation tree = deepwallet::explain(*metric, *loaded, *report);
    streams.out << (options.json ? explanation_json(tree) : explanation_text(tree));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
