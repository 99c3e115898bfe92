#include "engine/study/measured_runs.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

constexpr std::string_view kMeasured = "measured.";
constexpr std::array<std::string_view, 5> kDescriptions = {
    "group", "id", "source", "confidence", "notes"};

/// Beyond any unit; between them no error overflows.
constexpr Range kMeasurements{1e-30, 1e30};

struct Column {
    std::string name;
    const Field<Scenario>* field = nullptr;
    const Metric* metric = nullptr;
};

Fault unknown_column(const CsvTable& table, const std::string& name) {
    std::vector<std::string> known(kDescriptions.begin(), kDescriptions.end());
    for (const auto& field : scenario_fields()) known.push_back(field.path);
    for (const Metric& metric : metrics()) known.push_back(std::string(kMeasured) + metric.path);
    const auto close = nearest(name, known);
    return {ErrorCode::unknown_name,
            name,
            fmt::format("{}: no such column", name),
            close ? fmt::format("did you mean {}?", *close)
                  : "a column is a field path, or measured. and a metric path",
            {table.file, 1, 1}};
}

Result<std::vector<Column>> columns_of(const CsvTable& table) {
    std::vector<Column> columns;
    Faults faults;
    for (const std::string& name : table.columns) {
        Column column{name};
        if (name.rfind(kMeasured, 0) == 0)
            column.metric = find_metric(name.substr(kMeasured.size()));
        else
            column.field = find_field(name);
        const bool described =
            std::find(kDescriptions.begin(), kDescriptions.end(), name) != kDescriptions.end();
        if (column.metric == nullptr && column.field == nullptr && !described)
            faults.push_back(unknown_column(table, name));
        columns.push_back(std::move(column));
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return columns;
}

std::optional<double> number_in(const std::string& text) {
    double x = 0.0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, x);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return x;
}

/// A cell's text as the value that it looks like; the field then says whether it may be that.
Value value_in(const FieldInfo& field, const std::string& text) {
    const bool words = field.type == FieldType::text || field.type == FieldType::choice;
    if (words)
        return text;
    if (text == "true" || text == "false")
        return text == "true";
    if (const auto x = number_in(text))
        return *x;
    // Lists are written as TOML writes them.
    if (const auto list = read_setting("list=" + text))
        return list->value;
    return text;
}

Place place_of(const CsvTable& table, const CsvRow& row) { return {table.file, row.line, 1}; }

void take_measurement(const CsvTable& table,
                      const CsvRow& row,
                      const Column& column,
                      const std::string& text,
                      MeasuredRun& run) {
    const auto x = number_in(text);
    if (x && kMeasurements.contains(*x)) {
        run.measured.push_back({column.metric->path, *x});
        return;
    }
    run.faults.push_back({ErrorCode::wrong_type,
                          column.name,
                          fmt::format("{} = {}: not a measurement", column.name, text),
                          "a number from 1e-30 to 1e30 is",
                          place_of(table, row)});
}

MeasuredRun run_of(const CsvTable& table, const std::vector<Column>& columns, const CsvRow& row) {
    MeasuredRun run{.id = table.cell(row, "id"),
                    .group = table.cell(row, "group"),
                    .source = table.cell(row, "source"),
                    .inputs = {},
                    .measured = {},
                    .faults = {}};
    if (run.id.empty())
        run.id = fmt::format("line {}", row.line);
    if (run.group.empty())
        run.group = "all";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string& text = row.cells[i];
        if (text.empty())
            continue;
        if (columns[i].metric != nullptr)
            take_measurement(table, row, columns[i], text, run);
        else if (columns[i].field != nullptr)
            run.inputs.push_back({columns[i].name,
                                  value_in(*columns[i].field, text),
                                  place_of(table, row),
                                  {run.source, "", false, {}, {}}});
    }
    return run;
}

}  // namespace

Result<std::vector<MeasuredRun>> measured_runs(const CsvTable& table) {
    const Result<std::vector<Column>> columns = columns_of(table);
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<MeasuredRun> runs;
    for (const CsvRow& row : table.rows) runs.push_back(run_of(table, *columns, row));
    return runs;
}

}  // namespace deepwallet
