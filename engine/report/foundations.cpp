#include "engine/report/foundations.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/version.hpp"
#include "engine/report/format.hpp"
#include "engine/report/line_parts.hpp"
#include "engine/scenario/fingerprint.hpp"
#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kMostBars = 3;
constexpr std::size_t kMostNames = 4;

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// In the order in which they move the headline; those that do not come last.
std::vector<std::string> assumed_inputs(const LoadedScenario& loaded,
                                        const std::vector<TornadoBar>& bars) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        if (loaded.origins[i].provenance.assumption)
            all.push_back(scenario_fields()[i].path);
    }
    std::vector<std::string> out;
    for (const TornadoBar& bar : bars) {
        if (has(all, bar.path))
            out.push_back(bar.path);
    }
    for (const std::string& path : all) {
        if (!has(out, path))
            out.push_back(path);
    }
    return out;
}

std::vector<DatedPrice> dated_prices(const LoadedScenario& loaded) {
    std::vector<DatedPrice> out;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        const Field<Scenario>& field = scenario_fields()[i];
        const std::string& as_of = loaded.origins[i].provenance.as_of;
        if (field.unit.find("USD") != std::string::npos && !as_of.empty() &&
            field.get(loaded.scenario))
            out.push_back({field.path, as_of});
    }
    for (const CloudOffer& offer : loaded.scenario.offers) {
        if (!offer.as_of.empty())
            out.push_back({offer.name, offer.as_of});
    }
    return out;
}

std::vector<std::string> left_out(const Scenario& s, const Report& report) {
    std::vector<std::string> out = {
        "research staff", "runs before this one that failed or were for tuning", "making the data"};
    if (!report.serving)
        out.emplace_back("serving the model");
    if (s.recipe.kind == RecipeKind::distil)
        out.push_back("training the teacher, " + *s.recipe.teacher);
    else if (s.recipe.kind == RecipeKind::as_is)
        out.emplace_back("training the model");
    else if (s.recipe.kind && *s.recipe.kind != RecipeKind::scratch)
        out.emplace_back("training the model that this one starts from");
    out.emplace_back("insurance and land");
    if (report.endless)
        return {"all of a run: it never ends"};
    if (!report.run)
        return {"all of a run: no tokens are given"};
    if (!report.run->on_prem)
        out.push_back(s.server.price ? "buying: economics.compare does not name on-prem"
                                     : "buying: server.price_usd is not known");
    if (s.offers.empty())
        out.push_back("renting: economics.compare names no offer");
    if (!report.cooling)
        out.push_back("weather: site.pue stands, cooling.preset would compute it");
    if (!s.fabric.switch_price || !s.fabric.cable_price)
        out.push_back("network part by part: its share of the price stands, by its cables");
    if (s.ownership.tax_rate == 0.0)
        out.push_back("taxes");
    out.push_back("embodied carbon of network and building");
    return out;
}

/// "a, b, c, d and 7 more".
std::string named(const std::vector<std::string>& list) {
    const std::size_t shown = std::min(kMostNames, list.size());
    std::string out = fmt::format(
        "{}", fmt::join(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (list.size() > shown)
        out += fmt::format(" and {} more", list.size() - shown);
    return out;
}

std::string prices_text(const std::vector<DatedPrice>& prices) {
    const auto [oldest, newest] =
        std::minmax_element(prices.begin(), prices.end(), [](const auto& a, const auto& b) {
            return a.as_of < b.as_of;
        });
    return fmt::format(
        "oldest {} ({}), newest {} ({})", oldest->path, oldest->as_of, newest->path, newest->as_of);
}

bool is_one_sided(const TornadoBar& bar) {
    return bar.width() > 0.0 && (bar.at_low == bar.now || bar.at_high == bar.now);
}

/// Draws lie to one side of the answer where its inputs' ranges do.
void look_off_centre(const Answer& answer, const MetricRanges& ranges, Foundations& out) {
    const auto found = ranges.find(out.headline->path);
    if (found == ranges.end())
        return;
    const double now = number_of(value_of(*out.headline, answer));
    out.below_range = now < found->second.p10;
    if (!out.below_range && !(now > found->second.p90))
        return;
    for (const TornadoBar& bar : out.bars) {
        if (is_one_sided(bar))
            out.one_sided.push_back(bar.path);
    }
}

}  // namespace

Foundations foundations(const LoadedScenario& loaded, const Report& report, const Doubt& doubt) {
    const Tornado& tornado = doubt.tornado;
    Foundations out;
    out.headline = &headline_metric({loaded.scenario, report});
    const auto bars = tornado.bars.find(out.headline->path);
    if (bars != tornado.bars.end())
        out.bars = bars->second;
    look_off_centre({loaded.scenario, report}, doubt.ranges, out);
    out.assumed = assumed_inputs(loaded, out.bars);
    out.prices = dated_prices(loaded);
    out.not_counted = left_out(loaded.scenario, report);
    out.given_without_effect = tornado.given_without_effect;
    out.without_effect = tornado.without_effect;
    out.version = version();
    out.engine = name_of(engine_names(), loaded.scenario.engine);
    out.inputs = fingerprint(loaded.scenario);
    return out;
}

std::string foundations_text(const Foundations& f) {
    std::string out;
    for (std::size_t i = 0; i < std::min(kMostBars, f.bars.size()); ++i) {
        const TornadoBar& bar = f.bars[i];
        out += answer_line(i == 0 ? "rests on" : "",
                           bar.path,
                           fmt::format("{} to {} moves {} by up to {:.0f} %",
                                       significant(bar.input_low),
                                       significant(bar.input_high),
                                       f.headline->path,
                                       100.0 * bar.change()));
    }
    if (!f.one_sided.empty()) {
        out += answer_line(
            "off range",
            counted(f.one_sided.size(), "input"),
            fmt::format("ranges to one side of their values put {} {} its P10 to P90: {}",
                        f.headline->path,
                        f.below_range ? "below" : "above",
                        named(f.one_sided)));
    }
    if (!f.assumed.empty()) {
        out += answer_line("assumed", counted(f.assumed.size(), "input"), named(f.assumed));
    }
    if (!f.given_without_effect.empty()) {
        out += answer_line("no effect",
                           counted(f.given_without_effect.size(), "input"),
                           fmt::format("given, and without effect here: {}",
                                       fmt::join(f.given_without_effect, ", ")));
    }
    if (!f.without_effect.empty()) {
        out += answer_line(
            "unused", counted(f.without_effect.size(), "input"), named(f.without_effect));
    }
    if (!f.prices.empty()) {
        out +=
            answer_line("prices", fmt::format("{} dated", f.prices.size()), prices_text(f.prices));
    }
    out += answer_line("left out",
                       counted(f.not_counted.size(), "thing"),
                       fmt::format("{}", fmt::join(f.not_counted, "; ")));
    out += answer_line("made by",
                       fmt::format("deepwallet {}", f.version),
                       fmt::format("{} · inputs {}", f.engine, f.inputs));
    return out;
}

std::string foundations_json(const Foundations& f) {
    nlohmann::ordered_json json;
    json["headline"] = f.headline->path;
    json["moved_by"] = nlohmann::ordered_json::array();
    for (const TornadoBar& bar : f.bars) {
        json["moved_by"].push_back({{"input", bar.path},
                                    {"low", bar.input_low},
                                    {"high", bar.input_high},
                                    {"at_low", bar.at_low},
                                    {"at_high", bar.at_high}});
    }
    json["one_sided"] = f.one_sided;
    json["assumed"] = f.assumed;
    json["prices"] = nlohmann::ordered_json::array();
    for (const DatedPrice& price : f.prices)
        json["prices"].push_back({{"path", price.path}, {"as_of", price.as_of}});
    json["not_counted"] = f.not_counted;
    json["given_without_effect"] = f.given_without_effect;
    json["without_effect"] = f.without_effect;
    json["version"] = f.version;
    json["engine"] = f.engine;
    json["inputs"] = f.inputs;
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace deepwallet
