#pragma once

/// Megatron-LM's launch arguments (NVIDIA/Megatron-LM, megatron/training/arguments.py) as inputs of
/// a scenario, and a scenario's plan as launch arguments: one table serves both.

#include <string>
#include <vector>

#include "engine/scenario/imported.hpp"

namespace deepwallet {

/// Arguments that fill a field, "--num-layers", in the order of the table.
std::vector<std::string> megatron_argument_names();

/// Reads launch arguments from the text, or from the file that it names: a list of arguments, a
/// shell script with variables (config/shell_words.hpp), or NeMo's overrides
/// (`model.num_layers=96`, `trainer.precision=bf16`). Where --num-layers is given the arguments
/// describe a whole model, and Megatron-LM's defaults stand for what they leave out.
Imported read_megatron_arguments(const ImportSource& source, const Settle& settle);

/// The scenario's model, plan, batch and precision, one argument a line, with comment lines on what
/// Megatron-LM has no argument for. Reading it back gives the same fields but for those.
std::string megatron_arguments(const Scenario& scenario);

/// What of a plan Megatron-LM has no argument for, or refuses: fields of `parallelism`, and stages
/// that the layers do not divide over. Empty where its arguments say all of it.
std::vector<std::string> megatron_lacks(const Scenario& scenario);

}  // namespace deepwallet
