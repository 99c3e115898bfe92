#include "engine/report/json.hpp"

#include <cmath>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/csv.hpp"
#include "engine/report/offer_metrics.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;

/// The member at a dotted path, made on the way.
Json& at_path(Json& root, const std::string& path) {
    Json* node = &root;
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');) node = &(*node)[part];
    return *node;
}

struct ToJson {
    Json operator()(std::monostate) const { return nullptr; }
    template <class T>
    Json operator()(const T& value) const {
        return value;
    }
};

Json offers_json(const Answer& a) {
    Json list = Json::array();
    if (!a.report.run)
        return list;
    for (const CloudCost& cloud : a.report.run->cloud) {
        const CloudOffer& offer = a.scenario.offers[cloud.offer];
        Json item = {{"name", offer.name},
                     {"provider", offer.provider},
                     {"instance", offer.instance},
                     {"region", offer.region},
                     {"contract", offer.contract},
                     {"usd_per_gpu_hour", offer.gpu_price.in(units::usd / units::hour)},
                     {"as_of", offer.as_of},
                     {"source", offer.source}};
        item["never_ends"] = cloud.endless;
        for (const OfferMetric& metric : offer_metrics()) {
            const double value = value_of(metric, cloud);
            if (std::isfinite(value))
                item[metric.name] = value;
        }
        list.push_back(std::move(item));
    }
    return list;
}

/// What each pipeline stage does with its time.
Json stages_json(const DiscreteDetails& details) {
    Json list = Json::array();
    for (const StageUse& use : details.stages) {
        list.push_back({{"kernels", use.kernels},
                        {"communication", use.communication},
                        {"waiting", use.waiting},
                        {"other", use.other},
                        {"micro_batches_in_flight", use.most_held}});
    }
    return list;
}

Json range_json(const FieldInfo& field) {
    Json json = Json::object();
    const Range all;
    if (field.range.least > all.least)
        json["minimum"] = field.range.least;
    if (field.range.greatest < all.greatest)
        json["maximum"] = field.range.greatest;
    return json;
}

Json type_json(const FieldInfo& field) {
    const auto with_range = [&](const char* type) {
        Json json = {{"type", type}};
        json.update(range_json(field));
        return json;
    };
    switch (field.type) {
        case FieldType::boolean:
            return {{"type", "boolean"}};
        case FieldType::integer:
            return with_range("integer");
        case FieldType::number:
            return with_range("number");
        case FieldType::text:
            return {{"type", "string"}};
        case FieldType::choice:
            return {{"type", "string"}, {"enum", field.choices}};
        case FieldType::numbers:
            return {{"type", "array"}, {"items", with_range("number")}};
        case FieldType::integers:
            return {{"type", "array"}, {"items", with_range("integer")}};
        case FieldType::texts: {
            Json item = {{"type", "string"}};
            if (!field.choices.empty())
                item["enum"] = field.choices;
            return {{"type", "array"}, {"items", item}};
        }
    }
    return {};
}

/// The plain value, or the value with where it comes from.
Json field_schema(const FieldInfo& field) {
    Json plain = type_json(field);
    Json annotated = {{"type", "object"},
                      {"required", {"value"}},
                      {"additionalProperties", false},
                      {"properties",
                       {{"value", plain},
                        {"source", {{"type", "string"}}},
                        {"as_of", {{"type", "string"}}},
                        {"assumption", {{"type", "boolean"}}},
                        {"low", {{"type", "number"}}},
                        {"high", {{"type", "number"}}},
                        {"notes", {{"type", "string"}}}}}};
    const std::string unit = field.unit.empty() ? "" : " [" + field.unit + "]";
    return {{"description", field.help + unit},
            {"anyOf", Json::array({std::move(plain), std::move(annotated)})}};
}

Json& schema_member(Json& root, const std::string& path) {
    Json* node = &root;
    std::istringstream parts(path);
    std::string part;
    std::vector<std::string> names;
    while (std::getline(parts, part, '.')) names.push_back(part);
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        node = &(*node)["properties"][names[i]];
        (*node)["type"] = "object";
        (*node)["additionalProperties"] = false;
    }
    return (*node)["properties"][names.back()];
}

struct ToCell {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return fmt::format("{}", n); }
    std::string operator()(double x) const { return to_text(x); }
    std::string operator()(const std::string& s) const { return csv_cell(s); }
};

/// Titles come from users' files and may hold any bytes.
std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string report_json(const Answer& answer,
                        const std::vector<std::pair<std::string, std::string>>& more) {
    Json root = Json::object();
    for (const Metric& metric : metrics()) {
        Json value = std::visit(ToJson{}, value_of(metric, answer));
        if (!value.is_null())
            at_path(root, metric.path) = std::move(value);
    }
    Json offers = offers_json(answer);
    if (!offers.empty())
        root["cost"]["cloud"]["offers"] = std::move(offers);
    if (answer.report.discrete)
        root["simulation"]["stages"] = stages_json(*answer.report.discrete);
    for (const auto& [name, text] : more) root[name] = Json::parse(text);
    return dump(root);
}

std::string report_csv(const Answer& answer) {
    std::string head;
    std::string row;
    for (const Metric& metric : metrics()) {
        if (!head.empty()) {
            head += ',';
            row += ',';
        }
        head += csv_cell(metric.unit.empty() ? metric.path
                                             : fmt::format("{} [{}]", metric.path, metric.unit));
        row += std::visit(ToCell{}, value_of(metric, answer));
    }
    return head + '\n' + row + '\n';
}

std::string scenario_schema(const std::vector<std::pair<std::string, std::string>>& sections) {
    Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "Deepwallet scenario"},
                 {"type", "object"},
                 {"additionalProperties", false}};
    Json& properties = root["properties"] = Json::object();
    for (const char* note : {"source", "as_of", "notes"}) properties[note] = {{"type", "string"}};
    properties["assumption"] = {{"type", "boolean"}};
    for (const FieldInfo& field : scenario_fields())
        schema_member(root, field.path) = field_schema(field);
    for (const auto& [name, schema] : sections) properties[name] = Json::parse(schema);
    return dump(root);
}

}  // namespace deepwallet
