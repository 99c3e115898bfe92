#pragma once

/// Which ranks meet in which collective, and which links they share.

#include <span>

#include "engine/analytic/iteration.hpp"
#include "engine/cost/replica_traffic.hpp"
#include "engine/des/job.hpp"
#include "engine/des/wiring.hpp"

namespace deepwallet {

enum class Detail {
    replica,  ///< one lane: a tensor, context and data rank stands for all of its kind
    full,     ///< every accelerator and every link
};

/// An accelerator that runs at `speed` times the usual rate.
struct SlowGpu {
    std::int64_t gpu = 0;
    double speed = 1.0;
};

/// Collectives and transfers of a plan, as the job describes them. In full detail, those inside of
/// a server take what was measured on such servers, whose links the group has to itself; those
/// between servers share the fabric. Accelerators are numbered as ranks are.
class RankGroups {
public:
    RankGroups(const IterationInput& in, Detail detail, const Wiring& wiring);

    [[nodiscard]] std::uint32_t lanes() const { return lanes_; }

    /// Group sets and links; call it once, before the others.
    void describe(Job& job) const;

    Collective exchange(Job& job, const Exchange& exchange, const Network& net);
    /// `share` of a collective among the replicas of a pipeline rank.
    Collective replicas(Job& job,
                        const ReplicaCollective& part,
                        const Network& net,
                        double share,
                        std::int64_t rank);
    /// Of the ranks with the first and the last stage.
    [[nodiscard]] Collective ends(Time time) const;
    /// Of all ranks, taking no time.
    [[nodiscard]] Collective barrier() const;
    Transfer transfer(Job& job,
                      std::int64_t from,
                      std::int64_t to,
                      bool blocking,
                      const StageOutput& output,
                      const Network& net);

    void slow_down(Job& job, std::span<const SlowGpu> slow) const;

private:
    enum Set : std::uint32_t { all, pipeline_ends, tensor, context, expert, gradient, experts };
    static constexpr std::uint32_t kSets = experts + 1;

    [[nodiscard]] bool full() const { return detail_ == Detail::full; }
    [[nodiscard]] GroupSet make_set(Set set) const;
    [[nodiscard]] std::uint32_t group_of(Set set, std::int64_t rank) const;
    [[nodiscard]] Set set_of(Scope scope) const;
    [[nodiscard]] const Group& placed(Set set) const;
    [[nodiscard]] std::int64_t server_of(std::int64_t rank) const { return rank / per_server_; }

    /// Routes of the groups of `set` that the ranks of one stage form, or of all stages.
    void share_links(
        Job& job, Set set, CollectiveKind kind, std::int64_t stage, Collective& collective);
    [[nodiscard]] Route links(std::span<const std::uint32_t> members, CollectiveKind kind) const;
    [[nodiscard]] Route ring_links(std::span<const std::uint32_t> members) const;
    [[nodiscard]] Route neighbour_links(std::span<const std::uint32_t> members) const;
    [[nodiscard]] Route pair_links(std::span<const std::uint32_t> members) const;

    const IterationInput& in_;
    Detail detail_;
    const Wiring& wiring_;
    std::int64_t per_server_;
    std::uint32_t lanes_;

    struct Known {
        Set set;
        bool pairs;
        std::int64_t stage;
        std::uint32_t first_route;
    };
    std::vector<Known> known_;
};

}  // namespace deepwallet
