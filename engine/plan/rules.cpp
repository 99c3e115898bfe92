#include "engine/plan/rules.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/plan/layout.hpp"
#include "engine/plan/model_rules.hpp"
#include "engine/plan/rule_faults.hpp"

namespace deepwallet {

namespace {

/// What decides how many accelerators there are, and how many a replica takes.
const Paths kDegrees = {"cluster.server",
                        "cluster.servers",
                        "cluster.gpus",
                        "server.accelerators",
                        "parallelism.tensor",
                        "parallelism.pipeline",
                        "parallelism.context"};

/// What decides how many layers a chunk gets.
const Paths kChunks = {"model.architecture",
                       "model.layers",
                       "model.decoder_layers",
                       "parallelism.pipeline",
                       "parallelism.schedule",
                       "parallelism.virtual_stages"};

Paths with(Paths paths, std::initializer_list<const char*> more) {
    paths.insert(paths.end(), more.begin(), more.end());
    return paths;
}

/// a x b without overflow: degrees reach a million each.
bool exceeds(std::int64_t limit, std::initializer_list<std::int64_t> factors) {
    double product = 1.0;
    for (const std::int64_t f : factors) product *= static_cast<double>(f);
    return product > static_cast<double>(limit);
}

class Checker {
public:
    Checker(const Parallelism& p,
            const Model& m,
            const Training& t,
            const ClusterSize& cluster,
            const Server& server,
            const Accelerator& accelerator)
        : p_(p), m_(m), t_(t), cluster_(cluster), server_(server), accelerator_(accelerator) {}

    Faults run() {
        faults_ = missing_faults(t_, cluster_);
        const bool model_is_sound = model_faults(m_).empty();
        check_precision();
        if (is_convolutional(m_))
            check_copies();
        else if (model_is_sound)
            check_tensor();
        check_cluster();
        if (model_is_sound)
            check_stages();
        check_schedule();
        check_context();
        check_offload();
        if (model_is_sound)
            check_experts();
        if (data_ > 0 && t_.global_batch > 0)
            check_batch();
        return std::move(faults_);
    }

private:
    void check_precision() {
        if (!peak(accelerator_, t_.precision)) {
            faults_.push_back(broken_word("training.precision",
                                          fmt::format("{} has no such format", accelerator_.name),
                                          fmt::format("it has {}", fmt::join(formats(), ", ")),
                                          {"cluster.server", "cluster.accelerator"}));
        }
    }

    [[nodiscard]] std::vector<std::string> formats() const {
        std::vector<std::string> out;
        if (accelerator_.peak_fp32)
            out.emplace_back("fp32");
        if (accelerator_.peak_tf32)
            out.emplace_back("tf32");
        if (accelerator_.peak_fp16)
            out.emplace_back("fp16");
        if (accelerator_.peak_bf16)
            out.emplace_back("bf16");
        if (accelerator_.peak_fp8)
            out.emplace_back("fp8");
        if (accelerator_.peak_fp4)
            out.emplace_back("nvfp4");
        return out;
    }

    /// What is known of a convolutional network by its counts alone can be copied, not cut.
    void check_copies() {
        const auto refuse = [&](const char* path, std::int64_t value, std::int64_t whole) {
            if (value != whole)
                faults_.push_back(
                    broken(path,
                           value,
                           "a convolutional network is not cut into parts",
                           fmt::format("{}: copies on all GPUs, or parallelism.zero_stage", whole),
                           {"model.architecture"}));
        };
        refuse("parallelism.tensor", p_.tensor, 1);
        refuse("parallelism.pipeline", p_.pipeline, 1);
        refuse("parallelism.context", p_.context, 1);
        if (p_.recompute != Recompute::none)
            faults_.push_back(broken_word("parallelism.recompute",
                                          "of a convolutional network it is not modelled",
                                          "none",
                                          {"model.architecture"}));
    }

    void check_tensor() {
        if (m_.heads % p_.tensor != 0) {
            faults_.push_back(
                broken("parallelism.tensor",
                       p_.tensor,
                       fmt::format("{} attention heads do not divide by {}", m_.heads, p_.tensor),
                       divisors(m_.heads) + server_hint(),
                       {"model.heads"}));
        } else if (kv_heads(m_) % p_.tensor != 0 && p_.tensor % kv_heads(m_) != 0) {
            faults_.push_back(broken(
                "parallelism.tensor",
                p_.tensor,
                fmt::format("{} key/value heads can be neither split nor copied over {} ranks",
                            kv_heads(m_),
                            p_.tensor),
                "take a divisor or a multiple of the key/value heads",
                {"model.heads", "model.kv_heads"}));
        }
        check_ffn_split("model.ffn_hidden", ffn_hidden(m_));
        if (is_mixture_of_experts(m_))
            check_ffn_split("model.expert_hidden", expert_hidden(m_));
        check_sequence_split();
    }

    /// Where the server is not known, because its name was refused, there is none.
    [[nodiscard]] std::string server_hint() const {
        if (server_.accelerators == 0)
            return "";
        return fmt::format("; on servers of {} GPUs take a divisor of {} too",
                           server_.accelerators,
                           server_.accelerators);
    }

    /// Sequence parallelism splits what context parallelism leaves of the sequence.
    void check_sequence_split() {
        const std::int64_t piece = t_.sequence_length / p_.context;
        if (!p_.sequence_parallel || piece % p_.tensor == 0)
            return;
        faults_.push_back(
            broken("parallelism.tensor",
                   p_.tensor,
                   fmt::format("a sequence of {} does not divide by {} for sequence parallelism",
                               piece,
                               p_.tensor),
                   divisors(piece),
                   {"training.sequence_length", "parallelism.context"}));
    }

    void check_ffn_split(const char* what, std::int64_t width) {
        if (width % p_.tensor == 0)
            return;
        faults_.push_back(
            broken("parallelism.tensor",
                   p_.tensor,
                   fmt::format("{} = {} does not divide by {}", what, width, p_.tensor),
                   divisors(width),
                   {what, "model.hidden", "model.ffn_hidden"}));
    }

    void check_cluster() {
        if (cluster_.servers == 0)
            return;
        const std::int64_t owned = cluster_.servers * server_.accelerators;
        const std::int64_t gpus = gpu_count(cluster_, server_.accelerators);
        if (gpus > owned) {
            faults_.push_back(broken(
                "cluster.gpus",
                gpus,
                fmt::format(
                    "{} servers of {} have {}", cluster_.servers, server_.accelerators, owned),
                "leave cluster.gpus out to use all",
                {"cluster.server", "cluster.servers", "server.accelerators"}));
            return;
        }
        const bool too_many = exceeds(gpus, {p_.tensor, p_.pipeline, p_.context});
        const std::int64_t replica = too_many ? 0 : p_.tensor * p_.pipeline * p_.context;
        if (too_many || gpus % replica != 0) {
            faults_.push_back(
                broken("parallelism.pipeline",
                       p_.pipeline,
                       fmt::format("tensor {} x pipeline {} x context {} does not divide {} GPUs",
                                   p_.tensor,
                                   p_.pipeline,
                                   p_.context,
                                   gpus),
                       "their product must be a divisor of the number of GPUs: " + divisors(gpus),
                       kDegrees));
            return;
        }
        const std::int64_t data = gpus / replica;
        if (p_.data && *p_.data != data) {
            faults_.push_back(
                broken("parallelism.data",
                       *p_.data,
                       fmt::format("{} GPUs over tensor {} x pipeline {} x context {} leave {}",
                                   gpus,
                                   p_.tensor,
                                   p_.pipeline,
                                   p_.context,
                                   data),
                       fmt::format("leave it out, or write {}", data),
                       kDegrees));
            return;
        }
        data_ = data;
    }

    void check_stages() {
        const std::int64_t layers = total_layers(m_);
        if (!p_.stage_layers.empty())
            return check_given_split(layers);
        // Embedding and head may stand for a layer, and fill the first and the last chunk alone.
        if (!exceeds(layers + 2, {p_.pipeline, chunks(p_)}))
            return;
        faults_.push_back(broken(
            "parallelism.pipeline",
            p_.pipeline,
            fmt::format(
                "{} layers do not fill {} stages of {} chunks", layers, p_.pipeline, chunks(p_)),
            "each chunk needs a layer, but for the embedding's and the head's: lower pipeline or "
            "virtual_stages",
            kChunks));
    }

    void check_given_split(std::int64_t layers) {
        const auto stages = static_cast<std::int64_t>(p_.stage_layers.size());
        std::int64_t sum = 0;
        for (const std::int64_t n : p_.stage_layers) sum += n;
        if (stages != p_.pipeline) {
            faults_.push_back(
                broken_word("parallelism.stage_layers",
                            fmt::format("{} numbers for {} pipeline stages", stages, p_.pipeline),
                            "one number a stage",
                            {"parallelism.pipeline"}));
        } else if (sum != layers) {
            faults_.push_back(broken_word("parallelism.stage_layers",
                                          fmt::format("adds up to {} layers", sum),
                                          fmt::format("the model has {}", layers),
                                          kChunks));
        }
        if (chunks(p_) > 1 || traits_of(p_.schedule).placement != StagePlacement::in_turn) {
            faults_.push_back(broken_word("parallelism.stage_layers",
                                          "a given split goes with one chunk a stage only",
                                          "use gpipe, 1f1b, zb-h1 or zb-h2",
                                          kChunks));
        }
    }

    void check_schedule() {
        const ScheduleTraits& traits = traits_of(p_.schedule);
        const bool takes_chunks = traits.chunks == ChunkRule::given;
        const bool two_chunks = traits.chunks == ChunkRule::two && p_.virtual_stages == 2;
        if (p_.virtual_stages > 1 && !takes_chunks && !two_chunks) {
            faults_.push_back(broken("parallelism.virtual_stages",
                                     p_.virtual_stages,
                                     "this schedule has no virtual stages",
                                     "use the schedule interleaved or breadth-first",
                                     {"parallelism.schedule"}));
        }
        if (takes_chunks && p_.virtual_stages > 1 && p_.pipeline == 1) {
            faults_.push_back(broken("parallelism.virtual_stages",
                                     p_.virtual_stages,
                                     "there is one pipeline stage",
                                     "virtual stages need parallelism.pipeline above 1",
                                     {"parallelism.pipeline", "parallelism.schedule"}));
        }
        if (traits.even_stages && p_.pipeline % 2 != 0) {
            faults_.push_back(broken("parallelism.pipeline",
                                     p_.pipeline,
                                     fmt::format("{} needs an even number", traits.name),
                                     "2, 4, 6, … do",
                                     {"parallelism.schedule"}));
        }
    }

    void check_context() {
        if (p_.context == 1)
            return;
        // Two pieces a rank, one from each end, balance a causal mask.
        if (exceeds(t_.sequence_length, {2, p_.context}) ||
            t_.sequence_length % (2 * p_.context) != 0) {
            faults_.push_back(
                broken("parallelism.context",
                       p_.context,
                       fmt::format("a sequence of {} does not divide into two pieces a rank",
                                   t_.sequence_length),
                       "half of the sequence must divide: " +
                           divisors(std::max<std::int64_t>(1, t_.sequence_length / 2)),
                       {"training.sequence_length"}));
        }
    }

    void check_experts() {
        if (p_.expert == 1)
            return;
        if (!is_mixture_of_experts(m_)) {
            faults_.push_back(broken("parallelism.expert",
                                     p_.expert,
                                     "the model has no experts",
                                     "leave it 1, or set model.experts",
                                     {"model.experts"}));
        } else if (m_.experts % p_.expert != 0) {
            faults_.push_back(
                broken("parallelism.expert",
                       p_.expert,
                       fmt::format("{} experts do not divide by {}", m_.experts, p_.expert),
                       divisors(m_.experts),
                       {"model.experts"}));
        }
    }

    /// Each rank updates its own share on the host (Ren et al. 2021, section 4); weights are
    /// gathered from there, and drives are written to, by the shares of ZeRO-3 (Rajbhandari et al.
    /// 2021).
    void check_offload() {
        if (p_.offload == Offload::none)
            return;
        const bool three = p_.offload == Offload::parameters || p_.offload_to == OffloadTo::nvme;
        if (p_.zero_stage < (three ? 3 : 1)) {
            faults_.push_back(broken_word(
                "parallelism.offload",
                fmt::format("ZeRO stage {} keeps no share of its own of what leaves the GPU",
                            p_.zero_stage),
                three ? "parallelism.zero_stage = 3 does" : "parallelism.zero_stage = 1, 2 or 3 do",
                {"parallelism.zero_stage", "parallelism.offload_to"}));
        }
        const auto need = [&](const char* path, bool given, const char* what) {
            if (!given)
                faults_.push_back(
                    absent(path, std::string("parallelism.offload asks for ") + what));
        };
        need("server.host_memory_gib", server_.host_memory.has_value(), "the host's memory");
        need("server.host_link_gb_per_s",
             server_.host_link.has_value(),
             "the rate between an accelerator and the host");
        need("server.host_links_gb_per_s",
             server_.host_links.has_value(),
             "the rate between all accelerators and the host");
        need("server.host_updates_per_us",
             server_.host_updates_per_us.has_value(),
             "the rate of Adam on the host");
        if (p_.offload_to == OffloadTo::host)
            return;
        need("server.nvme_gb", server_.nvme.has_value(), "the size of the drives");
        need("server.nvme_read_gb_per_s", server_.nvme_read.has_value(), "their reading rate");
        need("server.nvme_write_gb_per_s", server_.nvme_write.has_value(), "their writing rate");
    }

    /// Needs a data parallel degree, hence comes last.
    void check_batch() {
        const std::int64_t data = data_;
        const bool splits_experts = m_.experts % p_.expert == 0;
        if (splits_experts && data % p_.expert != 0) {
            faults_.push_back(
                broken("parallelism.expert",
                       p_.expert,
                       fmt::format("does not divide the data parallel degree {}", data),
                       divisors(data),
                       kDegrees));
        }
        if (exceeds(t_.global_batch, {data, p_.micro_batch}) ||
            t_.global_batch % (data * p_.micro_batch) != 0) {
            faults_.push_back(broken(
                "training.global_batch",
                t_.global_batch,
                fmt::format("does not divide by data {} x micro-batch {}", data, p_.micro_batch),
                fmt::format("take a multiple of {}", data * p_.micro_batch),
                with(kDegrees, {"parallelism.micro_batch"})));
            return;
        }
        check_micro_batches(t_.global_batch / (data * p_.micro_batch));
        check_ramp(data * p_.micro_batch);
    }

    /// The first batches have whole micro-batches too.
    void check_ramp(std::int64_t least) {
        if (!t_.batch_ramp_start || !t_.batch_ramp_increment ||
            (*t_.batch_ramp_start % least == 0 && *t_.batch_ramp_increment % least == 0))
            return;
        faults_.push_back(broken("training.batch_ramp_start",
                                 *t_.batch_ramp_start,
                                 fmt::format("by {}: not whole micro-batches of all data parallel "
                                             "ranks",
                                             *t_.batch_ramp_increment),
                                 fmt::format("multiples of {}: micro_batch x data", least),
                                 with(kDegrees, {"parallelism.micro_batch"})));
    }

    void check_micro_batches(std::int64_t m) {
        const std::int64_t p = p_.pipeline;
        const auto refuse = [&](std::string needs) {
            faults_.push_back(
                broken_word("parallelism.schedule",
                            fmt::format("{} micro-batches in a pipeline of {} stages", m, p),
                            "it needs " + std::move(needs) +
                                "; change training.global_batch or parallelism.micro_batch",
                            with(kDegrees, {"parallelism.micro_batch", "training.global_batch"})));
        };
        if (p == 1)
            return;
        const MicroBatchRule& rule = traits_of(p_.schedule).micro_batches;
        if (rule.allows(m, p))
            return;
        if (rule.multiple == 0)
            refuse("a multiple of the stages");
        else
            refuse(fmt::format(
                "{} {}", rule.multiple == 2 ? "an even number from" : "at least", rule.least(p)));
    }

    const Parallelism& p_;
    const Model& m_;
    const Training& t_;
    const ClusterSize& cluster_;
    const Server& server_;
    const Accelerator& accelerator_;
    Faults faults_;
    std::int64_t data_ = 0;  ///< data parallel degree, once the GPUs divide
};

}  // namespace

Faults missing_faults(const Training& training, const ClusterSize& cluster) {
    Faults faults;
    if (training.sequence_length == 0)
        faults.push_back(absent("training.sequence_length", "tokens of a sequence, e.g. 2048"));
    if (training.global_batch == 0)
        faults.push_back(absent("training.global_batch", "sequences of an iteration, e.g. 1920"));
    if (cluster.servers == 0)
        faults.push_back(absent("cluster.servers", "number of servers, e.g. 280"));
    return faults;
}

Faults plan_faults(const Parallelism& parallelism,
                   const Model& model,
                   const Training& training,
                   const ClusterSize& cluster,
                   const Server& server,
                   const Accelerator& accelerator) {
    return Checker(parallelism, model, training, cluster, server, accelerator).run();
}

}  // namespace deepwallet
