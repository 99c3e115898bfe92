#include "cli/commands/commands.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/campaign_study.hpp"

namespace deepwallet::cli {

ExitCode campaign(const Options& options, const Streams& streams) {
    const Result<Assignments> inputs = read_inputs(options.scenario, options.settings);
    if (!inputs)
        return refuse(inputs.error(), streams);
    const Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (!loaded)
        return refuse(loaded.error(), streams);
    print_notes(*loaded, options, streams);
    const Report report = evaluate_analytic(loaded->scenario);
    if (!report.run)
        return refuse(no_run_faults(), streams);
    const CampaignStudy study =
        campaign_study(loaded->scenario, report, options.seed, options.samples);
    streams.out << (options.json ? campaign_json(report, study)
                                 : campaign_text(loaded->scenario, report, study));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
