#include "engine/study/validation.hpp"

#include <cmath>

#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/study/validation_report.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/measured.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

Comparison comparison(const char* id,
                      const char* group,
                      double measured,
                      double predicted,
                      const char* metric = "iteration.time_s",
                      const char* source = "s") {
    return {id, group, source, metric, measured, predicted};
}

/// A small model on one server, with cells of one more column.
std::vector<MeasuredRun> small_run(const std::string& columns, const std::string& cells) {
    return runs_in(
        "id,group,model.layers,model.hidden,model.heads,model.vocab,cluster.servers,"
        "parallelism.tensor,training.sequence_length,training.global_batch," +
        columns + "\na,g,4,1024,16,50304,1,1,1024,16," + cells + "\n");
}

double predicted(const std::vector<MeasuredRun>& runs, const std::string& metric) {
    const auto loaded = load_run(runs.front(), {}, database());
    REQUIRE(loaded);
    const Report report = evaluate_analytic(loaded->scenario);
    return std::get<double>(value_of(*find_metric(metric), {loaded->scenario, report}));
}

}  // namespace

// Errors +10 %, -20 %, +40 % and 0: mean (10 + 20 + 40 + 0) / 4 = 17.5 %, median between 10 and
// 20, bias (10 - 20 + 40) / 4 = 7.5 %.
TEST_CASE("mean, median and worst are of absolute errors, bias is of signed ones") {
    const auto groups = errors_by_group({comparison("up", "g", 10.0, 11.0),
                                         comparison("down", "g", 10.0, 8.0),
                                         comparison("far", "g", 10.0, 14.0),
                                         comparison("exact", "g", 10.0, 10.0)});
    REQUIRE(groups.size() == 1);
    CHECK(groups[0].rows == 4);
    CHECK_THAT(groups[0].mean, WithinAbs(0.175, 1e-12));
    CHECK_THAT(groups[0].median, WithinAbs(0.15, 1e-12));
    CHECK_THAT(groups[0].bias, WithinAbs(0.075, 1e-12));
    CHECK_THAT(groups[0].worst, WithinAbs(0.4, 1e-12));
    CHECK(groups[0].worst_id == "far");
}

TEST_CASE("the median of an odd number of errors is the one in the middle") {
    const auto groups = errors_by_group({comparison("a", "g", 10.0, 5.0),
                                         comparison("b", "g", 10.0, 13.0),
                                         comparison("c", "g", 10.0, 10.1)});
    CHECK_THAT(groups.at(0).median, WithinAbs(0.3, 1e-12));
}

TEST_CASE("a group of one row is that row, even where it is exact") {
    const auto groups = errors_by_group({comparison("only", "g", 2.0, 2.0)});
    REQUIRE(groups.size() == 1);
    CHECK(groups[0].rows == 1);
    CHECK(groups[0].mean == 0.0);
    CHECK(groups[0].median == 0.0);
    CHECK(groups[0].bias == 0.0);
    CHECK(groups[0].worst == 0.0);
    CHECK(groups[0].worst_id == "only");
    CHECK(errors_by_group({}).empty());
}

TEST_CASE("groups come in the order of the rows, and what is not speed after what is") {
    const char* const memory = "memory.per_gpu_gib";
    const auto groups = errors_by_group({comparison("1", "b", 1.0, 2.0, memory),
                                         comparison("1", "b", 1.0, 1.0),
                                         comparison("2", "a", 1.0, 1.0),
                                         comparison("3", "b", 1.0, 1.0)});
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].group == "b");
    CHECK(groups[0].rows == 2);
    CHECK(groups[1].group == "a");
    CHECK(groups[2].group == "b");
    CHECK(groups[2].metric == memory);
    CHECK(groups[2].mean == 1.0);
}

TEST_CASE("errors by source keep the table and the figures of a paper apart") {
    const auto sources =
        errors_by_source({comparison("1", "g", 1.0, 1.1, "iteration.time_s", "Table 1"),
                          comparison("2", "g", 1.0, 1.3, "iteration.time_s", "Figure 11")});
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].group == "Table 1");
    CHECK_THAT(sources[0].mean, WithinAbs(0.1, 1e-12));
    CHECK(sources[1].group == "Figure 11");
}

TEST_CASE("of several accounts of the same speed the time is compared, else the model's rate") {
    struct Row {
        std::string columns;
        std::string cells;
        std::vector<std::string> compared;
    };
    const std::string time = "measured.iteration.time_s";
    const std::string model = "measured.iteration.model_tflops_per_gpu";
    const std::string hardware = "measured.iteration.hardware_tflops_per_gpu";
    for (const Row& row :
         {Row{hardware + "," + model + "," + time, "1,2,3", {"iteration.time_s"}},
          Row{hardware + "," + model + "," + time, "1,2,", {"iteration.model_tflops_per_gpu"}},
          Row{hardware + "," + time, "1,", {"iteration.hardware_tflops_per_gpu"}},
          Row{time + ",measured.memory.per_gpu_gib",
              "1,2",
              {"iteration.time_s", "memory.per_gpu_gib"}}}) {
        CAPTURE(row.columns, row.cells);
        const Validation v = validate(small_run(row.columns, row.cells), {}, database());
        std::vector<std::string> compared;
        for (const Comparison& c : v.rows) compared.push_back(c.metric);
        CHECK(compared == row.compared);
        CHECK(v.skipped.empty());
    }
}

TEST_CASE("a run is predicted as its scenario is") {
    const auto runs = small_run("measured.iteration.time_s", "0.25");
    const Validation v = validate(runs, {}, database());
    REQUIRE(v.rows.size() == 1);
    CHECK(v.rows[0].measured == 0.25);
    CHECK(v.rows[0].predicted == predicted(runs, "iteration.time_s"));
    CHECK(v.rows[0].error() == v.rows[0].predicted / 0.25 - 1.0);
}

TEST_CASE("measured memory is compared with what the software's log would say") {
    const auto runs =
        small_run("software.memory_report,measured.memory.per_gpu_gib", "allocated,10");
    const Validation v = validate(runs, {}, database());
    REQUIRE(v.rows.size() == 1);
    CHECK(v.rows[0].predicted == predicted(runs, "memory.reported_gib"));
    CHECK(v.rows[0].predicted < predicted(runs, "memory.per_gpu_gib"));
}

TEST_CASE("a metric that counts is compared too") {
    const auto runs = small_run("training.tokens,measured.gpus", "1e9,4");
    const Validation v = validate(runs, {}, database());
    REQUIRE(v.rows.size() == 1);
    CHECK(v.rows[0].predicted == 8.0);
    CHECK_THAT(v.rows[0].error(), WithinAbs(1.0, 1e-12));
}

TEST_CASE("what cannot be predicted is skipped with the reason") {
    const Validation no_plan = validate(
        small_run("parallelism.pipeline,measured.iteration.time_s", "3,1"), {}, database());
    CHECK(no_plan.rows.empty());
    REQUIRE(no_plan.skipped.size() == 1);
    CHECK(no_plan.skipped[0].id == "a");
    CHECK_THAT(no_plan.skipped[0].reason, StartsWith("parallelism.pipeline = 3: "));

    const Validation bad_cell =
        validate(small_run("measured.iteration.time_s", "soon"), {}, database());
    REQUIRE(bad_cell.skipped.size() == 1);
    CHECK(bad_cell.skipped[0].reason ==
          "measured.iteration.time_s = soon: not a measurement (a number from 1e-30 to 1e30 is)");

    const Validation nothing = validate(small_run("notes", "idle"), {}, database());
    REQUIRE(nothing.skipped.size() == 1);
    CHECK(nothing.skipped[0].reason == "nothing was measured");

    // Days need tokens to train on.
    const Validation unknown = validate(small_run("measured.run.days", "3"), {}, database());
    REQUIRE(unknown.skipped.size() == 1);
    CHECK(unknown.skipped[0].reason == "run.days is not known of it");
}

TEST_CASE("settings hold for every run, over its own cells") {
    const auto runs = small_run("software.iteration_factor,measured.iteration.time_s", "1.5,1");
    const Validation own = validate(runs, {}, database());
    const Validation set = validate(runs, settings({"software.iteration_factor=3"}), database());
    REQUIRE(own.rows.size() == 1);
    REQUIRE(set.rows.size() == 1);
    CHECK_THAT(set.rows[0].predicted, WithinRel(2.0 * own.rows[0].predicted, 1e-12));
}

TEST_CASE("every published run is either compared or skipped, and all numbers are finite") {
    const auto runs = published_runs();
    const Validation v = validate(runs, {}, database());
    CHECK(runs.size() == 1349);
    std::size_t speeds = 0;
    for (const Comparison& row : v.rows) {
        speeds += row.metric.rfind("iteration.", 0) == 0 ? 1 : 0;
        CHECK(std::isfinite(row.predicted));
        CHECK(row.predicted > 0.0);
    }
    CHECK(speeds + v.skipped.size() == runs.size());
    std::size_t in_groups = 0;
    for (const GroupErrors& group : v.groups) in_groups += group.rows;
    CHECK(in_groups == v.rows.size());
}

TEST_CASE("the text names each run, each group and each skipped run with its reason") {
    Validation v;
    v.rows = {comparison("first", "g", 10.0, 11.0),
              comparison("first", "g", 20.0, 15.0, "memory.per_gpu_gib")};
    v.groups = errors_by_group(v.rows);
    v.skipped = {{"lost", "no such plan"}, {"gone", "no such plan"}};
    const std::string text = validation_text(v);
    for (const char* part :
         {"+10.0 %", "-25.0 %", "g memory", "Skipped: 2", "no such plan\n    lost, gone\n"})
        CHECK_THAT(text, ContainsSubstring(part));
}

TEST_CASE("the CSV quotes what needs quotes and has a line for each comparison") {
    Validation v;
    v.rows = {comparison("a,b", "say \"g\"", 10.0, 5.0)};
    CHECK(validation_csv(v) ==
          "group,id,metric,measured,predicted,error\n"
          "\"say \"\"g\"\"\",\"a,b\",iteration.time_s,10,5,-0.5\n");
}
