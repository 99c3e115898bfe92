#include "engine/plan/layout.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

struct Degrees {
    std::int64_t t, c, d, e, p;
};

/// What tells the ranks of one group apart: a rank's coordinates, some of them struck out.
using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

struct Rank {
    std::int64_t number, t, c, e, d, p;  // d: which copy of the experts
};

/// All ranks, tensor varying fastest, then context, expert, the rest of data, and pipeline.
std::vector<Rank> enumerate_ranks(const Degrees& n) {
    std::vector<Rank> ranks;
    for (std::int64_t p = 0; p < n.p; ++p)
        for (std::int64_t d = 0; d < n.d / n.e; ++d)
            for (std::int64_t e = 0; e < n.e; ++e)
                for (std::int64_t c = 0; c < n.c; ++c)
                    for (std::int64_t t = 0; t < n.t; ++t)
                        ranks.push_back({static_cast<std::int64_t>(ranks.size()), t, c, e, d, p});
    return ranks;
}

/// Does each of the groups, counted rank by rank, have this size and these members a server?
template <class KeyOf>
bool matches(const std::vector<Rank>& ranks, const Group& group, std::int64_t g, KeyOf key_of) {
    std::map<Key, std::map<std::int64_t, std::int64_t>> members;
    for (const Rank& r : ranks) ++members[key_of(r)][r.number / g];
    for (const auto& [key, servers] : members) {
        std::int64_t size = 0;
        for (const auto& [server, count] : servers) {
            size += count;
            if (count != group.per_server)
                return false;
        }
        if (size != group.size)
            return false;
        if (static_cast<std::int64_t>(servers.size()) != group.servers())
            return false;
    }
    return true;
}

Layout layout_of(const Degrees& n, std::int64_t g) {
    Parallelism p;
    p.tensor = n.t;
    p.context = n.c;
    p.expert = n.e;
    p.pipeline = n.p;
    Training t;
    t.global_batch = n.d * 6;
    ClusterSize cluster;
    cluster.servers = (n.t * n.c * n.d * n.p + g - 1) / g;
    cluster.gpus = n.t * n.c * n.d * n.p;
    return make_layout(p, t, cluster, g);
}

Model deep(std::int64_t layers) {
    Model m;
    m.layers = layers;
    m.hidden = 64;
    m.heads = 4;
    m.vocab = 100;
    return m;
}

Parallelism staged(std::int64_t pipeline,
                   std::int64_t virtual_stages = 1,
                   ScheduleKind schedule = ScheduleKind::one_f_one_b) {
    Parallelism p;
    p.pipeline = pipeline;
    p.virtual_stages = virtual_stages;
    p.schedule = schedule;
    return p;
}

using Counts = std::array<std::int64_t, kLayerKinds>;

}  // namespace

TEST_CASE("groups are those of ranks numbered tensor, context, data, pipeline") {
    const std::int64_t g = 8;
    for (const std::int64_t t : {1, 2, 4, 8, 16})
        for (const std::int64_t c : {1, 2, 4, 16})
            for (const std::int64_t d : {1, 2, 4, 8})
                for (const std::int64_t e : {1, 2, 4, 8})
                    for (const std::int64_t p : {1, 2, 8}) {
                        if (d % e != 0)
                            continue;
                        const Degrees n = {t, c, d, e, p};
                        CAPTURE(t, c, d, e, p);
                        const auto ranks = enumerate_ranks(n);
                        const Layout l = layout_of(n, g);
                        REQUIRE(l.gpus == static_cast<std::int64_t>(ranks.size()));
                        CHECK(matches(ranks, l.tensor_group, g, [](const Rank& r) {
                            return Key{0, r.c, r.e, r.d, r.p};
                        }));
                        CHECK(matches(ranks, l.context_group, g, [](const Rank& r) {
                            return Key{r.t, 0, r.e, r.d, r.p};
                        }));
                        CHECK(matches(ranks, l.expert_group, g, [](const Rank& r) {
                            return Key{r.t, r.c, 0, r.d, r.p};
                        }));
                        CHECK(matches(ranks, l.pipeline_group, g, [](const Rank& r) {
                            return Key{r.t, r.c, r.e, r.d, 0};
                        }));
                        // The same weights: whatever the tokens, so all of context and data.
                        CHECK(matches(ranks, l.gradient_group, g, [](const Rank& r) {
                            return Key{r.t, 0, 0, 0, r.p};
                        }));
                        // The same experts: all of context, and the data ranks of one expert index.
                        CHECK(matches(ranks, l.expert_gradient_group, g, [](const Rank& r) {
                            return Key{r.t, 0, r.e, 0, r.p};
                        }));
                    }
}

TEST_CASE("MT-NLG on 280 servers: data parallelism 8 and 240 micro-batches") {
    // Smith et al. 2022: 2240 GPUs / (8 x 35) = 8; 1920 sequences / 8 pipelines.
    Parallelism p = staged(35);
    p.tensor = 8;
    Training t;
    t.global_batch = 1920;
    ClusterSize cluster;
    cluster.servers = 280;
    const Layout l = make_layout(p, t, cluster, 8);
    CHECK(l.gpus == 2240);
    CHECK(l.data == 8);
    CHECK(l.micro_batches == 240);
    CHECK_FALSE(l.tensor_group.crosses_servers());
    CHECK(l.gradient_group.servers() == 8);
    CHECK(l.pipeline_group.servers() == 35);
    p.micro_batch = 4;
    CHECK(make_layout(p, t, cluster, 8).micro_batches == 60);
}

TEST_CASE("accelerators in use are all of the servers' unless fewer are asked for") {
    ClusterSize cluster;
    cluster.servers = 3;
    CHECK(gpu_count(cluster, 8) == 24);
    cluster.gpus = 20;
    CHECK(gpu_count(cluster, 8) == 20);
}

TEST_CASE("stages together hold every layer once, each chunk as many as any other or one less") {
    for (const std::int64_t layers : {1, 7, 24, 96, 105, 126}) {
        for (const std::int64_t pipeline : {1, 2, 3, 4, 8, 35}) {
            for (const std::int64_t v : {1, 2, 3, 5}) {
                if (pipeline * v > layers)
                    continue;
                const auto kind = v > 1 ? ScheduleKind::interleaved : ScheduleKind::one_f_one_b;
                std::int64_t sum = 0;
                const std::int64_t even = v * (layers / (pipeline * v));
                for (std::int64_t i = 0; i < pipeline; ++i) {
                    const std::int64_t n =
                        stage_layers(deep(layers), staged(pipeline, v, kind), i).total();
                    CAPTURE(layers, pipeline, v, i);
                    CHECK(n >= even);
                    CHECK(n <= even + v);
                    sum += n;
                }
                CHECK(sum == layers);
            }
        }
    }
}

TEST_CASE("stages of one chunk differ by a layer at most") {
    for (std::int64_t pipeline = 1; pipeline <= 40; ++pipeline) {
        std::int64_t least = 1000, most = 0;
        for (std::int64_t i = 0; i < pipeline; ++i) {
            const std::int64_t n = stage_layers(deep(105), staged(pipeline), i).total();
            least = std::min(least, n);
            most = std::max(most, n);
        }
        CAPTURE(pipeline);
        CHECK(most - least <= 1);
    }
}

TEST_CASE("a given split is taken as it is, zeros and all") {
    Parallelism p = staged(4);
    p.stage_layers = {3, 0, 5, 2};
    for (std::int64_t i = 0; i < 4; ++i) {
        CHECK(stage_layers(deep(10), p, i).total() == p.stage_layers[static_cast<std::size_t>(i)]);
    }
}

TEST_CASE("chunks go round robin, and there and back in ZB-V") {
    // 8 layers of which the first is dense, 4 ranks of 2 chunks of 1 layer: in both cases chunk 0
    // is the rank's own; the dense layer tells who holds layer 0.
    Model m = deep(8);
    m.experts = 4;
    m.experts_per_token = 1;
    m.dense_layers = 5;
    // Interleaved: rank i holds layers i and i + 4, so rank 0 alone has two dense ones.
    const Parallelism robin = staged(4, 2, ScheduleKind::interleaved);
    CHECK(stage_layers(m, robin, 0).of == Counts{2, 0, 0, 0});
    CHECK(stage_layers(m, robin, 3).of == Counts{1, 0, 1, 0});
    // ZB-V: rank i holds layers i and 7 - i (Qi et al. 2024), so layer 4 is with rank 3.
    const Parallelism v = staged(4, 1, ScheduleKind::zb_v);
    CHECK(chunks(v) == 2);
    CHECK(stage_layers(m, v, 0).of == Counts{1, 0, 1, 0});
    CHECK(stage_layers(m, v, 3).of == Counts{2, 0, 0, 0});
}

TEST_CASE("layers of each kind stand where the model has them") {
    struct Row {
        Architecture architecture;
        std::int64_t layers, decoder_layers, experts, dense, interval;
    };
    const Row row = GENERATE(Row{Architecture::decoder, 12, 0, 0, 0, 1},
                             Row{Architecture::decoder, 12, 0, 8, 0, 1},
                             Row{Architecture::decoder, 12, 0, 8, 3, 1},
                             Row{Architecture::decoder, 12, 0, 8, 0, 2},
                             Row{Architecture::decoder, 12, 0, 8, 3, 4},
                             Row{Architecture::encoder, 12, 0, 0, 0, 1},
                             Row{Architecture::encoder_decoder, 7, 5, 0, 0, 1},
                             Row{Architecture::encoder_decoder, 7, 5, 4, 2, 1},
                             Row{Architecture::encoder_decoder, 7, 5, 4, 0, 2},
                             Row{Architecture::encoder_decoder, 7, 5, 4, 9, 1},
                             Row{Architecture::encoder_decoder, 7, 5, 4, 12, 1});
    Model m = deep(row.layers);
    m.architecture = row.architecture;
    m.decoder_layers = row.decoder_layers;
    m.experts = row.experts;
    m.experts_per_token = row.experts > 0 ? 1 : 0;
    m.dense_layers = row.dense;
    m.expert_interval = row.interval;
    for (const std::int64_t pipeline : {1, 3, 4, 5, 12}) {
        std::int64_t begin = 0;
        for (std::int64_t i = 0; i < pipeline; ++i) {
            // Stage i holds layers floor(i L / p) to floor((i + 1) L / p).
            const std::int64_t end = (i + 1) * 12 / pipeline;
            Counts expected = {};
            for (std::int64_t layer = begin; layer < end; ++layer) {
                const bool cross = row.decoder_layers > 0 && layer >= row.layers;
                const bool sparse =
                    row.experts > 0 && layer >= row.dense && (layer + 1) % row.interval == 0;
                ++expected[static_cast<std::size_t>((cross ? 1 : 0) + (sparse ? 2 : 0))];
            }
            const LayerCounts counts = stage_layers(m, staged(pipeline), i);
            CAPTURE(pipeline, i);
            CHECK(counts.of == expected);
            begin = end;
        }
    }
}

TEST_CASE("the index of a layer kind has cross-attention as bit 0 and experts as bit 1") {
    CHECK(layer_kind_at(0) == LayerKind{false, false});
    CHECK(layer_kind_at(1) == LayerKind{true, false});
    CHECK(layer_kind_at(2) == LayerKind{false, true});
    CHECK(layer_kind_at(3) == LayerKind{true, true});
}

TEST_CASE("DualPipe stores the model twice, every other schedule once") {
    const Model m = deep(105);
    for (const auto kind : {ScheduleKind::gpipe,
                            ScheduleKind::one_f_one_b,
                            ScheduleKind::zb_h1,
                            ScheduleKind::zb_h2,
                            ScheduleKind::zb_v,
                            ScheduleKind::dualpipe}) {
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < 8; ++i) sum += stored_layers(m, staged(8, 1, kind), i).total();
        CHECK(sum == (kind == ScheduleKind::dualpipe ? 210 : 105));
    }
    // Stage i and its mirror image hold the same.
    const Parallelism dual = staged(8, 1, ScheduleKind::dualpipe);
    for (std::int64_t i = 0; i < 8; ++i) {
        CHECK(stored_layers(m, dual, i).of == stored_layers(m, dual, 7 - i).of);
    }
}

TEST_CASE("a hundred thousand layers over as many chunks are split without overflow") {
    const Model m = deep(100'000);
    const Parallelism p = staged(10, 10'000, ScheduleKind::interleaved);
    for (const std::int64_t i : {0, 5, 9}) CHECK(stage_layers(m, p, i).total() == 10'000);
    CHECK(stage_layers(m, staged(100'000), 99'999).total() == 1);
}

TEST_CASE("where chunks outnumber the layers by two, the ends hold embedding and head alone") {
    // Llama 3.1 405B: 126 layers on 16 stages of 8 chunks (NeMo), 128 chunks in all.
    Model model;
    model.layers = 126;
    Parallelism plan;
    plan.schedule = ScheduleKind::interleaved;
    plan.pipeline = 16;
    plan.virtual_stages = 8;
    std::int64_t sum = 0;
    for (std::int64_t stage = 0; stage < 16; ++stage) {
        const std::int64_t layers = stage_layers(model, plan, stage).total();
        CAPTURE(stage);
        CHECK(layers == (stage == 0 || stage == 15 ? 7 : 8));
        sum += layers;
    }
    CHECK(sum == 126);
}
