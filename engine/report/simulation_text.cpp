#include "engine/report/simulation_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/math.hpp"
#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

using namespace units;

std::string signed_share(double x) { return (x < 0.0 ? "-" : "+") + format_share(std::abs(x)); }

std::string events_line(const Answer& a, const DiscreteDetails& d) {
    std::string parts = fmt::format("closed form {} ({})   {} tasks",
                                    format_time(d.closed_form),
                                    signed_share(a.report.iteration.time / d.closed_form - 1.0),
                                    grouped(static_cast<double>(d.tasks)));
    if (a.scenario.simulation.repeats > 1)
        parts += fmt::format("   P10 {}   P90 {} of {} runs",
                             format_time(d.p10),
                             format_time(d.p90),
                             a.scenario.simulation.repeats);
    return answer_line("events", format_time(a.report.iteration.time) + " simulated", parts);
}

std::string use_text(const StageUse& use) {
    return fmt::format("kernels {}   communication {}   waiting {}",
                       format_share(use.kernels),
                       format_share(use.communication),
                       format_share(use.waiting));
}

std::string stages_line(const DiscreteDetails& d) {
    if (d.stages.size() < 2)
        return "";
    const auto [idle, busy] = std::minmax_element(
        d.stages.begin(), d.stages.end(), [](const StageUse& x, const StageUse& y) {
            return x.waiting > y.waiting;
        });
    const auto number = [&](auto at) { return at - d.stages.begin(); };
    return answer_line("stages", fmt::format("busiest: stage {}", number(busy)), use_text(*busy)) +
           answer_line("", fmt::format("idlest: stage {}", number(idle)), use_text(*idle));
}

/// Who waits for whom.
std::string waits_line(const Answer& a, const HeldUp& h) {
    const std::int64_t each = a.scenario.server.accelerators;
    const Layout& layout = a.report.layout;
    const std::int64_t of_stage = layout.gpus / layout.pipeline;
    const double all = real(layout.gpus) * a.report.iteration.time.in(s);
    return answer_line("waits",
                       fmt::format("{} of GPU time", format_share(h.waiting.in(s) / all)),
                       fmt::format("longest for server{}/gpu{} (stage {}): {} GPU-s",
                                   h.gpu / each,
                                   h.gpu % each,
                                   h.gpu / of_stage,
                                   significant(h.others.in(s))));
}

}  // namespace

std::string path_shares(const std::array<double, kCauses>& path) {
    double total = 0.0;
    std::vector<std::pair<double, const char*>> parts;
    for (std::size_t i = 0; i < path.size(); ++i) {
        total += path[i];
        parts.emplace_back(path[i], name_of(static_cast<Cause>(i)));
    }
    std::stable_sort(
        parts.begin(), parts.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    std::string out;
    for (const auto& [seconds, name] : parts) {
        if (seconds < 0.0005 * total)
            continue;
        out +=
            fmt::format("{}{} {}", out.empty() ? "" : "   ", name, format_share(seconds / total));
    }
    return out;
}

std::string simulation_lines(const Answer& a) {
    if (!a.report.discrete)
        return "";
    const DiscreteDetails& d = *a.report.discrete;
    std::string out = events_line(a, d) + stages_line(d);
    if (d.held_up)
        return d.held_up->waiting > Time{} ? out + waits_line(a, *d.held_up) : out;
    return out + answer_line("path", path_shares(d.path));
}

std::string stage_table(const DiscreteDetails& details) {
    std::string out = fmt::format("{:>5}  {:>8}  {:>13}  {:>8}  {:>8}  {:>23}\n",
                                  "stage",
                                  "kernels",
                                  "communication",
                                  "waiting",
                                  "other",
                                  "micro-batches in flight");
    for (std::size_t i = 0; i < details.stages.size(); ++i) {
        const StageUse& use = details.stages[i];
        out += fmt::format("{:>5}  {:>8}  {:>13}  {:>8}  {:>8}  {:>23}\n",
                           i,
                           format_share(use.kernels),
                           format_share(use.communication),
                           format_share(use.waiting),
                           format_share(use.other),
                           significant(use.most_held));
    }
    return out;
}

}  // namespace deepwallet
