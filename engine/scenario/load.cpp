#include "engine/scenario/load.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/plan/balance.hpp"
#include "engine/plan/layout.hpp"
#include "engine/scenario/evaluate.hpp"
#include "engine/scenario/huggingface.hpp"
#include "engine/scenario/imported.hpp"
#include "engine/scenario/preset_sections.hpp"
#include "engine/scenario/recipe_faults.hpp"

namespace deepwallet {

namespace {

/// Names a model as model.preset does, but by a file that is none of ours.
constexpr const char* kHuggingFace = "model.huggingface";

/// Launch arguments and a configuration of other programs.
constexpr const char* kMegatron = "import.megatron_args";
constexpr const char* kDeepSpeed = "import.deepspeed";

/// Keys of a server's file that name other entries.
constexpr std::array<std::string_view, 2> kServerLinks = {"accelerator", "fabric"};

class Loader {
public:
    static bool is_selector(const std::string& path) {
        const auto& sections = preset_sections();
        return path == kHuggingFace || path == kMegatron || path == kDeepSpeed ||
               std::any_of(sections.begin(), sections.end(), [&](const PresetSection& s) {
                   return s.selector == path;
               });
    }

    Loader(const Assignments& inputs, const HardwareDb& db) : inputs_(inputs), db_(db) {
        out_.origins.resize(scenario_fields().size());
    }

    /// Presets and inputs in place, each for itself as it should be.
    void resolve() {
        for (const Assignment& input : inputs_) {
            if (is_selector(input.path))
                apply(input, OriginKind::given);
        }
        for (const PresetSection& section : preset_sections()) fill(section);
        fill_from_imports();
        for (const Assignment& input : inputs_) {
            if (!is_selector(input.path))
                apply(input, OriginKind::given);
        }
        name_by_file();
        // A figure of one's own is not on the basis of the place that it stands in.
        if (is_given("site.grid_g_per_kwh") && !is_given("site.grid_basis"))
            out_.scenario.site.grid_basis = "as given, its basis is not said";
        read_offers();
        read_teacher();
        read_serving();
        require_machine();
        check_curves();
        check_kernel_classes();
    }

    /// And all of them together.
    void complete() {
        apply_software(out_.scenario);
        check_whole();
    }

    Result<LoadedScenario> result() {
        if (!faults_.empty())
            return tl::unexpected(std::move(faults_));
        return std::move(out_);
    }

private:
    static std::size_t index_of(const Field<Scenario>& field) {
        return static_cast<std::size_t>(&field - scenario_fields().data());
    }

    void apply(const Assignment& input, OriginKind kind) {
        const Field<Scenario>* field = find_field(input.path);
        if (field == nullptr) {
            note_unknown(input);
            return;
        }
        const Result<Value> value = checked(*field, input);
        if (!value) {
            faults_.insert(faults_.end(), value.error().begin(), value.error().end());
            return;
        }
        field->set(out_.scenario, *value);
        out_.origins[index_of(*field)] = {kind, input.place, input.provenance};
    }

    /// What was meant is looked for among all fields, which takes its time: a file with so many
    /// unknown names is none of ours.
    void note_unknown(const Assignment& input) {
        constexpr std::size_t kMostLookedFor = 100;
        if (++unknown_ > kMostLookedFor) {
            lost_ = true;
            faults_.push_back({ErrorCode::unknown_name,
                               input.path,
                               input.path + ": no such field",
                               "",
                               input.place});
            return;
        }
        const std::vector<std::string> known = all_paths();
        const auto meant = meant_field(input.path, known);
        if (meant)
            unsure_.insert(*meant);
        // What is imported may give anything.
        lost_ = lost_ || !meant || *meant == kMegatron || *meant == kDeepSpeed;
        faults_.push_back(unknown_field(input, known));
    }

    static std::vector<std::string> all_paths() {
        std::vector<std::string> paths;
        for (const auto& field : scenario_fields()) paths.push_back(field.path);
        return paths;
    }

    /// Who chose the entry that fills a section: the input that names it, or the default.
    [[nodiscard]] Assignment selection(const PresetSection& section) const {
        const Field<Scenario>& field = *find_field(section.selector);
        const auto name = field.get(out_.scenario);
        return {section.selector,
                name.value_or(Value(std::string{})),
                out_.origins[index_of(field)].place,
                {}};
    }

    void fill(const PresetSection& section) {
        const Assignment asked = selection(section);
        const auto& name = std::get<std::string>(asked.value);
        if (section.kind == EntryKind::model && !out_.scenario.presets.huggingface.empty())
            return fill_from_configuration(section, asked);
        if (name.empty() && is_optional(section.kind))
            return;
        if (name.empty())
            return refuse_nameless(section, asked);
        Result<Assignments> values = read_entry(db_, section.kind, name, asked);
        if (!values) {
            faults_.insert(faults_.end(), values.error().begin(), values.error().end());
            unsure_.insert(section.selector);
            return;
        }
        for (Assignment& value : *values) {
            if (section.kind == EntryKind::server && take_link(value))
                continue;
            value.path = section.prefix + "." + value.path;
            apply_preset(section, std::move(value));
        }
    }

    void fill_from_configuration(const PresetSection& section, const Assignment& preset) {
        const std::string& name = out_.scenario.presets.huggingface;
        const Place place = place_of(kHuggingFace);
        if (!std::get<std::string>(preset.value).empty()) {
            unsure_.insert(section.selector);
            faults_.push_back({ErrorCode::conflict,
                               kHuggingFace,
                               fmt::format("{} = {}: {} = {} names another model",
                                           kHuggingFace,
                                           to_text(Value(name)),
                                           section.selector,
                                           to_text(preset.value)),
                               "leave one of the two out",
                               place});
            return;
        }
        Result<Assignments> values = read_huggingface(beside(place, name));
        if (!values) {
            faults_.insert(faults_.end(), values.error().begin(), values.error().end());
            unsure_.insert(section.selector);
            return;
        }
        for (Assignment& value : *values) {
            value.path = section.prefix + "." + value.path;
            apply_preset(section, std::move(value));
        }
    }

    [[nodiscard]] std::optional<ImportSource> import_source(
        const char* path, const std::optional<std::string>& text) const {
        if (!text || text->empty())
            return std::nullopt;
        const Place place = place_of(path);
        return ImportSource{*text, place, beside(place, *text)};
    }

    /// The presets, then these values, then what the scenario itself gives.
    [[nodiscard]] Scenario settled(const Assignments& values) const {
        return with_values(with_values(out_.scenario, values), inputs_);
    }

    void fill_from_imports() {
        const Presets& presets = out_.scenario.presets;
        const auto arguments = import_source(kMegatron, presets.megatron_args);
        const auto config = import_source(kDeepSpeed, presets.deepspeed);
        Imported imported = read_imports(
            arguments, config, [this](const Assignments& values) { return settled(values); });
        lost_ = lost_ || !imported.faults.empty();
        faults_.insert(faults_.end(), imported.faults.begin(), imported.faults.end());
        for (const Assignment& value : imported.defaults) apply(value, OriginKind::preset);
        for (const Assignment& value : imported.values) apply(value, OriginKind::preset);
        out_.notes = std::move(imported.notes);
        note_empty_import(kMegatron, presets.megatron_args);
        note_empty_import(kDeepSpeed, presets.deepspeed);
    }

    void note_empty_import(const char* path, const std::optional<std::string>& text) {
        if (text && text->empty())
            out_.notes.push_back(
                import_note(place_of(path), std::string(path) + " is empty: nothing is imported"));
    }

    /// A path in a file is relative to it, one of --set to the working directory.
    static std::filesystem::path beside(const Place& place, const std::string& name) {
        if (is_setting(place))
            return name;
        return std::filesystem::path(place.file).parent_path() / name;
    }

    static bool is_setting(const Place& place) { return place.file.rfind("--set ", 0) == 0; }

    /// A server that is not known does not name its accelerator and fabric: that merely follows.
    void refuse_nameless(const PresetSection& section, const Assignment& asked) {
        const bool follows = asked.place.file.empty() && unsure_.count("cluster.server") > 0;
        unsure_.insert(section.selector);
        if (!follows)
            faults_.push_back(no_entry(section, place_of(section.selector)));
    }

    /// A preset sets its own section alone, and never chooses another preset.
    void apply_preset(const PresetSection& section, Assignment value) {
        if (is_selector(value.path)) {
            faults_.push_back({ErrorCode::unknown_name,
                               value.path,
                               value.path + ": an entry cannot name another one",
                               "leave it out of " + folder_name(section.kind),
                               value.place});
            return;
        }
        apply(value, OriginKind::preset);
    }

    /// A model can be described by its sizes; without a plant the site's PUE stands.
    static bool is_optional(EntryKind kind) {
        return kind == EntryKind::model || kind == EntryKind::cooling;
    }

    bool take_link(const Assignment& value) {
        if (std::find(kServerLinks.begin(), kServerLinks.end(), value.path) == kServerLinks.end()) {
            return false;
        }
        Assignment link = value;
        link.path = "cluster." + value.path;
        const Field<Scenario>& field = *find_field(link.path);
        if (out_.origins[index_of(field)].kind != OriginKind::given) {
            apply(link, OriginKind::preset);
        }
        return true;
    }

    static Fault no_entry(const PresetSection& section, Place place) {
        return {ErrorCode::missing,
                section.selector,
                section.selector + ": not given",
                "name an entry of " + folder_name(section.kind),
                std::move(place)};
    }

    /// Numbers of the world have no default in the program: an entry or the scenario must give
    /// them.
    void require_machine() {
        for (std::size_t i = 0; i < scenario_fields().size(); ++i) {
            const Field<Scenario>& field = scenario_fields()[i];
            if (out_.origins[i].kind != OriginKind::fallback || !needs_value(field))
                continue;
            add_consequence({ErrorCode::missing,
                             field.path,
                             field.path + ": not given",
                             field.help + section_hint(field.path),
                             place_of(field.path)});
        }
    }

    [[nodiscard]] bool needs_value(const Field<Scenario>& field) const {
        const bool measured = field.type == FieldType::number || field.type == FieldType::numbers ||
                              field.type == FieldType::integer;
        const bool no_plant =
            field.path.rfind("cooling.", 0) == 0 && out_.scenario.presets.cooling.empty();
        return measured && !no_plant && entry_section(field.path) != nullptr &&
               is_filled(field.path) && field.get(out_.scenario).has_value();
    }

    /// Was there an entry for the path's section?
    [[nodiscard]] bool is_filled(const std::string& path) const {
        return unsure_.count(entry_section(path)->selector) == 0;
    }

    static const PresetSection* entry_section(const std::string& path) {
        for (const PresetSection& section : preset_sections()) {
            const bool inside = path.rfind(section.prefix + ".", 0) == 0;
            if (inside && section.kind != EntryKind::model)
                return &section;
        }
        return nullptr;
    }

    [[nodiscard]] std::string section_hint(const std::string& path) const {
        const PresetSection* section = entry_section(path);
        const Assignment chosen = selection(*section);
        return fmt::format("; {}/{}.toml or the scenario gives it",
                           folder_name(section->kind),
                           std::get<std::string>(chosen.value));
    }

    /// Curves need as many values as points, and points that rise.
    void check_curves() {
        const Scenario& s = out_.scenario;
        check_curve("accelerator.power_cap_shares",
                    s.accelerator.power_cap_shares,
                    "accelerator.power_cap_rates",
                    s.accelerator.power_cap_rates);
        check_curve("server.scaleup_ranks",
                    s.server.scaleup_ranks,
                    "server.all_reduce_latency_us",
                    s.server.all_reduce_latency_us);
        check_curve("server.scaleup_ranks",
                    s.server.scaleup_ranks,
                    "server.all_reduce_bus_gb_per_s",
                    s.server.all_reduce_bus_gb_per_s);
    }

    /// Constants of a class of memory-bound kernels: two shares of bandwidth and two latencies.
    void check_kernel_classes() {
        for (const auto& field : scenario_fields()) {
            const bool kernels = field.path.rfind("accelerator.fused_", 0) == 0 ||
                                 field.path.rfind("accelerator.eager_", 0) == 0;
            if (!kernels || !is_filled(field.path))
                continue;
            const auto value = field.get(out_.scenario);
            const auto* numbers = value ? std::get_if<std::vector<double>>(&*value) : nullptr;
            if (numbers == nullptr || numbers->empty())
                continue;
            const bool good = numbers->size() == 4 && (*numbers)[0] > 0.0 && (*numbers)[1] > 0.0;
            if (!good) {
                add_conflict(
                    field.path,
                    fmt::format(
                        "{} = {}: not the constants of a kernel", field.path, to_text(*value)),
                    "two shares of bandwidth above 0, forward and backward, and two latencies");
            }
        }
    }

    void check_curve(const char* points_path,
                     const std::vector<double>& points,
                     const char* values_path,
                     const std::vector<double>& values) {
        if (!is_filled(points_path))
            return;
        const bool rising =
            std::adjacent_find(points.begin(), points.end(), std::greater_equal<>()) ==
            points.end();
        if (points.empty() || !rising) {
            add_conflict(
                points_path,
                fmt::format(
                    "{} = {}: not the points of a curve", points_path, to_text(Value(points))),
                "at least one, each above the one before");
        } else if (points.size() != values.size()) {
            const bool by_points = is_given(points_path) && !is_given(values_path);
            add_conflict(by_points ? points_path : values_path,
                         fmt::format("{}: {} values for the {} points of {}",
                                     values_path,
                                     values.size(),
                                     points.size(),
                                     points_path),
                         "a curve has as many values as points");
        }
    }

    bool is_given(const char* path) const {
        return out_.origins[index_of(*find_field(path))].kind == OriginKind::given;
    }

    void add_conflict(const std::string& path, std::string message, std::string help) {
        add_consequence(
            {ErrorCode::conflict, path, std::move(message), std::move(help), place_of(path)});
    }

    void read_offers() {
        Scenario& s = out_.scenario;
        for (const std::string& name : s.compare) {
            if (name == kOnPrem)
                continue;
            const Assignment asked{
                "economics.compare", Value(name), place_of("economics.compare"), {}};
            Result<CloudOffer> offer = read_offer(db_, name, asked);
            if (!offer) {
                faults_.insert(faults_.end(), offer.error().begin(), offer.error().end());
            } else if (unsure_.count("cluster.accelerator") == 0 &&
                       offer->accelerator != s.presets.accelerator) {
                faults_.push_back(other_accelerator(asked, *offer));
            } else {
                s.offers.push_back(std::move(*offer));
            }
        }
    }

    /// An entry of the database as the struct that it fills, with what it says of other entries
    /// left out; faults are noted.
    template <class T>
    std::optional<T> entry(EntryKind kind,
                           const Fields<T>& fields,
                           const std::string& name,
                           const char* path,
                           std::string* accelerator = nullptr) {
        const Assignment asked{path, Value(name), place_of(path), {}};
        Result<Assignments> values = read_entry(db_, kind, name, asked);
        if (!values) {
            faults_.insert(faults_.end(), values.error().begin(), values.error().end());
            return std::nullopt;
        }
        Assignments own;
        for (const Assignment& value : *values) {
            if (value.path == "accelerator" && accelerator != nullptr)
                *accelerator = std::get<std::string>(value.value);
            if (value.path != "accelerator" && value.path != "fabric")
                own.push_back(value);
        }
        T out;
        assign(fields, own, out, faults_);
        return out;
    }

    void read_teacher() {
        const auto& name = out_.scenario.recipe.teacher;
        if (name)
            out_.scenario.teacher =
                entry<Model>(EntryKind::model, model_fields(), *name, "recipe.teacher");
    }

    /// The machine that serves, and the offers that rent it out.
    void read_serving() {
        Scenario& s = out_.scenario;
        if (s.serving.server)
            read_serving_machine(*s.serving.server);
        const std::string& chip =
            s.serving_machine ? s.serving_machine->accelerator_name : s.presets.accelerator;
        for (const CloudOffer& offer : s.offers) {
            if (offer.accelerator == chip && !s.serving.offer)
                s.serving_offers.push_back(offer);
        }
        if (!s.serving.offer)
            return;
        const Assignment asked{
            "serving.offer", Value(*s.serving.offer), place_of("serving.offer"), {}};
        Result<CloudOffer> offer = read_offer(db_, *s.serving.offer, asked);
        if (!offer)
            faults_.insert(faults_.end(), offer.error().begin(), offer.error().end());
        else if (offer->accelerator != chip)
            add_conflict(
                "serving.offer",
                fmt::format("serving.offer = {}: it rents {}, and the model is served on {}",
                            to_text(asked.value),
                            offer->accelerator,
                            chip),
                "an offer of the accelerator that serves, or another serving.server");
        else
            s.serving_offers.push_back(std::move(*offer));
    }

    void read_serving_machine(const std::string& name) {
        ServingMachine machine;
        const auto server = entry<Server>(
            EntryKind::server, server_fields(), name, "serving.server", &machine.accelerator_name);
        if (!server)
            return;
        const auto chip = entry<Accelerator>(EntryKind::accelerator,
                                             accelerator_fields(),
                                             machine.accelerator_name,
                                             "serving.server");
        if (!chip)
            return;
        machine.server = *server;
        machine.accelerator = *chip;
        out_.scenario.serving_machine = std::move(machine);
    }

    /// Hours that were timed on one chip do not price another.
    [[nodiscard]] Fault other_accelerator(const Assignment& asked, const CloudOffer& offer) const {
        return {
            ErrorCode::conflict,
            asked.path,
            fmt::format("{} = {}: it rents {}, and this scenario is timed on {}",
                        asked.path,
                        to_text(asked.value),
                        offer.accelerator,
                        out_.scenario.presets.accelerator),
            "compare offers of the same accelerator; ask about another in a scenario of its own",
            asked.place};
    }

    /// A scenario without a title is called as its file.
    void name_by_file() {
        std::string& name = out_.scenario.name;
        if (!name.empty() || inputs_.empty())
            return;
        const Place& place = inputs_.front().place;
        if (!is_setting(place))
            name = std::filesystem::path(place.file).stem().string();
    }

    void check_whole() {
        for (Fault& fault : scenario_faults(out_.scenario)) {
            fault.place = place_of(fault.path);
            name_value(fault);
            add_consequence(std::move(fault));
        }
    }

    /// Words and lists are only known by name here: "path: what" becomes "path = value: what".
    void name_value(Fault& fault) const {
        const Field<Scenario>* field = find_field(fault.path);
        const std::string unnamed = fault.path + ": ";
        if (field == nullptr || fault.code == ErrorCode::missing ||
            fault.message.rfind(unnamed, 0) != 0)
            return;
        // A long list would bury the words behind it; its place shows it.
        constexpr std::size_t kLongest = 60;
        const std::optional<Value> value = field->get(out_.scenario);
        if (value && to_text(*value).size() <= kLongest) {
            fault.message = fmt::format(
                "{} = {}: {}", fault.path, to_text(*value), fault.message.substr(unnamed.size()));
        }
    }

    [[nodiscard]] Place place_of(const std::string& path) const {
        const Field<Scenario>* field = find_field(path);
        Place place = field == nullptr ? Place{} : out_.origins[index_of(*field)].place;
        if (!place.file.empty() || inputs_.empty())
            return place;
        return {inputs_.front().place.file};
    }

    /// A check of the whole runs in spite of faults, so that all are told at once; what merely
    /// follows from a value that was refused, or from a name that was not understood, is not told.
    void add_consequence(Fault fault) {
        const bool lost = fault.code == ErrorCode::missing && (lost_ || follows_model(fault.path));
        const bool follows =
            at_fault(fault.path) || std::any_of(fault.about.begin(),
                                                fault.about.end(),
                                                [&](const auto& path) { return at_fault(path); });
        if (!lost && !follows)
            faults_.push_back(std::move(fault));
    }

    [[nodiscard]] bool follows_model(const std::string& path) const {
        return unsure_.count("model.preset") > 0 && path.rfind("model.", 0) == 0;
    }

    [[nodiscard]] bool at_fault(const std::string& path) const {
        return unsure_.count(path) > 0 ||
               std::any_of(
                   faults_.begin(), faults_.end(), [&](const Fault& f) { return f.path == path; });
    }

    const Assignments& inputs_;
    const HardwareDb& db_;
    LoadedScenario out_;
    Faults faults_;
    std::set<std::string> unsure_;  ///< fields that were meant, but not understood
    bool lost_ = false;             ///< an input may have meant any field
    std::size_t unknown_ = 0;       ///< inputs that are no field's
};

bool can_be_balanced(const Parallelism& plan) {
    constexpr std::int64_t kMostStages = 1'000'000;
    return plan.stage_layers.empty() && plan.pipeline > 1 && plan.pipeline <= kMostStages &&
           chunks(plan) == 1 && traits_of(plan.schedule).placement == StagePlacement::in_turn;
}

}  // namespace

const Provenance& provenance_of(const LoadedScenario& loaded, const std::string& path) {
    const Field<Scenario>* field = find_field(path);
    return loaded.origins[static_cast<std::size_t>(field - scenario_fields().data())].provenance;
}

void apply_software(Scenario& scenario) {
    const SoftwareStack& software = scenario.software;
    Parallelism& plan = scenario.parallelism;
    plan.zero_stage = std::max(plan.zero_stage, software.least_zero_stage);
    if (software.balance_stages && can_be_balanced(plan))
        plan.stage_layers = balanced_stage_layers(scenario.model, plan.pipeline);
    plan.sequence_parallel |= software.always_sequence_parallel && plan.tensor > 1;
    apply_recipe(scenario);
}

Result<LoadedScenario> resolve_scenario(const Assignments& inputs, const HardwareDb& db) {
    Loader loader(inputs, db);
    loader.resolve();
    return loader.result();
}

bool chooses_entries(const std::string& path) {
    return path == "economics.compare" || path == "recipe.teacher" || path == "serving.server" ||
           path == "serving.offer" || Loader::is_selector(path);
}

Result<LoadedScenario> load_scenario(const Assignments& inputs, const HardwareDb& db) {
    Loader loader(inputs, db);
    loader.resolve();
    loader.complete();
    return loader.result();
}

}  // namespace deepwallet
