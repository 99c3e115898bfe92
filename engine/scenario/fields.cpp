#include "engine/scenario/fields.hpp"

#include <algorithm>
#include <unordered_map>

#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

Fields<Scenario> preset_fields() {
    using S = Scenario;
    return {
        text<S>("model.preset", "a model of scenarios/models",
                [](auto& s) -> auto& { return s.presets.model; }),
        text<S>("cluster.server", "a server of hardware_db/servers",
                [](auto& s) -> auto& { return s.presets.server; }),
        text<S>("cluster.accelerator", "of hardware_db/accelerators; the server's where absent",
                [](auto& s) -> auto& { return s.presets.accelerator; }),
        text<S>("cluster.fabric", "of hardware_db/fabrics; the server's where absent",
                [](auto& s) -> auto& { return s.presets.fabric; }),
        text<S>("software.stack", "training software of hardware_db/stacks",
                [](auto& s) -> auto& { return s.presets.stack; }),
        text<S>("site.preset", "a place of hardware_db/sites",
                [](auto& s) -> auto& { return s.presets.site; }),
        text<S>("campaign.preset", "failure and checkpoint terms of hardware_db/campaigns",
                [](auto& s) -> auto& { return s.presets.campaign; }),
        text<S>("economics.preset", "terms of ownership of hardware_db/ownership",
                [](auto& s) -> auto& { return s.presets.ownership; }),
        text<S>("equivalents.preset", "carbon equivalents of hardware_db/equivalents",
                [](auto& s) -> auto& { return s.presets.equivalents; }),
    };
}

Fields<Scenario> other_fields() {
    using S = Scenario;
    return {
        text<S>("name", "title of the scenario", [](auto& s) -> auto& { return s.name; }),
        integer<S>("cluster.servers", "number of servers", {1, 1e7},
                   [](auto& s) -> auto& { return s.cluster.servers; }),
        integer<S>("cluster.gpus", "accelerators in use; all of the servers' where absent",
                   {1, 1e9}, [](auto& s) -> auto& { return s.cluster.gpus; }),
        choice<S>("simulation.engine", "how the iteration is timed", engine_names(),
                  [](auto& s) -> auto& { return s.engine; }),
        texts<S>("economics.compare", "\"on-prem\" and cloud offers to compare",
                 [](auto& s) -> auto& { return s.compare; }),
    };
}

Fields<Scenario> make_scenario_fields() {
    Fields<Scenario> all = other_fields();
    for (auto& field : preset_fields()) all.push_back(std::move(field));
    add_section(all, "model", model_fields(), [](auto& s) -> auto& { return s.model; });
    add_section(all, "accelerator", accelerator_fields(),
                [](auto& s) -> auto& { return s.accelerator; });
    add_section(all, "server", server_fields(), [](auto& s) -> auto& { return s.server; });
    add_section(all, "fabric", fabric_fields(), [](auto& s) -> auto& { return s.fabric; });
    add_section(all, "parallelism", parallelism_fields(),
                [](auto& s) -> auto& { return s.parallelism; });
    add_section(all, "software", software_fields(), [](auto& s) -> auto& { return s.software; });
    add_section(all, "training", training_fields(), [](auto& s) -> auto& { return s.training; });
    add_section(all, "campaign", campaign_fields(), [](auto& s) -> auto& { return s.campaign; });
    add_section(all, "site", site_fields(), [](auto& s) -> auto& { return s.site; });
    add_section(all, "equivalents", equivalents_fields(),
                [](auto& s) -> auto& { return s.equivalents; });
    add_section(all, "economics", ownership_fields(),
                [](auto& s) -> auto& { return s.ownership; });
    return all;
}

}  // namespace

const Fields<Scenario>& scenario_fields() {
    static const Fields<Scenario> fields = make_scenario_fields();
    return fields;
}

const Field<Scenario>* find_field(const std::string& path) {
    static const auto index = [] {
        std::unordered_map<std::string, const Field<Scenario>*> by_path;
        for (const auto& field : scenario_fields()) by_path.emplace(field.path, &field);
        return by_path;
    }();
    const auto found = index.find(path);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace deepwallet
