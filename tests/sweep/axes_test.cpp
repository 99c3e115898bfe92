#include "engine/sweep/axes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"

using namespace deepwallet;

namespace {

double number(const Value& value) {
    const auto* n = std::get_if<std::int64_t>(&value);
    return n != nullptr ? static_cast<double>(*n) : std::get<double>(value);
}

/// All points, each as its values in TOML: "280 1".
std::vector<std::string> listed(const SweepAxes& axes) {
    std::vector<std::string> out;
    for (std::int64_t point = 0; point < axes.size(); ++point) {
        std::string line;
        for (const Value& value : point_values(axes, point))
            line += (line.empty() ? "" : " ") + to_text(value);
        out.push_back(line);
    }
    return out;
}

std::vector<double> draws(const SweepAxes& axes, std::size_t axis) {
    std::vector<double> out;
    for (std::int64_t point = 0; point < axes.size(); ++point)
        out.push_back(number(point_values(axes, point)[axis]));
    return out;
}

/// In how many of n equal parts of (0, 1) there is a share.
std::size_t strata(const std::vector<double>& shares) {
    std::set<std::int64_t> hit;
    for (const double share : shares)
        hit.insert(static_cast<std::int64_t>(share * static_cast<double>(shares.size())));
    return hit.size();
}

const std::string kUniform =
    "samples = 250\n"
    "sample.\"server.price_usd\" = { low = 100000, high = 300000 }\n";

}  // namespace

TEST_CASE("a grid has every value of each axis with every value of the others, the last fastest") {
    const SweepAxes axes = test::axes_of(
        "grid.\"cluster.servers\" = [280, 350, 420]\n"
        "grid.\"parallelism.micro_batch\" = [1, 2]\n");
    CHECK(axes.size() == 6);
    CHECK(axes.paths() == std::vector<std::string>{"cluster.servers", "parallelism.micro_batch"});
    CHECK(listed(axes) ==
          std::vector<std::string>{"280 1", "280 2", "350 1", "350 2", "420 1", "420 2"});
}

TEST_CASE("a single value is an axis of one") {
    CHECK(listed(test::axes_of("grid.\"cluster.servers\" = 300\n")) ==
          std::vector<std::string>{"300"});
}

TEST_CASE("fields of a zip go together row by row, within each point of the grid") {
    const SweepAxes axes = test::axes_of(
        "grid.\"parallelism.micro_batch\" = [1, 2]\n"
        "zip.\"cluster.servers\" = [280, 420]\n"
        "zip.\"training.global_batch\" = [1920, 2880]\n");
    CHECK(axes.size() == 4);
    CHECK(listed(axes) ==
          std::vector<std::string>{"1 280 1920", "1 420 2880", "2 280 1920", "2 420 2880"});
}

TEST_CASE("samples are drawn anew within each point of grid and zip") {
    const SweepAxes axes = test::axes_of(
        kUniform +
        "grid.\"cluster.servers\" = [280, 420]\nzip.\"parallelism.micro_batch\" = [1, 2]\n");
    CHECK(axes.size() == 2 * 2 * 250);
    CHECK(point_values(axes, 0)[2] == point_values(axes, 250)[2]);
    CHECK(point_values(axes, 0)[2] != point_values(axes, 1)[2]);
}

TEST_CASE("without a number of samples there are a hundred") {
    CHECK(test::axes_of("sample.\"server.price_usd\" = { low = 1, high = 2 }\n").size() == 100);
    CHECK(test::axes_of("samples = 1\nsample.\"server.price_usd\" = { low = 1, high = 2 }\n")
              .size() == 1);
}

TEST_CASE("a Latin hypercube draws from each of its strata once, on each axis") {
    const SweepAxes axes = test::axes_of(
        kUniform +
        "sample.\"site.electricity_usd_per_kwh\" = { distribution = \"log-uniform\", low = "
        "0.01, high = 1 }\n"
        "sample.\"site.pue\" = { distribution = \"normal\", mean = 1.5, deviation = 0.1 }\n");
    std::vector<double> uniform = draws(axes, 0);
    for (double& x : uniform) x = (x - 100'000.0) / 200'000.0;
    CHECK(strata(uniform) == 250);
    // A factor of a hundred, evenly over the logarithm.
    std::vector<double> logarithmic = draws(axes, 1);
    for (double& x : logarithmic) x = std::log(x / 0.01) / std::log(100.0);
    CHECK(strata(logarithmic) == 250);
    // The normal distribution's own share: (1 + erf(z / sqrt 2)) / 2.
    std::vector<double> normal = draws(axes, 2);
    for (double& x : normal) x = 0.5 * (1.0 + std::erf((x - 1.5) / 0.1 / std::sqrt(2.0)));
    CHECK(strata(normal) == 250);
}

TEST_CASE("plain random draws leave strata empty") {
    std::vector<double> shares = draws(test::axes_of("method = \"random\"\n" + kUniform), 0);
    for (double& x : shares) x = (x - 100'000.0) / 200'000.0;
    // Of n balls in n boxes 1 - 1/e of the boxes are hit: 158 of 250, with a deviation of about 5.
    CHECK(strata(shares) > 135);
    CHECK(strata(shares) < 185);
}

TEST_CASE("axes of a Latin hypercube are not ordered alike") {
    const SweepAxes axes =
        test::axes_of(kUniform +
                      "sample.\"economics.lifetime_years\" = { low = 3, high = 6 }\n"
                      "sample.\"site.pue\" = { low = 1.1, high = 1.6 }\n");
    const std::vector<double> a = draws(axes, 0);
    const std::vector<double> b = draws(axes, 2);
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] / 200'000.0 - 1.0) * (b[i] - 1.35) / 0.5;
    // Correlation of 250 independent pairs: 1/sqrt(250) = 0.063 is one deviation; variances are
    // 1/12.
    CHECK(std::abs(sum * 12.0 / 250.0) < 0.25);
}

TEST_CASE("the same seed draws the same, another seed others") {
    CHECK(listed(test::axes_of(kUniform)) == listed(test::axes_of("seed = 1\n" + kUniform)));
    CHECK(listed(test::axes_of(kUniform)) != listed(test::axes_of("seed = 2\n" + kUniform)));
}

TEST_CASE("each whole number of a uniform distribution is as likely as the others, its ends too") {
    const SweepAxes axes = test::axes_of(
        "samples = 400\nsample.\"parallelism.micro_batch\" = { low = 1, high = 4 }\n");
    std::map<double, int> count;
    for (const double x : draws(axes, 0)) ++count[x];
    CHECK(count == std::map<double, int>{{1, 100}, {2, 100}, {3, 100}, {4, 100}});
}

TEST_CASE("a list behind --set adds an axis, or stands in the place of the file's") {
    const std::string grid = "grid.\"cluster.servers\" = [280, 350]\n";
    CHECK(test::axes_of(grid, {"parallelism.micro_batch=1,2"}).size() == 4);
    CHECK(listed(test::axes_of(grid, {"cluster.servers=300,310,320"})) ==
          std::vector<std::string>{"300", "310", "320"});
    CHECK(listed(test::axes_of("", {"cluster.servers=[300, 310]"})) ==
          std::vector<std::string>{"300", "310"});
    CHECK(listed(test::axes_of("", {"cluster.server=dgx-a100-80gb,dgx-h100"})) ==
          std::vector<std::string>{"\"dgx-a100-80gb\"", "\"dgx-h100\""});
    CHECK(listed(test::axes_of("", {"cluster.server=\"dgx-a100-80gb\",\"dgx-h100\""})) ==
          std::vector<std::string>{"\"dgx-a100-80gb\"", "\"dgx-h100\""});
    CHECK(listed(test::axes_of("", {"parallelism.sequence_parallel=true,false"})) ==
          std::vector<std::string>{"true", "false"});
}

TEST_CASE("an axis of a field that takes a list has lists of one") {
    CHECK(listed(test::axes_of("grid.\"economics.compare\" = [\"on-prem\", \"aws-p4de\"]\n")) ==
          std::vector<std::string>{"[\"on-prem\"]", "[\"aws-p4de\"]"});
    CHECK(listed(test::axes_of("", {"economics.compare=on-prem,aws-p4de"})) ==
          std::vector<std::string>{"[\"on-prem\"]", "[\"aws-p4de\"]"});
}

TEST_CASE("one value behind --set is no axis, a list is") {
    struct Row {
        const char* setting;
        bool is_axis;
    };
    const Row row = GENERATE(Row{"cluster.servers=280", false},
                             Row{"cluster.servers=280,350", true},
                             Row{"cluster.servers=[280]", true},
                             Row{"cluster.server=dgx-h100", false},
                             Row{"cluster.server=dgx-a100-80gb,dgx-h100", true},
                             Row{"name=MT-NLG, again", false},
                             Row{"economics.compare=[\"on-prem\",\"aws-p4de\"]", false},
                             Row{"economics.compare=aws-p4de,aws-p4de-3yr", true},
                             Row{"no.such.field=1,2", true},
                             Row{"cluster.servers", false},
                             Row{"=1,2", false});
    INFO(row.setting);
    CHECK(is_axis_setting(row.setting) == row.is_axis);
}

TEST_CASE("the fields that a point derives stand behind its axes' in one text") {
    const SweepAxes axes = test::axes_of(
        "grid.\"cluster.servers\" = [280, 350]\nderive.\"parallelism.data\" = \"cluster.servers / "
        "35\"\n");
    REQUIRE(axes.derived.size() == 1);
    CHECK(axes.derived[0].path == "parallelism.data");
    CHECK_THAT(axes.text, ContainsSubstring("derive parallelism.data = cluster.servers / 35"));
}

TEST_CASE("each fault of a [sweep] section has its own words") {
    struct Row {
        const char* section;
        const char* message;
        const char* help;
    };
    const Row row = GENERATE(
        Row{"grid.\"cluster.serverz\" = [1, 2]", "cluster.serverz", "cluster.server"},
        Row{"grid.\"cluster.servers\" = []",
            "cluster.servers: an axis without values",
            "for example grid.\"cluster.servers\" = [1, 2]"},
        Row{"grid.\"cluster.servers\" = [0]", "cluster.servers = 0", "1"},
        Row{"grid.\"parallelism.schedule\" = [\"1f2b\"]", "1f2b", "1f1b"},
        Row{"zip.\"cluster.servers\" = [280, 350, 420]\nzip.\"training.global_batch\" = [1, 2]",
            "zip.\"training.global_batch\" has 2 values, zip.\"cluster.servers\" 3",
            "fields of a zip are taken row by row; grid crosses them"},
        Row{"grid.\"cluster.servers\" = [1, 2]\nsample.\"cluster.servers\" = { low = 1, high = 2 }",
            "cluster.servers is an axis twice",
            "a field stands in one of grid, zip, sample and derive"},
        Row{"grids.\"cluster.servers\" = [1]", "no such key", "grid"},
        Row{"grid.\"cluster.servers\" = [1]\nkeep = \"run.dais < 3\"",
            "no field or metric run.dais",
            "run.days"},
        Row{"grid.\"cluster.servers\" = [1]\nobjective = \"run.dais\"",
            "no field or metric run.dais",
            "run.days"},
        Row{"grid.\"cluster.servers\" = [1]\nmetrics = [\"run.dais\"]",
            "sweep.metrics: no metric \"run.dais\"",
            "run.days"},
        Row{"grid.\"cluster.servers\" = [1]\nderive.\"parallelism.data\" = "
            "\"cluster.serverz\"",
            "no field or metric cluster.serverz",
            "cluster.server"},
        Row{"grid.\"cluster.servers\" = [1]\nderive.\"parallelism.data\" = 3",
            "parallelism.data: a formula in quotes is wanted",
            ""},
        Row{"sample.\"server.price_usd\" = { low = 2, high = 1 }",
            "sample.\"server.price_usd\": not the ends of a distribution",
            "low and high, low first"},
        Row{"sample.\"server.price_usd\" = { distribution = \"log-uniform\", low = 0, high = 1 }",
            "not the ends of a distribution",
            "of log-uniform both above 0"},
        Row{"sample.\"server.price_usd\" = { distribution = \"normal\", low = 0, high = 1 }",
            "not the ends of a distribution",
            "mean and deviation"},
        Row{"sample.\"server.price_usd\" = { distribution = \"unifrom\", low = 0, high = 1 }",
            "distribution = \"unifrom\": no such distribution",
            "uniform"},
        Row{"sample.\"server.price_usd\" = { lowest = 0, high = 1 }",
            "lowest is no part of a distribution",
            "log-uniform, or normal"},
        Row{"sample.\"parallelism.schedule\" = { low = 0, high = 1 }",
            "parallelism.schedule: not a number, and not to be drawn",
            ""},
        Row{"sample.\"server.prize_usd\" = { low = 0, high = 1 }",
            "server.prize_usd",
            "server.price_usd"},
        Row{"samples = 0\nsample.\"server.price_usd\" = { low = 0, high = 1 }",
            "sweep.samples = 0",
            "a whole number from 1 to"},
        Row{"samples = 10\ngrid.\"cluster.servers\" = [1, 2]",
            "10 samples of nothing",
            "sample.\"server.price_usd\""},
        Row{"method = \"sobol\"\nsample.\"server.price_usd\" = { low = 0, high = 1 }",
            "sweep.method = \"sobol\"",
            "\"latin-hypercube\" or \"random\""},
        Row{"", "nothing varies", "--set cluster.servers=280,350,420"},
        Row{"seed = 3", "nothing varies", "--set cluster.servers=280,350,420"});
    INFO(row.section);
    const std::string text = test::axes_faults(row.section);
    CHECK_THAT(text, ContainsSubstring(row.message));
    CHECK_THAT(text, ContainsSubstring(row.help));
    CHECK_THAT(text, StartsWith("sweep.toml:"));
}

TEST_CASE("more points than anyone waits for are refused before anything starts") {
    // Ten thousand values on each of three axes: 10^12.
    std::string values = "1";
    for (int i = 2; i <= 10'000; ++i) values += fmt::format(",{}", i);
    const std::string text = test::axes_faults(
        "grid.\"cluster.servers\" = [" + values + "]\ngrid.\"training.global_batch\" = [" + values +
        "]\ngrid.\"training.sequence_length\" = [" + values + "]\n");
    CHECK_THAT(text, ContainsSubstring("1e+12 points"));
    CHECK_THAT(text, ContainsSubstring("1000000000 is the most"));
}

TEST_CASE("all faults of a section are told at once") {
    const std::string text = test::axes_faults(
        "grid.\"cluster.servers\" = []\ngrid.\"cluster.serverz\" = [1]\nkeep = \"run.dais\"\n");
    CHECK_THAT(text, ContainsSubstring("without values"));
    CHECK_THAT(text, ContainsSubstring("cluster.serverz"));
    CHECK_THAT(text, ContainsSubstring("run.dais"));
}

TEST_CASE("a list behind --set that the field refuses is told with what was typed") {
    CHECK_THAT(test::axes_faults("", {"cluster.servers=280,many"}),
               ContainsSubstring("--set cluster.servers=280,many"));
    CHECK_THAT(test::axes_faults("", {"cluster.servers=280,,420"}),
               ContainsSubstring("cluster.servers"));
}

TEST_CASE("a field that takes lists has lists for values, and single words as lists of one") {
    const SweepAxes axes = test::axes_of(
        "grid.\"economics.compare\" = [[\"on-prem\"], [\"on-prem\", \"aws-p4de\"]]\n");
    REQUIRE(axes.grid.front().values.size() == 2);
    CHECK(axes.grid.front().values[0] == Value(std::vector<std::string>{"on-prem"}));
    CHECK(axes.grid.front().values[1] == Value(std::vector<std::string>{"on-prem", "aws-p4de"}));
}

TEST_CASE("lists of lists behind --set are axes too") {
    const std::string setting = "economics.compare=[[\"on-prem\"],[\"on-prem\",\"aws-p4de\"]]";
    CHECK(is_axis_setting(setting));
    CHECK_FALSE(is_axis_setting("economics.compare=[\"on-prem\",\"aws-p4de\"]"));
    const auto axis = read_axis_setting(setting);
    REQUIRE(axis);
    REQUIRE(axis->values.size() == 2);
    CHECK(axis->values[1] == Value(std::vector<std::string>{"on-prem", "aws-p4de"}));
}

TEST_CASE("what is derived from a derived field comes after it, and in a circle never") {
    const std::string batch =
        "derive.\"training.global_batch\" = \"parallelism.micro_batch * 1920\"\n";
    const std::string pieces = "derive.\"parallelism.micro_batch\" = \"cluster.servers / 280\"\n";
    const std::string grid = "grid.\"cluster.servers\" = [280, 560]\n";
    for (const std::string& section : {grid + batch + pieces, grid + pieces + batch}) {
        const SweepAxes axes = test::axes_of(section);
        REQUIRE(axes.derived.size() == 2);
        CHECK(axes.derived[0].path == "parallelism.micro_batch");
        CHECK(axes.derived[1].path == "training.global_batch");
    }
    CHECK_THAT(test::axes_faults(grid + batch +
                                 "derive.\"parallelism.micro_batch\" = "
                                 "\"training.global_batch / 1920\"\n"),
               ContainsSubstring("is derived from what is derived from it"));
}
