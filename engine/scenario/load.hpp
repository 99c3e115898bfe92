#pragma once

/// A scenario file to a Scenario: presets first, then what the file overrides, then `--set`.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/scenario/database.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

/// Who said a field's value last.
enum class OriginKind { fallback, preset, given };

struct Origin {
    OriginKind kind = OriginKind::fallback;
    Place place;
    Provenance provenance;
};

struct LoadedScenario {
    Scenario scenario;
    std::vector<Origin> origins;  ///< by index into scenario_fields()
};

/// Who said the value at a path, and how far it may be off; of a path that a field has.
const Provenance& provenance_of(const LoadedScenario& loaded, const std::string& path);

/// Sections of a scenario file that other commands read.
inline constexpr std::string_view kSweepSection = "sweep";

/// What `--set` options say, in their order.
Result<Assignments> read_settings(std::span<const std::string> settings);

/// All inputs of a question: the file's values, then the settings in order; later ones win. All
/// faults of file and settings together.
Result<Assignments> read_inputs(const std::filesystem::path& file,
                                std::span<const std::string> settings);

/// Looks up presets, applies the inputs, and checks the whole; all faults in one go.
Result<LoadedScenario> load_scenario(const Assignments& inputs, const HardwareDb& db);

}  // namespace deepwallet
