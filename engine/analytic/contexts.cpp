// What an iteration tells the cost models of layers and of memory.

#include "engine/analytic/iteration.hpp"
#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

/// Of an element that waits for the backward pass, where the stack keeps it in a narrow format.
std::optional<double> kept_bytes(const IterationInput& in, bool narrow) {
    if (!narrow || !is_narrow(in.training.precision))
        return {};
    return operand_size(in.training.precision).in(units::byte);
}

/// Of an input of a matrix product. Where it is rounded while trained, what says which elements
/// were cut off takes a byte more.
std::optional<double> kept_input_bytes(const IterationInput& in) {
    const std::optional<double> kept = kept_bytes(in, in.software.narrow_linear_inputs);
    if (!in.training.part.fake_quantized)
        return kept;
    return kept.value_or(element_size(in.training.precision).in(units::byte)) + 1.0;
}

/// A distilled model's teacher runs forward on the same ranks; its layers are spread over those of
/// the student.
Time teacher_time(const IterationInput& in, LayerContext at) {
    const std::optional<Model>& teacher = in.training.part.teacher;
    if (!teacher)
        return {};
    at.model = &*teacher;
    Time sum = head_time(at).forward.total();
    for (int k = 0; k < kLayerKinds; ++k) {
        const std::int64_t count = layers_of_kind(*teacher, layer_kind_at(k));
        if (count > 0)
            sum += real(count) * layer_time(at, layer_kind_at(k)).forward.total();
    }
    return sum / real(total_layers(in.model));
}

LayerContext student_context(const IterationInput& in) {
    const KernelOptions options{.flash_version = static_cast<int>(in.software.flash_version)};
    return {.model = &in.model,
            .software = &in.software,
            .chip = driven_by(in.software,
                              kernel_model(in.accelerator, in.training.precision, options)),
            .wide_chip = driven_by(
                in.software,
                kernel_model(in.accelerator, wide_precision(in.training.precision), options)),
            .net = network(in.server, in.fabric),
            .slice = make_slice(in),
            .recompute = recomputation(in.parallelism),
            .pipelined = in.layout.pipeline > 1,
            .split_backward = traits_of(in.parallelism.schedule).splits_backward,
            .tensor_group = in.layout.tensor_group,
            .context_group = in.layout.context_group,
            .expert_group = in.layout.expert_group,
            .teacher = {}};
}

}  // namespace

Slice make_slice(const IterationInput& in) {
    return {.micro_batch = in.parallelism.micro_batch,
            .sequence_length = in.training.sequence_length,
            .tensor = in.parallelism.tensor,
            .context = in.parallelism.context,
            .expert = in.parallelism.expert,
            .sequence_parallel = in.parallelism.sequence_parallel,
            .flash_attention = in.software.flash_attention || in.software.fused_attention,
            .elementwise_factor = in.software.fused_elementwise || in.software.compiled
                                      ? 1.0
                                      : in.software.unfused_factor,
            .eager_kernels = in.software.eager_kernels && !in.software.compiled,
            .fused_norms = in.software.compiled,
            .fused_accumulation = in.software.fused_gradient_accumulation,
            .gradient_bytes = real(in.software.gradient_bytes),
            .element_bytes = element_size(in.training.precision).in(units::byte),
            .permute_efficiency = in.software.expert_permute_efficiency,
            .expert_imbalance = in.software.expert_imbalance,
            .backward = in.training.part.backward,
            .weight_gradients = in.training.part.weight_gradients,
            .product_slowdown = in.training.part.product_slowdown,
            .fake_quantized = in.training.part.fake_quantized,
            .input_bytes = kept_input_bytes(in),
            .activation_input_bytes = kept_bytes(in, in.software.narrow_activation_inputs)};
}

LayerContext layer_context(const IterationInput& in) {
    LayerContext at = student_context(in);
    at.teacher = teacher_time(in, at);
    return at;
}

MemoryContext memory_context(const IterationInput& in, const BlockMemory& blocks) {
    return {.model = &in.model,
            .parallelism = &in.parallelism,
            .training = &in.training,
            .software = &in.software,
            .layout = &in.layout,
            .slice = make_slice(in),
            .blocks = blocks};
}

MemoryContext memory_context(const IterationInput& in) {
    return memory_context(in,
                          block_memory(in.model, make_slice(in), recomputation(in.parallelism)));
}

}  // namespace deepwallet
