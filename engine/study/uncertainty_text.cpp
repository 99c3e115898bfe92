#include "engine/study/uncertainty_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"
#include "engine/report/metrics.hpp"
#include "engine/report/offer_metrics.hpp"
#include "engine/study/range_json.hpp"

namespace deepwallet {

namespace {

constexpr std::array kHeadlines = {"run.days",
                                   "iteration.time_s",
                                   "power.facility_mean_kw",
                                   "power.cooling_tons",
                                   "energy.facility_mwh",
                                   "energy.water_m3",
                                   "energy.water_off_site_m3",
                                   "carbon.operational_t",
                                   "carbon.embodied_t",
                                   "carbon.total_t",
                                   "cost.on_prem.acquisition_usd",
                                   "cost.on_prem.total_usd",
                                   "cost.cloud.total_usd",
                                   "cost.break_even_months"};
/// Drawn in full; of the other headlines a line says what moves them most.
constexpr std::array kDrawn = {"run.days",
                               "cost.on_prem.acquisition_usd",
                               "cost.on_prem.total_usd",
                               "cost.cloud.total_usd",
                               "carbon.total_t"};
constexpr std::size_t kMostBars = 8;
constexpr std::size_t kMostNamed = 3;

std::string value_text(double x, const Metric& metric) { return short_value(x, metric.unit); }

std::string tornado_text(const std::string& path, const std::vector<TornadoBar>& bars) {
    const Metric& metric = *find_metric(path);
    const double widest = bars.front().width();
    std::string out = fmt::format("\nwhat moves {} ({})\n", metric.path, metric.meaning);
    for (std::size_t i = 0; i < std::min(kMostBars, bars.size()); ++i) {
        const TornadoBar& bar = bars[i];
        const auto cells = static_cast<std::size_t>(20.0 * bar.width() / widest + 0.5);
        std::string drawn;
        for (std::size_t c = 0; c < std::max<std::size_t>(1, cells); ++c) drawn += "▇";
        out += fmt::format("  {:<34} {:>10} to {:<10} {:>18} to {:<18} {}\n",
                           bar.path,
                           significant(bar.input_low),
                           significant(bar.input_high),
                           value_text(bar.at_low, metric),
                           value_text(bar.at_high, metric),
                           drawn);
    }
    if (bars.size() > kMostBars)
        out += fmt::format("  and {} more\n", bars.size() - kMostBars);
    return out;
}

/// "never" where so many draws do not come to it.
std::string offer_value(double x, const OfferMetric& metric) {
    return std::isfinite(x) ? short_value(x, metric.unit) : "never";
}

/// What people ask of an offer.
std::string offer_text(const CloudOffer& offer, const OfferRanges& ranges) {
    constexpr std::array kAsked = {
        "total_usd", "days", "break_even_months", "break_even_utilisation", "break_even_runs"};
    std::string out = offer.name + '\n';
    for (const OfferMetric& metric : offer_metrics()) {
        const auto range = ranges.find(metric.name);
        const bool asked =
            std::find(kAsked.begin(), kAsked.end(), std::string_view(metric.name)) != kAsked.end();
        if (!asked || range == ranges.end())
            continue;
        out += fmt::format("  {:<30}{:>20}{:>20}{:>20}\n",
                           metric.name,
                           offer_value(range->second.p10, metric),
                           offer_value(range->second.p50, metric),
                           offer_value(range->second.p90, metric));
    }
    return out;
}

std::string most_moved_text(const std::string& path, const std::vector<TornadoBar>& bars) {
    const Metric& metric = *find_metric(path);
    std::string named;
    for (std::size_t i = 0; i < std::min(kMostNamed, bars.size()); ++i) {
        named += fmt::format("{}{} ({} to {})",
                             i == 0 ? "" : ", ",
                             bars[i].path,
                             value_text(bars[i].at_low, metric),
                             value_text(bars[i].at_high, metric));
    }
    return fmt::format("  {:<30} {}\n", path, named);
}

}  // namespace

std::vector<const Metric*> driven_metrics() {
    std::vector<const Metric*> out;
    for (const char* path : kHeadlines) out.push_back(find_metric(path));
    return out;
}

std::string uncertainty_text(const Uncertainty& found,
                             const Tornado& tornado,
                             std::span<const CloudOffer> offers) {
    std::string out = fmt::format(
        "{} draws of {} inputs that have a range, and of when failures come{}\n\n{:<32}{:>20}{:>20}"
        "{:>20}\n",
        grouped(static_cast<double>(found.samples)),
        found.inputs,
        found.left_out > 0
            ? fmt::format("; {} contradict themselves and are left out", found.left_out)
            : "",
        "",
        "P10",
        "P50",
        "P90");
    for (const char* path : kHeadlines) {
        const auto range = found.ranges.find(path);
        if (range == found.ranges.end())
            continue;
        const Metric& metric = *find_metric(path);
        out += fmt::format("{:<32}{:>20}{:>20}{:>20}\n",
                           path,
                           value_text(range->second.p10, metric),
                           value_text(range->second.p50, metric),
                           value_text(range->second.p90, metric));
    }
    for (std::size_t i = 0; i < std::min(offers.size(), found.offers.size()); ++i)
        out += offer_text(offers[i], found.offers[i]);
    if (found.ranges.count("cost.on_prem.total_usd") > 0 &&
        found.ranges.count("cost.cloud.total_usd") > 0) {
        out +=
            fmt::format("owning is cheapest in {} of the draws\n", format_share(found.own_cheaper));
    }
    for (const char* path : kDrawn) {
        const auto bars = tornado.bars.find(path);
        if (bars != tornado.bars.end())
            out += tornado_text(path, bars->second);
    }
    out += "\nwhat moves the others most\n";
    for (const char* path : kHeadlines) {
        const auto bars = tornado.bars.find(path);
        if (std::find(kDrawn.begin(), kDrawn.end(), std::string_view(path)) == kDrawn.end() &&
            bars != tornado.bars.end())
            out += most_moved_text(path, bars->second);
    }
    if (!tornado.without_effect.empty()) {
        out += fmt::format("\nno effect on any number here: {}\n",
                           fmt::join(tornado.without_effect, ", "));
    }
    return out;
}

std::string uncertainty_json(const Uncertainty& found,
                             const Tornado& tornado,
                             std::span<const CloudOffer> offers) {
    nlohmann::ordered_json json;
    json["samples"] = found.samples;
    json["left_out"] = found.left_out;
    json["inputs"] = found.inputs;
    json["own_cheaper"] = found.own_cheaper;
    json["ranges"] = ranges_json(found.ranges);
    for (const auto& [path, bars] : tornado.bars) {
        for (const TornadoBar& bar : bars) {
            json["tornado"][path].push_back({{"input", bar.path},
                                             {"low", bar.input_low},
                                             {"high", bar.input_high},
                                             {"at_low", bar.at_low},
                                             {"at_high", bar.at_high}});
        }
    }
    for (std::size_t i = 0; i < std::min(offers.size(), found.offers.size()); ++i)
        json["offers"][offers[i].name] = ranges_json(found.offers[i]);
    json["given_without_effect"] = tornado.given_without_effect;
    json["without_effect"] = tornado.without_effect;
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace deepwallet
