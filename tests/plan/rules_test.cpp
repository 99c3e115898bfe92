#include "engine/plan/rules.hpp"

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "engine/plan/layout.hpp"
#include "engine/plan/model_rules.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

/// All that a plan is checked against; the defaults break no rule.
struct Case {
    Model model;
    Parallelism plan;
    Training training;
    ClusterSize cluster;
    Server server;
    Accelerator chip;

    Case() {
        model.layers = 24;
        model.hidden = 1536;
        model.heads = 24;
        model.vocab = 51200;
        plan.tensor = 8;
        plan.pipeline = 4;
        training.sequence_length = 2048;
        training.global_batch = 64;
        cluster.servers = 16;  // 128 accelerators: 4 pipelines of 4 stages of 8
        server.accelerators = 8;
        chip.name = "chip";
        chip.peak_fp16 = 312.0 * units::TFLOPS;
        chip.peak_bf16 = 312.0 * units::TFLOPS;
    }

    [[nodiscard]] Faults model_faults_() const { return model_faults(model); }
    [[nodiscard]] Faults plan_faults_() const {
        return plan_faults(plan, model, training, cluster, server, chip);
    }
};

using Change = std::function<void(Case&)>;

struct Rule {
    const char* what;
    Change breaks;
    const char* path;
    const char* message;
    const char* help;
    Change mends;  // does what the help says
};

void has_host(Case& c) {
    c.server.host_memory = 1024.0 * units::GiB;
    c.server.host_link = 25.0 * units::GB_per_s;
    c.server.host_links = 100.0 * units::GB_per_s;
    c.server.host_updates_per_us = 1000.0;
    c.server.nvme = 1000.0 * units::GB;
    c.server.nvme_read = 20.0 * units::GB_per_s;
    c.server.nvme_write = 10.0 * units::GB_per_s;
}

void mixture(Case& c) {
    c.model.experts = 8;
    c.model.experts_per_token = 2;
}

void check(const Rule& rule, const Faults& faults, const Faults& after) {
    INFO(rule.what << "\n" << render(faults) << "mended:\n" << render(after));
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().path == rule.path);
    CHECK(faults.front().message == rule.message);
    CHECK(faults.front().help == rule.help);
    CHECK(after.empty());
}

}  // namespace

TEST_CASE("a plan that keeps all rules has no faults") {
    struct Row {
        const char* what;
        Change change;
    };
    const std::vector<Row> rows = {
        {"as it is", [](Case&) {}},
        {"data given", [](Case& c) { c.plan.data = 4; }},
        {"part of the cluster",
         [](Case& c) {
             c.cluster.gpus = 96;
             c.training.global_batch = 63;
         }},
        {"sequence parallel", [](Case& c) { c.plan.sequence_parallel = true; }},
        {"one key/value head", [](Case& c) { c.model.kv_heads = 1; }},
        {"context", [](Case& c) { c.plan.context = 4; }},
        {"interleaved",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::interleaved;
             c.plan.virtual_stages = 6;
         }},
        {"breadth-first",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::breadth_first;
             c.plan.virtual_stages = 3;
         }},
        {"ZB-V", [](Case& c) { c.plan.schedule = ScheduleKind::zb_v; }},
        {"ZB-V that says its two chunks",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::zb_v;
             c.plan.virtual_stages = 2;
         }},
        {"DualPipe", [](Case& c) { c.plan.schedule = ScheduleKind::dualpipe; }},
        {"a given split",
         [](Case& c) {
             c.plan.stage_layers = {5, 7, 7, 5};
         }},
        {"uneven stages", [](Case& c) { c.model.layers = 25; }},
        {"experts",
         [](Case& c) {
             mixture(c);
             c.plan.expert = 4;
         }},
        {"encoder-decoder",
         [](Case& c) {
             c.model.architecture = Architecture::encoder_decoder;
             c.model.decoder_layers = 24;
         }},
        {"any one stage",
         [](Case& c) {
             c.plan.pipeline = 1;
             c.plan.schedule = ScheduleKind::interleaved;
         }},
    };
    for (const Row& row : rows) {
        Case c;
        row.change(c);
        INFO(row.what << "\n" << render(c.model_faults_()) << render(c.plan_faults_()));
        CHECK(c.model_faults_().empty());
        CHECK(c.plan_faults_().empty());
    }
}

TEST_CASE("each rule of a plan is broken by one fault, and kept by following its help") {
    const std::vector<Rule> rules = {
        {"sequence",
         [](Case& c) { c.training.sequence_length = 0; },
         "training.sequence_length",
         "training.sequence_length: not given",
         "tokens of a sequence, e.g. 2048",
         [](Case& c) { c.training.sequence_length = 2048; }},
        {"batch",
         [](Case& c) { c.training.global_batch = 0; },
         "training.global_batch",
         "training.global_batch: not given",
         "sequences of an iteration, e.g. 1920",
         [](Case& c) { c.training.global_batch = 1920; }},
        {"precision",
         [](Case& c) { c.training.precision = Precision::fp8; },
         "training.precision",
         "training.precision: chip has no such format",
         "it has fp16, bf16",
         [](Case& c) { c.training.precision = Precision::fp16; }},
        {"offload without a share of the optimizer",
         [](Case& c) {
             has_host(c);
             c.plan.offload = Offload::optimizer;
         },
         "parallelism.offload",
         "parallelism.offload: ZeRO stage 0 keeps no share of its own of what leaves the GPU",
         "parallelism.zero_stage = 1, 2 or 3 do",
         [](Case& c) { c.plan.zero_stage = 1; }},
        {"offload without a share of the parameters",
         [](Case& c) {
             has_host(c);
             c.plan.offload = Offload::parameters;
             c.plan.zero_stage = 2;
         },
         "parallelism.offload",
         "parallelism.offload: ZeRO stage 2 keeps no share of its own of what leaves the GPU",
         "parallelism.zero_stage = 3 does",
         [](Case& c) { c.plan.zero_stage = 3; }},
        {"offload to drives without shares",
         [](Case& c) {
             has_host(c);
             c.plan.offload = Offload::optimizer;
             c.plan.offload_to = OffloadTo::nvme;
             c.plan.zero_stage = 2;
         },
         "parallelism.offload",
         "parallelism.offload: ZeRO stage 2 keeps no share of its own of what leaves the GPU",
         "parallelism.zero_stage = 3 does",
         [](Case& c) { c.plan.zero_stage = 3; }},
        {"offload to a host of which nothing is known",
         [](Case& c) {
             has_host(c);
             c.server.host_updates_per_us.reset();
             c.plan.offload = Offload::optimizer;
             c.plan.zero_stage = 1;
         },
         "server.host_updates_per_us",
         "server.host_updates_per_us: not given",
         "parallelism.offload asks for the rate of Adam on the host",
         [](Case& c) { c.server.host_updates_per_us = 1000.0; }},
        {"offload to drives of which nothing is known",
         [](Case& c) {
             has_host(c);
             c.server.nvme.reset();
             c.plan.offload = Offload::optimizer;
             c.plan.offload_to = OffloadTo::nvme;
             c.plan.zero_stage = 3;
         },
         "server.nvme_gb",
         "server.nvme_gb: not given",
         "parallelism.offload asks for the size of the drives",
         [](Case& c) { c.plan.offload_to = OffloadTo::host; }},
        {"heads over tensor",
         [](Case& c) { c.plan.tensor = 16; },
         "parallelism.tensor",
         "parallelism.tensor = 16: 24 attention heads do not divide by 16",
         "1, 2, 3, 4, 6, 8, 12, 24 do; on servers of 8 GPUs take a divisor of 8 too",
         [](Case& c) { c.plan.tensor = 8; }},
        {"key/value heads over tensor",
         [](Case& c) {
             c.model.kv_heads = 6;
             c.plan.tensor = 4;
         },
         "parallelism.tensor",
         "parallelism.tensor = 4: 6 key/value heads can be neither split nor copied over 4 ranks",
         "take a divisor or a multiple of the key/value heads",
         [](Case& c) { c.plan.tensor = 2; }},
        {"FFN over tensor",
         [](Case& c) { c.model.ffn_hidden = 4100; },
         "parallelism.tensor",
         "parallelism.tensor = 8: model.ffn_hidden = 4100 does not divide by 8",
         // 4100 = 2^2 x 5^2 x 41
         "1, 2, 4, 5, 10, 20, 25, 41, 50, 82, … do",
         [](Case& c) { c.plan.tensor = 4; }},
        {"experts' FFN over tensor",
         [](Case& c) {
             mixture(c);
             c.model.expert_hidden = 12;
         },
         "parallelism.tensor",
         "parallelism.tensor = 8: model.expert_hidden = 12 does not divide by 8",
         "1, 2, 3, 4, 6, 12 do",
         [](Case& c) { c.plan.tensor = 4; }},
        {"sequence over tensor",
         [](Case& c) {
             c.plan.sequence_parallel = true;
             c.training.sequence_length = 100;
         },
         "parallelism.tensor",
         "parallelism.tensor = 8: a sequence of 100 does not divide by 8 for sequence parallelism",
         "1, 2, 4, 5, 10, 20, 25, 50, 100 do",
         [](Case& c) { c.plan.tensor = 4; }},
        {"servers",
         [](Case& c) { c.cluster.servers = 0; },
         "cluster.servers",
         "cluster.servers: not given",
         "number of servers, e.g. 280",
         [](Case& c) { c.cluster.servers = 16; }},
        {"more GPUs than there are",
         [](Case& c) { c.cluster.gpus = 129; },
         "cluster.gpus",
         "cluster.gpus = 129: 16 servers of 8 have 128",
         "leave cluster.gpus out to use all",
         [](Case& c) { c.cluster.gpus.reset(); }},
        {"product of degrees",
         [](Case& c) { c.plan.pipeline = 3; },
         "parallelism.pipeline",
         "parallelism.pipeline = 3: tensor 8 x pipeline 3 x context 1 does not divide 128 GPUs",
         "their product must be a divisor of the number of GPUs: 1, 2, 4, 8, 16, 32, 64, 128 do",
         [](Case& c) { c.plan.pipeline = 2; }},
        {"more degrees than GPUs",
         [](Case& c) { c.plan.pipeline = 24; },
         "parallelism.pipeline",
         "parallelism.pipeline = 24: tensor 8 x pipeline 24 x context 1 does not divide 128 GPUs",
         "their product must be a divisor of the number of GPUs: 1, 2, 4, 8, 16, 32, 64, 128 do",
         [](Case& c) { c.plan.pipeline = 16; }},
        {"data",
         [](Case& c) { c.plan.data = 5; },
         "parallelism.data",
         "parallelism.data = 5: 128 GPUs over tensor 8 x pipeline 4 x context 1 leave 4",
         "leave it out, or write 4",
         [](Case& c) { c.plan.data = 4; }},
        {"layers over stages",
         [](Case& c) { c.model.layers = 1; },
         "parallelism.pipeline",
         "parallelism.pipeline = 4: 1 layers do not fill 4 stages of 1 chunks",
         "each chunk needs a layer, but for the embedding's and the head's: lower pipeline or "
         "virtual_stages",
         [](Case& c) { c.plan.pipeline = 2; }},
        {"layers over chunks",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::interleaved;
             c.plan.virtual_stages = 7;
         },
         "parallelism.pipeline",
         "parallelism.pipeline = 4: 24 layers do not fill 4 stages of 7 chunks",
         "each chunk needs a layer, but for the embedding's and the head's: lower pipeline or "
         "virtual_stages",
         [](Case& c) { c.plan.virtual_stages = 6; }},
        {"split of other stages",
         [](Case& c) {
             c.plan.stage_layers = {12, 12};
         },
         "parallelism.stage_layers",
         "parallelism.stage_layers: 2 numbers for 4 pipeline stages",
         "one number a stage",
         [](Case& c) {
             c.plan.stage_layers = {6, 6, 6, 6};
         }},
        {"split of other layers",
         [](Case& c) {
             c.plan.stage_layers = {6, 6, 6, 7};
         },
         "parallelism.stage_layers",
         "parallelism.stage_layers: adds up to 25 layers",
         "the model has 24",
         [](Case& c) {
             c.plan.stage_layers = {6, 6, 6, 6};
         }},
        {"split of chunks",
         [](Case& c) {
             c.plan.stage_layers = {6, 6, 6, 6};
             c.plan.schedule = ScheduleKind::dualpipe;
         },
         "parallelism.stage_layers",
         "parallelism.stage_layers: a given split goes with one chunk a stage only",
         "use gpipe, 1f1b, zb-h1 or zb-h2",
         [](Case& c) { c.plan.schedule = ScheduleKind::gpipe; }},
        {"split of ZB-V",
         [](Case& c) {
             c.plan.stage_layers = {6, 6, 6, 6};
             c.plan.schedule = ScheduleKind::zb_v;
         },
         "parallelism.stage_layers",
         "parallelism.stage_layers: a given split goes with one chunk a stage only",
         "use gpipe, 1f1b, zb-h1 or zb-h2",
         [](Case& c) { c.plan.schedule = ScheduleKind::zb_h2; }},
        {"virtual stages of 1F1B",
         [](Case& c) { c.plan.virtual_stages = 2; },
         "parallelism.virtual_stages",
         "parallelism.virtual_stages = 2: this schedule has no virtual stages",
         "use the schedule interleaved or breadth-first",
         [](Case& c) { c.plan.schedule = ScheduleKind::interleaved; }},
        {"three chunks of ZB-V",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::zb_v;
             c.plan.virtual_stages = 3;
         },
         "parallelism.virtual_stages",
         "parallelism.virtual_stages = 3: this schedule has no virtual stages",
         "use the schedule interleaved or breadth-first",
         [](Case& c) { c.plan.schedule = ScheduleKind::breadth_first; }},
        {"virtual stages of no pipeline",
         [](Case& c) {
             c.plan.pipeline = 1;
             c.plan.schedule = ScheduleKind::interleaved;
             c.plan.virtual_stages = 2;
         },
         "parallelism.virtual_stages",
         "parallelism.virtual_stages = 2: there is one pipeline stage",
         "virtual stages need parallelism.pipeline above 1",
         [](Case& c) { c.plan.pipeline = 4; }},
        {"odd DualPipe",
         [](Case& c) {
             c.plan.pipeline = 3;
             c.cluster.servers = 12;
             c.plan.schedule = ScheduleKind::dualpipe;
         },
         "parallelism.pipeline",
         "parallelism.pipeline = 3: dualpipe needs an even number",
         "2, 4, 6, … do",
         [](Case& c) {
             c.plan.pipeline = 6;
             c.training.global_batch = 48;
         }},
        {"sequence over context",
         [](Case& c) {
             c.plan.context = 4;
             c.training.sequence_length = 20;
         },
         "parallelism.context",
         "parallelism.context = 4: a sequence of 20 does not divide into two pieces a rank",
         "half of the sequence must divide: 1, 2, 5, 10 do",
         [](Case& c) { c.plan.context = 2; }},
        {"experts of a dense model",
         [](Case& c) { c.plan.expert = 2; },
         "parallelism.expert",
         "parallelism.expert = 2: the model has no experts",
         "leave it 1, or set model.experts",
         [](Case& c) { c.plan.expert = 1; }},
        {"experts over ranks",
         [](Case& c) {
             mixture(c);
             c.plan.expert = 3;
         },
         "parallelism.expert",
         "parallelism.expert = 3: 8 experts do not divide by 3",
         "1, 2, 4, 8 do",
         [](Case& c) { c.plan.expert = 4; }},
        {"experts inside of data",
         [](Case& c) {
             mixture(c);
             c.plan.expert = 8;
         },
         "parallelism.expert",
         "parallelism.expert = 8: does not divide the data parallel degree 4",
         "1, 2, 4 do",
         [](Case& c) { c.plan.expert = 4; }},
        {"batch over data",
         [](Case& c) { c.training.global_batch = 65; },
         "training.global_batch",
         "training.global_batch = 65: does not divide by data 4 x micro-batch 1",
         "take a multiple of 4",
         [](Case& c) { c.training.global_batch = 68; }},
        {"batch over micro-batches",
         [](Case& c) { c.plan.micro_batch = 32; },
         "training.global_batch",
         "training.global_batch = 64: does not divide by data 4 x micro-batch 32",
         "take a multiple of 128",
         [](Case& c) { c.training.global_batch = 256; }},
        {"micro-batches of interleaved",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::interleaved;
             c.training.global_batch = 24;
         },
         "parallelism.schedule",
         "parallelism.schedule: 6 micro-batches in a pipeline of 4 stages",
         "it needs a multiple of the stages; change training.global_batch or "
         "parallelism.micro_batch",
         [](Case& c) { c.training.global_batch = 32; }},
        {"micro-batches of breadth-first",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::breadth_first;
             c.training.global_batch = 12;
         },
         "parallelism.schedule",
         "parallelism.schedule: 3 micro-batches in a pipeline of 4 stages",
         "it needs at least 4; change training.global_batch or "
         "parallelism.micro_batch",
         [](Case& c) { c.training.global_batch = 16; }},
        {"micro-batches of ZB-V",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::zb_v;
             c.training.global_batch = 24;
         },
         "parallelism.schedule",
         "parallelism.schedule: 6 micro-batches in a pipeline of 4 stages",
         "it needs at least 7; change training.global_batch or parallelism.micro_batch",
         [](Case& c) { c.training.global_batch = 28; }},
        {"odd micro-batches of DualPipe",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::dualpipe;
             c.training.global_batch = 36;
         },
         "parallelism.schedule",
         "parallelism.schedule: 9 micro-batches in a pipeline of 4 stages",
         "it needs an even number from 8; change training.global_batch or parallelism.micro_batch",
         [](Case& c) { c.training.global_batch = 40; }},
        {"too few micro-batches of DualPipe",
         [](Case& c) {
             c.plan.schedule = ScheduleKind::dualpipe;
             c.training.global_batch = 24;
         },
         "parallelism.schedule",
         "parallelism.schedule: 6 micro-batches in a pipeline of 4 stages",
         "it needs an even number from 8; change training.global_batch or parallelism.micro_batch",
         [](Case& c) { c.training.global_batch = 32; }},
    };
    for (const Rule& rule : rules) {
        Case c;
        rule.breaks(c);
        Case mended = c;
        rule.mends(mended);
        check(rule, c.plan_faults_(), mended.plan_faults_());
    }
}

TEST_CASE("each rule of a model is broken by one fault, and kept by following its help") {
    const char* const shape = "give model.preset, or the shape of the model";
    const std::vector<Rule> rules = {
        {"layers",
         [](Case& c) { c.model.layers = 0; },
         "model.layers",
         "model.layers: not given",
         shape,
         [](Case& c) { c.model.layers = 1; }},
        {"hidden",
         [](Case& c) { c.model.hidden = 0; },
         "model.hidden",
         "model.hidden: not given",
         shape,
         [](Case& c) { c.model.hidden = 24; }},
        {"heads",
         [](Case& c) { c.model.heads = 0; },
         "model.heads",
         "model.heads: not given",
         shape,
         [](Case& c) { c.model.heads = 1; }},
        {"vocabulary",
         [](Case& c) { c.model.vocab = 0; },
         "model.vocab",
         "model.vocab: not given",
         shape,
         [](Case& c) { c.model.vocab = 1; }},
        {"hidden over heads",
         [](Case& c) { c.model.hidden = 1540; },
         "model.heads",
         "model.heads = 24: hidden = 1540 does not divide by it",
         // 1540 = 2^2 x 5 x 7 x 11
         "1, 2, 4, 5, 7, 10, 11, 14, 20, 22, … do; or give model.head_size",
         [](Case& c) { c.model.heads = 22; }},
        {"hidden over heads, size given",
         [](Case& c) { c.model.hidden = 1540; },
         "model.heads",
         "model.heads = 24: hidden = 1540 does not divide by it",
         "1, 2, 4, 5, 7, 10, 11, 14, 20, 22, … do; or give model.head_size",
         [](Case& c) { c.model.head_size = 64; }},
        {"key/value heads",
         [](Case& c) { c.model.kv_heads = 5; },
         "model.kv_heads",
         "model.kv_heads = 5: 24 heads do not divide by it",
         "1, 2, 3, 4, 6, 8, 12, 24 do",
         [](Case& c) { c.model.kv_heads = 6; }},
        {"decoder",
         [](Case& c) { c.model.architecture = Architecture::encoder_decoder; },
         "model.decoder_layers",
         "model.decoder_layers: not given",
         "layers of the decoder",
         [](Case& c) { c.model.decoder_layers = 12; }},
        {"decoder of none",
         [](Case& c) { c.model.decoder_layers = 12; },
         "model.decoder_layers",
         "model.decoder_layers = 12: only an encoder-decoder has them apart",
         "set model.architecture = \"encoder-decoder\"",
         [](Case& c) { c.model.architecture = Architecture::encoder_decoder; }},
        {"no expert a token",
         [](Case& c) { c.model.experts = 8; },
         "model.experts_per_token",
         "model.experts_per_token = 0: a token visits 1 to 8 experts",
         "2 is common",
         [](Case& c) { c.model.experts_per_token = 2; }},
        {"more experts a token than there are",
         [](Case& c) {
             c.model.experts = 8;
             c.model.experts_per_token = 9;
         },
         "model.experts_per_token",
         "model.experts_per_token = 9: a token visits 1 to 8 experts",
         "2 is common",
         [](Case& c) { c.model.experts_per_token = 2; }},
        {"expert groups of which a token's number is not said",
         [](Case& c) {
             mixture(c);
             c.model.expert_groups = 4;
         },
         "model.groups_per_token",
         "model.groups_per_token: not given",
         "of the expert groups, a token's",
         [](Case& c) { c.model.groups_per_token = 2; }},
        {"a token's expert groups of none",
         [](Case& c) {
             mixture(c);
             c.model.groups_per_token = 2;
         },
         "model.expert_groups",
         "model.expert_groups: not given",
         "groups of the routed experts",
         [](Case& c) { c.model.expert_groups = 4; }},
        {"experts that do not divide into groups",
         [](Case& c) {
             mixture(c);
             c.model.expert_groups = 3;
             c.model.groups_per_token = 2;
         },
         "model.expert_groups",
         "model.expert_groups = 3: 8 experts do not divide by it",
         "1, 2, 4, 8 do",
         [](Case& c) { c.model.expert_groups = 4; }},
        {"groups with fewer experts than a token visits",
         [](Case& c) {
             mixture(c);
             c.model.experts_per_token = 3;
             c.model.expert_groups = 4;
             c.model.groups_per_token = 1;
         },
         "model.groups_per_token",
         "model.groups_per_token = 1: 4 groups of 2 experts, a token visits 3",
         "2 to 4 do",
         [](Case& c) { c.model.groups_per_token = 2; }},
        {"expert groups of a dense model",
         [](Case& c) { c.model.expert_groups = 4; },
         "model.experts",
         "model.experts = 0: the model is dense",
         "give model.experts, or leave the other expert fields out",
         [](Case& c) { c.model.expert_groups.reset(); }},
        {"experts a token of a dense model",
         [](Case& c) { c.model.experts_per_token = 2; },
         "model.experts",
         "model.experts = 0: the model is dense",
         "give model.experts, or leave the other expert fields out",
         [](Case& c) { c.model.experts = 8; }},
        {"shared experts of a dense model",
         [](Case& c) { c.model.shared_experts = 1; },
         "model.experts",
         "model.experts = 0: the model is dense",
         "give model.experts, or leave the other expert fields out",
         [](Case& c) { c.model.shared_experts = 0; }},
        {"dense layers of a dense model",
         [](Case& c) { c.model.dense_layers = 1; },
         "model.experts",
         "model.experts = 0: the model is dense",
         "give model.experts, or leave the other expert fields out",
         mixture},
        {"an interval of experts in a dense model",
         [](Case& c) { c.model.expert_interval = 2; },
         "model.experts",
         "model.experts = 0: the model is dense",
         "give model.experts, or leave the other expert fields out",
         mixture},
        {"an interval longer than the model",
         [](Case& c) {
             mixture(c);
             c.model.expert_interval = 25;
         },
         "model.expert_interval",
         "model.expert_interval = 25: the model has 24 layers",
         "1 to 24 do",
         [](Case& c) { c.model.expert_interval = 24; }},
        {"a rank of queries without latents",
         [](Case& c) { c.model.q_lora_rank = 512; },
         "model.q_lora_rank",
         "model.q_lora_rank = 512: only latent attention has it",
         "give model.kv_lora_rank, or leave it out",
         [](Case& c) { c.model.kv_lora_rank = 512; }},
        {"a rotated key without latents",
         [](Case& c) { c.model.rope_head_size = 32; },
         "model.rope_head_size",
         "model.rope_head_size = 32: only latent attention has it",
         "give model.kv_lora_rank, or leave it out",
         [](Case& c) { c.model.kv_lora_rank = 512; }},
        {"grouped queries with latents",
         [](Case& c) {
             c.model.kv_lora_rank = 512;
             c.model.kv_heads = 8;
         },
         "model.kv_heads",
         "model.kv_heads = 8: latent attention has keys and values for every head",
         "leave it out",
         [](Case& c) { c.model.kv_heads.reset(); }},
        {"more rotated than there is",
         [](Case& c) {
             c.model.kv_lora_rank = 512;
             c.model.rope_head_size = 65;
         },
         "model.rope_head_size",
         "model.rope_head_size = 65: a head has 64 elements",
         "0 to 64 do",
         [](Case& c) { c.model.rope_head_size = 64; }},
        {"side by side in an encoder-decoder",
         [](Case& c) {
             c.model.architecture = Architecture::encoder_decoder;
             c.model.decoder_layers = 24;
             c.model.parallel_ffn = true;
         },
         "model.parallel_ffn",
         "model.parallel_ffn: an encoder-decoder has no such layers",
         "leave it out, or set model.architecture = \"decoder\"",
         [](Case& c) { c.model.parallel_ffn = false; }},
        {"more dense layers than layers",
         [](Case& c) {
             mixture(c);
             c.model.dense_layers = 25;
         },
         "model.dense_layers",
         "model.dense_layers = 25: the model has 24 layers",
         "0 to 24 do",
         [](Case& c) { c.model.dense_layers = 24; }},
    };
    for (const Rule& rule : rules) {
        Case c;
        rule.breaks(c);
        Case mended = c;
        rule.mends(mended);
        check(rule, c.model_faults_(), mended.model_faults_());
    }
}

namespace {

Case convolutional() {
    Case c;
    c.model = {};
    c.model.architecture = Architecture::convolutional;
    c.model.layers = 8;
    c.model.parameters = 61e6;
    c.model.flops_per_sample = 1.43e9;
    c.model.activations_per_sample = 5.8e5;
    c.plan.tensor = 1;
    c.plan.pipeline = 1;
    c.training.sequence_length = 1;
    c.training.global_batch = 128;
    return c;
}

}  // namespace

TEST_CASE("a convolutional network is described by its counts, and by nothing else") {
    CHECK(convolutional().model_faults_().empty());
    CHECK(convolutional().plan_faults_().empty());
    const char* const counts = "give model.preset, or the network's counts";
    const char* const other = "leave it out, or name another model.architecture";
    const std::vector<Rule> rules = {
        {"parameters",
         [](Case& c) { c.model.parameters.reset(); },
         "model.total_parameters",
         "model.total_parameters: not given",
         counts,
         [](Case& c) { c.model.parameters = 1e6; }},
        {"FLOPs",
         [](Case& c) { c.model.flops_per_sample.reset(); },
         "model.flops_per_sample",
         "model.flops_per_sample: not given",
         counts,
         [](Case& c) { c.model.flops_per_sample = 1e6; }},
        {"heads",
         [](Case& c) { c.model.heads = 8; },
         "model.heads",
         "model.heads = 8: a convolutional network has none",
         other,
         [](Case& c) { c.model.heads = 0; }},
    };
    for (const Rule& rule : rules) {
        Case c = convolutional();
        rule.breaks(c);
        const Faults faults = c.model_faults_();
        rule.mends(c);
        check(rule, faults, c.model_faults_());
    }
    Case transformer;
    transformer.model.parameters = 1e9;
    const Faults faults = transformer.model_faults_();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].message.find("follows from its shape") != std::string::npos);
}

TEST_CASE("a convolutional network is copied to all accelerators, not cut") {
    const auto refused = [](auto change, const char* path) {
        Case c = convolutional();
        change(c.plan);
        const Faults faults = c.plan_faults_();
        return std::any_of(
            faults.begin(), faults.end(), [&](const Fault& f) { return f.path == path; });
    };
    CHECK(refused([](Parallelism& p) { p.tensor = 2; }, "parallelism.tensor"));
    CHECK(refused([](Parallelism& p) { p.pipeline = 2; }, "parallelism.pipeline"));
    CHECK(refused([](Parallelism& p) { p.context = 2; }, "parallelism.context"));
    CHECK(refused([](Parallelism& p) { p.expert = 2; }, "parallelism.expert"));
    CHECK(refused([](Parallelism& p) { p.recompute = Recompute::full; }, "parallelism.recompute"));
    Case c = convolutional();
    c.plan.tensor = 2;
    CHECK(c.plan_faults_()[0].message ==
          "parallelism.tensor = 2: a convolutional network is not cut into parts");
}

TEST_CASE("all broken rules of a plan are reported at once") {
    Case c;
    c.training.sequence_length = 0;
    c.training.precision = Precision::tf32;
    c.plan.tensor = 5;
    c.plan.stage_layers = {1};
    c.plan.expert = 2;
    c.plan.virtual_stages = 2;
    std::vector<std::string> paths;
    for (const Fault& fault : c.plan_faults_()) paths.push_back(fault.path);
    for (const char* path : {"training.sequence_length",
                             "training.precision",
                             "parallelism.tensor",
                             "parallelism.stage_layers",
                             "parallelism.expert",
                             "parallelism.virtual_stages"}) {
        CAPTURE(path);
        CHECK(std::count(paths.begin(), paths.end(), path) >= 1);
    }
}

TEST_CASE("degrees of a million each are refused, not multiplied into nonsense") {
    Case c;
    const std::int64_t million = 1'000'000;
    c.plan.tensor = million;
    c.plan.pipeline = million;
    c.plan.context = million;
    c.plan.expert = million;
    c.plan.micro_batch = million;
    c.plan.data = million;
    c.plan.virtual_stages = 10'000;
    c.plan.schedule = ScheduleKind::interleaved;
    c.model.layers = 100'000;
    c.model.heads = million;
    c.model.hidden = 1000 * million;
    c.training.sequence_length = 1000 * million;
    c.training.global_batch = 1000 * million;
    c.cluster.servers = 10 * million;
    c.server.accelerators = 100'000;
    const Faults faults = c.plan_faults_();
    REQUIRE_FALSE(faults.empty());
    CHECK(std::any_of(faults.begin(), faults.end(), [](const Fault& f) {
        return f.message ==
               "parallelism.pipeline = 1000000: tensor 1000000 x pipeline 1000000 x context "
               "1000000 "
               "does not divide 1000000000000 GPUs";
    }));
}

TEST_CASE("a trillion accelerators in one data parallel group are a plan like any other") {
    Case c;
    c.plan.tensor = 1;
    c.plan.pipeline = 1;
    c.cluster.servers = 10'000'000;
    c.server.accelerators = 100'000;
    c.training.global_batch = 1'000'000'000;
    c.plan.micro_batch = 1'000'000;
    const Faults faults = c.plan_faults_();
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().help == "take a multiple of 1000000000000000000");
}

TEST_CASE("of random plans, those without faults can be laid out to the last rank and layer") {
    std::mt19937_64 random(7);
    const auto pick = [&](std::initializer_list<std::int64_t> from) {
        return *(from.begin() + static_cast<std::ptrdiff_t>(random() % from.size()));
    };
    int valid = 0;
    for (int round = 0; round < 20'000; ++round) {
        Case c;
        c.plan.tensor = pick({1, 2, 3, 4, 6, 8});
        c.plan.pipeline = pick({1, 2, 3, 4, 8, 12});
        c.plan.context = pick({1, 1, 2, 4});
        c.plan.micro_batch = pick({1, 2, 3});
        c.plan.schedule = static_cast<ScheduleKind>(random() % 8);
        c.plan.virtual_stages = pick({1, 1, 2, 3});
        c.training.global_batch = pick({48, 96, 512, 1536});
        c.cluster.servers = pick({1, 3, 6, 16, 48});
        c.model.layers = pick({8, 24, 25});
        if (random() % 2 == 0) {
            mixture(c);
            c.plan.expert = pick({1, 2, 8});
        }
        if (!c.plan_faults_().empty())
            continue;
        ++valid;
        const Layout l = make_layout(c.plan, c.training, c.cluster, 8);
        CAPTURE(round);
        REQUIRE(l.tensor * l.context * l.data * l.pipeline == l.gpus);
        REQUIRE(l.data % l.expert == 0);
        REQUIRE(l.micro_batches * l.data * c.plan.micro_batch == c.training.global_batch);
        REQUIRE(l.micro_batches >= 1);
        std::int64_t layers = 0;
        for (std::int64_t i = 0; i < l.pipeline; ++i) {
            const std::int64_t n = stage_layers(c.model, c.plan, i).total();
            REQUIRE(n >= 1);
            layers += n;
        }
        REQUIRE(layers == c.model.layers);
    }
    CHECK(valid > 500);
}
