#include "engine/search/budget.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/sweep/names.hpp"

namespace deepwallet {

namespace {

struct Purse {
    const char* name;
    const char* unit;
    const char* need;
};

constexpr std::array kPurses = {
    Purse{"usd", "USD", "cost.total_usd"},
    // Needs a [serving] section.
    Purse{"life_usd", "USD with service", "life.total_usd"},
    Purse{"days", "days", "run.days"},
    // What is built must carry the peak, whatever the mean.
    Purse{"mw", "MW", "power.pue * power.it_peak_kw / 1000"},
    Purse{"tonnes", "t", "carbon.total_t"},
};

std::vector<std::string> purse_names() {
    std::vector<std::string> out;
    for (const Purse& purse : kPurses) out.emplace_back(purse.name);
    return out;
}

/// NaN where it is none.
double amount(const std::string& text) {
    const auto read = read_setting("amount=" + text);
    if (!read)
        return std::nan("");
    if (const auto* x = std::get_if<double>(&read->value))
        return *x;
    if (const auto* n = std::get_if<std::int64_t>(&read->value))
        return static_cast<double>(*n);
    return std::nan("");
}

Fault bad(ErrorCode code, std::string message, std::string help, const Place& place) {
    return {code, "budget", "budget: " + std::move(message), std::move(help), place};
}

void read_part(const std::string& part, const Place& place, Budget& out, Faults& faults) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string name = part.substr(0, equals);
    const auto* purse = std::find_if(
        kPurses.begin(), kPurses.end(), [&](const Purse& p) { return name == p.name; });
    if (purse == kPurses.end()) {
        faults.push_back(bad(ErrorCode::unknown_name,
                             fmt::format("'{}': no such purse", name),
                             did_you_mean(name, purse_names()),
                             place));
        return;
    }
    const double most = equals < part.size() ? amount(part.substr(equals + 1)) : std::nan("");
    const bool twice = std::any_of(
        out.begin(), out.end(), [&](const Ceiling& other) { return other.name == name; });
    if (!(most > 0.0) || !std::isfinite(most) || twice) {
        faults.push_back(bad(ErrorCode::out_of_range,
                             fmt::format("'{}': {}", part, twice ? "given twice" : "no amount"),
                             fmt::format("{}=10, any number above 0, once", name),
                             place));
        return;
    }
    auto need = metric_expression(purse->need, place);
    out.push_back({purse->name, purse->unit, std::move(*need), most});
}

}  // namespace

Result<Budget> read_budget(std::string_view text, const Place& place) {
    Budget out;
    Faults faults;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        read_part(std::string(text.substr(at, comma - at)), place, out, faults);
        at = comma + 1;
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return out;
}

const std::vector<std::string>& budget_goal_names() {
    static const std::vector<std::string> names = {
        "largest-model", "lowest-loss", "shortest", "least-cost"};
    return names;
}

std::optional<BudgetGoal> budget_goal(const std::string& name) {
    const auto& names = budget_goal_names();
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        return std::nullopt;
    return static_cast<BudgetGoal>(at - names.begin());
}

}  // namespace deepwallet
