#pragma once

/// What a command line asked for, and where the answer goes.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/ranks.hpp"
#include "engine/scenario/database.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/measured_runs.hpp"

namespace deepwallet::cli {

/// Results go to `out` and nothing else does.
struct Streams {
    std::ostream& out;
    std::ostream& err;
};

struct Options {
    std::string scenario;
    std::vector<std::string> scenarios;
    std::vector<std::string> variants;  ///< settings that are a column each
    std::string metric;
    std::string hours;            ///< CSV of a place, hour by hour
    std::int64_t samples = 1000;  ///< of a campaign
    double pause_share = 0.2;
    std::string runs;  ///< CSV of measured runs
    std::vector<std::string> settings;
    std::string csv;
    std::string json_lines;            ///< file to write
    std::string store;                 ///< of a sweep's results; "none" keeps none
    std::string shard;                 ///< K/N
    std::string compare_to;            ///< results of an earlier sweep
    std::string objective;             ///< the file's where empty, else time
    std::vector<std::string> where;    ///< conditions on metrics
    std::vector<std::string> targets;  ///< the same, for which the least servers are asked
    std::vector<std::string> pareto;   ///< the file's where empty, else time, cost and carbon
    std::optional<std::size_t> top;    ///< the file's where absent, else 10
    std::string budget;                ///< "usd=10e6,days=60"
    bool largest_model = false;
    bool lowest_loss = false;
    bool least_cost = false;
    bool shortest = false;
    std::optional<double> tokens_per_parameter;  ///< of the largest model
    int years = 3;                               ///< ahead, of a trend
    std::vector<std::string> trend_limits;       ///< "usd=1e9"
    std::string hardware_month;                  ///< "2022-10"
    bool maximize = false;
    bool exhaustive = false;
    std::string export_as;  ///< of the best plan: megatron, deepspeed
    bool restart = false;
    bool dry_run = false;
    bool fail_fast = false;
    std::string html;      ///< file to write
    std::string output;    ///< file to write
    std::string format;    ///< of an export, or the shell of a completion script
    std::string markdown;  ///< file to write
    std::string stack;     ///< of hardware_db/stacks
    std::vector<std::string> fit;
    std::string measured_entry;  ///< accelerator or server that measured tables are of
    std::string timeline_level = "layer";
    std::optional<std::int64_t> replica;  ///< data parallel, to show
    std::string database;
    std::string kind;
    std::string entry;
    int threads = 0;
    std::int64_t uncertainty = -1;  ///< draws; below 0: as many as a short look needs
    std::uint64_t seed = 1;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    const Ranks* ranks = nullptr;  ///< of this run, not of the command line; none: it is alone
};

/// Do other ranks share the work, and is it one of them that asks?
bool has_helpers(const Options& options);
bool is_helper(const Options& options);

/// The database that the options name, else the one that came with the program.
HardwareDb open_database(const Options& options);

/// The scenario with its settings; its notes are printed.
Result<LoadedScenario> open_scenario(const Options& options, const Streams& streams);

/// The plan as a training program takes it: `megatron` or `deepspeed`.
std::string plan_as(const std::string& format, const Scenario& scenario);

/// Where the published scenarios and measured runs are that came with the program.
std::filesystem::path published(const HardwareDb& db);

/// The runs that the options name, else the published ones.
Result<std::vector<MeasuredRun>> open_runs(const Options& options, const HardwareDb& db);

/// That there is no whole run, and what would make one.
Faults no_run_faults();

/// Prints the warnings that came up as the scenario was read, unless they are not wanted.
void print_notes(const LoadedScenario& loaded, const Options& options, const Streams& streams);

/// Prints the faults; returns the exit code for bad input.
ExitCode refuse(const Faults& faults, const Streams& streams);

}  // namespace deepwallet::cli
