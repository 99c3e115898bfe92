#include "engine/study/campaign_study.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/campaign/simulate.hpp"
#include "engine/report/format.hpp"
#include "engine/report/text.hpp"
#include "engine/scenario/evaluate_run.hpp"

namespace deepwallet {

namespace {

using namespace units;
using Json = nlohmann::ordered_json;

constexpr std::array<const char*, kFailureClasses> kClasses = {
    "gpu", "host", "nic", "switch", "software"};
constexpr std::array kShares = {0.01, 0.1, 0.5, 0.9, 0.99};

Time mean_wall(const std::vector<CampaignOutcome>& outcomes) {
    Time sum;
    for (const CampaignOutcome& outcome : outcomes) sum += outcome.wall;
    return sum / static_cast<double>(outcomes.size());
}

/// A range of a time, in days where it is days.
std::string finish_text(const CampaignStudy& study) {
    std::string out;
    for (const double share : kShares) {
        out += fmt::format("{}P{:.0f} {}",
                           out.empty() ? "" : "   ",
                           100.0 * share,
                           format_time(study.quantile(share)));
    }
    return out;
}

std::string failures_text(const Campaign& plan) {
    std::string out;
    for (std::size_t i = 0; i < kFailureClasses; ++i) {
        out += fmt::format(
            "{}{} {}", i == 0 ? "" : "   ", kClasses[i], significant(plan.failures_by_class[i]));
    }
    return out;
}

std::string times_text(const CampaignTimes& t) {
    return fmt::format(
        "work {}   evaluation {}   checkpoints {}   replay {}   detection {}   restart {}   "
        "waiting "
        "for spares {}   start-up {}",
        format_time(t.work),
        format_time(t.evaluation),
        format_time(t.checkpoint),
        format_time(t.replay),
        format_time(t.detection),
        format_time(t.restart),
        format_time(t.waiting),
        format_time(t.startup));
}

}  // namespace

Time CampaignStudy::quantile(double share) const {
    const double at = share * static_cast<double>(walls.size() - 1);
    return walls[static_cast<std::size_t>(at + 0.5)];
}

CampaignStudy campaign_study(const Scenario& scenario,
                             const Report& report,
                             std::uint64_t seed,
                             std::int64_t samples) {
    const CampaignInput input = campaign_input(scenario, report);
    const Campaign& plan = report.run->campaign;
    CampaignStudy out;
    out.samples = samples;
    for (const CampaignOutcome& outcome :
         simulate_campaigns(input, scenario.campaign, plan.checkpoint_interval, seed, samples)) {
        if (outcome.finished)
            out.walls.push_back(outcome.wall);
        else
            ++out.unfinished;
    }
    std::sort(out.walls.begin(), out.walls.end());
    // A checkpoint that costs nothing has no best interval.
    if (plan.checkpoint <= Time{} || out.unfinished > 0)
        return out;
    const auto add = [&](const char* name, Time interval) {
        CampaignTerms terms = scenario.campaign;
        terms.checkpoint_interval = interval;
        out.intervals.push_back(
            {name,
             interval,
             plan_campaign(input, terms).wall,
             mean_wall(simulate_campaigns(input, terms, interval, seed, samples))});
    };
    add("Young", young_interval(plan.checkpoint, plan.mtbf));
    add("Daly", daly_interval(plan.checkpoint, plan.mtbf));
    const Time exact = best_interval(plan.checkpoint, plan.mtbf);
    add("exact", exact);
    add("simulated",
        simulated_best_interval(
            input, scenario.campaign, exact, seed, std::min<std::int64_t>(samples, 200)));
    return out;
}

std::string campaign_text(const Scenario& scenario,
                          const Report& report,
                          const CampaignStudy& study) {
    const Campaign& plan = report.run->campaign;
    std::string out = report_title({scenario, report});
    out += answer_line("finish",
                       study.walls.empty() ? "never" : format_time(study.quantile(0.5)),
                       study.walls.empty() ? "failures outpace work" : finish_text(study));
    if (study.unfinished > 0)
        out +=
            answer_line("", "", fmt::format("{} of {} never end", study.unfinished, study.samples));
    out += answer_line("expected", format_time(plan.wall), times_text(plan.times));
    out += answer_line("failures", significant(plan.failures), failures_text(plan));
    out +=
        answer_line("spares",
                    fmt::format("{} for 99 %", plan.spares_for_99_percent()),
                    fmt::format("{} servers in repair in the mean", significant(plan.in_repair)));
    out += answer_line("writes",
                       format_time(plan.write),
                       fmt::format("a checkpoint; training waits {} of it   every {}",
                                   format_time(plan.checkpoint),
                                   format_time(plan.checkpoint_interval)));
    for (const IntervalChoice& choice : study.intervals) {
        out += answer_line(&choice == study.intervals.data() ? "interval" : "",
                           format_time(choice.interval),
                           fmt::format("{:<10} {} expected, {} simulated",
                                       choice.name,
                                       format_time(choice.wall),
                                       format_time(choice.simulated)));
    }
    return out + answer_line("drawn",
                             grouped(static_cast<double>(study.samples)),
                             "campaigns, each with failures of its own; inputs as they are");
}

std::string campaign_json(const Report& report, const CampaignStudy& study) {
    const Campaign& plan = report.run->campaign;
    Json json = {{"samples", study.samples}, {"unfinished", study.unfinished}};
    if (!study.walls.empty()) {
        for (const double share : kShares)
            json["finish_days"][fmt::format("p{:.0f}", 100.0 * share)] =
                study.quantile(share).in(day);
    }
    json["expected_days"] = plan.wall.in(day);
    for (std::size_t i = 0; i < kFailureClasses; ++i)
        json["failures"][kClasses[i]] = plan.failures_by_class[i];
    json["intervals"] = Json::array();
    for (const IntervalChoice& choice : study.intervals) {
        json["intervals"].push_back({{"name", choice.name},
                                     {"interval_s", choice.interval.in(s)},
                                     {"expected_days", choice.wall.in(day)},
                                     {"simulated_days", choice.simulated.in(day)}});
    }
    return json.dump(2) + '\n';
}

}  // namespace deepwallet
