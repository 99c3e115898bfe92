#pragma once

/// The words of the enumerations, as TOML, JSON and the command line write them.

#include "engine/config/field.hpp"
#include "engine/scenario/scenario.hpp"

namespace deepwallet {

const Names<Architecture>& architecture_names();
const Names<Normalization>& normalization_names();
const Names<Positions>& position_names();
const Names<Precision>& precision_names();
const Names<ScalingForm>& scaling_form_names();
const Names<Recompute>& recompute_names();
const Names<RecomputeModule>& recompute_module_names();
const Names<Offload>& offload_names();
const Names<OffloadTo>& offload_to_names();
const Names<ScheduleKind>& schedule_names();
const Names<DataOverlap>& data_overlap_names();
const Names<PipelineTransfer>& pipeline_transfer_names();
const Names<MemoryReport>& memory_report_names();
const Names<EngineKind>& engine_names();
const Names<Detail>& detail_names();
const Names<FabricKind>& fabric_kind_names();
const Names<Routing>& routing_names();
const Names<ScaleUpKind>& scaleup_kind_names();
const Names<CheckpointMode>& checkpoint_mode_names();
const Names<FacilityKind>& facility_names();
const Names<CoolingKind>& cooling_kind_names();
const Names<Depreciation>& depreciation_names();
const Names<RecipeKind>& recipe_kind_names();
const Names<Sparsity>& sparsity_names();

}  // namespace deepwallet
