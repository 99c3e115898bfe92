#pragma once

/// What files and launch commands of other programs say, as fields of a scenario.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

struct Imported {
    Assignments defaults;            ///< the other program's own, where it is told a whole model
    Assignments values;              ///< what is said
    std::vector<std::string> notes;  ///< what was not understood, or has no effect here
    Faults faults;
};

/// The scenario with presets, then these values, then what the scenario itself gives.
using Settle = std::function<Scenario(const Assignments&)>;

/// The scenario with these values; those that no field takes are left out.
Scenario with_values(Scenario scenario, const Assignments& values);

/// `place: warning: text`, as faults are written.
std::string import_note(const Place& place, const std::string& text);

/// The value as the field at `path` takes it, set in `out` in the place of an earlier one; what is
/// wrong with it is a fault under `name`, which is what the other program calls it. False then.
bool import_value(Imported& out,
                  const std::string& path,
                  const std::string& name,
                  Value value,
                  const Place& place,
                  const char* source);

/// A section `import`: text as it is written and the place of that.
struct ImportSource {
    std::string text;
    Place place;
    std::filesystem::path file;  ///< what the text names, if it names a file
};

/// All that is imported. A value of the training configuration that contradicts the arguments is a
/// fault.
Imported read_imports(const std::optional<ImportSource>& megatron_args,
                      const std::optional<ImportSource>& deepspeed,
                      const Settle& settle);

}  // namespace deepwallet
