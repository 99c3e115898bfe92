#pragma once

/// DeepSpeed's configuration (ds_config.json; www.deepspeed.ai/docs/config-json) as inputs of a
/// scenario, and a scenario's plan as one.

#include <filesystem>
#include <string>

#include "engine/scenario/imported.hpp"

namespace deepwallet {

/// Batch, ZeRO stage, precision and pipeline. Of train_batch_size,
/// train_micro_batch_size_per_gpu and gradient_accumulation_steps each follows from the others and
/// the data parallel degree (train_batch_size = micro-batch x accumulation x data); all three that
/// do not agree are a fault, unless the scenario gives a batch of its own.
Imported read_deepspeed(const std::filesystem::path& file, const Settle& settle);

/// The scenario's batch, ZeRO stage, precision and pipeline as JSON; what DeepSpeed has no key for
/// is listed under "_comment", which it does not read.
std::string deepspeed_config(const Scenario& scenario);

}  // namespace deepwallet
