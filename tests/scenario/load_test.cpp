#include "engine/scenario/load.hpp"

#include <fstream>

#include "engine/config/toml_reader.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace {

using namespace deepwallet;

const Origin& origin_of(const LoadedScenario& loaded, const std::string& path) {
    const Field<Scenario>* field = find_field(path);
    REQUIRE(field != nullptr);
    return loaded.origins[static_cast<std::size_t>(field - scenario_fields().data())];
}

std::vector<std::string> faulty_paths(const Faults& faults) {
    std::vector<std::string> paths;
    for (const Fault& fault : faults) paths.push_back(fault.path);
    return paths;
}

const std::vector<std::string> kSmall = {"model.preset=gpt-1.7b",
                                         "cluster.servers=1",
                                         "training.sequence_length=2048",
                                         "training.global_batch=512"};

std::vector<std::string> small_with(std::vector<std::string> more) {
    std::vector<std::string> all = kSmall;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace

TEST_CASE("a preset fills its section, the file overrides it, and --set overrides the file") {
    const auto file = test::reference_file();
    CHECK(test::load_file(file).scenario.model.layers == 105);
    CHECK(test::load_file(file).scenario.cluster.servers == 280);
    const LoadedScenario changed =
        test::load_file(file, {"cluster.servers=350", "model.layers=70", "cluster.servers=420"});
    CHECK(changed.scenario.cluster.servers == 420);
    CHECK(changed.scenario.model.layers == 70);
    CHECK(changed.scenario.model.hidden == 20480);
}

TEST_CASE("every value knows who said it last, and what that file cites") {
    const LoadedScenario loaded = test::load_file(test::reference_file(), {"site.pue=1.3"});
    CHECK(origin_of(loaded, "site.pue").kind == OriginKind::given);
    CHECK(origin_of(loaded, "site.pue").place.file == "--set site.pue=1.3");
    const Origin& servers = origin_of(loaded, "cluster.servers");
    CHECK(servers.kind == OriginKind::given);
    CHECK_THAT(servers.place.file, EndsWith("mt-nlg-530b-280.toml"));
    const Origin& peak = origin_of(loaded, "accelerator.peak_bf16_tflops");
    CHECK(peak.kind == OriginKind::preset);
    CHECK_THAT(peak.place.file, EndsWith("a100-sxm4-80gb.toml"));
    CHECK_THAT(peak.provenance.source, ContainsSubstring("NVIDIA"));
    CHECK(origin_of(loaded, "parallelism.context").kind == OriginKind::fallback);
}

TEST_CASE("a server brings its accelerator and fabric, unless the scenario names others") {
    const auto own = test::load_settings(small_with({"cluster.server=dgx-h100"}));
    CHECK(own.scenario.presets.accelerator == "h100-sxm5-80gb");
    CHECK(own.scenario.presets.fabric == "ndr-fat-tree");
    const auto other = test::load_settings(
        small_with({"cluster.server=dgx-h100", "cluster.accelerator=a100-sxm4-80gb"}));
    CHECK(other.scenario.accelerator.compute_units == 108);
    CHECK(other.scenario.presets.fabric == "ndr-fat-tree");
}

TEST_CASE("faults of names, values and rules are told together") {
    const auto loaded = test::try_settings(small_with(
        {"model.hiden=3", "training.precision=fp9", "server.nics=-1", "parallelism.tensor=7"}));
    REQUIRE_FALSE(loaded.has_value());
    const auto paths = faulty_paths(loaded.error());
    for (const char* path :
         {"model.hiden", "training.precision", "server.nics", "parallelism.tensor"}) {
        CAPTURE(path);
        CHECK(std::count(paths.begin(), paths.end(), path) == 1);
    }
}

TEST_CASE("what merely follows from a refused value is not told") {
    // global_batch stays unset: "not given" would be noise beside "this is not a whole number".
    const auto loaded = test::try_settings(small_with({"training.global_batch=\"many\""}));
    REQUIRE_FALSE(loaded.has_value());
    CHECK(faulty_paths(loaded.error()) == std::vector<std::string>{"training.global_batch"});
}

TEST_CASE("a number of the world has no default in the program") {
    const auto entry =
        std::filesystem::temp_directory_path() / "deepwallet_load_test" / "hardware_db";
    std::filesystem::remove_all(entry.parent_path());
    std::filesystem::create_directories(entry.parent_path() / "scenarios");
    std::filesystem::copy(
        test::project_root() / "hardware_db", entry, std::filesystem::copy_options::recursive);
    std::filesystem::copy(test::project_root() / "scenarios" / "models",
                          entry.parent_path() / "scenarios" / "models",
                          std::filesystem::copy_options::recursive);
    std::ofstream(entry / "fabrics" / "bare.toml") << "name = \"bare\"\nefficiency = 0.9\n";
    const auto loaded =
        load_scenario(test::settings(small_with({"cluster.fabric=bare"})), HardwareDb{entry});
    std::filesystem::remove_all(entry.parent_path());
    REQUIRE_FALSE(loaded.has_value());
    const auto paths = faulty_paths(loaded.error());
    CHECK(std::count(paths.begin(), paths.end(), "fabric.latency_us") == 1);
    CHECK(std::count(paths.begin(), paths.end(), "fabric.efficiency") == 0);
}

TEST_CASE("offers are looked up with their contract, price, date and source") {
    const auto loaded = test::load_settings(
        small_with({"economics.compare=[\"on-prem\", \"aws-p4de-3yr\", \"aws-p4de\"]"}));
    REQUIRE(loaded.scenario.offers.size() == 2);
    const CloudOffer& reserved = loaded.scenario.offers[0];
    CHECK(reserved.contract == "3 years");
    CHECK(reserved.gpu_price.in(units::usd / units::hour) ==
          1.81);  // as clouds/aws-p4de.toml has it
    CHECK(reserved.as_of == "2025-03");
    CHECK_FALSE(reserved.source.empty());
    CHECK(loaded.scenario.offers[1].contract == "on demand");
}

TEST_CASE("an offer of another accelerator is refused: its hours would not be these hours") {
    const auto loaded = test::try_settings(small_with({"economics.compare=[\"aws-p5\"]"}));
    REQUIRE_FALSE(loaded.has_value());
    CHECK_THAT(loaded.error().front().message, ContainsSubstring("h100-sxm5-80gb"));
}

TEST_CASE("annotated values carry their source into a scenario") {
    const auto setting =
        read_setting("site.pue={ value = 1.2, source = \"meter\", assumption = true }");
    REQUIRE(setting.has_value());
    Assignments inputs = test::settings(kSmall);
    inputs.push_back(*setting);
    const auto loaded = load_scenario(inputs, test::database());
    REQUIRE(loaded.has_value());
    CHECK(loaded->scenario.site.pue == 1.2);
    CHECK(origin_of(*loaded, "site.pue").provenance.source == "meter");
    CHECK(origin_of(*loaded, "site.pue").provenance.assumption);
}

TEST_CASE("what the training software always does is part of the plan") {
    const std::vector<std::string> plan = {"model.preset=llama-3-8b",
                                           "cluster.server=dgx-h100",
                                           "cluster.servers=1",
                                           "parallelism.tensor=2",
                                           "parallelism.pipeline=2",
                                           "training.sequence_length=4096",
                                           "training.global_batch=64"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), plan.begin(), plan.end());
        return test::load_settings(more).scenario.parallelism;
    };
    CHECK(with({}).zero_stage == 0);
    CHECK(with({"software.least_zero_stage=1"}).zero_stage == 1);
    CHECK(with({"software.least_zero_stage=1", "parallelism.zero_stage=2"}).zero_stage == 2);
    CHECK_FALSE(with({}).sequence_parallel);
    CHECK(with({"software.always_sequence_parallel=true"}).sequence_parallel);
    CHECK_FALSE(
        with({"software.always_sequence_parallel=true", "parallelism.tensor=1"}).sequence_parallel);
    CHECK(with({}).stage_layers.empty());
    // Layers of 218 M weights and a head of 525 M: the 18th exceeds half of them.
    CHECK(with({"software.balance_stages=true"}).stage_layers == std::vector<std::int64_t>{18, 14});
    CHECK(with({"software.balance_stages=true", "parallelism.stage_layers=[10,22]"}).stage_layers ==
          std::vector<std::int64_t>{10, 22});
}
