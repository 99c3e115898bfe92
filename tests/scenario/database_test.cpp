#include "engine/scenario/database.hpp"

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/scenario/evaluate.hpp"
#include "engine/workload/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

Assignments entry(EntryKind kind, const std::string& name) {
    const auto values = read_entry(test::database(), kind, name, {"test", Value(name), {}, {}});
    if (!values)
        throw std::runtime_error(render(values.error()));
    return *values;
}

template <class Check>
void for_each_entry(Check check) {
    for (const EntryKind kind : kEntryKinds) {
        for (const std::string& name : entry_names(test::database(), kind)) {
            CAPTURE(folder_name(kind), name);
            check(kind, name);
        }
    }
}

std::int64_t accelerators(const std::string& server) {
    for (const Assignment& value : entry(EntryKind::server, server)) {
        if (value.path == "accelerators")
            return std::get<std::int64_t>(value.value);
    }
    return 0;
}

}  // namespace

TEST_CASE("every value of the database has a source") {
    for_each_entry([](EntryKind kind, const std::string& name) {
        for (const Assignment& value : entry(kind, name)) {
            CAPTURE(value.path);
            const bool link = kind == EntryKind::server &&
                              (value.path == "accelerator" || value.path == "fabric");
            const bool label = std::holds_alternative<std::string>(value.value);
            CHECK((link || label || !value.provenance.source.empty()));
        }
    });
}

TEST_CASE("every price has a date") {
    for_each_entry([](EntryKind kind, const std::string& name) {
        for (const Assignment& value : entry(kind, name)) {
            CAPTURE(value.path);
            if (value.path.find("price_usd") == std::string::npos &&
                value.path.find("usd_per_gpu_h") == std::string::npos)
                continue;
            CHECK_FALSE(value.provenance.as_of.empty());
        }
    });
}

TEST_CASE("every assumed number has a range around it") {
    for_each_entry([](EntryKind kind, const std::string& name) {
        for (const Assignment& value : entry(kind, name)) {
            const Provenance& p = value.provenance;
            const auto* number = std::get_if<double>(&value.value);
            const auto* whole = std::get_if<std::int64_t>(&value.value);
            if (!p.low || !p.high || (number == nullptr && whole == nullptr))
                continue;
            const double x = number != nullptr ? *number : static_cast<double>(*whole);
            CAPTURE(value.path, x);
            CHECK(*p.low <= x);
            CHECK(x <= *p.high);
        }
    });
}

TEST_CASE("every server runs a small model with its own accelerator and fabric") {
    for (const std::string& name : entry_names(test::database(), EntryKind::server)) {
        CAPTURE(name);
        const std::vector<std::string> machine = {
            "model.preset=gpt-1.7b", "cluster.server=" + name, "training.sequence_length=2048"};
        const auto with = [&](std::vector<std::string> more) {
            more.insert(more.begin(), machine.begin(), machine.end());
            return test::try_settings(more);
        };
        // A format that the chip has, and a few sequences for each of its ranks.
        const auto batch = [](std::int64_t gpus) {
            return "training.global_batch=" + std::to_string(4 * gpus);
        };
        for (const int servers : {1, 4}) {
            const auto count = "cluster.servers=" + std::to_string(servers);
            const std::int64_t gpus = servers * accelerators(name);
            auto loaded = with({count, batch(gpus), "training.precision=bf16"});
            if (!loaded)
                loaded = with({count, batch(gpus), "training.precision=fp16"});
            if (!loaded)
                FAIL(render(loaded.error()));
            const Report report = evaluate_analytic(loaded->scenario);
            CHECK(report.iteration.time > Time{});
            CHECK(std::isfinite(report.iteration.time.in(units::s)));
            CHECK(std::isfinite(report.power.facility_mean.in(units::kW)));
            CHECK(report.power.servers_mean > Power{});
            CHECK(report.power.servers_mean < report.power.it_peak);
            CHECK(report.hardware_rate_per_gpu() > Throughput{});
            // No chip beats its own peak.
            CHECK(report.hardware_rate_per_gpu() < report.peak);
        }
    }
}

TEST_CASE("every site, stack and model can be named by a scenario") {
    const auto loads = [](std::vector<std::string> settings) {
        for (const char* more : {"cluster.servers=1024",
                                 "training.sequence_length=512",
                                 "training.global_batch=8192"}) {
            settings.emplace_back(more);
        }
        const auto loaded = test::try_settings(settings);
        if (!loaded)
            FAIL(render(loaded.error()));
    };
    for (const std::string& name : entry_names(test::database(), EntryKind::site)) {
        loads({"model.preset=gpt-1.7b", "site.preset=" + name});
    }
    for (const std::string& name : entry_names(test::database(), EntryKind::stack)) {
        loads({"model.preset=gpt-1.7b", "software.stack=" + name});
    }
    for (const std::string& name : entry_names(test::database(), EntryKind::model)) {
        loads({"model.preset=" + name});
    }
}

TEST_CASE("the A100's bf16 peak is its units, tensor cores and clock") {
    // 108 SM x 4 tensor cores x 256 FMA x 2 FLOP x 1.41 GHz (NVIDIA A100 white paper).
    const auto loaded = test::load_file(test::reference_file());
    const Accelerator& a100 = loaded.scenario.accelerator;
    CHECK_THAT(a100.peak_bf16->in(units::TFLOPS),
               WithinRel(108 * 4 * 256 * 2 * 1.41e9 / 1e12, 0.001));
}

TEST_CASE("model presets have the parameters that their papers print") {
    struct Row {
        const char* name;
        double parameters;
        std::int64_t sequence;
    };
    // Llama, Llama 2, Llama 3, Mixtral, T5: exact counts of the published weights; the others as
    // printed.
    for (const Row& row : {Row{"llama-2-7b", 6738415616.0, 4096},
                           Row{"llama-2-70b", 68976648192.0, 4096},
                           Row{"llama-3-8b", 8030261248.0, 8192},
                           Row{"llama-3.1-405b", 405853388800.0, 8192},
                           Row{"mixtral-8x7b", 46702792704.0, 4096},
                           Row{"t5-11b", 11307321344.0, 512},
                           Row{"bloom-176b", 176247271424.0, 2048}}) {
        const auto loaded =
            test::load_settings({fmt::format("model.preset={}", row.name),
                                 "cluster.servers=64",
                                 "training.global_batch=4096",
                                 fmt::format("training.sequence_length={}", row.sequence)});
        CAPTURE(row.name);
        CHECK(total_parameters(loaded.scenario.model, row.sequence) == row.parameters);
    }
}

TEST_CASE("an unknown entry is answered with the nearest one") {
    const auto missing = read_entry(test::database(),
                                    EntryKind::server,
                                    "dgx-a100-80b",
                                    {"cluster.server", Value(std::string("dgx-a100-80b")), {}, {}});
    REQUIRE_FALSE(missing.has_value());
    CHECK_THAT(missing.error().front().help, ContainsSubstring("dgx-a100-80gb"));
}

TEST_CASE("a name cannot leave the database") {
    for (const char* name : {"../servers/dgx-a100-80gb", "/etc/passwd", "..", "", "a/b"}) {
        CAPTURE(name);
        const auto read = read_entry(test::database(),
                                     EntryKind::site,
                                     name,
                                     {"site.preset", Value(std::string(name)), {}, {}});
        CHECK_FALSE(read.has_value());
    }
}
