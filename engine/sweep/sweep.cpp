#include "engine/sweep/sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "engine/core/version.hpp"
#include "engine/scenario/fingerprint.hpp"
#include "engine/sweep/objective.hpp"

namespace deepwallet {

namespace {

constexpr std::array kUsual = {"memory.fits",
                               "memory.per_gpu_gib",
                               "iteration.time_s",
                               "iteration.mfu",
                               "run.days",
                               "run.gpu_hours",
                               "power.facility_mean_kw",
                               "energy.facility_mwh",
                               "energy.water_m3",
                               "carbon.total_t",
                               "cost.on_prem.acquisition_usd",
                               "cost.on_prem.total_usd",
                               "cost.cloud.total_usd",
                               "cost.total_usd",
                               "cost.break_even_months"};

/// More choices of entries are no question any more, and each is read from files.
constexpr std::size_t kMostChoices = 100'000;

/// Sections that no kernel knows of.
bool is_physical(const std::string& path) {
    constexpr std::array kOther = {"parallelism.",
                                   "economics.",
                                   "site.",
                                   "campaign.",
                                   "cooling.",
                                   "limits.",
                                   "equivalents.",
                                   "scaling_law."};
    constexpr std::array kPlan = {
        "cluster.servers", "cluster.gpus", "training.global_batch", "training.tokens", "name"};
    return std::none_of(kOther.begin(),
                        kOther.end(),
                        [&](const char* prefix) { return path.rfind(prefix, 0) == 0; }) &&
           std::find(kPlan.begin(), kPlan.end(), path) == kPlan.end();
}

std::string first_message(const Faults& faults) {
    return faults.front().help.empty() ? faults.front().message
                                       : faults.front().message + "; " + faults.front().help;
}

/// Of the k-th axis that is no draw, where it was asked for.
const Place& place_of(const SweepAxes& axes, std::size_t k) {
    return k < axes.grid.size() ? axes.grid[k].place : axes.zip.at(k - axes.grid.size()).place;
}

bool has_unknown_name(const Faults& faults) {
    return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) {
        return fault.code == ErrorCode::unknown_name;
    });
}

double number_in(const std::optional<Value>& value) {
    if (!value)
        return std::nan("");
    if (const auto* flag = std::get_if<bool>(&*value))
        return *flag ? 1.0 : 0.0;
    if (const auto* n = std::get_if<std::int64_t>(&*value))
        return static_cast<double>(*n);
    if (const auto* x = std::get_if<double>(&*value))
        return *x;
    return std::nan("");
}

}  // namespace

std::vector<const Metric*> usual_metrics() {
    std::vector<const Metric*> out;
    for (const char* path : kUsual) out.push_back(find_metric(path));
    return out;
}

Result<Sweep> Sweep::prepare(Assignments inputs, const HardwareDb& db, SweepAxes axes) {
    Sweep out;
    out.axes_ = std::move(axes);
    out.name_columns();
    Faults faults = out.load_choices(inputs, db);
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    out.take_fingerprint();
    return out;
}

void Sweep::name_columns() {
    for (const std::string& path : axes_.paths()) {
        paths_.push_back(path);
        fields_.push_back(find_field(path));
        chooses_.push_back(chooses_entries(path));
        physical_.push_back(is_physical(path));
    }
    for (const DerivedField& field : axes_.derived) {
        paths_.push_back(field.path);
        derived_.push_back(find_field(field.path));
    }
    name_metrics();
}

void Sweep::name_metrics() {
    for (const std::string& path : axes_.metrics) metrics_.push_back(find_metric(path));
    if (metrics_.empty())
        metrics_ = usual_metrics();
    std::vector<std::string> needed = objective_names(axes_.objective);
    needed.emplace_back("memory.fits");
    for (const std::string& path : needed) {
        const Metric* metric = find_metric(path);
        if (std::find(metrics_.begin(), metrics_.end(), metric) == metrics_.end())
            metrics_.push_back(metric);
    }
}

std::vector<std::string> Sweep::metric_paths() const {
    std::vector<std::string> out;
    for (const Metric* metric : metrics_) out.push_back(metric->path);
    return out;
}

std::vector<InputRole> Sweep::axis_roles() const {
    std::vector<InputRole> out(axes_.grid.size(), InputRole::grid);
    out.insert(out.end(), axes_.zip.size(), InputRole::zip);
    out.insert(out.end(), axes_.sampled.size(), InputRole::sampled);
    out.insert(out.end(), axes_.derived.size(), InputRole::derived);
    return out;
}

/// Counts through the values of axes that choose, as through digits; a zip's row is one digit.
std::size_t Sweep::choice_of(std::int64_t point) const {
    std::int64_t rest = point / axes_.samples;
    std::int64_t row = 0;
    if (!axes_.zip.empty()) {
        const auto rows = static_cast<std::int64_t>(axes_.zip.front().values.size());
        row = rest % rows;
        rest /= rows;
    }
    std::size_t choice = 0;
    std::size_t scale = 1;
    for (std::size_t k = axes_.grid.size(); k-- > 0;) {
        const std::size_t count = axes_.grid[k].values.size();
        const auto at = static_cast<std::size_t>(rest % static_cast<std::int64_t>(count));
        rest /= static_cast<std::int64_t>(count);
        if (!chooses_[k])
            continue;
        choice += at * scale;
        scale *= count;
    }
    const auto zip_begin = chooses_.begin() + static_cast<std::ptrdiff_t>(axes_.grid.size());
    const auto zip_end = zip_begin + static_cast<std::ptrdiff_t>(axes_.zip.size());
    if (std::find(zip_begin, zip_end, true) != zip_end)
        choice += static_cast<std::size_t>(row) * scale;
    return choice;
}

Faults Sweep::load_choices(const Assignments& inputs, const HardwareDb& db) {
    EntryCache cache;
    HardwareDb cached = db;
    cached.cache = &cache;
    std::size_t count = 1;
    for (std::size_t k = 0; k < axes_.grid.size(); ++k)
        count *= chooses_[k] ? axes_.grid[k].values.size() : 1;
    for (std::size_t k = 0; k < axes_.zip.size(); ++k) {
        if (chooses_[axes_.grid.size() + k]) {
            count *= axes_.zip.front().values.size();
            break;
        }
    }
    if (count > kMostChoices) {
        return {{ErrorCode::out_of_range,
                 "sweep",
                 fmt::format("{} combinations of entries of the database", count),
                 fmt::format("{} is the most", kMostChoices)}};
    }
    choices_.resize(count);
    std::vector<bool> seen(count);
    Faults first;
    std::size_t good = 0;
    // The fastest digits that do not choose are stepped over.
    const std::int64_t step = axes_.samples;
    for (std::int64_t point = 0, left = static_cast<std::int64_t>(count); left > 0; point += step) {
        const std::size_t choice = choice_of(point);
        if (seen[choice])
            continue;
        seen[choice] = true;
        --left;
        Assignments all = inputs;
        const std::vector<Value> values = point_values(axes_, point);
        for (std::size_t k = 0; k < fields_.size(); ++k) {
            if (chooses_[k])
                all.push_back({paths_[k], values[k], place_of(axes_, k), {}});
        }
        Result<LoadedScenario> loaded = resolve_scenario(all, cached);
        if (loaded) {
            choices_[choice].loaded = std::move(*loaded);
            ++good;
        } else {
            // A name that there is not is a slip, and no combination that cannot be.
            if (has_unknown_name(loaded.error()))
                return loaded.error();
            choices_[choice].fault = first_message(loaded.error());
            if (first.empty())
                first = loaded.error();
        }
    }
    if (good == 0)
        return first;
    for (const Choice& choice : choices_) {
        if (choice.fault.empty()) {
            title_ = choice.loaded.scenario.name;
            break;
        }
    }
    return {};
}

void Sweep::take_fingerprint() {
    std::string text = std::string(version()) + '\n' + axes_.text;
    for (const Metric* metric : metrics_) text += metric->path + '\n';
    for (const Choice& choice : choices_) {
        text +=
            choice.fault.empty() ? deepwallet::fingerprint(choice.loaded.scenario) : choice.fault;
        text += '\n';
    }
    const auto space = boost::uuids::name_generator_sha1(boost::uuids::ns::dns())("deepwallet");
    fingerprint_ = boost::uuids::to_string(boost::uuids::name_generator_sha1(space)(text));
}

bool Sweep::is_slow() const {
    return std::find(paths_.begin(), paths_.end(), "simulation.engine") != paths_.end() ||
           std::any_of(choices_.begin(), choices_.end(), [](const Choice& choice) {
               return choice.fault.empty() &&
                      choice.loaded.scenario.engine == EngineKind::discrete_event;
           });
}

SweepWorker::SweepWorker(const Sweep& sweep) : sweep_(sweep) {
    for (const DerivedField& field : sweep.axes_.derived) {
        formulas_.push_back(field.formula);
        std::vector<const Field<Scenario>*> fields;
        for (const std::string& name : field.formula.names()) fields.push_back(find_field(name));
        formula_fields_.push_back(std::move(fields));
    }
    if (sweep.axes_.keep)
        keep_.emplace(*sweep.axes_.keep);
}

void SweepWorker::choose(std::size_t choice) {
    choice_ = choice;
    scenario_ = sweep_.choices_[choice].loaded.scenario;
    evaluator_.forget();
    last_.clear();
}

void SweepWorker::set_axes(const std::vector<Value>& values) {
    // The training software changes it, differently for each point.
    scenario_.parallelism = sweep_.choices_[choice_].loaded.scenario.parallelism;
    // So does a derived field, whose formula may read what it fills.
    if (!formulas_.empty())
        scenario_ = sweep_.choices_[choice_].loaded.scenario;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const bool same = !last_.empty() && last_[k] == values[k];
        if (sweep_.physical_[k] && !same)
            evaluator_.forget();
        if (!sweep_.chooses_[k])
            sweep_.fields_[k]->set(scenario_, values[k]);
    }
    last_ = values;
}

/// What is wrong with a value that was drawn: the tail of a distribution may leave its field.
std::string SweepWorker::refused_draw(const std::vector<Value>& values) const {
    for (std::size_t k = values.size() - sweep_.axes_.sampled.size(); k < values.size(); ++k) {
        const Result<Value> good =
            checked(*sweep_.fields_[k], {sweep_.paths_[k], values[k], {}, {}});
        if (!good)
            return first_message(good.error());
    }
    return "";
}

/// Adds what follows; returns what is wrong with it.
std::string SweepWorker::derive(std::vector<Value>& values) {
    for (std::size_t i = 0; i < formulas_.size(); ++i) {
        std::vector<double> in;
        for (const Field<Scenario>* field : formula_fields_[i])
            in.push_back(number_in(field->get(scenario_)));
        const double x = formulas_[i].evaluate(in);
        const Field<Scenario>& field = *sweep_.derived_[i];
        if (field.type == FieldType::boolean)
            values.emplace_back(x != 0.0);
        else
            values.emplace_back(x);
        const Result<Value> good = checked(field, {field.path, values.back(), {}, {}});
        if (!good)
            return first_message(good.error());
        values.back() = *good;
        field.set(scenario_, *good);
        if (is_physical(field.path))
            evaluator_.forget();
    }
    return "";
}

void SweepWorker::answer(Point& point) {
    Result<Report> report = scenario_.engine == EngineKind::analytic
                                ? Result<Report>(evaluator_.evaluate(scenario_))
                                : deepwallet::evaluate(scenario_);
    if (!report) {
        point.status = PointStatus::faulty;
        point.reason = first_message(report.error());
        return;
    }
    const Answer answer{scenario_, *report};
    const double kept = keep_ ? keep_->evaluate(answer) : 1.0;
    if (std::isnan(kept) || kept == 0.0) {
        point.status = PointStatus::left_out;
        return;
    }
    point.metrics.reserve(sweep_.metrics_.size());
    for (const Metric* metric : sweep_.metrics_) point.metrics.push_back(value_of(*metric, answer));
}

Point SweepWorker::evaluate(std::int64_t id) {
    Point point;
    point.id = id;
    point_values(sweep_.axes_, id, point.axes);
    const std::size_t choice = sweep_.choice_of(id);
    std::string fault = sweep_.choices_[choice].fault;
    if (fault.empty())
        fault = refused_draw(point.axes);
    if (!fault.empty()) {
        point.status = PointStatus::faulty;
        point.reason = fault;
        return point;
    }
    if (choice != choice_)
        choose(choice);
    set_axes(point.axes);
    point.reason = derive(point.axes);
    if (point.reason.empty()) {
        apply_software(scenario_);
        const Faults faults = scenario_faults(scenario_);
        if (!faults.empty())
            point.reason = first_message(faults);
    }
    if (!point.reason.empty()) {
        point.status = PointStatus::faulty;
        return point;
    }
    answer(point);
    return point;
}

}  // namespace deepwallet
