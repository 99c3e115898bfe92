#include "engine/study/trend.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/config/toml_reader.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

namespace {

constexpr double kHoursOfDay = 24.0;
constexpr double kCentury = 100.0;

/// What follows `section.` in a path; none where it is another section.
std::optional<std::string> below(const std::string& path, const std::string& section) {
    if (path.rfind(section + '.', 0) != 0)
        return std::nullopt;
    return path.substr(section.size() + 1);
}

Fault refused(const Assignment& item, std::string help) {
    return {ErrorCode::wrong_type,
            item.path,
            item.path + " = " + to_text(item.value) + ": not what stands here",
            std::move(help),
            item.place};
}

std::optional<double> number_in(const Value& value) {
    if (const auto* x = std::get_if<double>(&value))
        return *x;
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    return std::nullopt;
}

std::optional<double> number_in(const std::string& text) {
    double x = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), x);
    const bool read = code == std::errc{} && end == text.data() + text.size() && std::isfinite(x);
    return read ? std::optional(x) : std::nullopt;
}

std::optional<TrendNeed> need_of(const std::string& unit) {
    if (unit == "usd")
        return TrendNeed::dollars;
    if (unit == "mw")
        return TrendNeed::power;
    if (unit == "twh")
        return TrendNeed::energy;
    return std::nullopt;
}

/// Reads the leaves of a file of scenarios/trends, and keeps what is wrong with them.
class Reader {
public:
    Reader(std::filesystem::path scenarios, Faults& faults)
        : scenarios_(std::move(scenarios)), faults_(faults) {}

    void read(const Assignment& item) {
        const std::string& path = item.path;
        if (below(path, "fitted"))
            out_.fitted.push_back(model(item));
        else if (below(path, "since"))
            out_.since.push_back(model(item));
        else if (below(path, "family"))
            out_.family.push_back(texts(item));
        else if (const auto name = below(path, "limits"))
            limit(item, *name);
        else if (TrendValue* value = value_at(path))
            *value = constant(item);
        else
            word(item);
    }

    [[nodiscard]] TrendData take() { return std::move(out_); }

private:
    TrendValue* value_at(const std::string& path) {
        if (path == "hardware.flops_per_usd_years")
            return &out_.flops_per_usd_years;
        if (path == "hardware.flops_per_usd_all_years")
            return &out_.flops_per_usd_all_years;
        if (path == "hardware.flops_per_usd_top_years")
            return &out_.flops_per_usd_top_years;
        if (path == "hardware.flops_per_chip_years")
            return &out_.flops_per_chip_years;
        if (path == "hardware.flops_per_watt_years")
            return &out_.flops_per_watt_years;
        if (path == "cost.tokens_per_parameter")
            return &out_.tokens_per_parameter;
        return path == "cost.run_days" ? &out_.run_days : nullptr;
    }

    void word(const Assignment& item) {
        const auto* text = std::get_if<std::string>(&item.value);
        if (text == nullptr)
            return faults_.push_back(refused(item, "a text of a known name"));
        if (item.path == "title")
            out_.title = *text;
        else if (item.path == "cost.scenario")
            out_.scenario = scenarios_ / *text;
        else if (item.path == "cost.as_of")
            out_.hardware_year = year(item, *text);
        else
            faults_.push_back(refused(item, "title, cost.scenario or cost.as_of"));
    }

    double year(const Assignment& item, const std::string& month) {
        const Result<double> read = month_as_year(month);
        if (read)
            return *read;
        faults_.push_back(refused(item, "a month, as \"2021-10\""));
        return 2000.0;
    }

    std::vector<std::string> texts(const Assignment& item) {
        if (const auto* list = std::get_if<std::vector<std::string>>(&item.value))
            return *list;
        faults_.push_back(refused(item, "a list of texts"));
        return {};
    }

    TrendModel model(const Assignment& item) {
        const std::vector<std::string> cells = texts(item);
        constexpr std::size_t kCells = 3;
        const auto parameters = cells.size() == kCells ? number_in(cells[2]) : std::nullopt;
        if (!parameters || *parameters <= 0.0) {
            faults_.push_back(refused(item, "name, month and parameters, three texts"));
            return {};
        }
        return {cells[0], cells[1], year(item, cells[1]), *parameters, item.provenance.source};
    }

    TrendValue constant(const Assignment& item) {
        const auto x = number_in(item.value);
        if (!x || *x <= 0.0)
            faults_.push_back(refused(item, "a number above zero"));
        const double value = x.value_or(1.0);
        const Provenance& from = item.provenance;
        return {value,
                from.low.value_or(value),
                from.high.value_or(value),
                from.assumption,
                from.source};
    }

    void limit(const Assignment& item, const std::string& name) {
        const std::size_t cut = name.rfind('_');
        const auto need = cut == std::string::npos ? std::nullopt : need_of(name.substr(cut + 1));
        if (!need)
            return faults_.push_back(refused(item, "a name that ends in _usd, _mw or _twh"));
        std::string words = name.substr(0, cut);
        std::replace(words.begin(), words.end(), '_', ' ');
        out_.limits.push_back({words, *need, constant(item)});
    }

    std::filesystem::path scenarios_;
    TrendData out_;
    Faults& faults_;
};

Faults incomplete(const TrendData& data, const std::filesystem::path& file) {
    const auto missing = [&](const char* what) {
        return Faults{{ErrorCode::missing,
                       what,
                       std::string(what) + ": not given",
                       "see scenarios/trends/language-models.toml",
                       {file.string()}}};
    };
    if (data.fitted.empty())
        return missing("fitted");
    if (data.family.empty())
        return missing("family");
    if (data.scenario.empty())
        return missing("cost.scenario");
    if (data.hardware_year <= 0.0)
        return missing("cost.as_of");
    for (const TrendValue* value : {&data.flops_per_usd_years,
                                    &data.flops_per_chip_years,
                                    &data.flops_per_watt_years,
                                    &data.tokens_per_parameter,
                                    &data.run_days}) {
        if (value->value <= 0.0)
            return missing("a number of [hardware] or [cost]");
    }
    return {};
}

/// A member of the family with its parameters, and what its run takes.
struct Member {
    double parameters = 0.0;
    double usd = 0.0;
    double gpu_hours = 0.0;
    double energy_mwh = 0.0;
    double carbon_t = 0.0;
};

Result<LoadedScenario> load_member(const TrendData& data,
                                   const std::vector<std::string>& member,
                                   const HardwareDb& db,
                                   const std::vector<std::string>& settings) {
    std::vector<std::string> all = member;
    all.insert(all.end(), settings.begin(), settings.end());
    const Result<Assignments> inputs = read_inputs(data.scenario, all);
    if (!inputs)
        return tl::unexpected(inputs.error());
    return load_scenario(*inputs, db);
}

Result<Member> evaluate_member(LoadedScenario& loaded, const TokenRule& rule) {
    Scenario& s = loaded.scenario;
    if (rule.tokens_per_parameter)
        s.training.tokens = *rule.tokens_per_parameter * evaluate_analytic(s).parameters;
    const Report report = evaluate_analytic(s);
    const Answer answer{s, report};
    const auto read = [&](const char* path) {
        return number_of(value_of(*find_metric(path), answer));
    };
    const Member out{report.parameters,
                     read("cost.total_usd"),
                     read("run.gpu_hours"),
                     read("energy.facility_mwh"),
                     read("carbon.total_t")};
    if (std::isfinite(out.usd) && std::isfinite(out.gpu_hours))
        return out;
    return failure({ErrorCode::missing,
                    "training.tokens",
                    s.name + ": no run with a price",
                    "training.tokens, and at least one way to pay, say what a member costs"});
}

Result<PowerLaw> law_of(const std::vector<Member>& members, double Member::*what) {
    std::vector<GrowthPoint> points;
    for (const Member& m : members) points.push_back({m.parameters, m.*what});
    return fit_power_law(points);
}

/// Log10 of a need of one more model at this time, on the line or off it by `off`.
double log10_need(const Trend& t, const Passing& p, double year, double off) {
    const double parameters = std::pow(10.0, t.growth.log10_at(year) + off);
    const double younger = p.projected ? year - t.data.hardware_year : 0.0;
    const Projection need = project(t.data, t.costs[p.rule], parameters, younger);
    switch (t.data.limits[p.limit].need) {
        case TrendNeed::dollars:
            return std::log10(need.usd);
        case TrendNeed::power:
            return std::log10(need.power_mw);
        case TrendNeed::energy:
            return std::log10(need.energy_twh);
    }
    return 0.0;
}

/// Where a need crosses its limit; `side`: -1 lower end of the interval, 0 the line, 1 its upper
/// end. Needs grow with the years wherever models outgrow hardware; by bisection.
std::optional<double> passing_year(const Trend& t, const Passing& p, double side) {
    const double most = std::log10(t.data.limits[p.limit].most.value);
    const auto excess = [&](double year) {
        return log10_need(t, p, year, side * t.growth.half_width_log10(year)) - most;
    };
    double low = t.growth.mean_year;
    double high = low + kCentury;
    if (excess(low) >= 0.0 || excess(high) < 0.0)
        return excess(low) >= 0.0 ? std::optional(low) : std::nullopt;
    constexpr int kHalvings = 60;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        (excess(middle) < 0.0 ? low : high) = middle;
    }
    return high;
}

std::vector<ProjectedPair> pairs(const Trend& t, double parameters, double year) {
    std::vector<ProjectedPair> out;
    const double younger = std::max(0.0, year - t.data.hardware_year);
    for (const FamilyCost& cost : t.costs)
        out.push_back(
            {project(t.data, cost, parameters, 0.0), project(t.data, cost, parameters, younger)});
    return out;
}

TrendRow row_at(const Trend& t, double year) {
    TrendRow out;
    out.year = year;
    out.parameters = t.growth.at(year);
    out.low = t.growth.low(year);
    out.high = t.growth.high(year);
    out.by_rule = pairs(t, out.parameters, year);
    out.at_low = pairs(t, out.low, year);
    out.at_high = pairs(t, out.high, year);
    return out;
}

void add_passings(Trend& t) {
    for (std::size_t limit = 0; limit < t.data.limits.size(); ++limit) {
        for (std::size_t rule = 0; rule < t.costs.size(); ++rule) {
            for (const bool projected : {false, true}) {
                Passing p{limit, rule, projected, {}, {}, {}};
                p.year = passing_year(t, p, 0.0);
                p.earliest = passing_year(t, p, 1.0);
                p.latest = passing_year(t, p, -1.0);
                t.passings.push_back(p);
            }
        }
    }
}

void judge(Trend& t) {
    for (const TrendModel& m : t.data.since) {
        const double off = std::log10(m.parameters) - t.growth.log10_at(m.year);
        t.since_below += off < 0.0 ? 1 : 0;
        t.since_outside += std::abs(off) > t.growth.half_width_log10(m.year) ? 1 : 0;
    }
}

}  // namespace

double TrendValue::factor_after(double years) const { return std::exp2(years / value); }

Result<TrendData> read_trend(const HardwareDb& db, const std::string& name) {
    const auto scenarios = folder(db, EntryKind::model).parent_path();
    const auto file = scenarios / "trends" / (name + ".toml");
    const Result<Assignments> items = read_toml_file(file);
    if (!items)
        return tl::unexpected(items.error());
    Faults faults;
    Reader reader(scenarios, faults);
    for (const Assignment& item : *items) reader.read(item);
    TrendData data = reader.take();
    if (faults.empty())
        faults = incomplete(data, file);
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return data;
}

Result<FamilyCost> family_cost(const TrendData& data,
                               const TokenRule& rule,
                               const HardwareDb& db,
                               const std::vector<std::string>& settings) {
    FamilyCost out;
    out.rule = rule;
    std::vector<Member> members;
    for (const std::vector<std::string>& plan : data.family) {
        Result<LoadedScenario> loaded = load_member(data, plan, db, settings);
        if (!loaded)
            return tl::unexpected(loaded.error());
        out.tokens = loaded->scenario.training.tokens;
        const Result<Member> member = evaluate_member(*loaded, rule);
        if (!member)
            return tl::unexpected(member.error());
        members.push_back(*member);
    }
    const auto by_size = [](const Member& a, const Member& b) {
        return a.parameters < b.parameters;
    };
    const auto [least, most] = std::minmax_element(members.begin(), members.end(), by_size);
    out.members = members.size();
    out.smallest = least->parameters;
    out.largest = most->parameters;
    const std::array<std::pair<PowerLaw*, double Member::*>, 4> laws = {
        {{&out.usd, &Member::usd},
         {&out.gpu_hours, &Member::gpu_hours},
         {&out.energy_mwh, &Member::energy_mwh},
         {&out.carbon_t, &Member::carbon_t}}};
    for (const auto& [law, what] : laws) {
        const Result<PowerLaw> fit = law_of(members, what);
        if (!fit)
            return tl::unexpected(fit.error());
        *law = *fit;
        out.worst_residual_sd = std::max(out.worst_residual_sd, fit->residual_sd);
    }
    return out;
}

double FamilyCost::at(const PowerLaw& law, double parameters) const {
    if (parameters <= largest)
        return law.at(parameters);
    const double growth = parameters / largest;
    return law.at(largest) * (rule.tokens_per_parameter ? growth * growth : growth);
}

Projection project(const TrendData& data,
                   const FamilyCost& cost,
                   double parameters,
                   double hardware_years) {
    const double cheaper = data.flops_per_usd_years.factor_after(hardware_years);
    const double faster = data.flops_per_chip_years.factor_after(hardware_years);
    const double thriftier = data.flops_per_watt_years.factor_after(hardware_years);
    const double hours = kHoursOfDay * data.run_days.value;
    const double mwh = cost.at(cost.energy_mwh, parameters) / thriftier;
    constexpr double kMwhOfTwh = 1e6;
    return {cost.at(cost.usd, parameters) / cheaper,
            cost.at(cost.gpu_hours, parameters) / faster / hours,
            mwh / hours,
            mwh / kMwhOfTwh,
            cost.at(cost.carbon_t, parameters) / thriftier};
}

Result<Trend> trend(TrendData data, const HardwareDb& db, const TrendOptions& options) {
    Trend out;
    out.data = std::move(data);
    out.data.hardware_year = options.hardware_year.value_or(out.data.hardware_year);
    out.data.limits.insert(out.data.limits.end(), options.limits.begin(), options.limits.end());
    std::vector<GrowthPoint> points;
    for (const TrendModel& m : out.data.fitted) points.push_back({m.year, m.parameters});
    const Result<Growth> growth = fit_growth(points);
    if (!growth)
        return tl::unexpected(growth.error());
    out.growth = *growth;
    const TokenRule growing{
        options.tokens_per_parameter.value_or(out.data.tokens_per_parameter.value)};
    for (const TokenRule& rule : {TokenRule{}, growing}) {
        Result<FamilyCost> cost = family_cost(out.data, rule, db, options.settings);
        if (!cost)
            return tl::unexpected(cost.error());
        out.costs.push_back(*std::move(cost));
    }
    double last = 0.0;
    for (const GrowthPoint& p : points) last = std::max(last, p.year);
    for (int i = 0; i <= options.years; ++i) out.rows.push_back(row_at(out, last + i));
    add_passings(out);
    judge(out);
    return out;
}

Result<TrendLimit> read_trend_limit(const std::string& text) {
    const std::size_t cut = text.find('=');
    const auto need = need_of(text.substr(0, std::min(cut, text.size())));
    const auto most = cut == std::string::npos ? std::nullopt : number_in(text.substr(cut + 1));
    if (!need || !most || *most <= 0.0)
        return failure({ErrorCode::wrong_type,
                        "limit",
                        "--limit " + text + ": no limit",
                        "usd=1e9, mw=500 or twh=1: a number above zero"});
    return TrendLimit{"--limit " + text, *need, {*most, *most, *most, false, "the command line"}};
}

}  // namespace deepwallet
