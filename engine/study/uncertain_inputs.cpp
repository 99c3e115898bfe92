#include "engine/study/uncertain_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/scenario/recipe_faults.hpp"

namespace deepwallet {

namespace {

/// Ranges at least so wide are thought of in factors.
constexpr double kWide = 10.0;

bool in_factors(const UncertainInput& in) { return in.low > 0.0 && in.high / in.low >= kWide; }

/// Of the triangle over [a, b] with its peak at c.
double triangle_quantile(double a, double c, double b, double u) {
    const double peak = (c - a) / (b - a);
    if (u < peak)
        return a + std::sqrt(u * (b - a) * (c - a));
    return b - std::sqrt((1.0 - u) * (b - a) * (b - c));
}

std::optional<double> number_of(const std::optional<Value>& value) {
    if (!value)
        return std::nullopt;
    if (const auto* x = std::get_if<double>(&*value))
        return *x;
    if (const auto* n = std::get_if<std::int64_t>(&*value))
        return static_cast<double>(*n);
    return std::nullopt;
}

UncertainInput field_input(const Field<Scenario>& field, double low, double value, double high) {
    UncertainInput in;
    in.path = field.path;
    // A value beyond its own source's range widens it.
    in.low = std::max(std::min(low, value), field.range.least);
    in.value = value;
    in.high = std::min(std::max(high, value), field.range.greatest);
    in.whole = field.type == FieldType::integer;
    in.set = [set = &field.set, whole = in.whole](Scenario& s, double x) {
        if (whole)
            (*set)(s, Value(static_cast<std::int64_t>(std::llround(x))));
        else
            (*set)(s, Value(x));
        apply_recipe(s);
    };
    return in;
}

UncertainInput price_input(const CloudOffer& offer, std::size_t index) {
    const HourlyPrice unit = units::usd / units::hour;
    UncertainInput in;
    in.path = offer.name + " price";
    in.value = offer.gpu_price.in(unit);
    in.low = std::min(in.value, offer.low_price->in(unit));
    in.high = std::max(in.value, offer.high_price->in(unit));
    in.set = [index, unit](Scenario& s, double x) {
        s.offers[index].gpu_price = x * unit;
        for (CloudOffer& other : s.serving_offers) {
            if (other.name == s.offers[index].name)
                other.gpu_price = x * unit;
        }
    };
    return in;
}

}  // namespace

double quantile_of(const UncertainInput& in, double u) {
    if (!(in.low < in.high))
        return in.value;
    if (in_factors(in)) {
        return std::exp(
            triangle_quantile(std::log(in.low), std::log(in.value), std::log(in.high), u));
    }
    return triangle_quantile(in.low, in.value, in.high, u);
}

std::vector<UncertainInput> uncertain_inputs(const LoadedScenario& loaded) {
    std::vector<UncertainInput> out;
    for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
        const Field<Scenario>& field = scenario_fields()[i];
        const Provenance& provenance = loaded.origins[i].provenance;
        const auto value = number_of(field.get(loaded.scenario));
        if (!value || !provenance.low || !provenance.high)
            continue;
        UncertainInput input = field_input(field, *provenance.low, *value, *provenance.high);
        if (input.low < input.high)
            out.push_back(std::move(input));
    }
    for (std::size_t i = 0; i < loaded.scenario.offers.size(); ++i) {
        const CloudOffer& offer = loaded.scenario.offers[i];
        if (offer.low_price && offer.high_price && *offer.low_price < *offer.high_price)
            out.push_back(price_input(offer, i));
    }
    return out;
}

Scenario in_closed_form(const Scenario& scenario) {
    Scenario out = scenario;
    out.engine = EngineKind::analytic;
    out.simulation = {};
    return out;
}

}  // namespace deepwallet
