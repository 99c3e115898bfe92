#include "cli/commands/commands.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/campaign_study.hpp"

namespace deepwallet::cli {

ExitCode campaign(const Options& options, const Streams& streams) {
    const Result<LoadedScenario> loaded = open_scenario(options, streams);
    if (!loaded)
        return refuse(loaded.error(), streams);
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
