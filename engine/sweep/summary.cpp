#include "engine/sweep/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/report/markdown.hpp"
#include "engine/study/axis_effects.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kShown = 5;
constexpr std::size_t kMostValues = 12;
constexpr std::size_t kMostMetrics = 6;

using Row = std::vector<std::string>;

/// Axes first, the objective, then the other metrics, a few; that they fit is true of all.
std::vector<const ResultColumn*> shown_columns(const ResultTable& table,
                                               const ResultColumn& objective) {
    std::vector<const ResultColumn*> out;
    for (const ResultColumn& column : table.columns) {
        if (column.is_input)
            out.push_back(&column);
    }
    out.push_back(&objective);
    std::size_t more = 0;
    for (const ResultColumn& column : table.columns) {
        const bool is_other = !column.is_input && &column != &objective;
        if (is_other && column.path != "memory.fits" && more < kMostMetrics) {
            out.push_back(&column);
            ++more;
        }
    }
    return out;
}

/// Rows in which the objective is known, the least first.
std::vector<std::size_t> ranked(const ResultColumn& objective) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < objective.numbers.size(); ++i) {
        if (std::isfinite(objective.numbers[i]))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return objective.numbers[a] < objective.numbers[b];
    });
    return order;
}

Row head_of(const std::vector<const ResultColumn*>& columns) {
    Row out;
    for (const ResultColumn* column : columns) out.push_back(column->path);
    return out;
}

/// Drawn numbers have more digits than anybody chose.
std::string cell(const ResultColumn& column, std::size_t row) {
    const bool drawn = column.role == InputRole::sampled && !column.is_text();
    return drawn ? significant(number_at(column, row)) : cell_text(column, row);
}

Row row_of(const std::vector<const ResultColumn*>& columns, std::size_t row) {
    Row out;
    for (const ResultColumn* column : columns) out.push_back(cell(*column, row));
    return out;
}

/// The best, and the worst where there are more; with a gap between them where rows are left out.
std::vector<Row> best_and_worst(const std::vector<const ResultColumn*>& columns,
                                const std::vector<std::size_t>& order) {
    std::vector<Row> out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool left_out = i >= kShown && i + kShown < order.size();
        if (!left_out)
            out.push_back(row_of(columns, order[i]));
        else if (i == kShown)
            out.push_back({"…"});
    }
    return out;
}

/// Evenly over all where there are too many; of names, which have no order, the least and the most
/// by their means.
std::vector<std::size_t> shown_values(const AxisEffects& effects, bool names) {
    const std::size_t count = effects.values.size();
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (count <= kMostValues)
        return order;
    if (names) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return is_better(effects.values[a].mean, effects.values[b].mean, {});
        });
        order.erase(order.begin() + kMostValues / 2, order.end() - kMostValues / 2);
        return order;
    }
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < kMostValues; ++k)
        out.push_back(k * (count - 1) / (kMostValues - 1));
    return out;
}

std::string counted(std::size_t points) {
    return fmt::format(
        "{} {}", grouped(static_cast<double>(points)), points == 1 ? "point" : "points");
}

/// How many rows a change is of, where some have no partner.
std::string points_text(const AxisEffects& effects, const AxisEffect& effect) {
    std::string out = counted(effect.known);
    if (!effects.drawn && effect.pairs != effect.known)
        out += fmt::format(", {} compared", grouped(static_cast<double>(effect.pairs)));
    return out;
}

std::string axis_title(const ResultColumn& axis, const AxisEffects& effects, std::size_t shown) {
    std::string out = axis.path;
    if (!effects.together.empty())
        out += fmt::format(", together with {}", fmt::join(effects.together, ", "));
    if (effects.rank_correlation)
        out += fmt::format(", rank correlation {:+.2f}", *effects.rank_correlation);
    if (shown < effects.values.size())
        out += fmt::format(", {} of {} values", shown, effects.values.size());
    return out;
}

std::vector<Row> effect_rows(const AxisEffects& effects,
                             const std::vector<std::size_t>& shown,
                             const std::string& unit) {
    std::vector<Row> out;
    for (const std::size_t v : shown) {
        const AxisEffect& effect = effects.values[v];
        const bool known = effect.known > 0;
        out.push_back({effect.name,
                       known ? short_value(effect.mean, unit) : "-",
                       known ? effect_change(effects, v) : "-",
                       points_text(effects, effect)});
    }
    return out;
}

struct AxisPart {
    std::string title;
    std::vector<Row> rows;
};

/// Of every axis that varies and does not follow from others.
std::vector<AxisPart> axis_parts(const ResultTable& table, const ResultColumn& objective) {
    std::vector<AxisPart> out;
    for (const ResultColumn* axis : varied_axes(table)) {
        if (axis->role == InputRole::derived)
            continue;
        const AxisEffects effects = axis_effects(table, *axis, objective, {objective.path, false});
        const auto shown = shown_values(effects, axis->is_text());
        out.push_back({axis_title(*axis, effects, shown.size()),
                       effect_rows(effects, shown, objective.unit)});
    }
    return out;
}

std::string misfits_text(const ResultTable& fitting, const ResultTable& table) {
    if (fitting.rows == table.rows)
        return "";
    if (fitting.rows == 0)
        return "no point fits in memory: none of these can be carried out";
    return fmt::format("{} of {} points do not fit in memory and are left out",
                       grouped(static_cast<double>(table.rows - fitting.rows)),
                       grouped(static_cast<double>(table.rows)));
}

/// The points that are told of.
struct Judged {
    ResultTable fitting;
    std::vector<std::string> notes;
    [[nodiscard]] const ResultTable& of(const ResultTable& all) const {
        return fitting.rows > 0 ? fitting : all;
    }
};

Judged judged(const ResultTable& table) {
    Judged out{fitting_rows(table), table.notes};
    if (const std::string misfits = misfits_text(out.fitting, table); !misfits.empty())
        out.notes.push_back(misfits);
    return out;
}

const ResultColumn* number_column(const ResultTable& table, const std::string& path) {
    const ResultColumn* column = table.column(path);
    return column == nullptr || column->is_text() ? nullptr : column;
}

std::string effects_title(const std::string& objective) {
    return fmt::format(
        "mean {} at each value of an axis, and its change against the base over points alike in "
        "all other axes",
        objective);
}

}  // namespace

std::string summary_text(const ResultTable& table, const std::string& objective) {
    const Judged points = judged(table);
    std::string out;
    for (const std::string& note : points.notes) out += note + '\n';
    if (table.rows == 0)
        return out + "no point has a result\n";
    const ResultTable& shown = points.of(table);
    const ResultColumn* by = number_column(shown, objective);
    if (by == nullptr)
        return out + fmt::format("{} is no number: no point is better than another\n", objective);
    const std::vector<std::size_t> order = ranked(*by);
    if (order.empty())
        return out + fmt::format("no point has a value of {}\n", objective);
    const auto columns = shown_columns(shown, *by);
    std::vector<Row> rows = best_and_worst(columns, order);
    rows.insert(rows.begin(), head_of(columns));
    out += out.empty() ? "" : "\n";
    out += fmt::format("by {}, the least first\n", objective) + aligned(rows);
    const std::vector<AxisPart> parts = axis_parts(shown, *by);
    if (!parts.empty())
        out += '\n' + effects_title(objective) + '\n';
    for (AxisPart part : parts) {
        for (Row& row : part.rows) row.front().insert(0, "  ");
        out += part.title + '\n' + aligned(part.rows);
    }
    return out;
}

std::string summary_markdown(const ResultTable& table, const std::string& objective) {
    std::string out = fmt::format("# {}\n\n", table.title);
    const Judged points = judged(table);
    for (const std::string& note : points.notes) out += fmt::format("- {}\n", note);
    out += points.notes.empty() ? "" : "\n";
    if (table.rows == 0)
        return out + "No point has a result.\n";
    const ResultTable& shown = points.of(table);
    const ResultColumn* by = number_column(shown, objective);
    if (by == nullptr)
        return out + fmt::format("{} is no number: no point is better than another.\n", objective);
    const std::vector<std::size_t> order = ranked(*by);
    if (order.empty())
        return out + fmt::format("No point has a value of {}.\n", objective);
    const auto columns = shown_columns(shown, *by);
    out += fmt::format("By {}, the least first.\n\n", objective);
    out += markdown_row(head_of(columns)) + markdown_row(Row(columns.size(), "---:"));
    for (Row& row : best_and_worst(columns, order)) {
        row.resize(columns.size());
        out += markdown_row(row);
    }
    const std::vector<AxisPart> parts = axis_parts(shown, *by);
    if (!parts.empty())
        out += "\n## What each axis did\n\n" + effects_title(objective) + ".\n";
    for (const AxisPart& part : parts) {
        out += fmt::format("\n{}\n\n", part.title);
        out += markdown_row({"value", "mean", "change", "points"});
        out += markdown_row(Row(4, "---:"));
        for (const Row& row : part.rows) out += markdown_row(row);
    }
    return out;
}

}  // namespace deepwallet
