// A trace of MT-NLG: its format, the schedule that can be read off it, its counters.

#include "engine/report/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "engine/report/passes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::test;
using nlohmann::json;

namespace {

struct Timeline {
    Scenario scenario;
    Report report;
    json events;
    std::size_t written = 0;
};

Timeline timeline(const std::vector<std::string>& settings, TimelineLevel level) {
    Timeline out;
    std::vector<std::string> all = settings;
    all.emplace_back("simulation.engine=discrete-event");
    out.scenario = load_file(reference_file(), all).scenario;
    const auto report = evaluate(out.scenario);
    REQUIRE(report);
    out.report = *report;
    const auto traced = trace(out.scenario);
    REQUIRE(traced);
    std::ostringstream text;
    out.written = write_timeline(text, out.scenario, *traced, level);
    out.events = json::parse(text.str()).at("traceEvents");
    return out;
}

/// A short iteration of MT-NLG: 5 stages of 21 layers each, 12 micro-batches.
const std::vector<std::string> kShort = {
    "cluster.servers=5", "parallelism.pipeline=5", "training.global_batch=12"};

/// The trace event format (Google 2016): what each kind of event has to have.
void check_format(const json& events) {
    for (const json& e : events) {
        const std::string phase = e.at("ph");
        CAPTURE(e.dump());
        REQUIRE((phase == "M" || phase == "X" || phase == "C"));
        REQUIRE(e.at("pid").is_number_integer());
        REQUIRE(e.at("name").is_string());
        REQUIRE(e.at("args").is_object());
        if (phase == "M")
            continue;
        REQUIRE(e.at("ts").get<double>() >= 0.0);
        if (phase == "X") {
            REQUIRE(e.at("dur").get<double>() >= 0.0);
            REQUIRE(e.at("tid").is_number_integer());
        } else {
            for (const auto& [series, value] : e.at("args").items()) REQUIRE(value.is_number());
        }
    }
}

/// Slices of a row lie apart or inside of each other, or a viewer would cut them.
void check_nesting(const json& events) {
    struct Slice {
        double start;
        double end;
    };
    std::map<std::pair<int, int>, std::vector<Slice>> rows;
    for (const json& e : events) {
        if (e["ph"] != "X")
            continue;
        const double start = e["ts"];
        const double duration = e["dur"];
        rows[{e["pid"], e["tid"]}].push_back({start, start + duration});
    }
    constexpr double kRounding = 1e-4;  // of a microsecond
    for (auto& [row, slices] : rows) {
        std::stable_sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) {
            return a.start < b.start || (a.start == b.start && a.end > b.end);
        });
        std::vector<Slice> open;
        for (const Slice& slice : slices) {
            while (!open.empty() && open.back().end <= slice.start + kRounding) open.pop_back();
            CAPTURE(row.first, row.second, slice.start, slice.end);
            REQUIRE((open.empty() || slice.end <= open.back().end + kRounding));
            open.push_back(slice);
        }
    }
}

/// Names of a stage's passes in the order in which they start.
std::vector<std::string> passes(const json& events, int stage) {
    std::vector<std::pair<double, std::string>> found;
    for (const json& e : events) {
        if (e["ph"] != "X" || e["pid"] != stage || e["tid"] != 0)
            continue;
        const std::string name = e["name"];
        if (name[0] == 'F' || name[0] == 'B')
            found.emplace_back(e["ts"], name);
    }
    std::stable_sort(
        found.begin(), found.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (const auto& [start, name] : found) names.push_back(name);
    return names;
}

}  // namespace

TEST_CASE("a trace is well formed at every level") {
    const auto level =
        GENERATE(TimelineLevel::micro_batch, TimelineLevel::layer, TimelineLevel::kernel);
    const Timeline t = timeline(kShort, level);
    CHECK(t.events.size() == t.written);
    check_format(t.events);
    check_nesting(t.events);
}

TEST_CASE("the trace of MT-NLG on 280 servers is well formed, and 1F1B can be read off it") {
    const Timeline t = timeline({}, TimelineLevel::layer);
    check_format(t.events);
    check_nesting(t.events);
    // Narayanan et al. 2020: stage i runs p - 1 - i forwards, then one forward and one backward in
    // turn, then the remaining backwards.
    constexpr int kStages = 35;
    constexpr int kMicroBatches = 240;
    for (int stage = 0; stage < kStages; ++stage) {
        std::vector<std::string> expected;
        const int ahead = kStages - 1 - stage;
        for (int j = 0; j < ahead; ++j) expected.push_back("F" + std::to_string(j));
        for (int j = 0; j < kMicroBatches; ++j) {
            if (ahead + j < kMicroBatches)
                expected.push_back("F" + std::to_string(ahead + j));
            expected.push_back("B" + std::to_string(j));
        }
        CAPTURE(stage);
        CHECK(passes(t.events, stage) == expected);
    }
}

TEST_CASE("layers and micro-batches of a trace are those of the plan") {
    const Timeline t = timeline(kShort, TimelineLevel::layer);
    std::map<int, int> forwards;  // of each layer
    for (const json& e : t.events) {
        if (e["ph"] == "X" && e["tid"] == 0 && e["name"] == "forward" &&
            e["args"].contains("layer"))
            ++forwards[e["args"]["layer"].get<int>()];
    }
    // Each of the 105 layers runs forward once for each of the 12 micro-batches; kernels around
    // embedding and head have no layer.
    CHECK(forwards.size() == 105);
    for (const auto& [layer, count] : forwards) CHECK(count == 12);
}

TEST_CASE("memory over time peaks at what the memory model says, and comes back to its start") {
    const Timeline t = timeline({}, TimelineLevel::micro_batch);
    std::map<int, double> peak;
    std::map<int, double> last;
    double all = 0.0;
    for (const json& e : t.events) {
        if (e["ph"] != "C" || e["name"] != "memory")
            continue;
        const double gib = e["args"]["GiB"];
        peak[e["pid"]] = std::max(peak[e["pid"]], gib);
        last[e["pid"]] = gib;
        all = std::max(all, gib);
    }
    CHECK_THAT(all, WithinAbs(t.report.memory.use.total().in(units::GiB), 1e-3));
    for (int stage = 0; stage < 35; ++stage) {
        CAPTURE(stage);
        // 1F1B: 35 - i micro-batches in flight.
        const double model =
            memory_in_use(t.scenario, t.report.layout, stage, 35 - stage).in(units::GiB);
        CHECK_THAT(peak[stage], WithinAbs(model, 1e-3));
        const double none = memory_in_use(t.scenario, t.report.layout, stage, 0).in(units::GiB);
        CHECK_THAT(last[stage], WithinAbs(none, 1e-3));
    }
}

TEST_CASE("power over time has the mean that energy is paid for") {
    const Timeline t = timeline({}, TimelineLevel::micro_batch);
    double sum = 0.0;
    int samples = 0;
    for (const json& e : t.events) {
        if (e["ph"] != "C" || e["name"] != "power")
            continue;
        const double watts = e["args"]["W"];
        // An A100 SXM4 draws 400 W at most.
        CHECK((watts >= 50.0 && watts <= 400.0));
        sum += watts;
        ++samples;
    }
    const double mean =
        accelerator_power(t.scenario.accelerator, t.report.iteration.phases).in(units::watt);
    CHECK_THAT(sum / samples, WithinRel(mean, 0.01));
}

TEST_CASE("a title of any bytes leaves the trace well formed") {
    const Timeline t = timeline({"cluster.servers=5",
                                 "parallelism.pipeline=5",
                                 "training.global_batch=6",
                                 "name=\"q\\\" \\\\ \xff\""},
                                TimelineLevel::micro_batch);
    CHECK_FALSE(t.events.empty());
}

// What a rank spends is added up while it is simulated, apart from the trace. Stages that come to
// the end early wait there for the others' gradients.
TEST_CASE("waiting at the end of an iteration is drawn as no communication") {
    std::vector<std::string> settings = kShort;
    settings.emplace_back("simulation.engine=discrete-event");
    settings.emplace_back("cluster.servers=10");
    settings.emplace_back("training.global_batch=24");
    const Scenario scenario = load_file(reference_file(), settings).scenario;
    const auto traced = trace(scenario);
    REQUIRE(traced);
    const Simulation& simulation = traced->iteration.simulation;
    std::vector<double> sliced(simulation.ranks.size());
    std::ostringstream text;
    write_timeline(text, scenario, *traced, TimelineLevel::micro_batch);
    const json events = json::parse(text.str()).at("traceEvents");
    for (const json& e : events) {
        if (e["ph"] == "X" && e["name"] == "data comm")
            sliced[e["pid"].get<std::size_t>()] += 1e-6 * e["dur"].get<double>();
    }
    std::vector<double> boxed(simulation.ranks.size());
    for (const PassBox& box : pass_boxes(traced->iteration.job, simulation.trace)) {
        CHECK(box.end > box.start);
        if (box.kind == PassKind::data_comm)
            boxed[box.rank] += box.end - box.start;
    }
    constexpr double kNanosecond = 1e-9;
    for (std::size_t rank = 0; rank < simulation.ranks.size(); ++rank) {
        const double spent = simulation.ranks[rank].of(Cause::data_comm);
        CAPTURE(rank, spent);
        REQUIRE(spent > 0.0);
        CHECK_THAT(sliced[rank], WithinAbs(spent, 10.0 * kNanosecond));
        CHECK_THAT(boxed[rank], WithinAbs(spent, kNanosecond));
    }
}
