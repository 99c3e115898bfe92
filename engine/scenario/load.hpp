#pragma once

/// A scenario file to a Scenario: presets first, then what is imported, then what the file
/// overrides, then `--set`.

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
    std::vector<Origin> origins;     ///< by index into scenario_fields()
    std::vector<std::string> notes;  ///< warnings with their places: what an import leaves out
};

/// Who said the value at a path, and how far it may be off; of a path that a field has.
const Provenance& provenance_of(const LoadedScenario& loaded, const std::string& path);

/// Sections of a scenario file that other commands read.
inline constexpr std::string_view kSweepSection = "sweep";
inline constexpr std::string_view kSearchSection = "search";

/// What `--set` options say, in their order.
Result<Assignments> read_settings(std::span<const std::string> settings);

/// All inputs of a question: the file's values, then the settings in order; later ones win. All
/// faults of file and settings together.
Result<Assignments> read_inputs(const std::filesystem::path& file,
                                std::span<const std::string> settings);

/// The same of a text that is not saved; what it imports is looked for beside `file`.
Result<Assignments> read_inputs_text(std::string_view text,
                                     const std::filesystem::path& file,
                                     std::span<const std::string> settings = {});

/// What the training software does, asked for or not: its least ZeRO stage, balanced stages,
/// sequence parallelism.
void apply_software(Scenario& scenario);

/// Presets and inputs, each value checked for itself; for callers that change fields before they
/// apply_software() and ask for scenario_faults().
Result<LoadedScenario> resolve_scenario(const Assignments& inputs, const HardwareDb& db);

/// Does the input at this path decide which entries of the database are read? What it fills changes
/// with it; any other field stands for itself.
bool chooses_entries(const std::string& path);

/// Looks up presets, applies the inputs, and checks the whole; all faults in one go.
Result<LoadedScenario> load_scenario(const Assignments& inputs, const HardwareDb& db);

}  // namespace deepwallet
