#pragma once

/// Hugging Face model configurations (config.json of transformers) as presets of the model.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/config/value.hpp"

namespace deepwallet {

/// Values of `model_type` that can be read.
std::vector<std::string> huggingface_model_types();

/// The fields of `model` that a configuration says, without the section's name. Keys that are not
/// in the file have the defaults of transformers' configuration classes where shapes do not depend
/// on them; a key of the shape that is missing, a value of the wrong type and an architecture that
/// is not known are faults with the name of the file.
Result<Assignments> read_huggingface(const std::filesystem::path& file);

}  // namespace deepwallet
