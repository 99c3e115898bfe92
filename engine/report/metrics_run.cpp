// What the whole run takes: days, failures, checkpoints.

#include "engine/report/metric_kinds.hpp"

namespace deepwallet {

namespace {

using namespace units;

Metric failures_of(const char* name, FailureClass kind, const char* field) {
    return {std::string("run.failures.") + name,
            "",
            std::string("of the failures, by ") + name,
            "failures x number / mean time of one",
            {"run.failures_expected", field},
            [kind](const Answer& a) -> MetricValue {
                if (!a.report.run)
                    return {};
                return a.report.run->campaign.failures_by_class[static_cast<std::size_t>(kind)];
            }};
}

Metric time_of(const char* name, const char* meaning, Time CampaignTimes::*member) {
    return {std::string("run.hours.") + name,
            "h",
            meaning,
            "",
            {"run.days"},
            [member](const Answer& a) -> MetricValue {
                if (!a.report.run)
                    return {};
                return (a.report.run->campaign.times.*member).in(hour);
            }};
}

}  // namespace

std::vector<Metric> run_metrics() {
    return {
        of_run("run.iterations",
               "",
               "iterations of the run",
               "tokens / (global batch x sequence)",
               {"training.tokens", "training.global_batch", "training.sequence_length"},
               [](const RunReport& r) { return r.campaign.iterations; }),
        of_run("run.days",
               "days",
               "wall time of the run",
               "iterations x time / goodput",
               {"run.iterations", "iteration.time_s", "run.goodput"},
               [](const RunReport& r) { return r.campaign.wall.in(day); }),
        of_run(
            "run.goodput",
            "",
            "share of the wall time that advances the model",
            "Daly 2006 eq. 13: failures, lost work, restarts, checkpoints",
            {"run.checkpoint_interval_s", "run.checkpoint_s", "run.mtbf_h", "campaign.restart_min"},
            [](const RunReport& r) { return r.campaign.goodput; }),
        of_run("run.mtbf_h",
               "h",
               "mean time between failures of the whole job",
               "1 / sum over classes of number / mean time of one",
               {"campaign.gpu_mtbf_days",
                "campaign.host_mtbf_days",
                "campaign.nic_mtbf_days",
                "campaign.switch_mtbf_days",
                "campaign.software_mtbf_days",
                "campaign.server_mtbf_days",
                "campaign.failure_rate_factor",
                "campaign.failure_shape",
                "cluster.servers"},
               [](const RunReport& r) { return r.campaign.mtbf.in(hour); }),
        of_run("run.failures_expected",
               "",
               "failures during the run",
               "wall time / mean time between",
               {"run.days", "run.mtbf_h"},
               [](const RunReport& r) { return r.campaign.failures; }),
        of_run("run.checkpoint_s",
               "s",
               "time to write a checkpoint",
               "(weights + optimizer state) x parameters / file system",
               {"model.parameters", "campaign.checkpoint_gb_per_s"},
               [](const RunReport& r) { return r.campaign.write.in(s); }),
        of_run("run.checkpoint_interval_s",
               "s",
               "work between checkpoints that loses least",
               "mtbf (1 + W0(-exp(-checkpoint / mtbf - 1)))",
               {"run.checkpoint_s", "run.mtbf_h"},
               [](const RunReport& r) { return r.campaign.checkpoint_interval.in(s); }),
        of_run("run.evaluations",
               "",
               "forward passes of a global batch for evaluation",
               "iterations / interval x passes",
               {"run.iterations", "campaign.evaluation_interval", "campaign.evaluation_iterations"},
               [](const RunReport& r) { return r.campaign.evaluations; }),
        of_run("run.checkpoint_blocking_s",
               "s",
               "time that training waits for a checkpoint",
               "all of it, or a copy into host memory",
               {"run.checkpoint_s", "campaign.checkpoint_mode", "campaign.snapshot_gb_per_s"},
               [](const RunReport& r) { return r.campaign.checkpoint.in(s); }),
        of_run("run.young_interval_s",
               "s",
               "Young's interval, for comparison",
               "sqrt(2 checkpoint mtbf) (Young 1974)",
               {"run.checkpoint_blocking_s", "run.mtbf_h"},
               [](const RunReport& r) {
                   return young_interval(r.campaign.checkpoint, r.campaign.mtbf).in(s);
               }),
        of_run("run.daly_interval_s",
               "s",
               "Daly's interval, for comparison",
               "Daly 2006 eq. 37",
               {"run.checkpoint_blocking_s", "run.mtbf_h"},
               [](const RunReport& r) {
                   return daly_interval(r.campaign.checkpoint, r.campaign.mtbf).in(s);
               }),
        failures_of("gpu", FailureClass::accelerator, "campaign.gpu_mtbf_days"),
        failures_of("host", FailureClass::host, "campaign.host_mtbf_days"),
        failures_of("nic", FailureClass::adapter, "campaign.nic_mtbf_days"),
        failures_of("switch", FailureClass::network_switch, "campaign.switch_mtbf_days"),
        failures_of("software", FailureClass::software, "campaign.software_mtbf_days"),
        of_run("run.servers_in_repair",
               "",
               "failed servers, mean",
               "hardware failures x repair",
               {"run.failures_expected", "campaign.repair_h"},
               [](const RunReport& r) { return r.campaign.in_repair; }),
        of_run("run.spares_for_99_percent",
               "",
               "spares that are enough 99 % of the time",
               "quantile of a Poisson distribution",
               {"run.servers_in_repair"},
               [](const RunReport& r) {
                   return static_cast<double>(r.campaign.spares_for_99_percent());
               }),
        time_of("work", "iterations that count", &CampaignTimes::work),
        time_of("evaluation", "evaluations", &CampaignTimes::evaluation),
        time_of("checkpoint", "training waits for checkpoints", &CampaignTimes::checkpoint),
        time_of("replay", "work again that failures made void", &CampaignTimes::replay),
        time_of("detection", "failures not yet noticed", &CampaignTimes::detection),
        time_of("restart", "starting and loading after failures", &CampaignTimes::restart),
        time_of("waiting", "for a spare server", &CampaignTimes::waiting),
        time_of("startup", "before the first iteration", &CampaignTimes::startup),
        of_run("run.gpu_hours",
               "GPU-h",
               "GPU-hours of the run",
               "GPUs x wall time",
               {"gpus", "run.days"},
               [](const RunReport& r) { return r.gpu_hours; }),
    };
}

}  // namespace deepwallet
