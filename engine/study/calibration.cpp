#include "engine/study/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/analytic/iteration.hpp"
#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/core/file.hpp"
#include "engine/core/math.hpp"
#include "engine/report/format.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/validation_report.hpp"

namespace deepwallet {

namespace {

constexpr std::string_view kSoftware = "software.";
constexpr std::uintmax_t kLargestEntry = 4U << 20U;

/// A run that can be predicted. Of its answer only the iteration's time depends on the constants
/// that are fitted, and a rate is a constant over it: nothing else is worked out anew.
struct FittedRun {
    const MeasuredRun* run = nullptr;
    Scenario scenario;
    Measurement speed;
    Layout layout;
    double log_time = 0.0;   ///< of the iteration, by the constants as loaded
    double log_error = 0.0;  ///< of the speed, predicted over measured, by the same
    double exponent = 1.0;   ///< of the iteration's time in the speed: 1 a time, -1 a rate
};

std::string stack_of(const MeasuredRun& run) {
    for (const Assignment& input : run.inputs) {
        const auto* name = std::get_if<std::string>(&input.value);
        if (input.path == "software.stack" && name != nullptr)
            return *name;
    }
    return "";
}

Result<std::string> chosen_stack(const std::vector<MeasuredRun>& runs, const std::string& asked) {
    const std::vector<std::string> known = stacks_of(runs);
    const bool found = std::find(known.begin(), known.end(), asked) != known.end();
    if (asked.empty() && known.size() == 1)
        return known.front();
    if (found)
        return asked;
    Fault fault{ErrorCode::missing,
                "software.stack",
                asked.empty() ? fmt::format("the runs are of {} stacks", known.size())
                              : fmt::format("no run of stack {}", asked),
                "choose with --stack: " + enumerate(known)};
    if (known.empty())
        fault.help = "the column software.stack names it";
    return failure(std::move(fault));
}

/// Bounds of the search: within an order of magnitude of the start and the field's own range.
FitParameter parameter_of(const Field<Scenario>& field, const Scenario& scenario) {
    constexpr double kDecade = 10.0;
    // From nothing, up to a hundred of the field's unit.
    constexpr double kMost = 100.0;
    const auto value = field.get(scenario);
    const double start = value ? std::get<double>(*value) : 0.0;
    const double low = start > 0.0 ? start / kDecade : 0.0;
    const double high = start > 0.0 ? start * kDecade : kMost;
    return {
        field.path, start, std::max(low, field.range.least), std::min(high, field.range.greatest)};
}

class Calibrator {
public:
    Calibrator(const Assignments& settings, const HardwareDb& db) : settings_(settings), db_(db) {
        db_.cache = &cache_;
    }

    Result<Calibration> run(const std::vector<MeasuredRun>& runs,
                            const CalibrationOptions& options) {
        const Result<std::string> stack = chosen_stack(runs, options.stack);
        if (!stack)
            return tl::unexpected(stack.error());
        out_.stack = *stack;
        load(runs);
        if (runs_.empty())
            return failure({ErrorCode::missing, "", "no run can be predicted", first_reason()});
        const Result<void> fields = take_fields(options.fields);
        if (!fields)
            return tl::unexpected(fields.error());
        return fit(options.folds);
    }

private:
    void load(const std::vector<MeasuredRun>& runs) {
        for (const MeasuredRun& run : runs) {
            if (stack_of(run) != out_.stack)
                continue;
            const Measurement* speed = measured_speed(run);
            Result<LoadedScenario> loaded = load_run(run, settings_, db_);
            if (!loaded)
                out_.skipped.push_back({run.id, reason_of(loaded.error())});
            else if (speed == nullptr)
                out_.skipped.push_back({run.id, "its speed was not measured"});
            else
                take_run(run, *speed, std::move(loaded->scenario));
        }
    }

    void take_run(const MeasuredRun& run, const Measurement& speed, Scenario scenario) {
        const Report report = evaluate_analytic(scenario);
        const MetricValue value = value_of(*find_metric(speed.metric), {scenario, report});
        const double* const predicted = std::get_if<double>(&value);
        if (predicted == nullptr || !(*predicted > 0.0)) {
            out_.skipped.push_back({run.id, speed.metric + " is not known of it"});
            return;
        }
        FittedRun& fitted = runs_.emplace_back();
        fitted.run = &run;
        fitted.scenario = std::move(scenario);
        fitted.speed = speed;
        fitted.layout = report.layout;
        fitted.log_time = std::log(report.iteration.time.in(units::s));
        fitted.log_error = std::log(*predicted / speed.value);
        fitted.exponent = speed.metric == "iteration.time_s" ? 1.0 : -1.0;
    }

    [[nodiscard]] std::string first_reason() const {
        return out_.skipped.empty() ? "" : out_.skipped.front().reason;
    }

    Result<void> take_fields(const std::vector<std::string>& asked) {
        std::vector<std::string> paths = asked;
        if (paths.empty()) {
            for (const std::string& name : runs_.front().scenario.software.fitted)
                paths.push_back(std::string(kSoftware) + name);
        }
        Faults faults;
        for (std::string path : paths) {
            if (path.find('.') == std::string::npos)
                path = std::string(kSoftware) + path;
            const Field<Scenario>* field = find_field(path);
            const bool number = field != nullptr && field->type == FieldType::number;
            if (std::find(fields_.begin(), fields_.end(), field) != fields_.end())
                continue;
            if (number && path.rfind(kSoftware, 0) == 0)
                fields_.push_back(field);
            else
                faults.push_back(not_fitted(path));
        }
        if (paths.empty())
            faults.push_back({ErrorCode::missing,
                              "software.fitted",
                              "nothing to fit: the entry's `fitted` is empty",
                              "name fields with --fit, e.g. --fit software.iteration_factor"});
        if (!faults.empty())
            return tl::unexpected(std::move(faults));
        return {};
    }

    static Fault not_fitted(const std::string& path) {
        std::vector<std::string> known;
        for (const auto& field : scenario_fields()) {
            if (field.type == FieldType::number && field.path.rfind(kSoftware, 0) == 0)
                known.push_back(field.path);
        }
        const auto close = nearest(path, known);
        return {ErrorCode::unknown_name,
                path,
                path + ": no number of the software stack",
                close ? "did you mean " + *close + "?" : "allowed: " + enumerate(known)};
    }

    Result<Calibration> fit(std::size_t folds) {
        std::vector<FitParameter> parameters;
        for (const Field<Scenario>* field : fields_) {
            parameters.push_back(parameter_of(*field, runs_.front().scenario));
            out_.before.push_back(parameters.back().start);
        }
        const Residuals residuals = [this](std::span<const double> at, std::span<double> out) {
            for (std::size_t i = 0; i < runs_.size(); ++i) out[i] = residual(runs_[i], at);
        };
        FitOptions options{.loss = Loss::bisquare, .weights = weights()};
        Result<Fit> fitted = fit_least_squares(parameters, runs_.size(), residuals, options);
        if (!fitted)
            return tl::unexpected(fitted.error());
        out_.fit = std::move(*fitted);
        out_.errors = errors_by_group(compared(out_.fit.residuals));
        // From where the whole fit ended, each fold is a few steps away.
        for (std::size_t k = 0; k < parameters.size(); ++k)
            parameters[k].start = out_.fit.parameters[k].value;
        if (rows_without_a_fold(folds) >= parameters.size()) {
            const auto left_out =
                cross_validate(parameters, runs_.size(), residuals, folds, options);
            if (!left_out)
                return tl::unexpected(left_out.error());
            out_.cross_validated = errors_by_group(compared(*left_out));
        }
        return std::move(out_);
    }

    /// None where there are too few rows for so many folds.
    [[nodiscard]] std::size_t rows_without_a_fold(std::size_t folds) const {
        const std::size_t rows = runs_.size();
        return folds < 2 || folds > rows ? 0 : rows - (rows + folds - 1) / folds;
    }

    double residual(FittedRun& run, std::span<const double> at) const {
        for (std::size_t k = 0; k < fields_.size(); ++k) fields_[k]->set(run.scenario, at[k]);
        const Scenario& s = run.scenario;
        const Time time = analytic_iteration({s.model,
                                              s.training,
                                              s.parallelism,
                                              s.software,
                                              s.accelerator,
                                              s.server,
                                              s.fabric,
                                              run.layout})
                              .time;
        return run.log_error + run.exponent * (std::log(time.in(units::s)) - run.log_time);
    }

    /// So that each group counts as one.
    [[nodiscard]] std::vector<double> weights() const {
        std::map<std::string, double> rows;
        for (const FittedRun& run : runs_) rows[run.run->group] += 1.0;
        std::vector<double> each;
        for (const FittedRun& run : runs_)
            each.push_back(static_cast<double>(runs_.size()) /
                           (static_cast<double>(rows.size()) * rows[run.run->group]));
        return each;
    }

    [[nodiscard]] std::vector<Comparison> compared(const std::vector<double>& residuals) const {
        std::vector<Comparison> rows;
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            const FittedRun& run = runs_[i];
            rows.push_back({run.run->id,
                            run.run->group,
                            run.run->source,
                            run.speed.metric,
                            run.speed.value,
                            run.speed.value * std::exp(residuals[i])});
        }
        return rows;
    }

    const Assignments& settings_;
    EntryCache cache_;
    HardwareDb db_;
    std::vector<FittedRun> runs_;
    std::vector<const Field<Scenario>*> fields_;
    Calibration out_;
};

std::string key_of(const std::string& path) { return path.substr(kSoftware.size()); }

/// More would say more than the interval does.
std::string four_digits(double x) { return fmt::format("{:.4g}", x); }

std::string fitted_line(const FittedParameter& p, const std::string& origin) {
    std::string line = fmt::format("{} = {{ value = {}, source = {}",
                                   key_of(p.name),
                                   four_digits(p.value),
                                   to_text(Value("least squares on " + origin)));
    if (p.determined)
        line += fmt::format(", low = {}, high = {}", four_digits(p.low), four_digits(p.high));
    else
        line += ", assumption = true";
    return line + " }";
}

bool assigns(const std::string& line, const std::string& key) {
    if (line.rfind(key, 0) != 0)
        return false;
    const std::size_t next = line.find_first_not_of(" \t", key.size());
    return next != std::string::npos && line[next] == '=';
}

/// Where a line belongs that no section has: before the first of them.
std::string with_line(const std::string& text, const std::string& line) {
    const std::size_t section = text.rfind("[", 0) == 0 ? 0 : text.find("\n[");
    if (section == std::string::npos)
        return text + line + '\n';
    const std::size_t at = section == 0 ? 0 : section + 1;
    return text.substr(0, at) + line + '\n' + text.substr(at);
}

std::string with_constant(const std::string& text,
                          const std::string& key,
                          const std::string& line) {
    std::istringstream lines(text);
    std::string out;
    bool found = false;
    for (std::string old; std::getline(lines, old);) {
        const bool here = assigns(old, key);
        out += (here ? line : old) + '\n';
        found |= here;
    }
    return found ? out : with_line(out, line);
}

/// A value over several lines, or a quoted key, is beyond a replacement by line: the result is read
/// back.
bool says(const Result<Assignments>& entry, const FittedParameter& p) {
    return entry && std::any_of(entry->begin(), entry->end(), [&](const Assignment& a) {
               const auto* x = std::get_if<double>(&a.value);
               const auto* n = std::get_if<std::int64_t>(&a.value);
               const double value = x != nullptr ? *x : n != nullptr ? real(*n) : std::nan("");
               return a.path == key_of(p.name) && four_digits(value) == four_digits(p.value);
           });
}

}  // namespace

std::vector<std::string> stacks_of(const std::vector<MeasuredRun>& runs) {
    std::vector<std::string> stacks;
    for (const MeasuredRun& run : runs) {
        const std::string name = stack_of(run);
        if (!name.empty() && std::find(stacks.begin(), stacks.end(), name) == stacks.end())
            stacks.push_back(name);
    }
    return stacks;
}

Result<Calibration> calibrate(const std::vector<MeasuredRun>& runs,
                              const Assignments& settings,
                              const HardwareDb& db,
                              const CalibrationOptions& options) {
    return Calibrator(settings, db).run(runs, options);
}

Result<std::string> calibrated_entry(const Calibration& calibration,
                                     const HardwareDb& db,
                                     const std::string& origin) {
    const std::filesystem::path file = folder(db, EntryKind::stack) / (calibration.stack + ".toml");
    const Result<std::string> entry = read_file(file, kLargestEntry);
    if (!entry)
        return tl::unexpected(entry.error());
    std::string text = *entry;
    std::vector<std::string> names;
    for (const FittedParameter& p : calibration.fit.parameters) {
        text = with_constant(text, key_of(p.name), fitted_line(p, origin));
        names.push_back(key_of(p.name));
    }
    text = with_constant(text, "fitted", "fitted = " + to_text(Value(names)));
    const Result<Assignments> read = read_toml(text, file.string());
    for (const FittedParameter& p : calibration.fit.parameters) {
        if (!says(read, p))
            return failure({ErrorCode::syntax,
                            p.name,
                            key_of(p.name) + ": its value cannot be replaced",
                            "write it in one line, `" + key_of(p.name) + " = …`",
                            {file.string()}});
    }
    return text;
}

std::string interval_text(const FittedParameter& p) {
    std::string text = p.determined
                           ? fmt::format("{} to {}", significant(p.low), significant(p.high))
                           : "not determined by these runs";
    if (p.at_bound)
        text += ", at the bound of the search";
    return text;
}

std::vector<std::string> warnings_of(const Fit& fit) {
    std::vector<std::string> warnings;
    for (const auto& [a, b] : fit.confounded)
        warnings.push_back(fmt::format("these runs cannot tell {} and {} apart", a, b));
    if (!fit.converged)
        warnings.emplace_back("the fit did not converge");
    return warnings;
}

std::string calibration_json(const Calibration& c) {
    using Json = nlohmann::ordered_json;
    Json root{{"stack", c.stack}, {"parameters", Json::array()}, {"warnings", warnings_of(c.fit)}};
    for (std::size_t i = 0; i < c.fit.parameters.size(); ++i) {
        const FittedParameter& p = c.fit.parameters[i];
        root["parameters"].push_back({{"name", p.name},
                                      {"before", c.before[i]},
                                      {"value", p.value},
                                      {"low", p.low},
                                      {"high", p.high},
                                      {"determined", p.determined}});
    }
    // In the form of a validation, by its own writer.
    const Json errors = Json::parse(validation_json({{}, c.errors, c.skipped}));
    const Json left_out = Json::parse(validation_json({{}, c.cross_validated, {}}));
    root["groups"] = errors["groups"];
    root["cross_validated"] = left_out["groups"];
    root["skipped"] = errors["skipped"];
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string calibration_text(const Calibration& c) {
    std::string text = fmt::format("Stack {}\n\n{:<34}  {:>9}  {:>9}  95 % interval\n",
                                   c.stack,
                                   "constant",
                                   "before",
                                   "fitted");
    for (std::size_t i = 0; i < c.fit.parameters.size(); ++i) {
        const FittedParameter& p = c.fit.parameters[i];
        text += fmt::format("{:<34}  {:>9}  {:>9}  {}\n",
                            p.name,
                            significant(c.before[i]),
                            significant(p.value),
                            interval_text(p));
    }
    for (const std::string& warning : warnings_of(c.fit)) text += "warning: " + warning + '\n';
    text += "\nErrors of the runs that were fitted\n" + groups_text(c.errors);
    if (!c.cross_validated.empty())
        text +=
            "\nErrors of runs predicted from fits without them\n" + groups_text(c.cross_validated);
    return text + "\n" + skipped_text(c.skipped);
}

}  // namespace deepwallet
