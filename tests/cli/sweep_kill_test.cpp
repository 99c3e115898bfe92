// A sweep whose process ends at any moment.

#include <random>
#include <regex>

#include <fmt/format.h>

#include "engine/sweep/store.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"

namespace {

using namespace deepwallet::test;
using namespace std::chrono_literals;

/// A sweep of so many points in a folder of its own.
class LongSweep {
public:
    explicit LongSweep(int points, const std::string& more = "")
        : scenario_(
              folder_.write("s.toml",
                            content_of(reference_scenario()) + more +
                                fmt::format("\n[sweep]\nsamples = {}\n"
                                            "sample.\"server.price_usd\" = {{ low = 1, high = "
                                            "9e5 }}\n",
                                            points))) {}

    [[nodiscard]] std::string at(const std::string& name) const {
        return (folder_.path() / name).string();
    }

    [[nodiscard]] ChildProcess start(const std::string& name) const {
        return {{DEEPWALLET_PROGRAM,
                 "sweep",
                 scenario_,
                 "--store",
                 at(name + ".db"),
                 "--csv",
                 at(name + ".csv")},
                at("out"),
                at("err")};
    }

    /// How many points the last call found done: "100 of 200 points, 40 of them from before".
    [[nodiscard]] std::int64_t from_before() const { return told(" ([0-9,]+) of them"); }
    [[nodiscard]] std::int64_t done() const { return told("^([0-9,]+) of "); }

    /// Points that the store of this name keeps.
    [[nodiscard]] std::int64_t count(const std::string& name) const {
        const auto store = deepwallet::ResultStore::open_existing(at(name + ".db"));
        return store ? store->count() : 0;
    }

private:
    [[nodiscard]] std::int64_t told(const char* pattern) const {
        std::smatch match;
        const std::string text = content_of(at("err"));
        if (!std::regex_search(text, match, std::regex(pattern)))
            return 0;
        const std::string number = std::regex_replace(match[1].str(), std::regex(","), "");
        return std::stoll(number);
    }

    TemporaryFolder folder_;
    std::string scenario_;
};

}  // namespace

TEST_CASE("killed at any moments and started again, a sweep loses nothing and ends the same") {
    constexpr int kPoints = 80'000;
    constexpr int kKills = 24;
    const LongSweep sweep(kPoints);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(sweep.start("whole").wait() == 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);

    std::mt19937_64 random(20'260'101);
    int killed = 0;
    std::int64_t kept = 0;
    for (int i = 0; i < kKills; ++i) {
        ChildProcess child = sweep.start("killed");
        std::this_thread::sleep_for(whole * static_cast<std::int64_t>(random() % 1000) / 6000);
        child.send(SIGKILL);
        killed += child.wait() == 128 + SIGKILL ? 1 : 0;
        // Nothing that was kept is lost.
        CHECK(sweep.count("killed") >= kept);
        kept = sweep.count("killed");
    }
    CHECK(killed >= 20);
    CHECK(kept > 0);
    CHECK(sweep.start("killed").wait() == 0);
    // Nothing that was kept is computed again.
    CHECK(sweep.from_before() == kept);
    CHECK(sweep.done() == kPoints);
    CHECK(content_of(sweep.at("killed.csv")) == content_of(sweep.at("whole.csv")));
}

TEST_CASE("interrupted, a sweep ends within a second with exit code 130, and goes on later") {
    constexpr int kPoints = 60'000;
    const LongSweep sweep(kPoints);
    CHECK(sweep.start("whole").wait() == 0);
    ChildProcess child = sweep.start("again");
    // Its handlers are there as soon as it computes.
    while (sweep.count("again") == 0 && !child.ends_within(1ms)) {
    }
    child.send(SIGINT);
    CHECK(child.ends_within(1s));
    CHECK(child.wait() == 130);
    CHECK_THAT(content_of(sweep.at("err")),
               ContainsSubstring("interrupted; the same command goes on from here"));
    CHECK_FALSE(std::filesystem::exists(sweep.at("again.csv")));
    CHECK(sweep.done() < kPoints);
    const std::int64_t kept = sweep.count("again");
    CHECK(kept == sweep.done());
    CHECK(sweep.start("again").wait() == 0);
    CHECK(sweep.from_before() == kept);
    CHECK(content_of(sweep.at("again.csv")) == content_of(sweep.at("whole.csv")));
}

TEST_CASE("interrupted, a sweep of points that take long each ends within a second too") {
    const LongSweep sweep(20,
                          "\n[simulation]\nengine = \"discrete-event\"\ndetail = \"full\"\n"
                          "repeats = 20\njitter = 0.03\n");
    ChildProcess child = sweep.start("slow");
    CHECK_FALSE(child.ends_within(500ms));
    child.send(SIGINT);
    CHECK(child.ends_within(1s));
    CHECK(child.wait() == 130);
    CHECK(sweep.count("slow") < 20);
}
