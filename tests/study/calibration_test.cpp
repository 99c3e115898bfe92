#include "engine/study/calibration.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/file.hpp"
#include "engine/scenario/evaluate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

constexpr const char* kStack = "megatron-2022";

/// Small models wait for the host, large ones do not.
struct Plan {
    int hidden = 0;
    int micro_batch = 0;
    int tensor = 0;
    const char* recompute = "none";
};

std::vector<Plan> plans() {
    std::vector<Plan> all;
    for (const int hidden : {256, 512, 1024, 2048, 4096}) {
        for (const int micro_batch : {1, 4}) {
            for (const int tensor : {1, 2, 4}) {
                for (const char* recompute : {"none", "full"})
                    all.push_back({hidden, micro_batch, tensor, recompute});
            }
        }
    }
    return all;
}

std::vector<std::string> inputs_of(const Plan& plan, const std::string& stack = kStack) {
    return {"model.layers=8",
            fmt::format("model.hidden={}", plan.hidden),
            "model.heads=16",
            "model.vocab=51200",
            "cluster.servers=1",
            "software.stack=" + stack,
            fmt::format("parallelism.micro_batch={}", plan.micro_batch),
            fmt::format("parallelism.tensor={}", plan.tensor),
            fmt::format("parallelism.recompute={}", plan.recompute),
            "training.sequence_length=1024",
            "training.global_batch=64"};
}

/// What a machine with these constants would measure, times `factor`.
MeasuredRun run_with(const Plan& plan,
                     const std::vector<std::string>& truth,
                     double factor,
                     const std::string& metric = "iteration.time_s") {
    std::vector<std::string> words = inputs_of(plan);
    MeasuredRun run;
    run.id = fmt::format("h{}m{}t{}{}", plan.hidden, plan.micro_batch, plan.tensor, plan.recompute);
    run.group = "synthetic";
    run.inputs = settings(words);
    words.insert(words.end(), truth.begin(), truth.end());
    const Report report = evaluate_analytic(load_settings(words).scenario);
    const double value = metric == "iteration.time_s"
                             ? report.iteration.time.in(units::s)
                             : report.model_rate_per_gpu().in(units::TFLOPS);
    run.measured = {{metric, value * factor}};
    return run;
}

/// Errors of 1 % that no constant explains, the same on every machine.
double ripple(std::size_t i) { return std::exp(0.01 * std::sin(2.4 * static_cast<double>(i * i))); }

std::vector<MeasuredRun> runs_with(const std::vector<std::string>& truth,
                                   std::size_t outlier_each) {
    std::vector<MeasuredRun> runs;
    for (const Plan& plan : plans()) {
        const std::size_t i = runs.size();
        const bool outlier = outlier_each > 0 && i % outlier_each == outlier_each - 1;
        runs.push_back(run_with(plan, truth, ripple(i) * (outlier ? 2.5 : 1.0)));
    }
    return runs;
}

const FittedParameter& parameter(const Calibration& c, const std::string& name) {
    const auto& all = c.fit.parameters;
    return *std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name == name; });
}

/// The shipped database, with an entry of the stack that the test writes.
class OwnDatabase {
public:
    explicit OwnDatabase(const std::string& entry) {
        std::filesystem::copy(database().root,
                              folder_.path() / "hardware_db",
                              std::filesystem::copy_options::recursive);
        write(entry);
    }
    void write(const std::string& entry) const {
        (void)folder_.write("hardware_db/stacks/own.toml", entry);
    }
    [[nodiscard]] HardwareDb db() const { return {folder_.path() / "hardware_db"}; }

private:
    TemporaryFolder folder_;
};

std::string shipped_entry() {
    return *read_file(database().root / "stacks" / (std::string(kStack) + ".toml"), 1U << 20U);
}

/// The shipped entry with another line for its factor; empty: none.
std::string entry_with_factor(const std::string& line) {
    std::string text = shipped_entry();
    const std::size_t begin = text.find("\niteration_factor") + 1;
    return text.replace(begin, text.find('\n', begin) + 1 - begin, line);
}

Calibration fit_of_factor(const std::vector<MeasuredRun>& runs, const HardwareDb& db) {
    const auto c = calibrate(runs, {}, db, {.stack = "", .fields = {"software.iteration_factor"}});
    if (!c)
        throw std::runtime_error(render(c.error()));
    return *c;
}

std::vector<MeasuredRun> of_stack(std::vector<MeasuredRun> runs, const std::string& stack) {
    for (MeasuredRun& run : runs) {
        for (Assignment& input : run.inputs) {
            if (input.path == "software.stack")
                input.value = stack;
        }
    }
    return runs;
}

}  // namespace

TEST_CASE("constants that runs were made with are found again, outliers or not") {
    const std::size_t outlier_each = GENERATE(0U, 6U);
    const std::vector<std::string> names = {
        "software.iteration_factor", "software.host_forward_ms", "software.host_backward_ms"};
    const std::vector<double> truth = {1.23, 0.9, 1.6};
    std::vector<std::string> given;
    for (std::size_t k = 0; k < names.size(); ++k)
        given.push_back(fmt::format("{}={}", names[k], truth[k]));
    const auto c =
        calibrate(runs_with(given, outlier_each), {}, database(), {.stack = "", .fields = names});
    REQUIRE(c);
    CHECK(c->fit.converged);
    CHECK(c->fit.confounded.empty());
    for (std::size_t k = 0; k < names.size(); ++k) {
        const FittedParameter& p = parameter(*c, names[k]);
        CAPTURE(p.name, p.value, p.low, p.high);
        CHECK(p.determined);
        CHECK_FALSE(p.at_bound);
        CHECK_THAT(p.value, WithinRel(truth[k], 0.03));
        CHECK(p.low < truth[k]);
        CHECK(p.high > truth[k]);
        CHECK(p.high - p.low < 0.2 * truth[k]);
    }
}

TEST_CASE("a run whose rate alone is known says the same as one whose time is") {
    const std::vector<std::string> truth = {"software.iteration_factor=1.23"};
    std::vector<MeasuredRun> times;
    std::vector<MeasuredRun> rates;
    for (const Plan& plan : plans()) {
        const double error = ripple(times.size());
        times.push_back(run_with(plan, truth, error));
        rates.push_back(run_with(plan, truth, 1.0 / error, "iteration.model_tflops_per_gpu"));
    }
    const Calibration by_time = fit_of_factor(times, database());
    const Calibration by_rate = fit_of_factor(rates, database());
    CHECK_THAT(by_rate.fit.parameters[0].value, WithinRel(by_time.fit.parameters[0].value, 1e-5));
    CHECK_THAT(by_rate.fit.parameters[0].value, WithinRel(1.23, 0.01));
}

TEST_CASE("errors after the fit are those that validate finds with the fitted constants") {
    const auto runs = runs_with({"software.iteration_factor=1.23"}, 0);
    const Calibration c = fit_of_factor(runs, database());
    const Validation v =
        validate(runs,
                 settings({fmt::format("software.iteration_factor={}", c.fit.parameters[0].value)}),
                 database());
    REQUIRE(c.errors.size() == 1);
    REQUIRE(v.groups.size() == 1);
    CHECK_THAT(c.errors[0].mean, WithinRel(v.groups[0].mean, 1e-9));
    CHECK(c.errors[0].worst_id == v.groups[0].worst_id);
    REQUIRE(c.cross_validated.size() == 1);
    CHECK(c.cross_validated[0].rows == runs.size());
}

// With every run bound by the host and none recomputed, only forward plus backward is seen.
TEST_CASE("constants that the runs cannot tell apart are named in a warning") {
    std::vector<MeasuredRun> runs;
    for (const int tensor : {1, 2, 4}) {
        for (const int micro_batch : {1, 2})
            runs.push_back(run_with({256, micro_batch, tensor, "none"},
                                    {"software.host_forward_ms=30", "software.host_backward_ms=30"},
                                    ripple(runs.size())));
    }
    const auto c = calibrate(
        runs,
        settings({"software.host_forward_ms=20", "software.host_backward_ms=20"}),
        database(),
        {.stack = "", .fields = {"software.host_forward_ms", "software.host_backward_ms"}});
    REQUIRE(c);
    REQUIRE(c->fit.confounded.size() == 1);
    CHECK_THAT(calibration_text(*c),
               ContainsSubstring("warning: these runs cannot tell software.host_forward_ms and "
                                 "software.host_backward_ms apart\n"));
}

TEST_CASE("runs that do not say which constant are faults with what to do") {
    const auto message = [](const Result<Calibration>& c) {
        REQUIRE_FALSE(c);
        return c.error().front().message + "; " + c.error().front().help;
    };
    auto runs = runs_with({}, 0);
    auto two = runs;
    const auto others = of_stack(runs, "megatron-2021");
    two.insert(two.end(), others.begin(), others.end());
    const std::vector<std::string> factor = {"software.iteration_factor"};
    CHECK(message(calibrate(two, {}, database(), {.stack = "", .fields = factor})) ==
          "the runs are of 2 stacks; choose with --stack: megatron-2022, megatron-2021");
    CHECK(message(calibrate(two, {}, database(), {.stack = "megatron", .fields = factor})) ==
          "no run of stack megatron; choose with --stack: megatron-2022, megatron-2021");
    CHECK(calibrate(two, {}, database(), {.stack = "megatron-2021", .fields = factor}));
    CHECK(message(calibrate({}, {}, database(), {})) ==
          "the runs are of 0 stacks; the column software.stack names it");
    CHECK(message(calibrate(
              runs, {}, database(), {.stack = "", .fields = {"software.iteration_facto"}})) ==
          "software.iteration_facto: no number of the software stack; did you mean "
          "software.iteration_factor?");
    for (const char* path : {"software.flash_attention", "server.nics", "training.tokens", "x"}) {
        CAPTURE(path);
        CHECK_THAT(
            message(calibrate(runs, {}, database(), {.stack = "", .fields = {path}})),
            StartsWith((std::string(path).find('.') == std::string::npos ? "software." : "") +
                       std::string(path) + ": no number of the software stack; "));
    }
}

TEST_CASE("runs without a speed or a plan are skipped with the reason, the others are fitted") {
    auto runs = runs_with({"software.iteration_factor=1.23"}, 0);
    runs[0].measured = {{"memory.per_gpu_gib", 3.0}};
    runs[1].inputs.push_back(settings({"parallelism.tensor=3"}).front());
    const Calibration c = fit_of_factor(runs, database());
    REQUIRE(c.skipped.size() == 2);
    CHECK(c.skipped[0].reason == "its speed was not measured");
    CHECK_THAT(c.skipped[1].reason, StartsWith("parallelism.tensor = 3: "));
    CHECK(c.errors.at(0).rows == runs.size() - 2);
}

TEST_CASE("few runs are fitted without cross-validation, one is not enough for an interval") {
    const auto all = runs_with({"software.iteration_factor=1.23"}, 0);
    const Calibration few = fit_of_factor({all.begin(), all.begin() + 3}, database());
    CHECK(few.cross_validated.empty());
    CHECK(few.fit.parameters[0].determined);
    const Calibration one = fit_of_factor({all.front()}, database());
    CHECK_FALSE(one.fit.parameters[0].determined);
    CHECK_THAT(one.fit.parameters[0].value, WithinRel(1.23, 0.02));
    CHECK_THAT(calibration_text(one), ContainsSubstring("not determined by these runs"));
}

TEST_CASE("a field that is asked for twice is fitted once") {
    const auto c = calibrate(
        runs_with({}, 0),
        {},
        database(),
        {.stack = "", .fields = {"software.iteration_factor", "software.iteration_factor"}});
    REQUIRE(c);
    CHECK(c->fit.parameters.size() == 1);
}

TEST_CASE("a calibrated entry is read again and predicts the same to four digits") {
    const auto runs = of_stack(
        runs_with({"software.iteration_factor=1.2345678", "software.host_forward_ms=0.87654"}, 0),
        "own");
    const OwnDatabase own(shipped_entry());
    const auto c = calibrate(
        runs,
        {},
        own.db(),
        {.stack = "own", .fields = {"software.iteration_factor", "software.host_forward_ms"}});
    REQUIRE(c);
    const auto entry = calibrated_entry(*c, own.db(), "runs \"of\" C:\\mine.csv");
    REQUIRE(entry);
    // Comments and all other lines stay.
    const std::string before = shipped_entry();
    CHECK(std::count(entry->begin(), entry->end(), '\n') ==
          std::count(before.begin(), before.end(), '\n'));
    CHECK(std::count(entry->begin(), entry->end(), '#') ==
          std::count(before.begin(), before.end(), '#'));
    own.write(*entry);

    const Validation v = validate(runs, {}, own.db());
    REQUIRE(v.rows.size() == runs.size());
    for (std::size_t i = 0; i < v.rows.size(); ++i) {
        const double fitted = v.rows[i].measured * std::exp(c->fit.residuals[i]);
        CHECK_THAT(v.rows[i].predicted, WithinRel(fitted, 5e-4));
    }
    const auto values = read_entry(own.db(), EntryKind::stack, "own", {});
    REQUIRE(values);
    const auto factor = std::find_if(values->begin(), values->end(), [](const Assignment& a) {
        return a.path == "iteration_factor";
    });
    REQUIRE(factor != values->end());
    CHECK(factor->provenance.source == "least squares on runs \"of\" C:\\mine.csv");
    CHECK_FALSE(factor->provenance.assumption);
    REQUIRE(factor->provenance.low);
    REQUIRE(factor->provenance.high);
    CHECK(*factor->provenance.low < 1.2345678);
    CHECK(*factor->provenance.high > 1.2345678);
}

TEST_CASE("a constant that the entry does not have is added, before its sections") {
    const auto runs = of_stack(runs_with({"software.iteration_factor=1.23"}, 0), "own");
    const OwnDatabase own(shipped_entry());
    const Calibration c = fit_of_factor(runs, own.db());
    own.write(entry_with_factor(""));
    const auto entry = calibrated_entry(c, own.db(), "runs.csv");
    REQUIRE(entry);
    CHECK_THAT(*entry, ContainsSubstring("\niteration_factor = { value = 1.2"));
    own.write("[section]\nx = 1\n");
    const auto with_section = calibrated_entry(c, own.db(), "runs.csv");
    REQUIRE(with_section);
    CHECK_THAT(*with_section, StartsWith("iteration_factor = { value = 1.2"));
    CHECK_THAT(*with_section, EndsWith("[section]\nx = 1\n"));
}

TEST_CASE("an entry whose constant cannot be replaced is a fault, not a broken file") {
    const auto runs = of_stack(runs_with({}, 0), "own");
    const OwnDatabase own(shipped_entry());
    const Calibration c = fit_of_factor(runs, own.db());
    for (const char* text : {"\"iteration_factor\" = 1.0\n",
                             "iteration_factor = \"\"\"\n1.0\"\"\"\n",
                             "iteration_factor.value = 1.0\n",
                             "name = \"unclosed\n"}) {
        CAPTURE(text);
        own.write(text);
        const auto entry = calibrated_entry(c, own.db(), "runs.csv");
        REQUIRE_FALSE(entry);
        CHECK(entry.error().front().message == "iteration_factor: its value cannot be replaced");
    }
}
