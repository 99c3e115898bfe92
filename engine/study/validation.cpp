#include "engine/study/validation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "engine/core/math.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

namespace {

/// Of several accounts of the same speed, the one that leaves least open.
constexpr std::array<std::string_view, 3> kSpeeds = {
    "iteration.time_s", "iteration.model_tflops_per_gpu", "iteration.hardware_tflops_per_gpu"};

/// All but the accounts of speed that another one stands for.
bool is_compared(const MeasuredRun& run, const Measurement& m) {
    const bool speed = std::find(kSpeeds.begin(), kSpeeds.end(), m.metric) != kSpeeds.end();
    return !speed || &m == measured_speed(run);
}

std::optional<double> number(const MetricValue& value) {
    if (const auto* const count = std::get_if<std::int64_t>(&value))
        return real(*count);
    const auto* const x = std::get_if<double>(&value);
    return x == nullptr ? std::nullopt : std::optional(*x);
}

class Validator {
public:
    Validator(const Assignments& settings, const HardwareDb& db) : settings_(settings), db_(db) {
        db_.cache = &cache_;
    }

    void take(const MeasuredRun& run) {
        if (run.measured.empty() && run.faults.empty())
            return skip(run, "nothing was measured");
        const Result<LoadedScenario> loaded = load_run(run, settings_, db_);
        if (!loaded)
            return skip(run, reason_of(loaded.error()));
        const Result<Report> report = evaluate(loaded->scenario);
        if (!report)
            return skip(run, reason_of(report.error()));
        for (const Measurement& m : run.measured) {
            if (is_compared(run, m))
                compare(run, m, {loaded->scenario, *report});
        }
    }

    Validation take_result() && {
        out_.groups = errors_by_group(out_.rows);
        return std::move(out_);
    }

private:
    void compare(const MeasuredRun& run, const Measurement& m, const Answer& answer) {
        // Measured memory was read off a log.
        const bool memory = m.metric == "memory.per_gpu_gib";
        const Metric& metric = *find_metric(memory ? "memory.reported_gib" : m.metric);
        const MetricValue value = value_of(metric, answer);
        const std::optional<double> predicted = number(value);
        if (!predicted)
            return skip(run, m.metric + " is not known of it");
        out_.rows.push_back({run.id, run.group, run.source, m.metric, m.value, *predicted});
    }

    void skip(const MeasuredRun& run, std::string reason) {
        out_.skipped.push_back({run.id, std::move(reason)});
    }

    const Assignments& settings_;
    EntryCache cache_;
    HardwareDb db_;
    Validation out_;
};

double median(std::vector<double> xs) {
    const std::size_t half = xs.size() / 2;
    std::sort(xs.begin(), xs.end());
    return xs.size() % 2 == 1 ? xs[half] : (xs[half - 1] + xs[half]) / 2.0;
}

GroupErrors errors_of(const std::string& group, const std::vector<const Comparison*>& rows) {
    GroupErrors sum;
    sum.group = group;
    sum.metric = rows.front()->metric;
    sum.rows = rows.size();
    std::vector<double> absolute;
    for (const Comparison* row : rows) {
        const double error = std::abs(row->error());
        absolute.push_back(error);
        sum.bias += row->error() / static_cast<double>(rows.size());
        if (error > sum.worst || sum.worst_id.empty()) {
            sum.worst = error;
            sum.worst_id = row->id;
        }
    }
    sum.mean = std::accumulate(absolute.begin(), absolute.end(), 0.0) /
               static_cast<double>(absolute.size());
    sum.median = median(std::move(absolute));
    return sum;
}

std::vector<GroupErrors> errors_by(const std::vector<Comparison>& rows,
                                   const std::function<std::string(const Comparison&)>& key) {
    std::vector<std::pair<std::string, std::vector<const Comparison*>>> groups;
    for (const Comparison& row : rows) {
        const std::string name = key(row);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) {
            return known.first == name && known.second.front()->metric == row.metric;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), {name, {}});
        group->second.push_back(&row);
    }
    // Speed first: what else was measured is told apart by its metric.
    std::stable_partition(groups.begin(), groups.end(), [](const auto& group) {
        return group.second.front()->metric.rfind("iteration.", 0) == 0;
    });
    std::vector<GroupErrors> errors;
    for (const auto& [name, members] : groups) errors.push_back(errors_of(name, members));
    return errors;
}

}  // namespace

Result<LoadedScenario> load_run(const MeasuredRun& run,
                                const Assignments& settings,
                                const HardwareDb& db) {
    if (!run.faults.empty())
        return tl::unexpected(run.faults);
    Assignments inputs = run.inputs;
    inputs.insert(inputs.end(), settings.begin(), settings.end());
    return load_scenario(inputs, db);
}

const Measurement* measured_speed(const MeasuredRun& run) {
    for (const std::string_view metric : kSpeeds) {
        for (const Measurement& m : run.measured) {
            if (m.metric == metric)
                return &m;
        }
    }
    return nullptr;
}

std::string reason_of(const Faults& faults) {
    std::string text = faults.front().message;
    if (!faults.front().help.empty())
        text += " (" + faults.front().help + ")";
    return text;
}

Validation validate(const std::vector<MeasuredRun>& runs,
                    const Assignments& settings,
                    const HardwareDb& db) {
    Validator validator(settings, db);
    for (const MeasuredRun& run : runs) validator.take(run);
    return std::move(validator).take_result();
}

std::vector<GroupErrors> errors_by_group(const std::vector<Comparison>& rows) {
    return errors_by(rows, [](const Comparison& row) { return row.group; });
}

std::vector<GroupErrors> errors_by_source(const std::vector<Comparison>& rows) {
    return errors_by(rows, [](const Comparison& row) { return row.source; });
}

}  // namespace deepwallet
