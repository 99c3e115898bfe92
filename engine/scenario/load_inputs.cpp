// What a file and settings say, before any of it is looked up.

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/config/toml_reader.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet {

Result<Assignments> read_settings(std::span<const std::string> settings) {
    Assignments read;
    Faults faults;
    for (const std::string& text : settings) {
        Result<Assignment> setting = read_setting(text);
        if (setting)
            read.push_back(std::move(*setting));
        else
            faults.insert(faults.end(), setting.error().begin(), setting.error().end());
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return read;
}

namespace {

std::vector<std::string> section_names() {
    std::vector<std::string> names;
    for (const auto& field : scenario_fields()) {
        const std::size_t dot = field.path.find('.');
        if (dot == std::string::npos)
            continue;
        if (std::string name = field.path.substr(0, dot);
            std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    return names;
}

/// Sections that scenario files leave to other commands.
constexpr std::array kLeftToOthers = {kSweepSection, kSearchSection};

bool is_quality(const std::string& path) { return path.rfind("recipe.quality", 0) == 0; }

bool is_in(const std::string& path, std::string_view section) {
    return path.rfind(section, 0) == 0;
}

/// Does it change the model that recipe.quality was measured of, or the numbers it is served with?
bool changes_result(const Assignment& setting) {
    const std::string& path = setting.path;
    return path == "serving.weight_bits" || path == "serving.cache_bits" || is_in(path, "model.") ||
           is_in(path, "training.") || (is_in(path, "recipe.") && !is_quality(path));
}

/// A file's figure of quality is that of the file's recipe, and of no other one that settings make
/// of it: that is as good as what they say themselves.
void forget_quality(Assignments& file, const Assignments& settings) {
    const bool says_another = std::any_of(
        settings.begin(), settings.end(), [](const Assignment& a) { return is_quality(a.path); });
    if (says_another || std::any_of(settings.begin(), settings.end(), changes_result))
        file.erase(
            std::remove_if(
                file.begin(), file.end(), [](const Assignment& a) { return is_quality(a.path); }),
            file.end());
}

/// What a file says, and then the settings.
Result<Assignments> with_settings(Result<Assignments> inputs,
                                  const std::filesystem::path& file,
                                  std::span<const std::string> settings) {
    Faults faults = inputs ? Faults{} : inputs.error();
    const Result<Assignments> given = read_settings(settings);
    if (!given)
        faults.insert(faults.end(), given.error().begin(), given.error().end());
    else if (inputs) {
        forget_quality(*inputs, *given);
        inputs->insert(inputs->end(), given->begin(), given->end());
    }
    if (inputs && inputs->empty() && faults.empty()) {
        faults.push_back({ErrorCode::missing,
                          "",
                          "nothing is given",
                          "a scenario gives at least model.preset, cluster.servers, "
                          "training.sequence_length and training.global_batch",
                          {file.string()}});
    }
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return inputs;
}

}  // namespace

Result<Assignments> read_inputs(const std::filesystem::path& file,
                                std::span<const std::string> settings) {
    return with_settings(read_toml_file(file, kLeftToOthers, section_names()), file, settings);
}

Result<Assignments> read_inputs_text(std::string_view text,
                                     const std::filesystem::path& file,
                                     std::span<const std::string> settings) {
    return with_settings(
        read_toml(text, file.string(), kLeftToOthers, section_names()), file, settings);
}

}  // namespace deepwallet
