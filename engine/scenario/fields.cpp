#include "engine/scenario/fields.hpp"

#include <unordered_map>

#include "engine/scenario/names.hpp"

namespace deepwallet {

namespace {

Fields<Presets> preset_fields() {
    using P = Presets;
    return {
        text<P>("model.preset", "a model of scenarios/models", &P::model),
        text<P>("model.huggingface",
                "a Hugging Face config.json in the place of a preset; its path is relative to the "
                "file that names it",
                &P::huggingface),
        text<P>("import.megatron_args",
                "launch arguments of Megatron-LM or NeMo, or the path of a file or shell script "
                "that holds them, relative to the file that names it",
                &P::megatron_args),
        text<P>("import.deepspeed",
                "a DeepSpeed configuration (JSON); its path is relative to the file that names it",
                &P::deepspeed),
        text<P>("cluster.server", "a server of hardware_db/servers", &P::server),
        text<P>("cluster.accelerator",
                "of hardware_db/accelerators; the server's where absent",
                &P::accelerator),
        text<P>("cluster.fabric", "of hardware_db/fabrics; the server's where absent", &P::fabric),
        text<P>("software.stack", "training software of hardware_db/stacks", &P::stack),
        text<P>("site.preset", "a place of hardware_db/sites", &P::site),
        text<P>("cooling.preset",
                "a plant of hardware_db/cooling, from which PUE and WUE follow; without it the "
                "site's stand",
                &P::cooling),
        text<P>("campaign.preset",
                "failure and checkpoint terms of hardware_db/campaigns",
                &P::campaign),
        text<P>("economics.preset", "terms of ownership of hardware_db/ownership", &P::ownership),
        text<P>(
            "equivalents.preset", "carbon equivalents of hardware_db/equivalents", &P::equivalents),
        text<P>("scaling_law.preset",
                "a fit of hardware_db/scaling-laws, for the expected loss",
                &P::scaling_law),
    };
}

Fields<ClusterSize> cluster_fields() {
    using C = ClusterSize;
    return {
        integer<C>("servers", "number of servers", {1, 1e7}, &C::servers),
        integer<C>(
            "gpus", "accelerators in use; all of the servers' where absent", {1, 1e9}, &C::gpus),
    };
}

Fields<Scenario> other_fields() {
    using S = Scenario;
    return {
        text<S>("name", "title of the scenario", &S::name),
        texts<S>("published",
                 "figures that others published of it, each with its basis and source; no answer "
                 "depends on them",
                 &S::published),
        choice<S>("simulation.engine", "how the iteration is timed", engine_names(), &S::engine),
        texts<S>("economics.compare", "\"on-prem\" and cloud offers to compare", &S::compare),
    };
}

Fields<Scenario> make_scenario_fields() {
    Fields<Scenario> all = other_fields();
    add_section(all, "", preset_fields(), &Scenario::presets);
    add_section(all, "cluster", cluster_fields(), &Scenario::cluster);
    add_section(all, "model", model_fields(), &Scenario::model);
    add_section(all, "accelerator", accelerator_fields(), &Scenario::accelerator);
    add_section(all, "server", server_fields(), &Scenario::server);
    add_section(all, "fabric", fabric_fields(), &Scenario::fabric);
    add_section(all, "parallelism", parallelism_fields(), &Scenario::parallelism);
    add_section(all, "simulation", simulation_fields(), &Scenario::simulation);
    add_section(all, "software", software_fields(), &Scenario::software);
    add_section(all, "training", training_fields(), &Scenario::training);
    add_section(all, "scaling_law", scaling_law_fields(), &Scenario::scaling_law);
    add_section(all, "campaign", campaign_fields(), &Scenario::campaign);
    add_section(all, "site", site_fields(), &Scenario::site);
    add_section(all, "cooling", cooling_fields(), &Scenario::cooling);
    add_section(all, "equivalents", equivalents_fields(), &Scenario::equivalents);
    add_section(all, "economics", ownership_fields(), &Scenario::ownership);
    add_section(all, "limits", limit_fields(), &Scenario::limits);
    add_section(all, "recipe", recipe_fields(), &Scenario::recipe);
    add_section(all, "serving", serving_fields(), &Scenario::serving);
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
