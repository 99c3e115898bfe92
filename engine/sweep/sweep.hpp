#pragma once

/// A sweep made ready: presets looked up once for each choice of entries, and every point a pure
/// function of its number.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"
#include "engine/study/result_table.hpp"
#include "engine/sweep/axes.hpp"
#include "engine/sweep/names.hpp"

namespace deepwallet {

enum class PointStatus {
    done,
    left_out,  ///< by `keep`
    faulty,    ///< contradicts itself, or never ends; its reason says how
};

struct Point {
    std::int64_t id = 0;
    PointStatus status = PointStatus::done;
    std::string reason;
    std::vector<Value> axes;           ///< in the order of Sweep::axis_paths
    std::vector<MetricValue> metrics;  ///< in the order of Sweep::metrics; empty where not done
};

class Sweep {
public:
    /// Faults where no choice of entries can be loaded; of some, they are the reason of their
    /// points.
    static Result<Sweep> prepare(Assignments inputs, const HardwareDb& db, SweepAxes axes);

    [[nodiscard]] std::int64_t size() const { return axes_.size(); }
    [[nodiscard]] const SweepAxes& axes() const { return axes_; }
    /// Axes, then derived fields.
    [[nodiscard]] const std::vector<std::string>& axis_paths() const { return paths_; }
    /// Of axis_paths(), in their order.
    [[nodiscard]] std::vector<InputRole> axis_roles() const;
    /// Those asked for, else the usual ones; and what its objective and the question whether a
    /// plan fits need.
    [[nodiscard]] const std::vector<const Metric*>& metrics() const { return metrics_; }
    [[nodiscard]] std::vector<std::string> metric_paths() const;
    [[nodiscard]] const std::string& title() const { return title_; }
    /// Of the questions, the database's answers to them and the version: stores of another one are
    /// of another sweep.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }
    /// By discrete events, some point or other: each may take long.
    [[nodiscard]] bool is_slow() const;

private:
    friend class SweepWorker;

    /// The scenario of one choice of entries, without the other axes.
    struct Choice {
        LoadedScenario loaded;
        std::string fault;  ///< why there is none
    };

    [[nodiscard]] std::size_t choice_of(std::int64_t point) const;
    Faults load_choices(const Assignments& inputs, const HardwareDb& db);
    void name_columns();
    void name_metrics();
    void take_fingerprint();

    SweepAxes axes_;
    std::vector<std::string> paths_;
    std::vector<const Field<Scenario>*> fields_;  ///< of the axes
    std::vector<bool> chooses_;                   ///< of the axes
    std::vector<bool> physical_;                  ///< of the axes: kernels depend on it
    std::vector<const Field<Scenario>*> derived_;
    std::vector<Choice> choices_;
    std::vector<const Metric*> metrics_;
    std::string title_;
    std::string fingerprint_;
};

/// Evaluates points of a sweep, which outlives it; one for each thread.
class SweepWorker {
public:
    explicit SweepWorker(const Sweep& sweep);

    Point evaluate(std::int64_t id);

private:
    void choose(std::size_t choice);
    void set_axes(const std::vector<Value>& values);
    [[nodiscard]] std::string refused_draw(const std::vector<Value>& values) const;
    std::string derive(std::vector<Value>& values);
    void answer(Point& point);

    const Sweep& sweep_;
    Scenario scenario_;
    std::size_t choice_ = static_cast<std::size_t>(-1);
    std::vector<Value> last_;  ///< of the axes
    NeighbourEvaluator evaluator_;
    std::vector<Expression> formulas_;
    std::vector<std::vector<const Field<Scenario>*>> formula_fields_;
    std::optional<MetricFormula> keep_;
};

/// The metrics that a sweep keeps where nobody says which.
std::vector<const Metric*> usual_metrics();

}  // namespace deepwallet
