#include "engine/cost/memory.hpp"

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/plan/chunk_run.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

using units::byte;

/// Bytes a token keeps in a layer on each tensor rank: of tensors that are whole on every one
/// (unless sequence parallelism splits them), and of those that tensor parallelism splits.
struct TokenBytes {
    double replicated = 0.0;
    double split = 0.0;
};

/// Latents before their norm, and the rotated key.
double latent_elements(const Model& m) { return real(attention_widths(m).latents); }

/// And behind it, where the rotated key is none of them.
double normed_latents(const Model& m) {
    return is_latent_attention(m) ? latent_elements(m) - real(m.rope_head_size) : 0.0;
}

/// Of an element that a matrix product reads, as kept.
double input_bytes(const Slice& s) { return s.input_bytes.value_or(s.element_bytes); }

/// Norm input, QKV input, Q K V, input of the projection, and the mask of the dropout behind it.
/// What is computed again is not kept; the projection's input is the attention's output, which its
/// backward pass reads too, in 16 bits.
TokenBytes attention_bytes(const Model& m, const Slice& s, const Recomputation& again) {
    const double t = real(s.tensor);
    const double e = s.element_bytes;
    const double mask = uses_dropout(m) ? 1.0 : 0.0;
    const double d = real(head_size(m));
    const double v = real(value_head_size(m));
    const double queries_keys = (real(m.heads) / t + local_kv_heads(m, t)) * d;
    const double values = local_kv_heads(m, t) * v;
    const double output = real(m.heads) / t * v;
    // Of queries and keys that are normalized, what goes into the norm too.
    const double kept = m.qk_norm ? 2.0 : 1.0;
    // What of it was cut off.
    const double rounded = s.fake_quantized ? 1.0 : 0.0;
    const bool norms = again.repeats(RecomputeModule::layernorm);
    const bool projected = is_latent_attention(m) && again.repeats(RecomputeModule::mla_up_proj);
    const double normed = norms ? 0.0 : input_bytes(s) * real(m.hidden);
    const double latents =
        e * latent_elements(m) + (norms || projected ? 0.0 : input_bytes(s) * normed_latents(m));
    return {(e + mask) * real(m.hidden) + normed + latents,
            e * (projected ? 0.0 : kept * queries_keys + values) + (e + rounded) * output};
}

/// Of norms beyond the usual two their inputs; a parallel FFN shares its input with the attention,
/// or that of the norm where it has one of its own.
double norm_bytes(const Model& m, const Slice& s) {
    const double more = real(layer_norms(m)) - 2.0 - (m.parallel_ffn ? 1.0 : 0.0);
    return more * s.element_bytes * real(m.hidden);
}

/// What each up matrix puts out, and the input of the down matrix unless it is computed again.
double inner_bytes(std::int64_t matrices, const Slice& s, double width, bool again) {
    const double up = s.activation_input_bytes.value_or(s.element_bytes);
    const double down = again ? 0.0 : input_bytes(s);
    return (real(matrices - 1) * up + down) * width / real(s.tensor);
}

/// Of what stands outside of the FFN itself: the input of its norm, that of its first matrix, and
/// the mask of the dropout behind it.
TokenBytes ffn_frame(const Model& m, const Slice& s, const Recomputation& again) {
    const double mask = uses_dropout(m) ? 1.0 : 0.0;
    const double normed = again.repeats(RecomputeModule::layernorm) ? 0.0 : input_bytes(s);
    return {(s.element_bytes + normed + mask) * real(m.hidden), 0.0};
}

TokenBytes ffn_bytes(const Model& m, const Slice& s, const Recomputation& again) {
    TokenBytes bytes = ffn_frame(m, s, again);
    if (!again.repeats(RecomputeModule::mlp))
        bytes.split = inner_bytes(ffn_matrices(m), s, real(ffn_hidden(m)), false);
    return bytes;
}

/// Each token is copied to the experts it visits; the copies are split like the experts' matrices.
TokenBytes expert_bytes(const Model& m, const Slice& s, const Recomputation& again) {
    TokenBytes bytes = ffn_frame(m, s, again);
    if (again.repeats(RecomputeModule::moe))
        return bytes;
    const double routed = real(m.experts_per_token);
    const double width = real(expert_hidden(m));
    bytes.replicated += routed * input_bytes(s) * real(m.hidden);
    bytes.split = inner_bytes(expert_matrices(m),
                              s,
                              (routed + real(m.shared_experts)) * width,
                              again.repeats(RecomputeModule::moe_act));
    return bytes;
}

/// What selective recomputation drops: softmax and its dropout, or FlashAttention's statistics.
Data core_bytes(const Model& m, LayerKind kind, const Slice& s) {
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    const double heads = real(m.heads) / real(s.tensor);
    if (s.flash_attention)
        return blocks * 4.0 * tokens(s) * heads * byte;
    const double per_square = uses_dropout(m) ? 2.0 * s.element_bytes + 1.0 : s.element_bytes;
    return blocks * per_square * tokens(s) * real(s.sequence_length) * heads * byte;
}

double sequence_split(const Slice& s) { return s.sequence_parallel ? real(s.tensor) : 1.0; }

/// Input of a layer: all that full recomputation keeps.
Data layer_input(const Model& m, const Slice& s) {
    return s.element_bytes * tokens(s) * real(m.hidden) / sequence_split(s) * byte;
}

bool holds_head(const MemoryContext& at, std::int64_t stage) {
    return holds_last_stage(
        traits_of(at.parallelism->schedule).placement, at.layout->pipeline, stage);
}

bool holds_embedding(const MemoryContext& at, std::int64_t stage) {
    return holds_first_stage(
        traits_of(at.parallelism->schedule).placement, at.layout->pipeline, stage);
}

double end_parameters(const MemoryContext& at, std::int64_t stage) {
    const bool first = holds_embedding(at, stage);
    const bool last = holds_head(at, stage);
    double sum = 0.0;
    if (first)
        sum += at.blocks.vocabulary + at.blocks.input;
    if (last && !(first && at.model->tied_embeddings))
        sum += at.blocks.vocabulary;
    if (last)
        sum += at.blocks.output;
    return sum;
}

/// That a micro-batch leaves behind in these layers, and in the embedding beside them.
Data model_stage_activations(const MemoryContext& at, const LayerCounts& layers, bool embedding) {
    Data sum;
    for (std::size_t k = 0; k < kLayerKinds; ++k)
        sum += real(layers.of[k]) * at.blocks.layer[k].activations;
    if (embedding && uses_dropout(*at.model)) {
        sum += tokens(at.slice) * real(at.model->hidden) / sequence_split(at.slice) * byte;
    }
    return sum;
}

/// From both ends, a rank holds micro-batches of either direction for as long as they take from it
/// to the last stage and back: rank i of p holds p - i of them in its own stage and i + 1 in the
/// mirrored one (the order of DualPipe, executed).
Data stage_activations(const MemoryContext& at, const StageKind& stage, double in_flight) {
    const StagePlacement placement = traits_of(at.parallelism->schedule).placement;
    if (placement != StagePlacement::from_both_ends)
        return in_flight *
               model_stage_activations(at, stage.computed, holds_embedding(at, stage.first));
    const std::int64_t last = at.layout->pipeline - 1;
    LayerCounts mirrored = stage.stored;
    for (std::size_t k = 0; k < kLayerKinds; ++k) mirrored.of[k] -= stage.computed.of[k];
    const double own = real(last + 1 - stage.first) / real(last + 2);
    return in_flight * (own * model_stage_activations(at, stage.computed, stage.first == 0) +
                        (1.0 - own) * model_stage_activations(at, mirrored, stage.first == last));
}

/// Does ZeRO shard gradients only when several micro-batches have passed a chunk?
bool scatters_chunks(const MemoryContext& at) { return goes_by_runs(*at.parallelism, *at.layout); }

/// Of the stage, the part in use and the part that is on its way beside it.
double chunks_alive(const MemoryContext& at) {
    const double chunks = real(at.layout->virtual_stages);
    const bool beside = at.software->overlap_data != DataOverlap::none;
    return std::min(1.0, (beside ? 2.0 : 1.0) / chunks);
}

/// The largest layer of the stage, whole, while it is computed again or gathered.
Data stage_working(const MemoryContext& at, const StageKind& stage, const StateBytes& bytes) {
    Data recomputed;
    double gathered = 0.0;
    for (std::size_t k = 0; k < kLayerKinds; ++k) {
        if (stage.computed.of[k] == 0)
            continue;
        const BlockMemory::Layer& layer = at.blocks.layer[k];
        const bool whole = at.parallelism->recompute == Recompute::full;
        recomputed = std::max(recomputed, layer.recomputed - (whole ? Data{} : layer.activations));
        gathered = std::max(gathered, layer.shared + layer.experts);
    }
    Data sum;
    if (at.parallelism->recompute != Recompute::none)
        sum += recomputed;
    // One layer in use, the next one on its way; or so many chunks.
    if (at.parallelism->zero_stage == 3) {
        const double whole = rank_parameters(at, stage).total() * chunks_alive(at);
        sum += (scatters_chunks(at) ? whole : 2.0 * gathered) * bytes.weight * byte;
    }
    return sum;
}

/// Norm and head inputs and fp32 logits of the micro-batches in flight, one 16-bit copy of the
/// logits while the loss is computed. Only schedules that run all forwards before any backward keep
/// those of more than one: in the others the loss goes back as soon as it is there.
Data stage_logits(const MemoryContext& at, std::int64_t stage, double in_flight) {
    if (!holds_head(at, stage))
        return {};
    const Slice& s = at.slice;
    const double logits = tokens(s) * real(at.model->vocab) / real(s.tensor);
    const Data kept = 2.0 * layer_input(*at.model, s) + 4.0 * logits * byte;
    return (traits_of(at.parallelism->schedule).forwards_first ? in_flight : 1.0) * kept +
           s.element_bytes * logits * byte;
}

Data stage_buffers(const MemoryContext& at, double parameters) {
    Data sum;
    if (at.layout->pipeline > 1)
        sum += 2.0 * layer_input(*at.model, at.slice);
    const bool bucketed =
        at.software->overlap_data != DataOverlap::none || at.parallelism->zero_stage > 0;
    const bool leaves = at.parallelism->offload != Offload::none;
    if (bucketed && (leaves || at.layout->gradient_group.size > 1)) {
        sum += std::min(at.software->bucket_parameters, parameters) *
               real(at.software->gradient_bytes) * byte;
    }
    return sum;
}

/// A teacher is cut as its student is, and keeps 16-bit weights alone.
Data teacher_weights(const MemoryContext& at) {
    const auto& teacher = at.training->part.teacher;
    if (!teacher)
        return {};
    const double ranks = real(at.layout->tensor) * real(at.layout->pipeline);
    constexpr double kWeight = 2.0;
    return total_parameters(*teacher, at.training->sequence_length) * kWeight / ranks * byte;
}

ModelStates stage_states(const MemoryContext& at,
                         const RankParameters& parameters,
                         const StateBytes& bytes) {
    const std::int64_t zero = at.parallelism->zero_stage;
    const ModelStates shared =
        model_states(parameters.shared, bytes, zero, real(at.layout->gradient_group.size));
    const ModelStates experts =
        model_states(parameters.experts, bytes, zero, real(at.layout->expert_gradient_group.size));
    return {shared.weights + experts.weights,
            shared.gradients + experts.gradients,
            shared.optimizer + experts.optimizer};
}

/// Moves from the device what the plan offloads. Gradients leave as they are reduced; where ZeRO-1
/// reduces them whole, they wait on the device for the last backward pass, and the host has a share
/// as well.
void offload_states(const MemoryContext& at,
                    const RankParameters& parameters,
                    const StateBytes& bytes,
                    MemoryUse& use) {
    if (at.parallelism->offload == Offload::none)
        return;
    const double share = offloaded_parameters(*at.layout, parameters);
    use.offloaded = use.optimizer + share * bytes.gradient * byte;
    use.optimizer = {};
    if (at.parallelism->zero_stage >= 2)
        use.gradients = {};
    if (at.parallelism->offload == Offload::parameters) {
        use.offloaded += use.weights;
        use.weights = {};
    } else if (bytes.weight >= 4.0) {
        // The fp32 weights that the host updates are no part of the optimizer's states.
        use.offloaded += share * bytes.weight * byte;
    }
}

}  // namespace

double offloaded_parameters(const Layout& layout, const RankParameters& parameters) {
    return parameters.shared / real(layout.gradient_group.size) +
           parameters.experts / real(layout.expert_gradient_group.size);
}

StateBytes state_bytes(Precision precision, const SoftwareStack& software) {
    const double weight = element_size(precision).in(byte);
    // Where the working weight is fp32 it is the master copy.
    const double master = weight >= 4.0 ? 0.0 : 4.0;
    const double unsharded = software.shard_master_weights ? 0.0 : master;
    return {weight,
            real(software.gradient_bytes),
            master + 2.0 * real(software.moment_bytes),
            unsharded};
}

StateBytes state_bytes(const Training& t, const SoftwareStack& software) {
    StateBytes out = state_bytes(t.precision, software);
    const TrainedPart& part = t.part;
    // It lies where the optimizer works.
    constexpr double kMask = 1.0;
    if (part.masked)
        out.optimizer += kMask;
    if (part.whole())
        return out;
    out.weight = part.frozen_bytes + part.trained_share * out.weight;
    out.gradient *= part.trained_share;
    out.optimizer *= part.trained_share;
    out.unsharded *= part.trained_share;
    return out;
}

ModelStates model_states(double parameters, StateBytes bytes, std::int64_t zero, double ranks) {
    const auto share = [&](std::int64_t from) { return zero >= from ? 1.0 / ranks : 1.0; };
    return {parameters * bytes.weight * share(3) * byte,
            parameters * bytes.gradient * share(2) * byte,
            parameters *
                ((bytes.optimizer - bytes.unsharded) * share(1) + bytes.unsharded * share(3)) *
                byte};
}

Data layer_activations(const Model& m,
                       LayerKind kind,
                       const Slice& s,
                       const Recomputation& recompute) {
    if (is_convolutional(m))
        return tokens(s) * s.element_bytes * m.activations_per_sample.value_or(0.0) /
               real(m.layers) * byte;
    if (recompute.kind == Recompute::full)
        return layer_input(m, s);
    const TokenBytes attention = attention_bytes(m, s, recompute);
    const TokenBytes ffn =
        kind.mixture_of_experts ? expert_bytes(m, s, recompute) : ffn_bytes(m, s, recompute);
    const double blocks = kind.cross_attention ? 2.0 : 1.0;
    const double replicated = blocks * attention.replicated + ffn.replicated + norm_bytes(m, s);
    const double split = blocks * attention.split + ffn.split;
    Data sum = tokens(s) * (replicated / sequence_split(s) + split) * byte;
    if (!recompute.repeats(RecomputeModule::core_attn) || s.flash_attention)
        sum += core_bytes(m, kind, s);
    return sum;
}

BlockMemory block_memory(const Model& m, const Slice& s, const Recomputation& recompute) {
    const double tensor = real(s.tensor);
    // The attention core alone comes and goes head by head.
    const Recomputation live =
        recompute.kind == Recompute::full || !recompute.repeats(RecomputeModule::core_attn)
            ? Recompute::none
            : Recompute::selective;
    BlockMemory out;
    for (int k = 0; k < kLayerKinds; ++k) {
        const LayerKind kind = layer_kind_at(k);
        if (layers_of_kind(m, kind) == 0)
            continue;
        out.layer[static_cast<std::size_t>(k)] = {
            .shared = rank_layer_parameters(m, kind, tensor),
            .experts = layer_parameters(m, kind).experts / (tensor * real(s.expert)),
            .activations = layer_activations(m, kind, s, recompute),
            .recomputed = layer_activations(m, kind, s, live)};
    }
    out.vocabulary = embedding_parameters(m) / tensor;
    out.input = embedding_projection_parameters(m) + position_parameters(m, s.sequence_length);
    out.output = output_parameters(m);
    return out;
}

RankParameters rank_parameters(const MemoryContext& at, const StageKind& stage) {
    RankParameters sum{end_parameters(at, stage.first), 0.0};
    for (std::size_t k = 0; k < kLayerKinds; ++k) {
        sum.shared += real(stage.stored.of[k]) * at.blocks.layer[k].shared;
        sum.experts += real(stage.stored.of[k]) * at.blocks.layer[k].experts;
    }
    return sum;
}

RankParameters rank_parameters(const MemoryContext& at, std::int64_t stage) {
    return rank_parameters(at, stage_kind(*at.model, *at.parallelism, stage));
}

Data reported_memory(const MemoryUse& use, MemoryReport report) {
    const Data tensors = use.total() - use.runtime - use.fragmentation;
    switch (report) {
        case MemoryReport::device:
            return use.total();
        case MemoryReport::allocated:
            return tensors;
        case MemoryReport::optimizer_step:
            return tensors - use.activations - use.working - use.logits;
    }
    return use.total();
}

MemoryUse stage_memory(const MemoryContext& at, const StageKind& stage, double in_flight) {
    const StateBytes bytes = state_bytes(*at.training, *at.software);
    const RankParameters parameters = rank_parameters(at, stage);
    ModelStates states = stage_states(at, parameters, bytes);
    states.weights += teacher_weights(at);
    MemoryUse use{.weights = states.weights,
                  .gradients = states.gradients,
                  .optimizer = states.optimizer,
                  .activations = stage_activations(at, stage, in_flight),
                  .working = stage_working(at, stage, bytes),
                  .logits = stage_logits(at, stage.first, in_flight),
                  .buffers = stage_buffers(at, parameters.total()),
                  .fragmentation = {},
                  .runtime = at.software->runtime_memory,
                  .offloaded = {}};
    if (scatters_chunks(at))
        use.gradients += parameters.total() * bytes.gradient * chunks_alive(at) * byte;
    offload_states(at, parameters, bytes, use);
    use.fragmentation = (at.software->fragmentation - 1.0) *
                        (use.activations + use.working + use.logits + use.buffers);
    return use;
}

MemoryUse stage_memory(const MemoryContext& at, std::int64_t stage, double in_flight) {
    return stage_memory(at, stage_kind(*at.model, *at.parallelism, stage), in_flight);
}

}  // namespace deepwallet
