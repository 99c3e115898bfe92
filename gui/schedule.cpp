#include "gui/schedule.hpp"

#include "engine/des/critical_path.hpp"

namespace deepwallet::gui {

namespace {

/// Where the boxes of each row begin.
std::vector<std::size_t> offsets(const std::vector<PassBox>& boxes,
                                 std::uint32_t lanes,
                                 std::uint32_t rows) {
    std::vector<std::size_t> out(rows + 1, 0);
    for (const PassBox& box : boxes) ++out[box.rank / lanes + 1];
    for (std::size_t row = 0; row < rows; ++row) out[row + 1] += out[row];
    return out;
}

std::vector<PathRun> runs_of(const std::vector<PathSegment>& path, std::uint32_t lanes) {
    std::vector<PathRun> out;
    for (const PathSegment& segment : path) {
        const std::size_t row = segment.rank / lanes;
        if (!out.empty() && out.back().row == row)
            out.back().end = segment.end;
        else
            out.push_back({row, segment.start, segment.end});
    }
    return out;
}

}  // namespace

Result<SchedulePtr> schedule_of(const Scenario& scenario) {
    auto out = std::make_shared<Schedule>();
    out->scenario = scenario;
    out->scenario.engine = EngineKind::discrete_event;
    if (Faults faults = scenario_faults(out->scenario); !faults.empty())
        return tl::unexpected(std::move(faults));
    const bool all = scenario.simulation.detail == Detail::full;
    auto traced = trace(out->scenario, all ? std::optional<std::int64_t>(0) : std::nullopt);
    if (!traced)
        return tl::unexpected(std::move(traced.error()));
    out->traced = std::move(*traced);
    const Job& job = out->traced.iteration.job;
    const Simulation& simulation = out->traced.iteration.simulation;
    for (const PassBox& box : pass_boxes(job, simulation.trace)) {
        if (box.rank % job.lanes == 0)
            (box.aside ? out->aside : out->boxes).push_back(box);
    }
    out->first = offsets(out->boxes, job.lanes, job.stages());
    out->first_aside = offsets(out->aside, job.lanes, job.stages());
    // Where all ranks are simulated, the path may go through some that no one has recorded.
    if (!all)
        out->path = runs_of(critical_path(simulation.trace, job.ranks()), job.lanes);
    out->length = simulation.makespan.in(units::s);
    return SchedulePtr(std::move(out));
}

}  // namespace deepwallet::gui
