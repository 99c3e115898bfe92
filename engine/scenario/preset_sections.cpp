#include "engine/scenario/preset_sections.hpp"

namespace deepwallet {

const std::vector<PresetSection>& preset_sections() {
    static const std::vector<PresetSection> sections = {
        {EntryKind::server, "server", "cluster.server"},
        {EntryKind::accelerator, "accelerator", "cluster.accelerator"},
        {EntryKind::fabric, "fabric", "cluster.fabric"},
        {EntryKind::stack, "software", "software.stack"},
        {EntryKind::site, "site", "site.preset"},
        {EntryKind::cooling, "cooling", "cooling.preset"},
        {EntryKind::campaign, "campaign", "campaign.preset"},
        {EntryKind::ownership, "economics", "economics.preset"},
        {EntryKind::equivalents, "equivalents", "equivalents.preset"},
        {EntryKind::scaling_law, "scaling_law", "scaling_law.preset"},
        {EntryKind::model, "model", "model.preset"},
    };
    return sections;
}

std::vector<std::string> choices_of(const FieldInfo& field, const HardwareDb& db) {
    for (const PresetSection& section : preset_sections()) {
        if (section.selector == field.path)
            return entry_names(db, section.kind);
    }
    return field.type == FieldType::boolean ? std::vector<std::string>{"true", "false"}
                                            : field.choices;
}

}  // namespace deepwallet
