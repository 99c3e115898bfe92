#include "engine/scenario/remedies.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"

namespace deepwallet {

namespace {

struct Change {
    std::string setting;
    std::function<void(Scenario&)> apply;
};

/// Changes that save memory and differ from what the scenario has.
std::vector<Change> candidate_changes(const Scenario& s) {
    std::vector<Change> out;
    const Parallelism& p = s.parallelism;
    const auto add = [&](std::string setting, auto change) {
        out.push_back({std::move(setting), change});
    };
    if (p.recompute == Recompute::none) {
        add("parallelism.recompute=selective",
            [](Scenario& x) { x.parallelism.recompute = Recompute::selective; });
    }
    if (p.recompute != Recompute::full) {
        add("parallelism.recompute=full",
            [](Scenario& x) { x.parallelism.recompute = Recompute::full; });
    }
    if (!p.sequence_parallel && p.tensor > 1) {
        add("parallelism.sequence_parallel=true",
            [](Scenario& x) { x.parallelism.sequence_parallel = true; });
    }
    for (std::int64_t zero = p.zero_stage + 1; zero <= 3; ++zero) {
        add(fmt::format("parallelism.zero_stage={}", zero),
            [zero](Scenario& x) { x.parallelism.zero_stage = zero; });
    }
    const auto offload = [&](const char* word, Offload what) {
        if (p.offload < what)
            add(fmt::format("parallelism.offload={}", word),
                [what](Scenario& x) { x.parallelism.offload = what; });
    };
    offload("optimizer", Offload::optimizer);
    offload("parameters", Offload::parameters);
    for (std::int64_t b = p.micro_batch / 2; b >= 1; b /= 2) {
        add(fmt::format("parallelism.micro_batch={}", b),
            [b](Scenario& x) { x.parallelism.micro_batch = b; });
    }
    for (std::int64_t t = 2 * p.tensor; t <= s.server.accelerators; t *= 2) {
        add(fmt::format("parallelism.tensor={}", t),
            [t](Scenario& x) { x.parallelism.tensor = t; });
    }
    for (std::int64_t stages = 2 * p.pipeline; stages <= total_layers(s.model); stages *= 2) {
        add(fmt::format("parallelism.pipeline={}", stages),
            [stages](Scenario& x) { x.parallelism.pipeline = stages; });
    }
    return out;
}

/// Settings that a change takes along where the scenario gives what follows by itself elsewhere.
void add_followers(const Scenario& before,
                   const Scenario& after,
                   std::int64_t data,
                   std::vector<std::string>& settings) {
    if (before.parallelism.data && *before.parallelism.data != data)
        settings.push_back(fmt::format("parallelism.data={}", data));
    if (before.parallelism.stage_layers != after.parallelism.stage_layers)
        settings.emplace_back("parallelism.stage_layers=[]");
}

void try_changes(const Scenario& s,
                 const std::vector<const Change*>& changes,
                 std::vector<Remedy>& found) {
    Scenario changed = s;
    // The data parallel degree follows, and a split by hand no longer holds.
    changed.parallelism.data.reset();
    Remedy remedy;
    for (const Change* change : changes) {
        change->apply(changed);
        remedy.settings.push_back(change->setting);
    }
    if (changed.parallelism.pipeline != s.parallelism.pipeline) {
        changed.parallelism.stage_layers.clear();
    }
    if (!scenario_faults(changed).empty())
        return;
    const Report report = evaluate_analytic(changed);
    add_followers(s, changed, report.layout.data, remedy.settings);
    if (!report.fits())
        return;
    remedy.memory = report.memory.use.total();
    remedy.iteration = report.iteration.time;
    found.push_back(std::move(remedy));
}

}  // namespace

std::vector<Remedy> memory_remedies(const Scenario& s) {
    const std::vector<Change> changes = candidate_changes(s);
    std::vector<Remedy> found;
    for (const Change& change : changes) try_changes(s, {&change}, found);
    for (std::size_t i = 0; found.empty() && i < changes.size(); ++i) {
        for (std::size_t j = i + 1; j < changes.size(); ++j) {
            try_changes(s, {&changes[i], &changes[j]}, found);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Remedy& a, const Remedy& b) {
        return a.iteration < b.iteration;
    });
    return found;
}

}  // namespace deepwallet
