// What only the discrete-event engine says.

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/report/metrics.hpp"

namespace deepwallet {

namespace {

using namespace units;

/// Known where the discrete-event engine answered.
template <class Read>
Metric simulated(std::string path,
                 const char* unit,
                 const char* meaning,
                 const char* formula,
                 std::vector<std::string> inputs,
                 Read read) {
    return {std::move(path),
            unit,
            meaning,
            formula,
            std::move(inputs),
            [read](const Answer& a) -> MetricValue {
                if (!a.report.discrete)
                    return {};
                return read(a, *a.report.discrete);
            }};
}

struct Part {
    const char* name;
    Time IterationBreakdown::*member;
};

constexpr Part kParts[] = {{"compute", &IterationBreakdown::compute},
                           {"memory_bound", &IterationBreakdown::memory_bound},
                           {"recompute", &IterationBreakdown::recompute},
                           {"tensor_comm", &IterationBreakdown::tensor_comm},
                           {"context_comm", &IterationBreakdown::context_comm},
                           {"expert_comm", &IterationBreakdown::expert_comm},
                           {"pipeline_comm", &IterationBreakdown::pipeline_comm},
                           {"data_comm", &IterationBreakdown::data_comm},
                           {"host", &IterationBreakdown::host},
                           {"bubble", &IterationBreakdown::bubble},
                           {"optimizer", &IterationBreakdown::optimizer},
                           {"offload", &IterationBreakdown::offload},
                           {"software", &IterationBreakdown::software}};

void add_difference(std::vector<Metric>& out) {
    std::vector<std::string> paths;
    for (const Part& part : kParts)
        paths.push_back(fmt::format("simulation.difference_s.{}", part.name));
    out.push_back(simulated("simulation.difference_s.total",
                            "s",
                            "what the closed form does not see",
                            "simulated - closed form, the sum of its parts",
                            paths,
                            [](const Answer& a, const DiscreteDetails& d) {
                                return (a.report.iteration.time - d.closed_form).in(s);
                            }));
    for (const Part& part : kParts) {
        out.push_back(simulated(
            fmt::format("simulation.difference_s.{}", part.name),
            "s",
            "the same, of this part",
            "simulated - closed form, each at its bottleneck",
            {fmt::format("iteration.breakdown_s.{}", part.name)},
            [member = part.member](const Answer& a, const DiscreteDetails& d) {
                return (a.report.iteration.breakdown.*member - d.closed_parts.*member).in(s);
            }));
    }
}

/// In replica detail.
void add_path(std::vector<Metric>& out) {
    for (std::size_t cause = 0; cause < kCauses; ++cause) {
        std::string name = name_of(static_cast<Cause>(cause));
        for (char& c : name) c = c == ' ' ? '_' : c;
        out.push_back({"simulation.critical_path_s." + name,
                       "s",
                       "length of the chain of work and waits that ends last",
                       "",
                       {},
                       [cause](const Answer& a) -> MetricValue {
                           if (!a.report.discrete || a.report.discrete->held_up)
                               return {};
                           return a.report.discrete->path[cause];
                       }});
    }
}

/// In full detail.
template <class Read>
Metric held_up(const char* path, const char* unit, const char* meaning, Read read) {
    return {path, unit, meaning, "", {}, [read](const Answer& a) -> MetricValue {
                if (!a.report.discrete || !a.report.discrete->held_up)
                    return {};
                return read(*a.report.discrete->held_up);
            }};
}

}  // namespace

std::vector<Metric> simulation_metrics() {
    std::vector<Metric> out = {
        simulated("simulation.closed_form_s",
                  "s",
                  "what the analytic engine says of the iteration",
                  "",
                  {},
                  [](const Answer&, const DiscreteDetails& d) { return d.closed_form.in(s); }),
    };
    add_difference(out);
    out.push_back(simulated("simulation.p10_s",
                            "s",
                            "iteration that one run in ten undercuts",
                            "",
                            {"simulation.repeats", "simulation.jitter", "simulation.speed_spread"},
                            [](const Answer&, const DiscreteDetails& d) { return d.p10.in(s); }));
    out.push_back(simulated("simulation.p50_s",
                            "s",
                            "iteration of the median run",
                            "",
                            {"simulation.repeats", "simulation.jitter", "simulation.speed_spread"},
                            [](const Answer&, const DiscreteDetails& d) { return d.p50.in(s); }));
    out.push_back(simulated("simulation.p90_s",
                            "s",
                            "iteration that one run in ten exceeds",
                            "",
                            {"simulation.repeats", "simulation.jitter", "simulation.speed_spread"},
                            [](const Answer&, const DiscreteDetails& d) { return d.p90.in(s); }));
    out.push_back(simulated("simulation.tasks",
                            "",
                            "kernels, collectives and messages of a run",
                            "",
                            {},
                            [](const Answer&, const DiscreteDetails& d) {
                                return static_cast<std::int64_t>(d.tasks);
                            }));
    add_path(out);
    out.push_back(held_up("simulation.held_up.gpu",
                          "",
                          "accelerator for which others waited longest, from 0",
                          [](const HeldUp& h) { return h.gpu; }));
    out.push_back(held_up("simulation.held_up.by_it_gpu_s",
                          "GPU-s",
                          "what the others waited for it, all together",
                          [](const HeldUp& h) { return h.others.in(s); }));
    out.push_back(held_up("simulation.held_up.all_gpu_s",
                          "GPU-s",
                          "what all accelerators waited for each other",
                          [](const HeldUp& h) { return h.waiting.in(s); }));
    return out;
}

}  // namespace deepwallet
