#include <utility>

#include "cli/commands/commands.hpp"
#include "engine/core/file.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/comparison_text.hpp"

namespace deepwallet::cli {

namespace {

/// Draws that are enough for the ranges of a table, where nothing is said.
constexpr std::int64_t kShortLook = 1000;

/// The columns of each file: as it is, then with each of the variants.
std::vector<std::string> columns_of(const Options& options) {
    std::vector<std::string> out = {""};
    out.insert(out.end(), options.variants.begin(), options.variants.end());
    return out;
}

Result<ComparedScenario> compare_one(const std::string& file,
                                     const std::string& variant,
                                     const Options& options) {
    std::vector<std::string> settings = options.settings;
    if (!variant.empty())
        settings.push_back(variant);
    const Result<Assignments> inputs = read_inputs(file, settings);
    if (!inputs)
        return tl::unexpected(inputs.error());
    Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (!loaded)
        return tl::unexpected(loaded.error());
    UncertaintyOptions draws;
    draws.samples = options.uncertainty >= 0 ? options.uncertainty : kShortLook;
    draws.seed = options.seed;
    draws.threads = options.threads;
    Result<ComparedScenario> out = compared(std::move(*loaded), draws);
    if (out && !variant.empty())
        out->title += " · " + variant;
    return out;
}

/// Of several columns, faults say whose they are.
void note(Faults found, const std::string& variant, Faults& faults) {
    for (Fault& fault : found) {
        if (!variant.empty())
            fault.message += " (--with " + variant + ")";
        faults.push_back(std::move(fault));
    }
}

}  // namespace

ExitCode compare(const Options& options, const Streams& streams) {
    std::vector<ComparedScenario> scenarios;
    Faults faults;
    for (const std::string& file : options.scenarios) {
        for (const std::string& variant : columns_of(options)) {
            Result<ComparedScenario> one = compare_one(file, variant, options);
            if (one)
                scenarios.push_back(std::move(*one));
            else
                note(one.error(), variant, faults);
        }
    }
    if (!faults.empty())
        return refuse(faults, streams);
    // Variants of a file repeat its own.
    for (std::size_t i = 0; i < scenarios.size(); i += columns_of(options).size())
        print_notes(scenarios[i].loaded, options, streams);
    if (!options.csv.empty()) {
        if (const auto written = write_file(options.csv, cash_flow_csv(scenarios)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    if (!options.html.empty()) {
        if (const auto written = write_file(options.html, comparison_page(scenarios)); !written) {
            streams.err << render(written.error());
            return ExitCode::failed;
        }
    }
    streams.out << (options.json ? comparison_json(scenarios) : comparison_text(scenarios));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
