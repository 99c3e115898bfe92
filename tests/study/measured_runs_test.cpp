#include "engine/study/measured_runs.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/measured.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

const Value* input(const MeasuredRun& run, const std::string& path) {
    for (const Assignment& a : run.inputs) {
        if (a.path == path)
            return &a.value;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("cells become inputs and measurements, each of its column's type") {
    const auto runs = runs_in(
        "group,id,source,notes,model.layers,model.gated_ffn,parallelism.schedule,software.last_"
        "bucket,"
        "measured.iteration.time_s,measured.memory.per_gpu_gib\n"
        "g,a,\"Someone, \"\"2024\"\"\",a note,24,true,1f1b,0.25,1.5,30\n");
    REQUIRE(runs.size() == 1);
    const MeasuredRun& run = runs[0];
    CHECK(run.id == "a");
    CHECK(run.group == "g");
    CHECK(run.source == "Someone, \"2024\"");
    CHECK(run.faults.empty());
    CHECK(run.inputs.size() == 4);
    CHECK(*input(run, "model.layers") == Value(24.0));
    CHECK(*input(run, "model.gated_ffn") == Value(true));
    CHECK(*input(run, "parallelism.schedule") == Value(std::string("1f1b")));
    CHECK(*input(run, "software.last_bucket") == Value(0.25));
    REQUIRE(run.measured.size() == 2);
    CHECK(run.measured[0].metric == "iteration.time_s");
    CHECK(run.measured[0].value == 1.5);
    CHECK(run.measured[1].metric == "memory.per_gpu_gib");
    CHECK(run.measured[1].value == 30.0);
}

TEST_CASE("an empty cell is neither an input nor a measurement") {
    const auto runs = runs_in(
        "id,model.layers,model.hidden,measured.iteration.time_s,measured.memory.per_gpu_gib\n"
        "a,,512,,3\n");
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].inputs.size() == 1);
    CHECK(input(runs[0], "model.layers") == nullptr);
    REQUIRE(runs[0].measured.size() == 1);
    CHECK(runs[0].measured[0].metric == "memory.per_gpu_gib");
}

TEST_CASE("a run without an id is called by its line, one without a group belongs to all") {
    const auto runs = runs_in("id,group,model.layers\n,,1\nb,,2\n");
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].id == "line 2");
    CHECK(runs[0].group == "all");
    CHECK(runs[1].id == "b");
}

TEST_CASE("runs of the same id are all kept: a job may be measured twice") {
    const auto runs = runs_in("id,measured.iteration.time_s\na,1\na,2\n");
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].measured[0].value == 1.0);
    CHECK(runs[1].measured[0].value == 2.0);
}

TEST_CASE("every unknown column is a fault with the nearest right name") {
    const auto runs = try_runs("id,model.layrs,measured.iteration.time,remark\na,1,2,3\n");
    REQUIRE_FALSE(runs);
    REQUIRE(runs.error().size() == 3);
    CHECK(runs.error()[0].message == "model.layrs: no such column");
    CHECK(runs.error()[0].help == "did you mean model.layers?");
    CHECK(runs.error()[0].place.file == "runs.csv");
    CHECK(runs.error()[0].place.line == 1);
    CHECK(runs.error()[1].help == "did you mean measured.iteration.time_s?");
    CHECK(runs.error()[2].message == "remark: no such column");
    CHECK_FALSE(runs.error()[2].help.empty());
}

TEST_CASE("a measurement that is no number of any unit's size is a fault of its run alone") {
    for (const char* cell :
         {"0", "-1", "nan", "inf", "1e-308", "1e31", "fast", "1e999", "1,5", "0x10", "1 s"}) {
        CAPTURE(cell);
        const auto runs =
            runs_in(std::string("id,measured.iteration.time_s\na,\"") + cell + "\"\nb,1.0\n");
        REQUIRE(runs.size() == 2);
        REQUIRE(runs[0].faults.size() == 1);
        CHECK(runs[0].measured.empty());
        CHECK(runs[0].faults[0].place.line == 2);
        CHECK(runs[0].faults[0].message ==
              std::string("measured.iteration.time_s = ") + cell + ": not a measurement");
        CHECK(runs[1].faults.empty());
        CHECK(runs[1].measured.size() == 1);
    }
}
