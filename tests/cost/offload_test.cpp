// What a rank exchanges with its host: volumes by Ren et al. 2021 and Rajbhandari et al. 2021, and
// the efficiency that the latter derive from them; and where memory counts what left.

#include "engine/cost/offload.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/dgx_a100.hpp"
#include "tests/support/gpt.hpp"

using namespace deepwallet;
using namespace deepwallet::units;
using namespace deepwallet::test;

namespace {

constexpr double kExact = 1e-12;

/// Links and drives of one rate, processors that cost nothing.
Server host_of(double gb_per_s) {
    Server server = dgx_a100();
    server.host_memory = 1024.0 * GiB;
    server.host_link = server.host_links = gb_per_s * GB_per_s;
    server.host_updates_per_us = 1e12;
    server.nvme = 1000.0 * GB;
    server.nvme_read = server.nvme_write = gb_per_s * GB_per_s;
    return server;
}

/// One accelerator, one micro-batch, unless told otherwise; owns what a context refers to.
struct Case {
    Model model = gpt_22b();
    Parallelism plan;
    Training training;
    SoftwareStack software = plain_stack();
    Layout layout;
    std::int64_t gpus = 1;

    Case(Offload offload, OffloadTo to, std::int64_t zero = 3) {
        plan.offload = offload;
        plan.offload_to = to;
        plan.zero_stage = zero;
        training.sequence_length = 2048;
        training.global_batch = 1;
    }

    [[nodiscard]] MemoryContext context() {
        layout = make_layout(plan, training, {.servers = (gpus + 7) / 8, .gpus = gpus}, 8);
        Slice slice;
        slice.sequence_length = 2048;
        return {.model = &model,
                .parallelism = &plan,
                .training = &training,
                .software = &software,
                .layout = &layout,
                .slice = slice,
                .blocks = block_memory(model, slice, plan.recompute)};
    }
    [[nodiscard]] OffloadTraffic traffic(const Server& server, double parameters = 1e9) {
        return offload_traffic(context(), server, {parameters, 0.0});
    }
};

/// Share of the time that is compute, without any overlap, at 70 TFLOP/s: 2 FLOPs a parameter and
/// token forward, 2 again recomputed, 4 backward.
double efficiency(double tokens, Time traffic) {
    const double compute = 8.0 * tokens * 1e9 / 70e12;
    return compute / (compute + traffic.in(s));
}

/// Rajbhandari et al. 2021, section 4: ait x bw / (ait x bw + peak).
double published(double intensity, double bytes_per_s) {
    return intensity * bytes_per_s / (intensity * bytes_per_s + 70e12);
}

}  // namespace

TEST_CASE("weights and gradients make the arithmetic intensity of ZeRO-Infinity: tokens FLOP/B") {
    // They count three loads of 2 bytes and gradients of 2; here two loads, recomputation being
    // part of the backward pass, and gradients of 4: 8 bytes a parameter either way.
    for (const double tokens : {256.0, 1024.0, 16384.0}) {
        const OffloadTraffic t = Case(Offload::parameters, OffloadTo::host).traffic(host_of(70));
        CHECK_THAT(efficiency(tokens, 2.0 * t.load + t.store),
                   WithinRel(published(tokens, 70e9), kExact));
    }
    // 1024 tokens at 70 GB/s: 0.506.
    const OffloadTraffic t = Case(Offload::parameters, OffloadTo::host).traffic(host_of(70));
    CHECK_THAT(efficiency(1024, 2.0 * t.load + t.store), WithinAbs(0.506, 0.0005));
}

TEST_CASE("optimizer states on drives make a quarter of it: 16 bytes in and 16 out") {
    // Gradients in the backward pass, 4 of the 16 out; the rest beside the update. 2048 tokens at
    // 1.5 TB/s: 0.916.
    const OffloadTraffic t = Case(Offload::optimizer, OffloadTo::nvme).traffic(host_of(1500));
    CHECK(t.load == Time{});
    CHECK_THAT(efficiency(2048, t.store + t.update), WithinRel(published(512, 1.5e12), kExact));
    CHECK_THAT(efficiency(2048, t.store + t.update), WithinAbs(0.916, 0.0005));
}

TEST_CASE("ranks of a server share its links, its drives and its processors") {
    Server server = host_of(12);
    server.host_links = 48.0 * GB_per_s;
    server.nvme_read = 16.0 * GB_per_s;
    server.nvme_write = 8.0 * GB_per_s;
    server.host_updates_per_us = 1000.0;
    struct Row {
        std::int64_t gpus;
        double link;  ///< GB/s that each has
    };
    for (const Row row : {Row{1, 12.0}, Row{4, 12.0}, Row{8, 6.0}, Row{16, 6.0}}) {
        CAPTURE(row.gpus);
        Case run(Offload::parameters, OffloadTo::host);
        run.gpus = run.training.global_batch = row.gpus;
        const double share = 1.0 / static_cast<double>(row.gpus);
        const double in_server = static_cast<double>(std::min<std::int64_t>(8, row.gpus));
        const OffloadTraffic t = run.traffic(server);
        CHECK_THAT(t.load.in(s), WithinRel(2.0 * share / row.link, kExact));
        CHECK_THAT(t.store.in(s), WithinRel(4.0 * share / row.link, kExact));
        CHECK_THAT(t.update.in(s), WithinRel(share * in_server, kExact));
        run.plan.offload_to = OffloadTo::nvme;
        const OffloadTraffic drives = run.traffic(server);
        CHECK_THAT(drives.load.in(s),
                   WithinRel(2.0 * share / std::min(row.link, 16.0 / in_server), kExact));
        CHECK_THAT(drives.store.in(s),
                   WithinRel(4.0 * share / std::min(row.link, 8.0 / in_server), kExact));
        // 16 bytes in, 12 and the weight's 2 out: longer than Adam.
        CHECK_THAT(drives.update.in(s),
                   WithinRel(share * in_server * (16.0 / 16.0 + 14.0 / 8.0), kExact));
    }
}

TEST_CASE("gradients go out with every micro-batch from ZeRO-2 on, and come back to be added to") {
    for (const std::int64_t zero : {1, 2, 3}) {
        Case run(Offload::optimizer, OffloadTo::host, zero);
        run.training.global_batch = 4;
        // 4 GB out, and three times of four in first.
        CHECK_THAT(run.traffic(host_of(10)).store.in(s),
                   WithinRel(zero == 1 ? 0.4 : 0.4 + 0.3, kExact));
    }
}

TEST_CASE("an update takes as long as the slowest of Adam and what goes beside it") {
    Server server = host_of(10);
    server.host_updates_per_us = 1e4;
    Case run(Offload::optimizer, OffloadTo::host, 2);
    // 1e9 parameters at 1e10 a second, against 2 GB at 10 GB/s.
    CHECK_THAT(run.traffic(server).update.in(s), WithinRel(0.2, kExact));
    server.host_updates_per_us = 1e3;
    CHECK_THAT(run.traffic(server).update.in(s), WithinRel(1.0, kExact));
}

TEST_CASE("of 16 bytes a parameter 14 leave with the optimizer, and all with the parameters") {
    // Table of Ren et al. 2021: fp16 weights stay (2 bytes), fp16 gradients and fp32 states leave
    // (14); 16 in all.
    struct Row {
        Offload offload;
        std::int64_t zero;
        double stay, leave;
    };
    for (const Row row : {Row{Offload::none, 2, 16, 0},
                          Row{Offload::optimizer, 2, 2, 14},
                          Row{Offload::optimizer, 3, 2, 14},
                          // ZeRO-1 keeps gradients until the last backward pass.
                          Row{Offload::optimizer, 1, 4, 14},
                          Row{Offload::parameters, 3, 0, 16}}) {
        Case run(row.offload, OffloadTo::host, row.zero);
        run.software.gradient_bytes = 2;
        const MemoryContext at = run.context();
        const double parameters = rank_parameters(at, 0).total();
        const MemoryUse use = stage_memory(at, 0, 1.0);
        const Data states = use.weights + use.gradients + use.optimizer;
        CAPTURE(row.zero);
        CHECK_THAT(states.in(byte) / parameters, WithinAbs(row.stay, 1e-9));
        CHECK_THAT(use.offloaded.in(byte) / parameters, WithinAbs(row.leave, 1e-9));
        MemoryUse without = use;
        without.offloaded = {};
        CHECK(use.total() == without.total());
    }
}

TEST_CASE("fp32 weights that the host updates are there once more") {
    Case run(Offload::optimizer, OffloadTo::host, 2);
    run.training.precision = Precision::tf32;
    const MemoryContext at = run.context();
    // Gradients, two moments, and the weights that Adam writes: 4 bytes each.
    CHECK_THAT(stage_memory(at, 0, 1.0).offloaded.in(byte) / rank_parameters(at, 0).total(),
               WithinAbs(16.0, 1e-9));
}

TEST_CASE("shares of the ranks are what they offload, those of experts their own") {
    Case run(Offload::parameters, OffloadTo::host);
    run.gpus = 8;
    run.plan.expert = 4;
    run.training.global_batch = 8;
    (void)run.context();
    // Eight ranks share what all have, two the experts of one group.
    CHECK_THAT(offloaded_parameters(run.layout, {8e9, 2e9}), WithinRel(1e9 + 1e9, kExact));
    CHECK(ranks_of_server(run.layout, dgx_a100()) == 8.0);
}
