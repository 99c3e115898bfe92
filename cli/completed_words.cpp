#include "cli/completed_words.hpp"

#include <algorithm>

#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/preset_sections.hpp"

namespace deepwallet::cli {

std::vector<std::pair<std::string, std::vector<std::string>>> completed_fields(
    const HardwareDb& db) {
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    for (const FieldInfo& field : scenario_fields())
        out.emplace_back(field.path, choices_of(field, db));
    return out;
}

std::vector<std::string> completed_values(const std::vector<std::string>& option_names) {
    std::vector<std::string> out;
    for (const char* takes : {"--objective", "--where", "--target", "--pareto"}) {
        if (std::find(option_names.begin(), option_names.end(), takes) == option_names.end())
            continue;
        for (const Metric& metric : metrics()) out.push_back(metric.path);
    }
    return out;
}

std::vector<std::string> completed_words(const std::string& command, const HardwareDb& db) {
    std::vector<std::string> out;
    if (command == "explain") {
        for (const Metric& metric : metrics()) out.push_back(metric.path);
    }
    for (const EntryKind kind : kEntryKinds) {
        if (command == "db list" || command == "db show")
            out.push_back(folder_name(kind));
        if (command == "db show") {
            for (std::string& name : entry_names(db, kind)) out.push_back(std::move(name));
        }
    }
    return out;
}

}  // namespace deepwallet::cli
