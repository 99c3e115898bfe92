#include "engine/search/search_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/scenario/load.hpp"
#include "engine/search/budget.hpp"
#include "engine/search/plan_space.hpp"
#include "engine/sweep/names.hpp"

namespace deepwallet {

namespace {

const std::array<std::string, 9> kKeys = {
    "objective", "maximize", "where", "target", "pareto", "top", "set", "question", "budget"};
const std::string kSet = "set.";
constexpr double kMostTop = 10'000.0;

class SectionReader {
public:
    SearchSection section;
    Faults faults;

    void read(const Assignment& item) {
        const std::string& key = item.path;
        given_.push_back(&item);
        if (key.rfind(kSet, 0) == 0)
            return set(item, key.substr(kSet.size()));
        if (key == "objective")
            return objective(item);
        if (key == "maximize")
            return maximize(item);
        if (key == "where")
            return formulas(item, condition, section.where);
        if (key == "target")
            return formulas(item, condition, section.targets);
        if (key == "pareto")
            return formulas(item, metric_expression, section.pareto);
        if (key == "top")
            return top(item);
        if (key == "question")
            return question(item);
        if (key == "budget")
            return budget(item);
        refuse(item,
               ErrorCode::unknown_name,
               fmt::format("search.{}: no such key", key),
               did_you_mean(key, kKeys));
    }

    /// One file asks one question.
    void check_whole() {
        for (const char* other : {"target", "objective", "maximize", "pareto", "top"})
            check_apart("question", other);
        for (const char* other : {"objective", "maximize", "pareto", "top"})
            check_apart("target", other);
        const Assignment* maximize = given("maximize");
        if (maximize != nullptr && given("objective") == nullptr) {
            refuse(*maximize,
                   ErrorCode::missing,
                   "search.maximize: of what?",
                   "objective = \"iteration.mfu\", or any metric");
        }
    }

private:
    [[nodiscard]] const Assignment* given(const std::string& key) const {
        const auto at = std::find_if(
            given_.begin(), given_.end(), [&](const Assignment* a) { return a->path == key; });
        return at == given_.end() ? nullptr : *at;
    }

    void check_apart(const char* question, const char* other) {
        const Assignment* item = given(other);
        if (given(question) != nullptr && item != nullptr) {
            refuse(*item,
                   ErrorCode::conflict,
                   fmt::format("search.{} and search.{} are two questions", question, other),
                   "one of them a file");
        }
    }

    void refuse(const Assignment& item, ErrorCode code, std::string message, std::string help) {
        faults.push_back(
            {code, "search." + item.path, std::move(message), std::move(help), item.place});
    }

    void add(const Faults& more) { faults.insert(faults.end(), more.begin(), more.end()); }

    /// A list is an axis, one value changes the scenario; of a field that takes a list, a list is
    /// its value.
    void set(const Assignment& item, const std::string& path) {
        Assignment named = item;
        named.path = path;
        const Field<Scenario>* field = find_field(path);
        const bool takes_list = field != nullptr && (field->type == FieldType::numbers ||
                                                     field->type == FieldType::integers ||
                                                     field->type == FieldType::texts);
        const bool is_list = std::holds_alternative<std::vector<double>>(item.value) ||
                             std::holds_alternative<std::vector<std::string>>(item.value);
        if (field != nullptr && (takes_list || !is_list)) {
            const Result<Value> good = checked(*field, named);
            // All that a field of the plan may have, which a search would vary otherwise.
            if (good && is_of_plan(path))
                section.axes.push_back({path, {*good}, item.place});
            if (good)
                section.settings.push_back(std::move(named));
            else
                add(good.error());
            return;
        }
        Result<Axis> axis = read_axis(path, named);
        if (axis)
            section.axes.push_back(std::move(*axis));
        else
            add(axis.error());
    }

    [[nodiscard]] bool is_formula(const std::string& text, ReadFormula as, const Place& place) {
        const auto formula = as(text, place);
        if (!formula)
            add(formula.error());
        return formula.has_value();
    }

    const std::string* text_of(const Assignment& item) {
        const auto* text = std::get_if<std::string>(&item.value);
        if (text == nullptr) {
            refuse(item,
                   ErrorCode::wrong_type,
                   fmt::format("search.{} = {}: text is wanted", item.path, to_text(item.value)),
                   "in quotes");
        }
        return text;
    }

    void objective(const Assignment& item) {
        const std::string* text = text_of(item);
        if (text != nullptr && is_formula(*text, metric_expression, item.place))
            section.objective = PlacedText{*text, item.place};
    }

    void formulas(const Assignment& item, ReadFormula as, std::vector<PlacedText>& to) {
        const auto* list = std::get_if<std::vector<std::string>>(&item.value);
        if (list == nullptr) {
            const std::string* text = text_of(item);
            if (text != nullptr && is_formula(*text, as, item.place))
                to.push_back({*text, item.place});
            return;
        }
        for (const std::string& text : *list) {
            if (is_formula(text, as, item.place))
                to.push_back({text, item.place});
        }
    }

    void maximize(const Assignment& item) {
        if (const auto* flag = std::get_if<bool>(&item.value)) {
            section.maximize = *flag;
            return;
        }
        refuse(item,
               ErrorCode::wrong_type,
               fmt::format("search.maximize = {}", to_text(item.value)),
               "true or false");
    }

    void top(const Assignment& item) {
        const auto* n = std::get_if<std::int64_t>(&item.value);
        if (n != nullptr && *n >= 1 && static_cast<double>(*n) <= kMostTop) {
            section.top = static_cast<std::size_t>(*n);
            return;
        }
        refuse(item,
               ErrorCode::out_of_range,
               fmt::format("search.top = {}", to_text(item.value)),
               "a whole number from 1 to 10000");
    }

    void question(const Assignment& item) {
        const std::string* text = text_of(item);
        if (text == nullptr)
            return;
        if (budget_goal(*text)) {
            section.question = PlacedText{*text, item.place};
            return;
        }
        refuse(item,
               ErrorCode::unknown_name,
               fmt::format("search.question = {}: no such question", to_text(item.value)),
               did_you_mean(*text, budget_goal_names()));
    }

    void budget(const Assignment& item) {
        const std::string* text = text_of(item);
        if (text == nullptr)
            return;
        const Result<Budget> read = read_budget(*text, item.place);
        if (read)
            section.budget = PlacedText{*text, item.place};
        else
            add(read.error());
    }

    std::vector<const Assignment*> given_;
};

}  // namespace

Result<SearchSection> read_search_section(std::string_view toml, const std::string& file) {
    const Result<Assignments> items = read_toml_section(toml, file, kSearchSection);
    if (!items)
        return tl::unexpected(items.error());
    SectionReader reader;
    for (const Assignment& item : *items) reader.read(item);
    reader.check_whole();
    if (!reader.faults.empty())
        return tl::unexpected(std::move(reader.faults));
    return std::move(reader.section);
}

std::string search_section_schema() {
    using Json = nlohmann::ordered_json;
    const Json text = {{"type", "string"}};
    const Json texts = {{"type", Json::array({"string", "array"})}, {"items", text}};
    Json out = {{"type", "object"},
                {"description", "what a search asks; a single run leaves it alone"},
                {"additionalProperties", false}};
    Json& keys = out["properties"];
    const auto add = [&](const char* key, const Json& type, const char* help) {
        keys[key] = type;
        keys[key]["description"] = help;
    };
    add("objective", text, "time, cost, energy, carbon, power, or a formula over metrics");
    add("maximize", {{"type", "boolean"}}, "the greatest objective is best, not the least");
    add("where", texts, "conditions, as run.days <= 30");
    add("target", texts, "goals, for the least servers, dollars and watts");
    add("pareto", texts, "goals of the Pareto front");
    add("top", {{"type", "integer"}, {"minimum", 1}, {"maximum", kMostTop}}, "plans to show");
    add("question", {{"enum", budget_goal_names()}}, "what a budget buys");
    add("budget", text, "usd=10e6,life_usd=20e6,days=60,mw=2,tonnes=500, any of them");
    add("set", {{"type", "object"}}, "fields by path: a list is an axis, one value a change");
    return out.dump();
}

}  // namespace deepwallet
