#pragma once

/// How the work is divided among accelerators, as the user writes it.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/plan/schedule_kind.hpp"

namespace deepwallet {

enum class Recompute {
    none,
    selective,  ///< the attention core alone (Korthikanti et al. 2022), or the modules given
    full,       ///< every layer from its input
};

/// What selective recomputation may compute again (Megatron-Core's --recompute-modules, and named
/// as there).
enum class RecomputeModule : std::uint8_t {
    core_attn,    ///< scores, softmax and values; nothing where attention is one kernel
    layernorm,    ///< outputs of norms
    mla_up_proj,  ///< of latent attention: queries, keys and values from their latents
    moe_act,      ///< the activation function of experts
    mlp,          ///< dense FFNs from their input
    moe,          ///< experts from their input, all-to-alls included
};

/// A set of them.
struct RecomputeModules {
    std::uint8_t bits = 0;

    [[nodiscard]] bool has(RecomputeModule module) const {
        return (bits >> static_cast<unsigned>(module) & 1U) != 0;
    }
    void add(RecomputeModule module) {
        bits = static_cast<std::uint8_t>(bits | 1U << static_cast<unsigned>(module));
    }

    friend bool operator==(const RecomputeModules&, const RecomputeModules&) = default;
};

/// What is computed again: the modules count where it is selective; none given is the attention
/// core.
struct Recomputation {
    Recompute kind = Recompute::none;
    RecomputeModules modules = {};

    Recomputation(Recompute kind_, RecomputeModules modules_ = {})
        : kind(kind_), modules(modules_) {}

    /// Of those that are computed again one by one.
    [[nodiscard]] bool repeats(RecomputeModule module) const {
        const bool by_default = modules.bits == 0 && module == RecomputeModule::core_attn;
        return kind == Recompute::selective && (by_default || modules.has(module));
    }

    friend bool operator==(const Recomputation&, const Recomputation&) = default;
};

/// What leaves the accelerators for the host, or for its NVMe drives.
enum class Offload {
    none,
    optimizer,   ///< its states, the gradients that it takes, and the update itself
    parameters,  ///< the working weights too
};

enum class OffloadTo { host, nvme };

struct Parallelism {
    std::int64_t tensor = 1;
    std::int64_t pipeline = 1;
    std::optional<std::int64_t> data;  ///< follows from the number of accelerators where absent
    std::int64_t context = 1;
    std::int64_t expert = 1;  ///< inside of data
    std::int64_t micro_batch = 1;
    ScheduleKind schedule = ScheduleKind::one_f_one_b;
    std::int64_t virtual_stages = 1;
    /// Layers of each pipeline stage where the split is not even.
    std::vector<std::int64_t> stage_layers;
    bool sequence_parallel = false;
    Recompute recompute = Recompute::none;
    RecomputeModules recompute_modules = {};  ///< of selective recomputation
    std::int64_t zero_stage = 0;
    Offload offload = Offload::none;
    OffloadTo offload_to = OffloadTo::host;
};

inline Recomputation recomputation(const Parallelism& p) {
    return {p.recompute, p.recompute_modules};
}

/// How many accelerators, in servers of how many.
struct ClusterSize {
    std::int64_t servers = 0;
    std::optional<std::int64_t> gpus;  ///< all of the servers' where absent
};

}  // namespace deepwallet
