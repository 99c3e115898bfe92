#include "engine/study/table_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "engine/report/chart.hpp"
#include "engine/report/format.hpp"
#include "engine/study/axis_effects.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kMostSeries = 14;  // that lines and colours tell apart
constexpr std::size_t kMostBars = 30;
constexpr std::size_t kMostLineCharts = 4;
constexpr std::size_t kMostColumns = 16;
constexpr std::size_t kMostEffects = 60;
constexpr double kWide = 20.0;  // numbers over a wider range stand on a logarithmic axis

/// What people ask of a sweep, where nothing is said.
constexpr std::array kHeadlines = {"cost.on_prem.total_usd",
                                   "cost.cloud.total_usd",
                                   "run.days",
                                   "iteration.time_s",
                                   "iteration.mfu",
                                   "carbon.total_t"};

struct Goal {
    const ResultColumn* metric;
    Objective objective;
};

/// A table, and what of it is drawn.
struct View {
    const ResultTable& table;
    const TablePageOptions& options;
    std::vector<Goal> goals;
    std::vector<const ResultColumn*> axes;
    std::vector<const ResultColumn*> numeric;  ///< axes
    std::vector<const ResultColumn*> texts;    ///< axes
};

Goal goal_of(const ResultColumn& metric) { return {&metric, usual_objective(metric.path)}; }

bool is_metric(const ResultColumn* column) {
    return column != nullptr && !column->is_input && !column->is_text() && !column->numbers.empty();
}

std::vector<Goal> goals_of(const ResultTable& table, const TablePageOptions& options) {
    std::vector<Goal> out;
    for (const Objective& objective : options.objectives) {
        if (is_metric(table.column(objective.path)))
            out.push_back({table.column(objective.path), objective});
    }
    for (std::size_t i = 0; i < kHeadlines.size() && out.empty(); ++i) {
        if (is_metric(table.column(kHeadlines[i])))
            out.push_back(goal_of(*table.column(kHeadlines[i])));
    }
    for (std::size_t i = 0; i < table.columns.size() && out.empty(); ++i) {
        if (is_metric(&table.columns[i]))
            out.push_back(goal_of(table.columns[i]));
    }
    return out;
}

View view_of(const ResultTable& table, const TablePageOptions& options) {
    View out{table, options, goals_of(table, options), varied_axes(table), {}, {}};
    // What follows from the others is told in tables and needs no direction of a chart.
    for (const ResultColumn* axis : out.axes) {
        if (axis->role != InputRole::derived)
            (axis->is_text() ? out.texts : out.numeric).push_back(axis);
    }
    return out;
}

/// Metrics that lines are drawn of: the goals, then the other headlines.
std::vector<const ResultColumn*> drawn_metrics(const View& view) {
    std::vector<const ResultColumn*> out;
    const auto add = [&](const ResultColumn* metric) {
        const bool wanted = is_metric(metric) && out.size() < kMostLineCharts &&
                            std::find(out.begin(), out.end(), metric) == out.end();
        if (wanted)
            out.push_back(metric);
    };
    for (const Goal& goal : view.goals) add(goal.metric);
    for (const char* path : kHeadlines) add(view.table.column(path));
    return out;
}

AxisTitle axis_title(const ResultColumn& axis) {
    const AxisValues values = axis_values(axis);
    const bool wide = values.numbers.size() > 2 && values.numbers.front() > 0.0 &&
                      values.numbers.back() >= kWide * values.numbers.front();
    return {axis.path, axis.unit, wide ? AxisScale::logarithmic : AxisScale::linear};
}

AxisTitle metric_title(const ResultColumn& metric) {
    return {metric.path, metric.unit, AxisScale::linear};
}

/// What a row is, by the axes of texts.
std::string text_name(const View& view, std::size_t row) {
    std::string out;
    for (const ResultColumn* axis : view.texts)
        out += (out.empty() ? "" : ", ") + cell_text(*axis, row);
    return out;
}

/// By every axis.
std::string row_name(const View& view, std::size_t row) {
    std::string out;
    for (const ResultColumn* axis : view.axes) {
        const std::string value = cell_text(*axis, row);
        out += (out.empty() ? "" : ", ") + (axis->is_text() ? value : axis->path + " " + value);
    }
    return out;
}

/// Points of all rows, a series for each name; those beyond what can be told apart stand together.
template <class Point>
std::vector<ChartSeries> series_by_text(const View& view, const Point& point) {
    std::vector<ChartSeries> out;
    for (std::size_t row = 0; row < view.table.rows; ++row) {
        std::string name = text_name(view, row);
        auto at = std::find_if(
            out.begin(), out.end(), [&](const ChartSeries& series) { return series.name == name; });
        if (at == out.end() && out.size() < kMostSeries)
            at = out.insert(out.end(), {std::move(name), {}});
        else if (at == out.end() && out.size() == kMostSeries)
            at = out.insert(out.end(), {"others", {}});
        else if (at == out.end())
            at = out.end() - 1;
        at->points.push_back(point(row));
    }
    return out;
}

void sort_points(std::vector<ChartSeries>& all) {
    for (ChartSeries& series : all) {
        std::stable_sort(series.points.begin(),
                         series.points.end(),
                         [](const ChartPoint& a, const ChartPoint& b) { return a.x < b.x; });
    }
}

std::string line_chart(const View& view, const ResultColumn& axis, const ResultColumn& metric) {
    LineChart chart;
    chart.title = metric.path + " by " + axis.path;
    chart.x = axis_title(axis);
    chart.y = metric_title(metric);
    chart.series = series_by_text(view, [&](std::size_t row) {
        return ChartPoint{number_at(axis, row), number_at(metric, row)};
    });
    if (chart.series.size() > kMostSeries)
        chart.series.pop_back();  // a line through several would say nothing
    sort_points(chart.series);
    for (const Goal& goal : view.goals) {
        const auto best = best_row(metric, goal.objective);
        if (goal.metric == &metric && best)
            chart.marks.push_back({{number_at(axis, *best), metric.numbers[*best]}, "best"});
    }
    return to_svg(chart);
}

std::string heat_map(const View& view, const Goal& goal) {
    return to_svg(
        best_cells(view.table, *view.numeric[0], *view.numeric[1], *goal.metric, goal.objective)
            .map);
}

/// The best rows of a goal, best first; rows without a value are left out.
std::vector<std::size_t> ranked_rows(const Goal& goal) {
    std::vector<std::size_t> out;
    for (std::size_t row = 0; row < goal.metric->numbers.size(); ++row) {
        if (std::isfinite(goal.metric->numbers[row]))
            out.push_back(row);
    }
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
        return is_better(goal.metric->numbers[a], goal.metric->numbers[b], goal.objective);
    });
    return out;
}

std::string ranked_bars(const View& view, const Goal& goal) {
    const std::vector<std::size_t> rows = ranked_rows(goal);
    const std::size_t shown = std::min(kMostBars, rows.size());
    BarChart chart;
    chart.title = goal.metric->path + ", best first";
    if (shown < rows.size())
        chart.title += fmt::format(" ({} of {})", shown, grouped(static_cast<double>(rows.size())));
    chart.value = metric_title(*goal.metric);
    chart.series.emplace_back();
    for (std::size_t i = 0; i < shown; ++i) {
        chart.names.push_back(row_name(view, rows[i]));
        chart.series.back().points.push_back({0.0, goal.metric->numbers[rows[i]]});
    }
    return to_svg(chart);
}

std::string pareto_chart(const View& view) {
    const Goal& first = view.goals[0];
    const Goal& second = view.goals[1];
    const auto point = [&](std::size_t row) {
        return ChartPoint{number_at(*first.metric, row), number_at(*second.metric, row)};
    };
    ScatterChart chart;
    chart.title = first.metric->path + " against " + second.metric->path;
    chart.x = metric_title(*first.metric);
    chart.y = metric_title(*second.metric);
    chart.series = series_by_text(view, point);
    const std::vector<std::size_t> front =
        pareto_rows(*first.metric, first.objective, *second.metric, second.objective);
    for (const std::size_t row : front) chart.front.push_back(point(row));
    std::stable_sort(chart.front.begin(),
                     chart.front.end(),
                     [](const ChartPoint& a, const ChartPoint& b) { return a.x < b.x; });
    for (std::size_t i = 0; i < front.size(); i += std::max<std::size_t>(1, front.size() - 1))
        chart.marks.push_back({point(front[i]), row_name(view, front[i])});
    return to_svg(chart);
}

HtmlSection charts_section(const View& view) {
    HtmlCharts charts;
    if (view.goals.size() > 1)
        charts.svgs.push_back(pareto_chart(view));
    if (view.numeric.size() == 1) {
        for (const ResultColumn* metric : drawn_metrics(view))
            charts.svgs.push_back(line_chart(view, *view.numeric.front(), *metric));
    }
    if (view.numeric.size() > 1 && !view.goals.empty())
        charts.svgs.push_back(heat_map(view, view.goals.front()));
    if ((!view.texts.empty() || view.numeric.empty()) && !view.goals.empty())
        charts.svgs.push_back(ranked_bars(view, view.goals.front()));
    if (charts.svgs.empty())
        return {};
    return {"What comes out", {std::move(charts)}};
}

HtmlSection extremes_section(const View& view) {
    HtmlTable table{"", {{"metric"}, {""}, {"value", true}}, {}};
    for (const ResultColumn* axis : view.axes)
        table.columns.push_back(
            {axis->unit.empty() ? axis->path : fmt::format("{} [{}]", axis->path, axis->unit),
             !axis->is_text()});
    const auto add = [&](const Goal& goal, const char* name, std::optional<std::size_t> row) {
        if (!row)
            return;
        table.rows.push_back({goal.metric->path, name, cell_text(*goal.metric, *row)});
        for (const ResultColumn* axis : view.axes)
            table.rows.back().push_back(cell_text(*axis, *row));
    };
    for (const Goal& goal : view.goals) {
        add(goal, "best", best_row(*goal.metric, goal.objective));
        // The worst of the best of many says nothing.
        if (!view.options.best_only)
            add(goal, "worst", worst_row(*goal.metric, goal.objective));
    }
    const char* const title = view.options.best_only ? "Best" : "Best and worst";
    if (table.rows.empty())
        return {title, {HtmlNote{"No row has a value of any objective.", true}}};
    return {title, {std::move(table)}};
}

std::string effects_chart(const ResultColumn& axis, const Goal& goal, const AxisEffects& effects) {
    BarChart chart;
    chart.title = "Mean of " + goal.metric->path + " by " + axis.path;
    chart.value = metric_title(*goal.metric);
    chart.series.emplace_back();
    for (std::size_t i = 0; i < std::min(kMostBars, effects.values.size()); ++i) {
        chart.names.push_back(effects.values[i].name);
        chart.series.back().points.push_back({0.0, effects.values[i].mean});
    }
    return to_svg(chart);
}

void add_effects(const ResultColumn& axis,
                 const Goal& goal,
                 const AxisEffects& effects,
                 HtmlTable& table) {
    std::vector<std::string> names = {axis.path};
    names.insert(names.end(), effects.together.begin(), effects.together.end());
    for (std::size_t i = 0; i < std::min(kMostEffects, effects.values.size()); ++i) {
        const AxisEffect& effect = effects.values[i];
        const bool known = effect.known > 0;
        table.rows.push_back({fmt::format("{}", fmt::join(names, " with ")),
                              effect.name,
                              known ? short_value(effect.mean, goal.metric->unit) : "-",
                              known ? short_value(effect.best, goal.metric->unit) : "-",
                              fmt::format("{} of {}", effect.known, effect.rows),
                              effect_change(effects, i),
                              effects.drawn ? "-" : fmt::format("{}", effect.pairs)});
    }
    if (effects.rank_correlation) {
        table.rows.push_back({axis.path,
                              "rank correlation",
                              fmt::format("{:+.2f}", *effects.rank_correlation),
                              "",
                              "",
                              "",
                              ""});
    }
}

HtmlSection effects_section(const View& view) {
    if (view.goals.empty() || view.axes.empty())
        return {};
    const Goal& goal = view.goals.front();
    HtmlCharts charts;
    HtmlTable table{fmt::format("{} at each value of an axis; change against the base over rows "
                                "that are alike in all other axes",
                                goal.metric->path),
                    {{"axis"},
                     {"value", true},
                     {"mean", true},
                     {"best", true},
                     {"rows with a value", true},
                     {"change", true},
                     {"over rows", true}},
                    {},
                    true};
    for (const ResultColumn* axis : view.axes) {
        if (axis->role == InputRole::derived)
            continue;
        const AxisEffects effects = axis_effects(view.table, *axis, *goal.metric, goal.objective);
        charts.svgs.push_back(effects_chart(*axis, goal, effects));
        add_effects(*axis, goal, effects, table);
    }
    return {"What each axis did", {std::move(charts), std::move(table)}};
}

/// Inputs, goals, headlines, then all others, as many as a page is wide.
std::vector<const ResultColumn*> shown_columns(const View& view) {
    std::vector<const ResultColumn*> out = view.axes;
    const auto add = [&](const ResultColumn* column) {
        const bool wanted = column != nullptr && out.size() < kMostColumns &&
                            std::find(out.begin(), out.end(), column) == out.end();
        if (wanted)
            out.push_back(column);
    };
    for (const Goal& goal : view.goals) add(goal.metric);
    for (const char* path : kHeadlines) add(view.table.column(path));
    for (const ResultColumn& column : view.table.columns) {
        if (!column.is_input)
            add(&column);
    }
    return out;
}

/// The best first; rows without a value last, as they come.
std::vector<std::size_t> shown_rows(const View& view) {
    std::vector<std::size_t> out(view.table.rows);
    std::iota(out.begin(), out.end(), std::size_t{0});
    if (!view.goals.empty()) {
        const Goal& goal = view.goals.front();
        std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
            return is_better(
                number_at(*goal.metric, a), number_at(*goal.metric, b), goal.objective);
        });
    }
    out.resize(std::min(out.size(), view.options.most_rows));
    return out;
}

/// A unit that its values do not say.
std::string column_title(const ResultColumn& column) {
    return column.is_input && !column.unit.empty()
               ? fmt::format("{} [{}]", column.path, column.unit)
               : column.path;
}

std::string left_out_text(std::size_t columns,
                          std::size_t all_columns,
                          std::size_t rows,
                          std::size_t all_rows) {
    std::string out;
    if (rows < all_rows)
        out += fmt::format("{} of {} rows are left out. ",
                           grouped(static_cast<double>(all_rows - rows)),
                           grouped(static_cast<double>(all_rows)));
    if (columns < all_columns)
        out += fmt::format("{} of {} columns are left out.", all_columns - columns, all_columns);
    return out;
}

HtmlSection rows_section(const View& view) {
    const std::vector<const ResultColumn*> columns = shown_columns(view);
    const std::vector<std::size_t> rows = shown_rows(view);
    HtmlTable table;
    for (const ResultColumn* column : columns)
        table.columns.push_back({column_title(*column), !column->is_text()});
    for (const std::size_t row : rows) {
        table.rows.emplace_back();
        for (const ResultColumn* column : columns)
            table.rows.back().push_back(cell_text(*column, row));
    }
    HtmlSection out{"Rows", {}};
    if (!view.goals.empty())
        out.blocks.emplace_back(
            HtmlNote{"By " + view.goals.front().metric->path + ", best first."});
    const auto varied_or_metric = static_cast<std::size_t>(std::count_if(
        view.table.columns.begin(), view.table.columns.end(), [](const ResultColumn& column) {
            return !column.is_input;
        }));
    const std::string left_out = left_out_text(
        columns.size(), view.axes.size() + varied_or_metric, rows.size(), view.table.rows);
    if (!left_out.empty())
        out.blocks.emplace_back(HtmlNote{left_out});
    out.blocks.emplace_back(std::move(table));
    return out;
}

/// Inputs that are the same in all rows, said once.
HtmlSection same_section(const View& view) {
    HtmlTable table{"", {{"input"}, {"value", true}}, {}};
    for (const ResultColumn& column : view.table.columns) {
        const bool varied =
            std::find(view.axes.begin(), view.axes.end(), &column) != view.axes.end();
        if (column.is_input && !varied && view.table.rows > 0)
            table.rows.push_back({column_title(column), cell_text(column, 0)});
    }
    if (table.rows.empty())
        return {};
    return {"The same in all rows", {std::move(table)}};
}

/// What was left out before anything was drawn.
std::string misfits_text(std::size_t fitting, std::size_t rows) {
    if (fitting == rows)
        return "";
    if (fitting == 0)
        return "No row fits in memory: what is shown cannot be carried out.";
    return fmt::format("{} of {} rows do not fit in memory and are left out.",
                       grouped(static_cast<double>(rows - fitting)),
                       grouped(static_cast<double>(rows)));
}

HtmlSection notes_section(const View& view, const std::string& misfits) {
    HtmlSection out{"To know", {}};
    if (!misfits.empty())
        out.blocks.emplace_back(HtmlNote{misfits, true});
    std::vector<std::string> notes = view.table.notes;
    notes.insert(notes.end(), view.options.notes.begin(), view.options.notes.end());
    if (!notes.empty())
        out.blocks.emplace_back(HtmlList{std::move(notes)});
    return out;
}

}  // namespace

std::string table_page(const ResultTable& table, const TablePageOptions& options) {
    const ResultTable fitting = fitting_rows(table);
    const View view = view_of(fitting.rows > 0 ? fitting : table, options);
    std::string subtitle = options.subtitle;
    subtitle += fmt::format("{}{} rows",
                            subtitle.empty() ? "" : " \xc2\xb7 ",
                            grouped(static_cast<double>(table.rows)));
    std::vector<HtmlSection> sections = {
        notes_section(view, misfits_text(fitting.rows, table.rows)),
        charts_section(view),
        extremes_section(view),
        options.best_only ? HtmlSection{} : effects_section(view)};
    sections.insert(sections.end(), options.more.begin(), options.more.end());
    sections.push_back(same_section(view));
    sections.push_back(rows_section(view));
    return html({table.title, subtitle, std::move(sections), options.footer});
}

}  // namespace deepwallet
