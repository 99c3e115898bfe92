// What the comments of scenarios/sweeps say.

#include <algorithm>
#include <set>

#include "engine/core/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"

using namespace deepwallet;

namespace {

std::filesystem::path folder() { return test::project_root() / "scenarios" / "sweeps"; }

/// All points of a shipped sweep, each of which must have a result.
ResultTable results(const std::string& name) {
    const std::filesystem::path file = folder() / (name + ".toml");
    const auto text = read_file(file, 1U << 20U);
    const auto inputs = read_inputs(file, {});
    REQUIRE(text);
    REQUIRE(inputs);
    auto axes = read_axes(*text, file.string(), {});
    REQUIRE(axes);
    const auto sweep = Sweep::prepare(*inputs, test::database(), std::move(*axes));
    REQUIRE(sweep);
    ResultStore store = test::open_store(*sweep);
    run_sweep(*sweep, store, {});
    ResultTable table = result_table(store);
    REQUIRE(static_cast<std::int64_t>(table.rows) == sweep->size());
    return table;
}

const std::vector<double>& column(const ResultTable& table, const std::string& path) {
    const ResultColumn* found = table.column(path);
    REQUIRE(found != nullptr);
    REQUIRE_FALSE(found->is_text());
    return found->numbers;
}

bool rises(const std::vector<double>& x) {
    return std::adjacent_find(x.begin(), x.end(), std::greater_equal<>()) == x.end();
}

bool falls(const std::vector<double>& x) {
    return std::adjacent_find(x.begin(), x.end(), std::less_equal<>()) == x.end();
}

std::size_t row_of(const ResultTable& table, const std::string& path, const std::string& text) {
    const auto& texts = table.column(path)->texts;
    const auto found = std::find(texts.begin(), texts.end(), text);
    REQUIRE(found != texts.end());
    return static_cast<std::size_t>(found - texts.begin());
}

}  // namespace

TEST_CASE("each shipped sweep has a test here") {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
        names.insert(entry.path().stem().string());
    CHECK(names == std::set<std::string>{"checkpoint-interval",
                                         "cloud-contract",
                                         "gpu-generation",
                                         "interconnect",
                                         "oversubscription",
                                         "scaling",
                                         "servers",
                                         "site"});
}

TEST_CASE("half as many servers again save 28 % of the days of MT-NLG and cost 7 % more") {
    const ResultTable table = results("servers");
    const auto& days = column(table, "run.days");
    const auto& dollars = column(table, "cost.on_prem.total_usd");
    CHECK(falls(days));
    CHECK(rises(dollars));
    CHECK(falls(column(table, "iteration.mfu")));
    CHECK_THAT(days.back() / days.front(), WithinAbs(0.72, 0.01));
    CHECK_THAT(dollars.back() / dollars.front(), WithinAbs(1.07, 0.01));
}

TEST_CASE("each generation of GPUs trains faster, and the dollars of a token fall with it") {
    const ResultTable table = results("gpu-generation");
    CHECK(falls(column(table, "run.days")));
    const auto& dollars = column(table, "cost.on_prem.usd_per_million_tokens");
    CHECK(dollars[1] < dollars[0]);
    CHECK(dollars[3] < dollars[1]);
    const auto& machine = column(table, "cost.on_prem.acquisition_usd");
    CHECK(machine[1] > machine[0]);
    CHECK(machine[3] > machine[1]);
}

TEST_CASE("half of the uplinks cost 4 % of the days, a quarter 16 %, an eighth 40 %") {
    const ResultTable table = results("oversubscription");
    const auto& days = column(table, "run.days");
    CHECK(rises(days));
    CHECK(falls(column(table, "cost.on_prem.network_usd")));
    const auto& dollars = column(table, "cost.on_prem.total_usd");
    CHECK(dollars[1] < dollars[0]);
    CHECK_THAT(dollars[3] / dollars[0], WithinAbs(1.28, 0.01));
    CHECK_THAT(days[1] / days[0], WithinAbs(1.04, 0.01));
    CHECK_THAT(days[2] / days[0], WithinAbs(1.16, 0.01));
    CHECK_THAT(days[3] / days[0], WithinAbs(1.40, 0.01));
}

TEST_CASE("the grid decides the carbon, and hardly the dollars") {
    const ResultTable table = results("site");
    const auto& carbon = column(table, "carbon.total_t");
    const auto& dollars = column(table, "cost.on_prem.total_usd");
    const std::size_t quebec = row_of(table, "site.preset", "quebec");
    const std::size_t mumbai = row_of(table, "site.preset", "india-mumbai");
    CHECK(*std::min_element(carbon.begin(), carbon.end()) == carbon[quebec]);
    CHECK(*std::max_element(carbon.begin(), carbon.end()) == carbon[mumbai]);
    CHECK(carbon[mumbai] > 30.0 * carbon[quebec]);
    // Most of what is left in Quebec is the machine's own share.
    CHECK(column(table, "carbon.operational_t")[quebec] < 0.1 * carbon[quebec]);
    const auto [least, most] = std::minmax_element(dollars.begin(), dollars.end());
    CHECK(*most < 1.10 * *least);
}

TEST_CASE("links twice as fast as those of the DGX A100 save 2 %, links of an eighth cost 40 %") {
    const auto days = column(results("interconnect"), "run.days");
    CHECK(falls(days));
    CHECK_THAT(days[4] / days[3], WithinAbs(0.98, 0.01));
    CHECK_THAT(days[0] / days[3], WithinAbs(1.40, 0.01));
    // The transfers' time is in inverse proportion to the speed: each halving saves half as much.
    for (std::size_t i = 0; i + 2 < days.size(); ++i)
        CHECK_THAT((days[i] - days[i + 1]) / (days[i + 1] - days[i + 2]), WithinAbs(2.0, 1.2));
}

TEST_CASE("owning beats every contract but spot, and three years beat on demand and one year") {
    const ResultTable table = results("cloud-contract");
    const auto& rent = column(table, "cost.cloud.total_usd");
    const double own = column(table, "cost.on_prem.total_usd").front();
    const auto at = [&](const char* offer) {
        return rent[row_of(table, "economics.compare", std::string("[\"") + offer + "\"]")];
    };
    CHECK(at("aws-p4de-spot") < own);
    CHECK(own < at("aws-p4de-3yr"));
    CHECK(at("aws-p4de-3yr") < at("aws-p4de"));
    CHECK(at("aws-p4de") < at("aws-p4de-1yr"));
}

TEST_CASE("there is a best interval between checkpoints, and it is a wide valley") {
    const ResultTable table = results("checkpoint-interval");
    const auto& days = column(table, "run.days");
    const auto best = std::min_element(days.begin(), days.end());
    const auto at = static_cast<std::size_t>(best - days.begin());
    CHECK(column(table, "campaign.checkpoint_interval_min")[at] == 30.0);
    CHECK(falls({days.begin(), best + 1}));
    CHECK(rises({best, days.end()}));
    // Half as often or twice as often costs less than 1 %.
    CHECK(days[at - 1] < 1.01 * *best);
    CHECK(days[at + 1] < 1.01 * *best);
}

TEST_CASE(
    "from 1.7 billion to 1 trillion parameters each GPU does as much, and the bill explodes") {
    const ResultTable table = results("scaling");
    const auto& speed = column(table, "iteration.hardware_tflops_per_gpu");
    for (const double each : speed) {
        CHECK(each > 125.0);
        CHECK(each < 170.0);
    }
    const auto& dollars = column(table, "cost.on_prem.total_usd");
    CHECK(rises(dollars));
    CHECK(dollars.back() > 300.0 * dollars.front());
    CHECK(column(table, "run.days").back() < 6.0 * column(table, "run.days").front());
}
