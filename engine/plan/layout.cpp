#include "engine/plan/layout.hpp"

#include <algorithm>
#include <numeric>

namespace deepwallet {

namespace {

/// Layers of `span` by kind, encoder and decoder apart.
void add_span(const Model& m, LayerSpan span, LayerCounts& counts) {
    const bool cross = m.architecture == Architecture::encoder_decoder;
    if (!cross && !is_mixture_of_experts(m)) {
        counts.of[0] += span.end - span.begin;
        return;
    }
    const std::int64_t decoder = cross ? std::clamp(m.layers, span.begin, span.end) : span.end;
    const auto add = [&](std::size_t kind, LayerSpan part) {
        const std::int64_t sparse =
            expert_layers_before(m, part.end) - expert_layers_before(m, part.begin);
        counts.of[kind] += part.end - part.begin - sparse;
        counts.of[kind + 2] += sparse;
    };
    add(0, {span.begin, decoder});
    add(1, {decoder, span.end});
}

/// With up to two chunks more than layers, the ends hold the embedding and the head alone.
LayerSpan even_chunk(std::int64_t layers, std::int64_t chunk, std::int64_t count) {
    if (count <= layers)
        return {chunk * layers / count, (chunk + 1) * layers / count};
    const std::int64_t before = count - layers - 1;
    const auto within = [&](std::int64_t at) { return std::clamp<std::int64_t>(at, 0, layers); };
    return {within(chunk - before), within(chunk + 1 - before)};
}

LayerSpan given_stage(const std::vector<std::int64_t>& split, std::int64_t stage) {
    const auto first = split.begin();
    const std::int64_t begin = std::accumulate(first, first + stage, std::int64_t{0});
    return {begin, begin + split[static_cast<std::size_t>(stage)]};
}

bool stores_two_copies(const Parallelism& p) {
    return traits_of(p.schedule).placement == StagePlacement::from_both_ends;
}

/// Ranks with the same routed experts: all context ranks of every `expert`-th data rank.
Group expert_gradient_group(const Layout& l, std::int64_t gpus_per_server) {
    const Group context = place(l.context, l.tensor, gpus_per_server);
    const Group data = place(l.data / l.expert, l.tensor * l.context * l.expert, gpus_per_server);
    return {context.size * data.size, context.per_server * data.per_server};
}

/// Is each chunk as every other one? Then no stage has to be counted to know.
bool all_chunks_alike(const Model& m, const Parallelism& p) {
    const bool one_kind =
        m.architecture != Architecture::encoder_decoder && !is_mixture_of_experts(m);
    return one_kind && p.stage_layers.empty() && total_layers(m) % (p.pipeline * chunks(p)) == 0;
}

}  // namespace

std::int64_t gpu_count(const ClusterSize& cluster, std::int64_t gpus_per_server) {
    return cluster.gpus.value_or(cluster.servers * gpus_per_server);
}

std::int64_t chunks(const Parallelism& p) {
    return traits_of(p.schedule).chunks == ChunkRule::two ? 2 : p.virtual_stages;
}

Layout make_layout(const Parallelism& p,
                   const Training& training,
                   const ClusterSize& cluster,
                   std::int64_t gpus_per_server) {
    Layout out;
    out.gpus = gpu_count(cluster, gpus_per_server);
    out.tensor = p.tensor;
    out.context = p.context;
    out.expert = p.expert;
    out.pipeline = p.pipeline;
    out.virtual_stages = chunks(p);
    out.data = out.gpus / (p.tensor * p.context * p.pipeline);
    out.micro_batches = training.global_batch / (out.data * p.micro_batch);

    const std::int64_t inner = p.tensor * p.context;
    // On one server nothing straddles, whether or not the degrees divide its accelerators.
    const std::int64_t box = std::min(out.gpus, gpus_per_server);
    out.tensor_group = place(p.tensor, 1, box);
    out.context_group = place(p.context, p.tensor, box);
    out.expert_group = place(p.expert, inner, box);
    out.gradient_group = place(p.context * out.data, p.tensor, box);
    out.expert_gradient_group = expert_gradient_group(out, box);
    out.pipeline_group = place(p.pipeline, inner * out.data, box);
    return out;
}

LayerSpan model_stage_span(const Model& m, const Parallelism& p, std::int64_t model_stage) {
    if (!p.stage_layers.empty())
        return given_stage(p.stage_layers, model_stage);
    return even_chunk(total_layers(m), model_stage, p.pipeline * chunks(p));
}

LayerCounts stage_layers(const Model& m, const Parallelism& p, std::int64_t stage) {
    LayerCounts counts;
    const std::int64_t per_rank = p.stage_layers.empty() ? chunks(p) : 1;
    const StagePlacement placement = traits_of(p.schedule).placement;
    for (std::int64_t chunk = 0; chunk < per_rank; ++chunk) {
        const std::int64_t at = model_stage(placement, p.pipeline, stage, chunk);
        add_span(m, model_stage_span(m, p, at), counts);
    }
    return counts;
}

LayerCounts stored_layers(const Model& m, const Parallelism& p, std::int64_t stage) {
    return stage_kind(m, p, stage).stored;
}

StageKind stage_kind(const Model& m, const Parallelism& p, std::int64_t stage) {
    StageKind out{stage, stage_layers(m, p, stage), {}};
    out.stored = out.computed;
    if (stores_two_copies(p)) {
        const LayerCounts mirrored = stage_layers(m, p, p.pipeline - 1 - stage);
        for (std::size_t i = 0; i < kLayerKinds; ++i) out.stored.of[i] += mirrored.of[i];
    }
    return out;
}

StageKinds stage_kinds(const Model& m, const Parallelism& p) {
    const bool alike = all_chunks_alike(m, p);
    const std::int64_t end = p.pipeline - 1;
    StageKinds out;
    out.of_rank.reserve(static_cast<std::size_t>(p.pipeline));
    const auto add = [&](std::size_t kind) {
        out.of_rank.push_back(static_cast<std::uint16_t>(kind));
    };
    for (std::int64_t stage = 0; stage <= end; ++stage) {
        const bool inside = stage > 0 && stage < end;
        if (inside && alike && stage > 1) {
            add(out.kinds.size() - 1);
            continue;
        }
        const StageKind next = stage_kind(m, p, stage);
        // The first kind is the first rank's own.
        std::size_t kind = inside ? 1 : out.kinds.size();
        while (kind < out.kinds.size() && !(out.kinds[kind].computed == next.computed &&
                                            out.kinds[kind].stored == next.stored))
            ++kind;
        if (kind == out.kinds.size())
            out.kinds.push_back(next);
        add(kind);
    }
    return out;
}

}  // namespace deepwallet
