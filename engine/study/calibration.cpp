#include "engine/study/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "engine/analytic/iteration.hpp"
#include "engine/config/hints.hpp"
#include "engine/core/file.hpp"
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
        const Report report = evaluate(scenario);
        const MetricValue value = value_of(*find_metric(speed.metric), {scenario, report});
        const double* const predicted = std::get_if<double>(&value);
        if (predicted == nullptr) {
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
        for (const std::string& path : paths) {
            const Field<Scenario>* field = find_field(path);
            const bool number = field != nullptr && field->type == FieldType::number;
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
        if (runs_.size() >= folds) {
            const auto left_out =
                cross_validate(parameters, runs_.size(), residuals, folds, options);
            if (!left_out)
                return tl::unexpected(left_out.error());
            out_.cross_validated = errors_by_group(compared(*left_out));
        }
        return std::move(out_);
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

std::string fitted_line(const FittedParameter& p, const std::string& origin) {
    // Four digits say more than the interval does.
    const auto short_text = [](double x) { return fmt::format("{:.4g}", x); };
    std::string line = fmt::format("{} = {{ value = {}, source = \"least squares on {}\"",
                                   key_of(p.name),
                                   short_text(p.value),
                                   origin);
    if (p.determined)
        line += fmt::format(", low = {}, high = {}", short_text(p.low), short_text(p.high));
    else
        line += ", assumption = true";
    return line + " }";
}

bool assigns(const std::string& line, const std::string& key) {
    return line.rfind(key, 0) == 0 &&
           line.find_first_not_of(" \t", key.size()) != std::string::npos &&
           line[line.find_first_not_of(" \t", key.size())] == '=';
}

std::string interval_text(const FittedParameter& p) {
    std::string text = p.determined
                           ? fmt::format("{} to {}", significant(p.low), significant(p.high))
                           : "not determined by these runs";
    if (p.at_bound)
        text += ", at the bound of the search";
    return text;
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
    const Result<std::string> entry =
        read_file(folder(db, EntryKind::stack) / (calibration.stack + ".toml"), kLargestEntry);
    if (!entry)
        return tl::unexpected(entry.error());
    std::istringstream lines(*entry);
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        for (const FittedParameter& p : calibration.fit.parameters) {
            if (assigns(line, key_of(p.name)))
                line = fitted_line(p, origin);
        }
        text += line + '\n';
    }
    return text;
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
    for (const auto& [a, b] : c.fit.confounded)
        text += fmt::format("warning: these runs cannot tell {} and {} apart\n", a, b);
    if (!c.fit.converged)
        text += "warning: the fit did not converge\n";
    text += "\nErrors of the runs that were fitted\n" + groups_text(c.errors);
    if (!c.cross_validated.empty())
        text +=
            "\nErrors of runs predicted from fits without them\n" + groups_text(c.cross_validated);
    return text + "\n" + skipped_text(c.skipped);
}

}  // namespace deepwallet
