#include "engine/sweep/change.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/value.hpp"
#include "engine/core/file.hpp"
#include "engine/report/aligned.hpp"
#include "engine/report/format.hpp"
#include "engine/report/markdown.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/study/table_view.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::json;
using Row = std::vector<std::string>;

std::string cell_of(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "1" : "0";
    if (value.is_number_integer())
        return fmt::format("{}", value.get<std::int64_t>());
    if (value.is_number())
        return to_text(value.get<double>());
    return value.is_null() ? "" : value.dump();
}

Json parsed(std::string_view text) { return Json::parse(text, nullptr, false); }

Fault no_results(const std::string& file, int line, const std::string& what) {
    return {ErrorCode::syntax,
            "",
            what,
            "the CSV or JSON lines of a sweep, or the CSV or JSON of a run",
            {file, line, 0}};
}

/// JSON lines of a sweep; the first one has the units.
Result<CsvTable> json_lines(std::string_view text, const std::string& file) {
    CsvTable out;
    out.file = file;
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const Json json = parsed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!json.is_object())
            return failure(no_results(file, line, "no JSON object"));
        if (line == 1) {
            const Json units = json.value("units", Json::object());
            for (const auto& item : units.items()) out.columns.push_back(item.key());
            continue;
        }
        CsvRow row;
        row.line = line;
        for (const std::string& column : out.columns)
            row.cells.push_back(json.contains(column) ? cell_of(json[column]) : "");
        out.rows.push_back(std::move(row));
    }
    return out;
}

/// The JSON of a run: "iteration": {"time_s": 1} is iteration.time_s.
CsvTable run_json(const Json& json, const std::string& file) {
    CsvTable out;
    out.file = file;
    out.rows.emplace_back();
    out.rows.back().line = 1;
    const Json flat = json.flatten();
    for (const auto& [pointer, value] : flat.items()) {
        std::string path = pointer.substr(std::min<std::size_t>(1, pointer.size()));
        std::replace(path.begin(), path.end(), '/', '.');
        out.columns.push_back(std::move(path));
        out.rows.back().cells.push_back(cell_of(value));
    }
    return out;
}

double number_in(const std::string& text) {
    if (text == "true" || text == "false")
        return text == "true" ? 1.0 : 0.0;
    double x = std::nan("");
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), x);
    return code == std::errc{} && end == text.data() + text.size() ? x : std::nan("");
}

/// Of these a sum over points says something.
bool is_amount(const std::string& unit) {
    constexpr std::array kAmounts = {
        "USD", "days", "h", "GPU-h", "MWh", "kWh", "m3", "t", "t CO2e", "kg CO2e"};
    return std::find(kAmounts.begin(), kAmounts.end(), unit) != kAmounts.end();
}

/// Columns of both, by their places in either.
struct Shared {
    struct Pair {
        const ResultColumn* now;
        std::size_t before;
    };
    std::vector<Pair> axes;
    std::vector<Pair> metrics;
};

Shared shared_columns(const CsvTable& earlier, const ResultTable& now) {
    Shared out;
    for (const ResultColumn& column : now.columns) {
        const auto at = earlier.column(column.path);
        if (!at)
            continue;
        if (column.is_input)
            out.axes.push_back({&column, *at});
        else if (!column.is_text())
            out.metrics.push_back({&column, *at});
    }
    return out;
}

/// What tells a point from the others.
std::string key_cell(const ResultColumn& axis, std::size_t row) {
    return axis.is_text() ? axis.texts[row] : to_text(axis.numbers[row]);
}

Row key_of(const Shared& shared, std::size_t row) {
    Row out;
    for (const auto& axis : shared.axes) out.push_back(key_cell(*axis.now, row));
    return out;
}

Row key_of(const Shared& shared, const CsvRow& row) {
    Row out;
    for (const auto& axis : shared.axes) out.push_back(row.cells[axis.before]);
    return out;
}

/// Points that were faulty or left out have none.
bool has_result(const Shared& shared, const CsvRow& row) {
    return std::any_of(shared.metrics.begin(), shared.metrics.end(), [&](const auto& metric) {
        return std::isfinite(number_in(row.cells[metric.before]));
    });
}

std::vector<MetricChange> no_change(const Shared& shared) {
    std::vector<MetricChange> out;
    for (const auto& metric : shared.metrics)
        out.push_back(
            {metric.now->path, metric.now->unit, is_amount(metric.now->unit), 0, 0.0, 0.0});
    return out;
}

/// One point more, in which each metric counts that is known both times.
void add(const Shared& shared,
         const CsvRow& before,
         std::size_t row,
         std::vector<MetricChange>& metrics) {
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        const double was = number_in(before.cells[shared.metrics[m].before]);
        const double is = number_at(*shared.metrics[m].now, row);
        if (!std::isfinite(was) || !std::isfinite(is))
            continue;
        ++metrics[m].points;
        metrics[m].before += was;
        metrics[m].now += is;
    }
}

std::string point_name(const ResultTable& table, std::size_t row) {
    std::string out;
    for (const ResultColumn& column : table.columns) {
        if (column.is_input)
            out += fmt::format(
                "{}{} = {}", out.empty() ? "" : ", ", column.path, key_cell(column, row));
    }
    return out;
}

Fault nothing_shared(const CsvTable& earlier, std::string message, std::string help) {
    return {ErrorCode::conflict, "", std::move(message), std::move(help), {earlier.file}};
}

/// Axes of the earlier sweep are missing here, so that several of its points would be one.
Fault told_apart_by_less(const CsvTable& earlier, const ResultTable& now) {
    std::string more;
    for (const std::string& column : earlier.columns) {
        if (find_field(column) != nullptr && now.column(column) == nullptr)
            more += (more.empty() ? "" : ", ") + column;
    }
    return nothing_shared(
        earlier,
        "several of its points are one by the axes of this sweep",
        more.empty() ? "each point stands once in the results of a sweep"
                     : "it varies " + more + " too: make these axes here, with one value or more");
}

/// The same the other way round.
Fault told_apart_by_more(const CsvTable& earlier, const ResultTable& now) {
    std::string more;
    for (const ResultColumn& column : now.columns) {
        if (column.is_input && !earlier.column(column.path))
            more += (more.empty() ? "" : ", ") + column.path;
    }
    return nothing_shared(earlier,
                          "one of its points is several of this sweep",
                          "it does not vary " + more + ": sweep without, or with one value");
}

/// A run against the best point.
Result<SweepChange> change_of_run(const CsvTable& earlier,
                                  const ResultTable& all,
                                  const std::string& objective) {
    const ResultTable fitting = fitting_rows(all);
    const ResultTable& now = fitting.rows > 0 ? fitting : all;
    const ResultColumn* by = now.column(objective);
    const auto best = by == nullptr ? std::nullopt : best_row(*by, {objective, false});
    if (!best) {
        return failure(nothing_shared(
            earlier, "no point of this sweep to hold it against", "none has a result"));
    }
    const Shared shared = shared_columns(earlier, now);
    SweepChange out{earlier.file, 1, 0, 0, point_name(now, *best), no_change(shared)};
    add(shared, earlier.rows.front(), *best, out.metrics);
    return out;
}

Row change_row(const MetricChange& metric, bool of_run) {
    const double n = metric.is_total ? 1.0 : static_cast<double>(metric.points);
    return {metric.path,
            of_run            ? "value"
            : metric.is_total ? "total"
                              : "mean",
            grouped(static_cast<double>(metric.points)),
            short_value(metric.before / n, metric.unit),
            short_value(metric.now / n, metric.unit),
            metric.before == 0.0
                ? ""
                : fmt::format("{:+.2f} %", 100.0 * (metric.now / metric.before - 1.0))};
}

std::vector<Row> change_rows(const SweepChange& change) {
    std::vector<Row> out;
    for (const MetricChange& metric : change.metrics) {
        if (metric.points > 0)
            out.push_back(change_row(metric, !change.best.empty()));
    }
    return out;
}

const Row kHead = {"metric", "of", "points", "before", "now", "change"};

std::string change_title(const SweepChange& change) {
    if (!change.best.empty())
        return fmt::format("against the run of {}: the best point, {}", change.file, change.best);
    return fmt::format("against {}: {} points stand in both, {} only here, {} only there",
                       change.file,
                       grouped(static_cast<double>(change.both)),
                       grouped(static_cast<double>(change.only_now)),
                       grouped(static_cast<double>(change.only_before)));
}

}  // namespace

Result<CsvTable> read_earlier(const std::string& file) {
    constexpr std::uintmax_t kMost = 1U << 30U;
    const Result<std::string> text = read_file(file, kMost);
    if (!text)
        return tl::unexpected(text.error());
    if (text->rfind('{', 0) == 0) {
        const Json whole = parsed(*text);
        const bool is_run = whole.is_object() && !whole.contains("units");
        return is_run ? run_json(whole, file) : json_lines(*text, file);
    }
    Result<CsvTable> out = read_csv(*text, file);
    if (!out)
        return out;
    for (std::string& column : out->columns) column = column.substr(0, column.find(" ["));
    const bool known = std::any_of(
        out->columns.begin(), out->columns.end(), [](const auto& c) { return find_metric(c); });
    if (!known)
        return failure(no_results(file, 1, "no column is a metric"));
    return out;
}

Result<SweepChange> change_since(const CsvTable& earlier,
                                 const ResultTable& now,
                                 const std::string& objective) {
    const Shared shared = shared_columns(earlier, now);
    if (shared.metrics.empty()) {
        return failure(nothing_shared(earlier,
                                      "no metric of this sweep is in it",
                                      "sweep.metrics names those that are kept"));
    }
    if (shared.axes.empty() && earlier.rows.size() == 1)
        return change_of_run(earlier, now, objective);
    std::map<Row, const CsvRow*> before;
    for (const CsvRow& row : earlier.rows) {
        if (has_result(shared, row) && !before.emplace(key_of(shared, row), &row).second)
            return failure(told_apart_by_less(earlier, now));
    }
    SweepChange out{earlier.file, 0, 0, 0, "", no_change(shared)};
    std::set<const CsvRow*> met;
    for (std::size_t row = 0; row < now.rows; ++row) {
        const auto found = before.find(key_of(shared, row));
        if (found == before.end()) {
            ++out.only_now;
            continue;
        }
        ++out.both;
        if (!met.insert(found->second).second)
            return failure(told_apart_by_more(earlier, now));
        add(shared, *found->second, row, out.metrics);
    }
    out.only_before = before.size() - met.size();
    if (out.both == 0) {
        return failure(nothing_shared(
            earlier, "no point of this sweep is in it", "points are told apart by their axes"));
    }
    return out;
}

std::string change_text(const SweepChange& change) {
    std::vector<Row> rows = change_rows(change);
    rows.insert(rows.begin(), kHead);
    return change_title(change) + '\n' + aligned(rows);
}

std::string change_markdown(const SweepChange& change) {
    std::string out = fmt::format("\n## Change\n\n{}.\n\n", change_title(change));
    out += markdown_row(kHead) + markdown_row({"---", "---", "---:", "---:", "---:", "---:"});
    for (const Row& row : change_rows(change)) out += markdown_row(row);
    return out;
}

HtmlSection change_section(const SweepChange& change) {
    HtmlTable table{
        "",
        {{"metric"}, {"of"}, {"points", true}, {"before", true}, {"now", true}, {"change", true}},
        change_rows(change)};
    return {"Change", {HtmlNote{change_title(change)}, std::move(table)}};
}

}  // namespace deepwallet
