#include "engine/sweep/summary.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "engine/core/file.hpp"
#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kShown = 5;
constexpr std::size_t kMostValues = 12;
constexpr std::size_t kMostMetrics = 6;

using Row = std::vector<std::string>;

std::string cell(const ResultColumn& column, std::size_t row) {
    if (column.is_text())
        return column.texts[row];
    if (std::isnan(column.numbers[row]))
        return "-";
    if (!column.is_input)
        return short_value(column.numbers[row], column.unit);
    return to_text(column.numbers[row]);
}

/// Axes first, the objective, then the other metrics, a few.
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
        if (!column.is_input && &column != &objective && more < kMostMetrics) {
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
        if (!std::isnan(objective.numbers[i]))
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

Row row_of(const std::vector<const ResultColumn*>& columns, std::size_t row) {
    Row out;
    for (const ResultColumn* column : columns) out.push_back(cell(*column, row));
    return out;
}

/// The best, and the worst where there are more.
std::vector<std::size_t> best_and_worst(const std::vector<std::size_t>& order) {
    if (order.size() <= 2 * kShown)
        return order;
    std::vector<std::size_t> out(order.begin(), order.begin() + kShown);
    out.insert(out.end(), order.end() - kShown, order.end());
    return out;
}

std::string axis_text(const ResultTable& table,
                      const ResultColumn& axis,
                      const ResultColumn& objective) {
    struct Mean {
        double sum = 0.0;
        double count = 0.0;
    };
    std::vector<std::string> order;
    std::map<std::string, Mean> means;
    for (std::size_t i = 0; i < table.rows; ++i) {
        if (std::isnan(objective.numbers[i]))
            continue;
        const std::string value = cell(axis, i);
        if (means.find(value) == means.end())
            order.push_back(value);
        means[value].sum += objective.numbers[i];
        means[value].count += 1.0;
    }
    if (order.size() < 2)
        return "";
    std::string out = fmt::format("{}\n", axis.path);
    if (order.size() > kMostValues)
        return out + fmt::format("  {} values\n", order.size());
    const double base = means[order.front()].sum / means[order.front()].count;
    std::vector<Row> rows;
    for (const std::string& value : order) {
        const double mean = means[value].sum / means[value].count;
        rows.push_back({"  " + value,
                        short_value(mean, objective.unit),
                        base == 0.0 ? "" : fmt::format("{:+.1f} %", 100.0 * (mean / base - 1.0)),
                        fmt::format("{} points", grouped(means[value].count))});
    }
    return out + aligned(rows);
}

/// Axis cells, which tell a point.
using Key = std::vector<std::string>;

struct Earlier {
    std::vector<std::string> metrics;
    std::map<Key, std::vector<double>> points;
};

double parsed(const std::string& text) {
    double x = std::nan("");
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), x);
    return code == std::errc{} && end == text.data() + text.size() ? x : std::nan("");
}

std::string without_unit(const std::string& heading) {
    return heading.substr(0, heading.find(" ["));
}

Earlier earlier_csv(const CsvTable& table, const ResultTable& now) {
    Earlier out;
    std::vector<std::size_t> axes;
    std::vector<std::size_t> metrics;
    const auto find = [&](const std::string& path) -> std::optional<std::size_t> {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (without_unit(table.columns[c]) == path)
                return c;
        }
        return std::nullopt;
    };
    for (const ResultColumn& column : now.columns) {
        const auto at = find(column.path);
        if (!at)
            continue;
        if (column.is_input) {
            axes.push_back(*at);
        } else if (!column.is_text()) {
            metrics.push_back(*at);
            out.metrics.push_back(column.path);
        }
    }
    for (const CsvRow& row : table.rows) {
        Key key;
        for (const std::size_t c : axes) key.push_back(row.cells[c]);
        std::vector<double> values;
        for (const std::size_t c : metrics) values.push_back(parsed(row.cells[c]));
        out.points[key] = std::move(values);
    }
    return out;
}

Result<CsvTable> as_csv(const std::string& file) {
    constexpr std::uintmax_t kMost = 1U << 30U;
    const Result<std::string> text = read_file(file, kMost);
    if (!text)
        return tl::unexpected(text.error());
    if (text->rfind('{', 0) != 0)
        return read_csv(*text, file);
    // JSON lines, to the same cells.
    CsvTable out;
    out.file = file;
    std::size_t at = 0;
    int line = 0;
    while (at < text->size()) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const auto json = nlohmann::json::parse(text->begin() + static_cast<std::ptrdiff_t>(at),
                                                text->begin() + static_cast<std::ptrdiff_t>(end),
                                                nullptr,
                                                false);
        ++line;
        at = end + 1;
        if (!json.is_object())
            return failure({ErrorCode::syntax, "", "no JSON object", "", {file, line, 0}});
        if (line == 1) {
            const auto units = json.value("units", nlohmann::json::object());
            for (const auto& item : units.items()) out.columns.push_back(item.key());
            continue;
        }
        CsvRow row;
        row.line = line;
        for (const std::string& column : out.columns) {
            const auto found = json.find(column);
            if (found == json.end())
                row.cells.emplace_back();
            else if (found->is_string())
                row.cells.push_back(found->get<std::string>());
            else if (found->is_number_integer())
                row.cells.push_back(fmt::format("{}", found->get<std::int64_t>()));
            else if (found->is_number())
                row.cells.push_back(to_text(found->get<double>()));
            else
                row.cells.push_back(found->dump());
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace

std::string objective_of(const Sweep& sweep) {
    if (!sweep.axes().objective.empty())
        return sweep.axes().objective;
    const auto has = [&](const char* path) {
        return std::any_of(sweep.metrics().begin(), sweep.metrics().end(), [&](const Metric* m) {
            return m->path == path;
        });
    };
    for (const char* path : {"cost.total_usd", "run.days", "iteration.time_s"}) {
        if (has(path))
            return path;
    }
    return sweep.metrics().front()->path;
}

std::string summary_text(const ResultTable& table, const std::string& objective) {
    const ResultColumn* by = table.column(objective);
    if (by == nullptr || by->is_text() || table.rows == 0)
        return table.rows == 0 ? "no point has a result\n" : "";
    const auto columns = shown_columns(table, *by);
    const std::vector<std::size_t> order = ranked(*by);
    std::vector<Row> rows = {head_of(columns)};
    const std::vector<std::size_t> shown = best_and_worst(order);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (i == kShown && shown.size() < order.size())
            rows.push_back({"…"});
        rows.push_back(row_of(columns, shown[i]));
    }
    std::string out = fmt::format("by {}, the least first\n", objective) + aligned(rows);
    out += fmt::format("\nmean {} at each value of an axis\n", objective);
    for (const ResultColumn& column : table.columns) {
        if (column.is_input)
            out += axis_text(table, column, *by);
    }
    return out;
}

std::string summary_markdown(const ResultTable& table, const std::string& objective) {
    const ResultColumn* by = table.column(objective);
    if (by == nullptr || by->is_text())
        return "";
    const auto columns = shown_columns(table, *by);
    std::string out = fmt::format("# {}\n\nBy {}, the least first.\n\n", table.title, objective);
    const auto add = [&](const Row& row) { out += fmt::format("| {} |\n", fmt::join(row, " | ")); };
    add(head_of(columns));
    add(Row(columns.size(), "---:"));
    for (const std::size_t row : best_and_worst(ranked(*by))) add(row_of(columns, row));
    return out;
}

Result<std::string> change_text(const ResultTable& now, const std::string& earlier_file) {
    const Result<CsvTable> table = as_csv(earlier_file);
    if (!table)
        return tl::unexpected(table.error());
    const Earlier before = earlier_csv(*table, now);
    std::vector<double> old_sum(before.metrics.size());
    std::vector<double> new_sum(before.metrics.size());
    std::size_t both = 0;
    for (std::size_t row = 0; row < now.rows; ++row) {
        Key key;
        for (const ResultColumn& column : now.columns) {
            if (column.is_input)
                key.push_back(column.is_text() ? column.texts[row] : to_text(column.numbers[row]));
        }
        const auto found = before.points.find(key);
        if (found == before.points.end())
            continue;
        ++both;
        for (std::size_t m = 0; m < before.metrics.size(); ++m) {
            const double x = now.column(before.metrics[m])->numbers[row];
            if (std::isnan(x) || std::isnan(found->second[m]))
                continue;
            old_sum[m] += found->second[m];
            new_sum[m] += x;
        }
    }
    if (both == 0) {
        return failure({ErrorCode::conflict,
                        "",
                        "no point of this sweep is in it",
                        "points are told apart by their axes",
                        {earlier_file}});
    }
    std::vector<Row> rows = {{fmt::format("sums over {} points", both), "before", "now", "change"}};
    for (std::size_t m = 0; m < before.metrics.size(); ++m) {
        const std::string unit = now.column(before.metrics[m])->unit;
        rows.push_back({before.metrics[m],
                        short_value(old_sum[m], unit),
                        short_value(new_sum[m], unit),
                        old_sum[m] == 0.0
                            ? ""
                            : fmt::format("{:+.2f} %", 100.0 * (new_sum[m] / old_sum[m] - 1.0))});
    }
    return aligned(rows);
}

}  // namespace deepwallet
