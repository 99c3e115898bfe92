#include "engine/sweep/export.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/sweeps.hpp"

using namespace deepwallet;

namespace {

ResultStore small_store() {
    const StoreHeader header{"f",
                             "v",
                             "t",
                             "",
                             {},
                             3,
                             {"cluster.servers", "cluster.server"},
                             {InputRole::grid, InputRole::grid},
                             {"run.days", "memory.fits"},
                             "run.days"};
    auto store = ResultStore::open({}, header);
    REQUIRE(store);
    store->write(std::vector<Point>{{0,
                                     PointStatus::done,
                                     "",
                                     {Value(std::int64_t{280}), Value(std::string("a,b"))},
                                     {MetricValue(0.1), MetricValue(true)}},
                                    {1,
                                     PointStatus::faulty,
                                     "no \"such\" thing",
                                     {Value(std::int64_t{281}), Value(std::string("c"))},
                                     {}},
                                    {2,
                                     PointStatus::done,
                                     "",
                                     {Value(std::int64_t{282}), Value(std::string("d"))},
                                     {MetricValue(), MetricValue(false)}}});
    return std::move(*store);
}

}  // namespace

TEST_CASE("CSV has units in its header, a line a point, and an empty cell for what is not known") {
    CHECK(test::csv_of(small_store()) ==
          "id,status,reason,cluster.servers,cluster.server,run.days [days],memory.fits\n"
          "0,done,,280,\"a,b\",0.1,1\n"
          "1,faulty,\"no \"\"such\"\" thing\",281,c,,\n"
          "2,done,,282,d,,0\n");
}

TEST_CASE("JSON lines begin with the units and leave out what is not known") {
    std::ostringstream out;
    write_json_lines(small_store(), out);
    CHECK(
        out.str() ==
        "{\"title\":\"t\",\"points\":3,\"units\":{\"cluster.servers\":\"\",\"cluster.server\":\"\","
        "\"run.days\":\"days\",\"memory.fits\":\"\"}}\n"
        "{\"id\":0,\"status\":\"done\",\"cluster.servers\":280,\"cluster.server\":\"a,b\","
        "\"run.days\":0.1,\"memory.fits\":1}\n"
        "{\"id\":1,\"status\":\"faulty\",\"reason\":\"no \\\"such\\\" "
        "thing\",\"cluster.servers\":281,"
        "\"cluster.server\":\"c\"}\n"
        "{\"id\":2,\"status\":\"done\",\"cluster.servers\":282,\"cluster.server\":\"d\",\"memory."
        "fits\":0}\n");
}

TEST_CASE("a table has the points that are done, numbers as numbers and text as text") {
    const ResultTable table = result_table(small_store());
    CHECK(table.rows == 2);
    const ResultColumn* servers = table.column("cluster.servers");
    REQUIRE(servers != nullptr);
    CHECK(servers->is_input);
    CHECK(servers->numbers == std::vector<double>{280, 282});
    CHECK(table.column("cluster.server")->texts == std::vector<std::string>{"a,b", "d"});
    CHECK(table.column("run.days")->unit == "days");
    CHECK(table.column("run.days")->numbers[0] == 0.1);
    CHECK(std::isnan(table.column("run.days")->numbers[1]));
    CHECK(table.column("memory.fits")->numbers == std::vector<double>{1, 0});
}

TEST_CASE("fields and metrics have their units, other words none") {
    CHECK(unit_of("server.price_usd") == "USD");
    CHECK(unit_of("run.days") == "days");
    CHECK(unit_of("no.such").empty());
}
