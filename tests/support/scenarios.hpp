#pragma once

/// Scenarios for tests, from the project's own files.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/config/toml_reader.hpp"
#include "engine/scenario/load.hpp"

namespace deepwallet::test {

inline std::filesystem::path project_root() { return DEEPWALLET_SOURCE_DIR; }

inline HardwareDb database() { return {project_root() / "hardware_db"}; }

inline std::filesystem::path reference_file() {
    return project_root() / "scenarios" / "published" / "mt-nlg-530b-280.toml";
}

/// What `deepwallet run FILE --set …` would load; throws its faults.
inline LoadedScenario load_file(const std::filesystem::path& file,
                                const std::vector<std::string>& settings = {}) {
    const auto inputs = read_inputs(file, settings);
    if (!inputs)
        throw std::runtime_error(render(inputs.error()));
    auto loaded = load_scenario(*inputs, database());
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    return *loaded;
}

/// The same without a file: `path=value` alone.
inline Assignments settings(const std::vector<std::string>& texts) {
    Assignments inputs;
    for (const std::string& text : texts) {
        const auto setting = read_setting(text);
        if (!setting)
            throw std::runtime_error(render(setting.error()));
        inputs.push_back(*setting);
    }
    return inputs;
}

inline Result<LoadedScenario> try_settings(const std::vector<std::string>& texts) {
    return load_scenario(settings(texts), database());
}

inline LoadedScenario load_settings(const std::vector<std::string>& texts) {
    auto loaded = try_settings(texts);
    if (!loaded)
        throw std::runtime_error(render(loaded.error()));
    return *loaded;
}

}  // namespace deepwallet::test
