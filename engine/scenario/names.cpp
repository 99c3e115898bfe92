#include "engine/scenario/names.hpp"

namespace deepwallet {

const Names<Architecture>& architecture_names() {
    static const Names<Architecture> names = {{Architecture::decoder, "decoder"},
                                              {Architecture::encoder, "encoder"},
                                              {Architecture::encoder_decoder, "encoder-decoder"},
                                              {Architecture::convolutional, "convolutional"}};
    return names;
}

const Names<Normalization>& normalization_names() {
    static const Names<Normalization> names = {{Normalization::layer_norm, "layernorm"},
                                               {Normalization::rms_norm, "rmsnorm"}};
    return names;
}

const Names<Positions>& position_names() {
    static const Names<Positions> names = {{Positions::learned, "learned"},
                                           {Positions::rotary, "rotary"},
                                           {Positions::alibi, "alibi"},
                                           {Positions::relative, "relative"},
                                           {Positions::transformer_xl, "transformer-xl"},
                                           {Positions::none, "none"}};
    return names;
}

const Names<Precision>& precision_names() {
    static const Names<Precision> names = {{Precision::fp32, "fp32"},
                                           {Precision::tf32, "tf32"},
                                           {Precision::fp16, "fp16"},
                                           {Precision::bf16, "bf16"},
                                           {Precision::fp8, "fp8"},
                                           {Precision::nvfp4, "nvfp4"}};
    return names;
}

const Names<Recompute>& recompute_names() {
    static const Names<Recompute> names = {
        {Recompute::none, "none"}, {Recompute::selective, "selective"}, {Recompute::full, "full"}};
    return names;
}

const Names<RecomputeModule>& recompute_module_names() {
    static const Names<RecomputeModule> names = {{RecomputeModule::core_attn, "core_attn"},
                                                 {RecomputeModule::layernorm, "layernorm"},
                                                 {RecomputeModule::mla_up_proj, "mla_up_proj"},
                                                 {RecomputeModule::moe_act, "moe_act"},
                                                 {RecomputeModule::mlp, "mlp"},
                                                 {RecomputeModule::moe, "moe"}};
    return names;
}

const Names<Offload>& offload_names() {
    static const Names<Offload> names = {{Offload::none, "none"},
                                         {Offload::optimizer, "optimizer"},
                                         {Offload::parameters, "parameters"}};
    return names;
}

const Names<OffloadTo>& offload_to_names() {
    static const Names<OffloadTo> names = {{OffloadTo::host, "host"}, {OffloadTo::nvme, "nvme"}};
    return names;
}

const Names<ScheduleKind>& schedule_names() {
    static const Names<ScheduleKind> names = [] {
        Names<ScheduleKind> out;
        for (const ScheduleTraits& schedule : schedules())
            out.emplace_back(schedule.kind, schedule.name);
        return out;
    }();
    return names;
}

const Names<DataOverlap>& data_overlap_names() {
    static const Names<DataOverlap> names = {{DataOverlap::none, "none"},
                                             {DataOverlap::last_backward, "last-backward"}};
    return names;
}

const Names<PipelineTransfer>& pipeline_transfer_names() {
    static const Names<PipelineTransfer> names = {{PipelineTransfer::blocking, "blocking"},
                                                  {PipelineTransfer::asynchronous, "asynchronous"}};
    return names;
}

const Names<MemoryReport>& memory_report_names() {
    static const Names<MemoryReport> names = {{MemoryReport::device, "device"},
                                              {MemoryReport::allocated, "allocated"},
                                              {MemoryReport::optimizer_step, "optimizer-step"}};
    return names;
}

const Names<EngineKind>& engine_names() {
    static const Names<EngineKind> names = {{EngineKind::analytic, "analytic"},
                                            {EngineKind::discrete_event, "discrete-event"}};
    return names;
}

const Names<Detail>& detail_names() {
    static const Names<Detail> names = {{Detail::replica, "replica"}, {Detail::full, "full"}};
    return names;
}

const Names<FabricKind>& fabric_kind_names() {
    static const Names<FabricKind> names = {{FabricKind::single_switch, "single-switch"},
                                            {FabricKind::fat_tree, "fat-tree"},
                                            {FabricKind::rail_optimized, "rail-optimized"},
                                            {FabricKind::torus, "torus"},
                                            {FabricKind::dragonfly, "dragonfly"}};
    return names;
}

const Names<Routing>& routing_names() {
    static const Names<Routing> names = {{Routing::adaptive, "adaptive"}, {Routing::ecmp, "ecmp"}};
    return names;
}

const Names<ScaleUpKind>& scaleup_kind_names() {
    static const Names<ScaleUpKind> names = {{ScaleUpKind::scaleup_switch, "switch"},
                                             {ScaleUpKind::mesh, "mesh"},
                                             {ScaleUpKind::cube_mesh, "cube-mesh"},
                                             {ScaleUpKind::pcie, "pcie"}};
    return names;
}

const Names<ScalingForm>& scaling_form_names() {
    static const Names<ScalingForm> names = {{ScalingForm::chinchilla, "chinchilla"},
                                             {ScalingForm::kaplan, "kaplan"}};
    return names;
}

const Names<CheckpointMode>& checkpoint_mode_names() {
    static const Names<CheckpointMode> names = {{CheckpointMode::synchronous, "synchronous"},
                                                {CheckpointMode::asynchronous, "asynchronous"}};
    return names;
}

const Names<CoolingKind>& cooling_kind_names() {
    static const Names<CoolingKind> names = {{CoolingKind::air, "air"},
                                             {CoolingKind::chilled_water, "chilled-water"},
                                             {CoolingKind::economizer, "economizer"},
                                             {CoolingKind::direct_liquid, "direct-liquid"},
                                             {CoolingKind::immersion, "immersion"}};
    return names;
}

const Names<FacilityKind>& facility_names() {
    static const Names<FacilityKind> names = {{FacilityKind::build, "build"},
                                              {FacilityKind::colocation, "colocation"}};
    return names;
}

const Names<Depreciation>& depreciation_names() {
    static const Names<Depreciation> names = {{Depreciation::macrs_5, "macrs-5"},
                                              {Depreciation::straight_line, "straight-line"},
                                              {Depreciation::none, "none"}};
    return names;
}

const Names<RecipeKind>& recipe_kind_names() {
    static const Names<RecipeKind> names = {{RecipeKind::scratch, "scratch"},
                                            {RecipeKind::fine_tune, "fine-tune"},
                                            {RecipeKind::lora, "lora"},
                                            {RecipeKind::qlora, "qlora"},
                                            {RecipeKind::distil, "distil"},
                                            {RecipeKind::quantize, "quantize"},
                                            {RecipeKind::quantize_aware, "quantize-aware"},
                                            {RecipeKind::prune, "prune"},
                                            {RecipeKind::as_is, "as-is"}};
    return names;
}

const Names<Sparsity>& sparsity_names() {
    static const Names<Sparsity> names = {{Sparsity::unstructured, "unstructured"},
                                          {Sparsity::two_of_four, "2:4"}};
    return names;
}

}  // namespace deepwallet
