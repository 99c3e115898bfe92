#include "engine/sweep/axes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/load.hpp"
#include "engine/sweep/names.hpp"

namespace deepwallet {

namespace {

const std::array<std::string, 10> kKeys = {
    "grid", "zip", "sample", "samples", "seed", "method", "derive", "keep", "metrics", "objective"};

bool is_below(const std::string& path, const std::string& group) {
    return path.rfind(group + ".", 0) == 0;
}

class AxesReader {
public:
    SweepAxes axes;
    Faults faults;

    void read(const Assignment& item) {
        const std::string& path = item.path;
        if (is_below(path, "grid"))
            return add_axis(axes.grid, item, path.substr(5));
        if (is_below(path, "zip"))
            return add_axis(axes.zip, item, path.substr(4));
        if (is_below(path, "sample"))
            return sample(item, path.substr(7));
        if (is_below(path, "derive"))
            return derive(item, path.substr(7));
        if (path == "samples")
            return samples(item);
        if (path == "seed") {
            std::int64_t seed = 1;
            whole(item, 0.0, 9e15, seed);
            axes.seed = static_cast<std::uint64_t>(seed);
            return;
        }
        if (path == "method")
            return method(item);
        if (path == "keep")
            return keep(item);
        if (path == "objective")
            return objective(item);
        if (path == "metrics")
            return metrics(item);
        refuse(item,
               ErrorCode::unknown_name,
               fmt::format("sweep.{}: no such key", path),
               did_you_mean(path, kKeys));
    }

    void add_setting(const std::string& setting) {
        const std::size_t equals = setting.find('=');
        const std::string path = setting.substr(0, equals);
        std::string list = setting.substr(equals + 1);
        const Place place{"--set " + setting};
        const auto read = list.rfind('[', 0) == 0
                              ? read_toml_section("a.b = " + list, place.file, "a")
                              : split(list, place);
        if (!read || read->size() != 1) {
            refuse(
                {path, {}, place, {}}, ErrorCode::syntax, setting + ": no list of values", "a,b,c");
            return;
        }
        // What the command line says stands in the place of the file's.
        const auto same = [&](const auto& axis) { return axis.path == path; };
        std::erase_if(axes.grid, same);
        std::erase_if(axes.zip, same);
        if (std::erase_if(axes.sampled, same) > 0 && axes.sampled.empty()) {
            axes.samples = 1;
            samples_.reset();
        }
        std::erase_if(axes.derived, same);
        Assignment item = read->front();
        item.place = place;
        add_axis(axes.grid, item, path);
    }

    void add_grid(const Assignment& item, const std::string& path) {
        add_axis(axes.grid, item, path);
    }

    /// A point that stands twice would count twice.
    void check_repeated(const Axis& axis) {
        std::vector<Value> values = axis.values;
        std::sort(values.begin(), values.end());
        const auto twice = std::adjacent_find(values.begin(), values.end());
        if (twice == values.end())
            return;
        faults.push_back({ErrorCode::conflict,
                          axis.path,
                          fmt::format("{}: {} stands twice", axis.path, to_text(*twice)),
                          "each value once",
                          axis.place});
    }

    void check_whole() {
        for (const Axis& axis : axes.zip) {
            const Axis& first = axes.zip.front();
            if (axis.values.size() == first.values.size())
                continue;
            faults.push_back({ErrorCode::conflict,
                              axis.path,
                              fmt::format("zip.\"{}\" has {} values, zip.\"{}\" {}",
                                          axis.path,
                                          axis.values.size(),
                                          first.path,
                                          first.values.size()),
                              "fields of a zip are taken row by row; grid crosses them",
                              axis.place});
        }
        for (const Axis& axis : axes.grid) check_repeated(axis);
        for (const SampledAxis& axis : axes.sampled) check_sampled(axis);
        check_samples();
        check_twice();
        order_derived();
        check_size();
    }

private:
    static std::string without_quotes(const std::string& item) {
        const bool quoted = item.size() > 1 && item.front() == '"' && item.back() == '"';
        return quoted ? item.substr(1, item.size() - 2) : item;
    }

    static Result<Assignments> split(const std::string& list, const Place& place) {
        std::vector<std::string> items;
        std::size_t at = 0;
        while (at <= list.size()) {
            const std::size_t comma = std::min(list.find(',', at), list.size());
            items.push_back(without_quotes(list.substr(at, comma - at)));
            at = comma + 1;
        }
        return Assignments{{"b", Value(items), place, {}}};
    }

    void refuse(const Assignment& item, ErrorCode code, std::string message, std::string help) {
        faults.push_back({code, item.path, std::move(message), std::move(help), item.place});
    }

    static std::vector<std::string> all_fields() {
        std::vector<std::string> out;
        for (const auto& field : scenario_fields()) out.push_back(field.path);
        return out;
    }

    const Field<Scenario>* field_at(const Assignment& item, const std::string& path) {
        const Field<Scenario>* field = find_field(path);
        if (field == nullptr) {
            Assignment about = item;
            about.path = path;
            faults.push_back(unknown_field(about, all_fields()));
        }
        return field;
    }

    /// The items of a list; a single value is a list of one.
    static std::vector<Value> items_of(const Value& value) {
        std::vector<Value> out;
        if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
            for (const double x : *numbers) out.emplace_back(x);
        } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
            for (const std::string& text : *texts) out.emplace_back(text);
        } else {
            out.push_back(value);
        }
        return out;
    }

    /// Text for a field that takes none is TOML, as behind --set. A value of a field that takes a
    /// list is a list of one.
    static Value as_field_reads(const Field<Scenario>& field, Value value) {
        const auto* text = std::get_if<std::string>(&value);
        // A list within a list is TOML's text here.
        const bool is_list = text != nullptr && text->rfind('[', 0) == 0;
        if (field.type == FieldType::texts && text != nullptr && !is_list)
            return Value(std::vector<std::string>{*text});
        const bool takes_text = field.type == FieldType::text || field.type == FieldType::choice;
        if (text == nullptr || takes_text)
            return value;
        const auto setting = read_setting(field.path + "=" + *text);
        return setting ? setting->value : value;
    }

    void add_axis(std::vector<Axis>& to, const Assignment& item, const std::string& path) {
        const Field<Scenario>* field = field_at(item, path);
        if (field == nullptr)
            return;
        Axis axis{path, {}, item.place};
        for (Value& value : items_of(item.value)) {
            Assignment one{path, as_field_reads(*field, std::move(value)), item.place, {}};
            Result<Value> good = checked(*field, one);
            if (good)
                axis.values.push_back(std::move(*good));
            else
                faults.insert(faults.end(), good.error().begin(), good.error().end());
        }
        if (items_of(item.value).empty()) {
            refuse(item,
                   ErrorCode::missing,
                   fmt::format("{}: an axis without values", path),
                   fmt::format("for example grid.\"{}\" = [1, 2]", path));
        }
        to.push_back(std::move(axis));
    }

    void sample(const Assignment& item, const std::string& path) {
        const std::size_t dot = path.rfind('.');
        const std::string key = dot == std::string::npos ? path : path.substr(dot + 1);
        const std::string name = path.substr(0, dot);
        const std::array<std::string, 5> keys = {
            "distribution", "low", "high", "mean", "deviation"};
        if (std::find(keys.begin(), keys.end(), key) == keys.end() || find_field(name) == nullptr) {
            const std::string& meant = find_field(path) != nullptr ? path : name;
            // Its keys are an item each.
            if (std::find(given_.begin(), given_.end(), meant) != given_.end())
                return;
            given_.push_back(meant);
            if (field_at(item, meant) != nullptr) {
                refuse(item,
                       ErrorCode::unknown_name,
                       fmt::format("sample.\"{}\": {} is no part of a distribution", name, key),
                       "{ distribution = \"uniform\", low = 1, high = 2 }, log-uniform, or normal "
                       "with mean and deviation");
            }
            return;
        }
        SampledAxis& axis = sampled(item, name);
        if (key == "distribution")
            return distribution(item, axis);
        const double x = number(item);
        (key == "low" || key == "mean" ? axis.low : axis.high) = x;
        given_.push_back(name + "." + key);
    }

    SampledAxis& sampled(const Assignment& item, const std::string& name) {
        for (SampledAxis& axis : axes.sampled) {
            if (axis.path == name)
                return axis;
        }
        const Field<Scenario>& field = *find_field(name);
        if (field.type != FieldType::integer && field.type != FieldType::number)
            refuse(item, ErrorCode::wrong_type, name + ": not a number, and not to be drawn", "");
        axes.sampled.push_back({name,
                                DistributionKind::uniform,
                                0.0,
                                1.0,
                                field.type == FieldType::integer,
                                item.place});
        return axes.sampled.back();
    }

    void distribution(const Assignment& item, SampledAxis& axis) {
        const std::array<std::string, 3> words = {"uniform", "log-uniform", "normal"};
        const auto* word = std::get_if<std::string>(&item.value);
        const auto at =
            word == nullptr ? words.end() : std::find(words.begin(), words.end(), *word);
        if (at == words.end()) {
            refuse(item,
                   ErrorCode::unknown_name,
                   fmt::format("distribution = {}: no such distribution", to_text(item.value)),
                   word == nullptr ? "\"uniform\", \"log-uniform\" or \"normal\""
                                   : did_you_mean(*word, words));
            return;
        }
        axis.kind = static_cast<DistributionKind>(at - words.begin());
    }

    void check_sampled(const SampledAxis& axis) {
        const auto has = [&](const char* key) {
            return std::find(given_.begin(), given_.end(), axis.path + "." + key) != given_.end();
        };
        const bool normal = axis.kind == DistributionKind::normal;
        const bool complete = normal ? has("mean") && has("deviation") : has("low") && has("high");
        const bool good = std::isfinite(axis.low) && std::isfinite(axis.high) &&
                          (normal ? axis.high >= 0.0 : axis.low <= axis.high) &&
                          (axis.kind != DistributionKind::log_uniform || axis.low > 0.0);
        if (complete && good)
            return;
        faults.push_back({ErrorCode::out_of_range,
                          axis.path,
                          fmt::format("sample.\"{}\": not the ends of a distribution", axis.path),
                          normal ? "mean and deviation, which is not negative"
                                 : "low and high, low first; of log-uniform both above 0",
                          axis.place});
    }

    void derive(const Assignment& item, const std::string& path) {
        const auto* text = std::get_if<std::string>(&item.value);
        if (field_at(item, path) == nullptr)
            return;
        if (text == nullptr) {
            refuse(item, ErrorCode::wrong_type, path + ": a formula in quotes is wanted", "");
            return;
        }
        auto formula = Expression::parse(*text, all_fields(), item.place);
        if (formula)
            axes.derived.push_back({path, std::move(*formula), item.place});
        else
            faults.insert(faults.end(), formula.error().begin(), formula.error().end());
    }

    double number(const Assignment& item) {
        if (const auto* x = std::get_if<double>(&item.value))
            return *x;
        if (const auto* n = std::get_if<std::int64_t>(&item.value))
            return static_cast<double>(*n);
        refuse(item, ErrorCode::wrong_type, fmt::format("{}: a number is wanted", item.path), "");
        return 1.0;
    }

    void whole(const Assignment& item, double least, double most, std::int64_t& out) {
        const double x = number(item);
        if (x >= least && x <= most && x == std::floor(x)) {
            out = static_cast<std::int64_t>(x);
            return;
        }
        refuse(item,
               ErrorCode::out_of_range,
               fmt::format("sweep.{} = {}", item.path, to_text(item.value)),
               fmt::format("a whole number from {} to {}", to_text(least), to_text(most)));
    }

    void samples(const Assignment& item) {
        constexpr double kMost = 1e9;
        samples_ = item;
        whole(item, 1.0, kMost, axes.samples);
    }

    void check_samples() {
        constexpr std::int64_t kUsual = 100;
        if (!axes.sampled.empty() && !samples_)
            axes.samples = kUsual;
        if (axes.sampled.empty() && samples_ && faults.empty()) {
            refuse(*samples_,
                   ErrorCode::missing,
                   fmt::format("{} samples of nothing", axes.samples),
                   "for example sample.\"server.price_usd\" = { low = 150e3, high = 250e3 }");
        }
    }

    void method(const Assignment& item) {
        const std::array<std::string, 2> words = {"latin-hypercube", "random"};
        const auto* word = std::get_if<std::string>(&item.value);
        if (word != nullptr && (*word == words[0] || *word == words[1])) {
            axes.latin_hypercube = *word == words[0];
            return;
        }
        refuse(item,
               ErrorCode::unknown_name,
               fmt::format("sweep.method = {}", to_text(item.value)),
               "\"latin-hypercube\" or \"random\"");
    }

    void keep(const Assignment& item) {
        const auto* text = std::get_if<std::string>(&item.value);
        auto formula = condition(text == nullptr ? "" : *text, item.place);
        if (formula)
            axes.keep = std::move(*formula);
        else
            faults.insert(faults.end(), formula.error().begin(), formula.error().end());
    }

    void objective(const Assignment& item) {
        const auto* text = std::get_if<std::string>(&item.value);
        auto formula = metric_expression(text == nullptr ? "" : *text, item.place);
        if (formula)
            axes.objective = formula->text();
        else
            faults.insert(faults.end(), formula.error().begin(), formula.error().end());
    }

    void metrics(const Assignment& item) {
        for (const Value& value : items_of(item.value)) {
            const auto* path = std::get_if<std::string>(&value);
            if (path != nullptr && find_metric(*path) != nullptr) {
                axes.metrics.push_back(*path);
                continue;
            }
            refuse(item,
                   ErrorCode::unknown_name,
                   fmt::format("sweep.metrics: no metric {}", to_text(value)),
                   path == nullptr ? "" : did_you_mean(*path, metric_names()));
        }
    }

    /// Does its formula read a field that another of these fills?
    static bool waits(const DerivedField& field, const std::vector<DerivedField>& others) {
        const auto& names = field.formula.names();
        return std::any_of(others.begin(), others.end(), [&](const DerivedField& other) {
            return other.path != field.path &&
                   std::find(names.begin(), names.end(), other.path) != names.end();
        });
    }

    /// What others are derived from comes before them, wherever the file has it.
    void order_derived() {
        std::vector<DerivedField> ordered;
        while (!axes.derived.empty()) {
            const auto next =
                std::find_if(axes.derived.begin(), axes.derived.end(), [&](const auto& field) {
                    return !waits(field, axes.derived);
                });
            if (next == axes.derived.end()) {
                const DerivedField& first = axes.derived.front();
                faults.push_back({ErrorCode::conflict,
                                  first.path,
                                  first.path + " is derived from what is derived from it",
                                  "one of them stands in grid, zip or sample",
                                  first.place});
                return;
            }
            ordered.push_back(std::move(*next));
            axes.derived.erase(next);
        }
        axes.derived = std::move(ordered);
    }

    /// A field has one value a point, from one place.
    void check_twice() {
        std::vector<std::pair<std::string, Place>> paths;
        for (const auto* group : {&axes.grid, &axes.zip}) {
            for (const Axis& axis : *group) paths.emplace_back(axis.path, axis.place);
        }
        for (const SampledAxis& axis : axes.sampled) paths.emplace_back(axis.path, axis.place);
        for (const DerivedField& field : axes.derived) paths.emplace_back(field.path, field.place);
        const auto by_path = [](const auto& a, const auto& b) { return a.first < b.first; };
        std::stable_sort(paths.begin(), paths.end(), by_path);
        for (std::size_t i = 1; i < paths.size(); ++i) {
            if (paths[i - 1].first != paths[i].first)
                continue;
            faults.push_back({ErrorCode::conflict,
                              paths[i].first,
                              fmt::format("{} is an axis twice", paths[i].first),
                              "a field stands in one of grid, zip, sample and derive",
                              paths[i].second});
        }
    }

    [[nodiscard]] Place first_place() const {
        if (!axes.grid.empty())
            return axes.grid.front().place;
        return axes.zip.empty() ? axes.sampled.front().place : axes.zip.front().place;
    }

    void check_size() {
        double size = static_cast<double>(axes.samples);
        for (const Axis& axis : axes.grid) size *= static_cast<double>(axis.values.size());
        if (!axes.zip.empty())
            size *= static_cast<double>(axes.zip.front().values.size());
        if (size > static_cast<double>(kMostPoints) && !axes.paths().empty()) {
            faults.push_back(
                {ErrorCode::out_of_range,
                 "sweep",
                 fmt::format("{:.3g} points", size),
                 fmt::format("{} is the most; take fewer values, sample, or divide the "
                             "question",
                             kMostPoints),
                 first_place()});
        }
    }

    std::vector<std::string> given_;
    std::optional<Assignment> samples_;
};

std::string canonical(const SweepAxes& axes) {
    std::string out;
    const auto add = [&](const char* kind, const Axis& axis) {
        out += fmt::format("{} {} =", kind, axis.path);
        for (const Value& value : axis.values) out += ' ' + to_text(value);
        out += '\n';
    };
    for (const Axis& axis : axes.grid) add("grid", axis);
    for (const Axis& axis : axes.zip) add("zip", axis);
    for (const SampledAxis& axis : axes.sampled) {
        out += fmt::format("sample {} {} {} {}\n",
                           axis.path,
                           static_cast<int>(axis.kind),
                           to_text(axis.low),
                           to_text(axis.high));
    }
    out += fmt::format(
        "samples {} seed {} hypercube {}\n", axes.samples, axes.seed, axes.latin_hypercube);
    for (const DerivedField& field : axes.derived)
        out += fmt::format("derive {} = {}\n", field.path, field.formula.text());
    if (axes.keep)
        out += fmt::format("keep {}\n", axes.keep->text());
    for (const std::string& metric : axes.metrics) out += fmt::format("metric {}\n", metric);
    return out;
}

Result<Axis> the_axis(AxesReader reader) {
    for (const Axis& axis : reader.axes.grid) reader.check_repeated(axis);
    if (!reader.faults.empty())
        return tl::unexpected(std::move(reader.faults));
    return std::move(reader.axes.grid.front());
}

}  // namespace

std::string sweep_section_schema() {
    using Json = nlohmann::ordered_json;
    Json out = {{"type", "object"},
                {"description", "axes of a sweep; a single run leaves it alone"},
                {"additionalProperties", false}};
    Json& keys = out["properties"];
    const auto add = [&](const char* key, const Json& type, const char* help) {
        keys[key] = type;
        keys[key]["description"] = help;
    };
    const Json fields = {{"type", "object"}};
    add("grid", fields, "fields by path: every value with every other axis'");
    add("zip", fields, "fields by path: lists of one length, taken row by row");
    add("sample", fields, "fields by path: a distribution, low and high or mean and deviation");
    add("samples", {{"type", "integer"}, {"minimum", 1}}, "draws of the sampled fields");
    add("seed", {{"type", "integer"}, {"minimum", 0}}, "of the draws");
    add("method", {{"enum", {"latin-hypercube", "random"}}}, "of the draws");
    add("derive", fields, "fields by path: a formula over fields");
    add("keep", {{"type", "string"}}, "a condition over metrics: other points are not kept");
    add("metrics", {{"type", "array"}, {"items", {{"type", "string"}}}}, "to keep of each point");
    add("objective", {{"type", "string"}}, "a formula over metrics, the least is best");
    return out.dump();
}

Result<Axis> read_axis_setting(const std::string& setting) {
    AxesReader reader;
    reader.add_setting(setting);
    return the_axis(std::move(reader));
}

Result<Axis> read_axis(const std::string& path, const Assignment& item) {
    AxesReader reader;
    reader.add_grid(item, path);
    return the_axis(std::move(reader));
}

bool is_axis_setting(const std::string& setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
        return false;
    const Field<Scenario>* field = find_field(setting.substr(0, equals));
    const std::string value = setting.substr(equals + 1);
    // A list for what is no field is told as an axis of none.
    if (field == nullptr || field->type == FieldType::text)
        return setting.rfind("name=", 0) != 0 && value.find(',') != std::string::npos;
    const bool takes_list = field->type == FieldType::numbers ||
                            field->type == FieldType::integers || field->type == FieldType::texts;
    if (takes_list)
        return value.rfind("[[", 0) == 0 ||
               (value.rfind('[', 0) != 0 && value.find(',') != std::string::npos);
    return value.find(',') != std::string::npos || value.rfind('[', 0) == 0;
}

Result<SweepAxes> read_axes(std::string_view toml,
                            const std::string& file,
                            const std::vector<std::string>& more) {
    const Result<Assignments> items = read_toml_section(toml, file, kSweepSection);
    if (!items)
        return tl::unexpected(items.error());
    AxesReader reader;
    for (const Assignment& item : *items) reader.read(item);
    for (const std::string& setting : more) reader.add_setting(setting);
    if (reader.axes.paths().empty() && reader.faults.empty()) {
        reader.faults.push_back({ErrorCode::missing,
                                 "sweep",
                                 "nothing varies",
                                 "[sweep] names axes: grid.\"cluster.servers\" = [280, 350, 420]; "
                                 "or --set cluster.servers=280,350,420",
                                 {file}});
    }
    reader.check_whole();
    if (!reader.faults.empty())
        return tl::unexpected(std::move(reader.faults));
    reader.axes.text = canonical(reader.axes);
    return std::move(reader.axes);
}

}  // namespace deepwallet
