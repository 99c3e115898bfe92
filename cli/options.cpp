#include "cli/options.hpp"

#include "engine/config/toml_reader.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/deepspeed_config.hpp"
#include "engine/scenario/megatron_arguments.hpp"
#include "engine/search/search_section.hpp"
#include "engine/sweep/axes.hpp"

namespace deepwallet::cli {

bool has_helpers(const Options& options) {
    return options.ranks != nullptr && options.ranks->are_several();
}

bool is_helper(const Options& options) {
    return options.ranks != nullptr && !options.ranks->is_first();
}

HardwareDb open_database(const Options& options) {
    std::error_code ec;
    const std::filesystem::path shipped = shipped_database();
    if (options.database.empty())
        return {shipped};
    const std::filesystem::path named = std::filesystem::absolute(options.database, ec);
    return {seen_from_here(named.lexically_normal()),
            shipped.parent_path() / "scenarios" / "models"};
}

namespace {

/// What of a file another command reads: slips there are told by every command.
Faults section_faults(const std::string& file) {
    constexpr std::uintmax_t kLargestScenario = 4U << 20U;
    const Result<std::string> text = read_file(file, kLargestScenario);
    if (!text)
        return {};
    Faults out;
    if (const auto search = read_search_section(*text, file); !search)
        out = search.error();
    const auto sweep = read_toml_section(*text, file, kSweepSection);
    if (!sweep || sweep->empty())
        return out;
    if (const auto axes = read_axes(*text, file, {}); !axes)
        out.insert(out.end(), axes.error().begin(), axes.error().end());
    return out;
}

}  // namespace

Result<LoadedScenario> open_scenario(const Options& options, const Streams& streams) {
    const Result<Assignments> inputs = read_inputs(options.scenario, options.settings);
    if (!inputs)
        return tl::unexpected(inputs.error());
    if (Faults faults = section_faults(options.scenario); !faults.empty())
        return tl::unexpected(std::move(faults));
    Result<LoadedScenario> loaded = load_scenario(*inputs, open_database(options));
    if (loaded)
        print_notes(*loaded, options, streams);
    return loaded;
}

std::string plan_as(const std::string& format, const Scenario& scenario) {
    return format == "megatron" ? megatron_arguments(scenario) : deepspeed_config(scenario);
}

std::filesystem::path published(const HardwareDb& db) {
    return folder(db, EntryKind::model).parent_path() / "published";
}

Result<std::vector<MeasuredRun>> open_runs(const Options& options, const HardwareDb& db) {
    const std::filesystem::path file =
        options.runs.empty() ? published(db) / "runs.csv" : std::filesystem::path(options.runs);
    const Result<CsvTable> table = read_csv_file(file);
    if (!table)
        return tl::unexpected(table.error());
    return measured_runs(*table);
}

Faults no_run_faults() {
    return {{.code = ErrorCode::missing,
             .path = "training.tokens",
             .message = "no whole run",
             .help = "give training.tokens, and failures that let it end"}};
}

void print_notes(const LoadedScenario& loaded, const Options& options, const Streams& streams) {
    if (options.quiet)
        return;
    for (const std::string& note : loaded.notes) streams.err << note << '\n';
}

ExitCode refuse(const Faults& faults, const Streams& streams) {
    streams.err << render(faults);
    return ExitCode::bad_input;
}

}  // namespace deepwallet::cli
