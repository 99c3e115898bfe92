#include "engine/study/validation_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/config/value.hpp"
#include "engine/report/format.hpp"
#include "engine/report/metrics.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;

std::string with_unit(const std::string& metric, double value) {
    return format_value(value, find_metric(metric)->unit);
}

std::string signed_percent(double error) { return fmt::format("{:+.1f} %", 100.0 * error); }

/// What else than speed was measured is told apart by the metric's section: "… memory".
std::string label(const GroupErrors& errors) {
    const std::string section = errors.metric.substr(0, errors.metric.find('.'));
    return section == "iteration" ? errors.group : errors.group + " " + section;
}

template <class List, class Text>
std::size_t widest(const List& list, std::size_t least, Text text) {
    for (const auto& each : list) least = std::max(least, text(each).size());
    return least;
}

std::string rows_text(const std::vector<Comparison>& rows) {
    const auto group = widest(rows, 5, [](const auto& row) { return row.group; });
    const auto id = widest(rows, 2, [](const auto& row) { return row.id; });
    std::string text = fmt::format("{:<{}}  {:<{}}  {:>12}  {:>12}  {:>9}\n",
                                   "group",
                                   group,
                                   "id",
                                   id,
                                   "measured",
                                   "predicted",
                                   "error");
    for (const Comparison& row : rows) {
        text += fmt::format("{:<{}}  {:<{}}  {:>12}  {:>12}  {:>9}\n",
                            row.group,
                            group,
                            row.id,
                            id,
                            with_unit(row.metric, row.measured),
                            with_unit(row.metric, row.predicted),
                            signed_percent(row.error()));
    }
    return text;
}

}  // namespace

std::string groups_text(const std::vector<GroupErrors>& groups) {
    const auto name = widest(groups, 5, label);
    std::string text = fmt::format("{:<{}}  {:>5}  {:>7}  {:>7}  {:>8}  {}\n",
                                   "group",
                                   name,
                                   "rows",
                                   "mean",
                                   "median",
                                   "bias",
                                   "worst");
    for (const GroupErrors& g : groups) {
        text += fmt::format("{:<{}}  {:>5}  {:>5.1f} %  {:>5.1f} %  {:>8}  {:.1f} % ({})\n",
                            label(g),
                            name,
                            g.rows,
                            100.0 * g.mean,
                            100.0 * g.median,
                            signed_percent(g.bias),
                            100.0 * g.worst,
                            g.worst_id);
    }
    return text;
}

std::string skipped_text(const std::vector<SkippedRun>& skipped) {
    std::string text = fmt::format("Skipped: {}\n", skipped.size());
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (const SkippedRun& run : skipped) {
        auto same = std::find_if(
            reasons.begin(), reasons.end(), [&](const auto& r) { return r.first == run.reason; });
        if (same == reasons.end())
            same = reasons.insert(reasons.end(), {run.reason, {}});
        same->second.push_back(run.id);
    }
    for (const auto& [reason, ids] : reasons)
        text += fmt::format("  {}\n    {}\n", reason, fmt::join(ids, ", "));
    return text;
}

std::string validation_text(const Validation& v) {
    return rows_text(v.rows) +
           "\nErrors of the prediction, as shares of the measured value; mean and median of\n"
           "their absolute values, bias with sign.\n" +
           groups_text(v.groups) + "\n" + skipped_text(v.skipped);
}

std::string validation_json(const Validation& v) {
    Json root{{"groups", Json::array()}, {"rows", Json::array()}, {"skipped", Json::array()}};
    for (const GroupErrors& g : v.groups) {
        root["groups"].push_back({{"group", label(g)},
                                  {"rows", g.rows},
                                  {"mape", g.mean},
                                  {"median_ape", g.median},
                                  {"bias", g.bias},
                                  {"worst_id", g.worst_id},
                                  {"worst_ape", g.worst}});
    }
    for (const Comparison& row : v.rows) {
        root["rows"].push_back({{"id", row.id},
                                {"group", row.group},
                                {"metric", row.metric},
                                {"measured", row.measured},
                                {"predicted", row.predicted},
                                {"error", row.error()}});
    }
    for (const SkippedRun& run : v.skipped)
        root["skipped"].push_back({{"id", run.id}, {"reason", run.reason}});
    // Text of a CSV need not be UTF-8; what is not is replaced.
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string validation_csv(const Validation& v) {
    std::string text = "group,id,metric,measured,predicted,error\n";
    for (const Comparison& row : v.rows) {
        text += fmt::format("{},{},{},{},{},{}\n",
                            csv_cell(row.group),
                            csv_cell(row.id),
                            row.metric,
                            to_text(row.measured),
                            to_text(row.predicted),
                            to_text(row.error()));
    }
    return text;
}

}  // namespace deepwallet
