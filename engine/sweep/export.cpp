#include "engine/sweep/export.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/report/format.hpp"
#include "engine/sweep/objective.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kStatus = {"done", "left out", "faulty"};

const char* status_name(PointStatus status) { return kStatus[static_cast<std::size_t>(status)]; }

/// Plain text without TOML's quotes.
std::string text_of(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : to_text(value);
}

struct MetricText {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool x) const { return x ? "1" : "0"; }
    std::string operator()(std::int64_t x) const { return fmt::format("{}", x); }
    std::string operator()(double x) const { return to_text(x); }
    std::string operator()(const std::string& x) const { return csv_cell(x); }
};

std::string heading(const std::string& path) {
    const std::string unit = unit_of(path);
    return csv_cell(unit.empty() ? path : path + " [" + unit + "]");
}

double number_or_nan(const Value& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    if (const auto* x = std::get_if<double>(&value))
        return *x;
    return std::nan("");
}

/// Points without a result, by why they have none.
class Missing {
public:
    void count(const Point& point) {
        ++seen_;
        if (point.status == PointStatus::left_out)
            ++left_out_;
        else if (point.status == PointStatus::faulty) {
            Faulty& of = faulty_[point.reason];
            if (++of.points == 1)
                of.first = point.axes;
        }
    }

    /// The reasons of most points first, a few.
    [[nodiscard]] std::vector<std::string> notes(const StoreHeader& header) const {
        constexpr std::size_t kShown = 3;
        std::vector<std::string> out;
        const auto of_all = [&](std::int64_t n, const char* what) {
            return fmt::format("{} of {} points {}",
                               grouped(static_cast<double>(n)),
                               grouped(static_cast<double>(header.points)),
                               what);
        };
        std::vector<std::pair<std::string, Faulty>> reasons(faulty_.begin(), faulty_.end());
        std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) {
            return a.second.points > b.second.points;
        });
        for (std::size_t i = 0; i < std::min(kShown, reasons.size()); ++i) {
            const auto& [reason, of] = reasons[i];
            out.push_back(of_all(of.points, "faulty: ") + reason +
                          " (the first: " + name_of(of, header) + ")");
        }
        if (reasons.size() > kShown)
            out.push_back(fmt::format("and {} more reasons", reasons.size() - kShown));
        if (left_out_ > 0)
            out.push_back(of_all(left_out_, "left out by keep"));
        if (const std::int64_t absent = header.points - seen_; absent > 0)
            out.push_back(of_all(absent, "not in it: the rest of the sweep"));
        return out;
    }

private:
    struct Faulty {
        std::int64_t points = 0;
        std::vector<Value> first;
    };

    static std::string name_of(const Faulty& faulty, const StoreHeader& header) {
        std::string out;
        for (std::size_t i = 0; i < faulty.first.size(); ++i)
            out += fmt::format(
                "{}{} = {}", i == 0 ? "" : ", ", header.axes[i], text_of(faulty.first[i]));
        return out;
    }

    std::map<std::string, Faulty> faulty_;
    std::int64_t left_out_ = 0;
    std::int64_t seen_ = 0;
};

/// Text as soon as one row has text.
void add(ResultColumn& column, double number, const std::string& text, bool is_text) {
    if (is_text && column.texts.empty()) {
        for (const double x : column.numbers) column.texts.push_back(to_text(x));
        column.numbers.clear();
    }
    if (column.is_text() || is_text)
        column.texts.push_back(text);
    else
        column.numbers.push_back(number);
}

}  // namespace

std::string unit_of(const std::string& path) {
    if (const Field<Scenario>* field = find_field(path))
        return field->unit;
    const Metric* metric = find_metric(path);
    return metric == nullptr ? "" : metric->unit;
}

void write_csv(const ResultStore& store, std::ostream& out) {
    out << "id,status,reason";
    for (const std::string& path : store.header().axes) out << ',' << heading(path);
    for (const std::string& path : store.header().metrics) out << ',' << heading(path);
    out << '\n';
    store.read([&](const Point& point) {
        out << point.id << ',' << status_name(point.status) << ',' << csv_cell(point.reason);
        for (const Value& value : point.axes) out << ',' << csv_cell(text_of(value));
        for (const MetricValue& value : point.metrics)
            out << ',' << std::visit(MetricText{}, value);
        out << '\n';
    });
}

void write_json_lines(const ResultStore& store, std::ostream& out) {
    const StoreHeader& header = store.header();
    Json units = Json::object();
    for (const auto* paths : {&header.axes, &header.metrics}) {
        for (const std::string& path : *paths) units[path] = unit_of(path);
    }
    out << Json{{"title", header.title}, {"points", header.points}, {"units", units}}.dump(
               -1, ' ', false, Json::error_handler_t::replace)
        << '\n';
    store.read([&](const Point& point) {
        Json line = {{"id", point.id}, {"status", status_name(point.status)}};
        if (!point.reason.empty())
            line["reason"] = point.reason;
        for (std::size_t i = 0; i < point.axes.size(); ++i)
            std::visit([&](const auto& x) { line[header.axes[i]] = x; }, point.axes[i]);
        for (std::size_t i = 0; i < point.metrics.size(); ++i) {
            std::visit(
                [&](const auto& x) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(x)>, std::monostate>)
                        line[header.metrics[i]] = x;
                },
                point.metrics[i]);
        }
        out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    });
}

ResultTable result_table(const ResultStore& store) {
    const StoreHeader& header = store.header();
    ResultTable out;
    out.title = header.title;
    for (std::size_t i = 0; i < header.axes.size(); ++i) {
        const std::string& path = header.axes[i];
        out.columns.push_back({path, unit_of(path), true, {}, {}, header.roles[i]});
    }
    for (const std::string& path : header.metrics)
        out.columns.push_back({path, unit_of(path), false, {}, {}, {}});
    // A formula that is no metric is a column of its own.
    const bool more = out.column(header.objective) == nullptr;
    PointObjective objective(header.objective, header.metrics);
    if (more)
        out.columns.push_back({header.objective, "", false, {}, {}, {}});
    Missing missing;
    store.read([&](const Point& point) {
        missing.count(point);
        if (point.status != PointStatus::done)
            return;
        for (std::size_t i = 0; i < point.axes.size(); ++i) {
            const double x = number_or_nan(point.axes[i]);
            add(out.columns[i], x, text_of(point.axes[i]), std::isnan(x));
        }
        for (std::size_t i = 0; i < point.metrics.size(); ++i) {
            const auto* text = std::get_if<std::string>(&point.metrics[i]);
            add(out.columns[header.axes.size() + i],
                number_of(point.metrics[i]),
                text == nullptr ? "" : *text,
                text != nullptr);
        }
        if (more)
            out.columns.back().numbers.push_back(objective.of(point.metrics));
        ++out.rows;
    });
    out.notes = missing.notes(header);
    return out;
}

std::string result_csv(const ResultTable& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ResultColumn& column = table.columns[c];
        out += (c == 0 ? "" : ",") +
               csv_cell(column.unit.empty() ? column.path : column.path + " [" + column.unit + "]");
    }
    out += '\n';
    for (std::size_t row = 0; row < table.rows; ++row) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const ResultColumn& column = table.columns[c];
            out += c == 0 ? "" : ",";
            if (column.is_text())
                out += csv_cell(column.texts[row]);
            else if (!std::isnan(column.numbers[row]))
                out += to_text(column.numbers[row]);
        }
        out += '\n';
    }
    return out;
}

}  // namespace deepwallet
