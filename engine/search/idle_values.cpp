#include "engine/search/idle_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/value.hpp"

namespace deepwallet {

namespace {

constexpr std::size_t kMostNamed = 12;

bool is_stopped(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

/// The question's axes but for entries, this one with one value alone.
std::vector<Axis> with_one_value(const SearchQuestion& q, const Axis& axis, const Value& value) {
    std::vector<Axis> out;
    for (const Axis& each : q.asked) {
        if (each.path == axis.path)
            out.push_back({axis.path, {value}, axis.place});
        else if (!makes_choices(each.path))
            out.push_back(each);
    }
    return out;
}

bool is_idle(const SearchQuestion& q,
             const std::vector<Axis>& axes,
             const std::atomic<bool>* stop) {
    const auto none = [&](const Scenario& base) {
        const Result<PlanSpace> space = sound_space(base, axes);
        return !space || plan_count(base, *space, stop, 1) == 0;
    };
    const auto& choices = q.entries.choices;
    return choices.empty() ? none(q.base)
                           : std::all_of(choices.begin(), choices.end(), [&](const auto& choice) {
                                 return none(choice.base);
                             });
}

std::string named(const std::vector<std::string>& values) {
    const std::size_t shown = std::min(values.size(), kMostNamed);
    std::string out = fmt::format(
        "{}", fmt::join(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < values.size())
        out += fmt::format(" and {} more", values.size() - shown);
    return out;
}

}  // namespace

std::vector<std::string> idle_values(const SearchQuestion& q, const std::atomic<bool>* stop) {
    std::vector<std::string> out;
    for (const Axis& axis : q.asked) {
        if (makes_choices(axis.path))
            continue;
        std::vector<std::string> idle;
        for (const Value& value : axis.values) {
            if (is_idle(q, with_one_value(q, axis, value), stop))
                idle.push_back(to_text(value));
        }
        if (is_stopped(stop))
            return out;
        if (!idle.empty()) {
            out.push_back(fmt::format(
                "{} = {}: no plan with it can be carried out (model, accelerators and batch divide "
                "by none of them)",
                axis.path,
                named(idle)));
        }
    }
    return out;
}

}  // namespace deepwallet
