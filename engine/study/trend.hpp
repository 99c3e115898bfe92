#pragma once

/// How large the largest models were, what the hardware under them did meanwhile, and what the next
/// ones would take if it went on like that.
///
/// The cost of a model is read off the project's own model: a family of published plans is
/// evaluated, and each total of a run (dollars, GPU-hours, energy, carbon) is a power of the
/// parameters among them; larger models take what their FLOPs take at the rate of the largest
/// plan. What machines larger than that lose to failures and slower links is not in it. Better
/// hardware divides dollars, chips and energy by what each doubles in;
/// carbon goes with the energy.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/scenario/database.hpp"
#include "engine/study/growth.hpp"

namespace deepwallet {

/// A model of the history.
struct TrendModel {
    std::string name;
    std::string month;
    double year = 0.0;
    double parameters = 0.0;
    std::string source;
};

/// A constant of the trend with its doubt.
struct TrendValue {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool assumption = false;
    std::string source;

    /// What it grows by in so many years where it is a time of doubling.
    [[nodiscard]] double factor_after(double years) const;
};

enum class TrendNeed { dollars, power, energy };

/// What might be passed.
struct TrendLimit {
    std::string name;
    TrendNeed need = TrendNeed::dollars;
    TrendValue most;  ///< USD, MW, or TWh
};

/// scenarios/trends/NAME.toml.
struct TrendData {
    std::string title;
    std::vector<TrendModel> fitted;
    std::vector<TrendModel> since;
    TrendValue flops_per_usd_years;
    TrendValue flops_per_usd_all_years;  ///< of all GPUs; told beside, where it is given
    TrendValue flops_per_usd_top_years;  ///< of the fastest of their day; the same
    TrendValue flops_per_chip_years;
    TrendValue flops_per_watt_years;
    TrendValue run_days;
    TrendValue tokens_per_parameter;
    std::filesystem::path scenario;
    double hardware_year = 0.0;                    ///< that its prices and chips are of
    std::vector<std::vector<std::string>> family;  ///< settings over the scenario
    std::vector<TrendLimit> limits;
};

Result<TrendData> read_trend(const HardwareDb& db, const std::string& name);

/// How many tokens a model of the future sees.
struct TokenRule {
    std::optional<double> tokens_per_parameter;  ///< absent: as many as the scenario says
};

/// What a run takes by its parameters, at the hardware of the scenario.
struct FamilyCost {
    TokenRule rule;
    double tokens = 0.0;  ///< of the scenario, where the rule takes them
    std::size_t members = 0;
    double smallest = 0.0;  ///< parameters of the members
    double largest = 0.0;
    PowerLaw usd;
    PowerLaw gpu_hours;
    PowerLaw energy_mwh;
    PowerLaw carbon_t;
    double worst_residual_sd = 0.0;  ///< of those, in log10

    /// A total of a run by one of these laws: beyond the largest member in proportion to C = 6 N D
    /// (Kaplan et al. 2020, section 2.1), as nothing shows that plans go on getting better.
    [[nodiscard]] double at(const PowerLaw& law, double parameters) const;
};

/// Settings that come over those of the family, as on the command line.
Result<FamilyCost> family_cost(const TrendData& data,
                               const TokenRule& rule,
                               const HardwareDb& db,
                               const std::vector<std::string>& settings);

/// One model of the future by one rule.
struct Projection {
    double usd = 0.0;
    double gpus = 0.0;  ///< that finish in `run_days`
    double power_mw = 0.0;
    double energy_twh = 0.0;
    double carbon_t = 0.0;
};

/// `hardware_years`: how much younger than the scenario's the hardware is.
Projection project(const TrendData& data,
                   const FamilyCost& cost,
                   double parameters,
                   double hardware_years);

/// What one rule makes of a model, on the hardware of the scenario and on what would be there then.
struct ProjectedPair {
    Projection today;
    Projection then;
};

struct TrendRow {
    double year = 0.0;
    double parameters = 0.0;
    double low = 0.0;  ///< 95 % interval of one more model
    double high = 0.0;
    std::vector<ProjectedPair> by_rule;  ///< as Trend::costs
    std::vector<ProjectedPair> at_low;
    std::vector<ProjectedPair> at_high;
};

/// When one more model on the line would take all of a limit, by one rule.
struct Passing {
    std::size_t limit = 0;
    std::size_t rule = 0;
    bool projected = false;          ///< on hardware that gets better
    std::optional<double> year;      ///< none: not within a century
    std::optional<double> earliest;  ///< at the upper end of the 95 % interval
    std::optional<double> latest;
};

struct TrendOptions {
    int years = 3;  ///< of rows ahead
    std::optional<double> tokens_per_parameter;
    std::vector<std::string> settings;
    std::optional<double>
        hardware_year;               ///< of what the settings name; the scenario's where absent
    std::vector<TrendLimit> limits;  ///< more than the file has
};

struct Trend {
    TrendData data;
    Growth growth;
    std::vector<FamilyCost> costs;  ///< the history's tokens, then tokens that grow with the model
    std::vector<TrendRow> rows;     ///< the last model's month, then a year apart
    std::vector<Passing> passings;
    std::size_t since_below = 0;    ///< models since that are below the line
    std::size_t since_outside = 0;  ///< and below or above its 95 % interval
};

/// Of a scenario that does not load, or a family that is no power law, the faults.
Result<Trend> trend(TrendData data, const HardwareDb& db, const TrendOptions& options);

/// "usd=1e9", "mw=500", "twh=1" as a limit.
Result<TrendLimit> read_trend_limit(const std::string& text);

}  // namespace deepwallet
