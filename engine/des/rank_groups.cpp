#include "engine/des/rank_groups.hpp"

#include <algorithm>

#include "engine/core/math.hpp"
#include "engine/cost/compute.hpp"

namespace deepwallet {

namespace {

/// Seconds that kernels lose for each second of a collective beside them.
double slowdown(double share) { return interference(1.0 * units::s, share).base(); }

/// Each link once, with all of its shares.
Route merged(std::vector<LinkShare> uses) {
    std::sort(uses.begin(), uses.end(), [](const LinkShare& a, const LinkShare& b) {
        return a.link < b.link;
    });
    Route out;
    for (const LinkShare& use : uses) {
        if (!out.empty() && out.back().link == use.link) {
            out.back().share += use.share;
        } else {
            out.push_back(use);
        }
    }
    return out;
}

void add(const Route& route, double share, std::vector<LinkShare>& uses) {
    for (const LinkShare& use : route) uses.push_back({use.link, use.share * share});
}

/// The fabric itself divides what it does not carry in full.
Network undivided(Network net) {
    net.oversubscription = 1.0;
    return net;
}

AcrossCost across(const Network& net, const Group& group, CollectiveKind kind, Data bytes) {
    switch (kind) {
        case CollectiveKind::all_reduce:
            return all_reduce_across(net, group, bytes);
        case CollectiveKind::all_to_all:
            return all_to_all_across(net, group, bytes);
        case CollectiveKind::all_gather:
        case CollectiveKind::reduce_scatter:
            return all_gather_across(net, group, bytes);
        case CollectiveKind::point_to_point:
            break;
    }
    return {net.nic_latency, bytes, net.nic_per_gpu};
}

AcrossCost across(const Network& net, const Group& group, const Exchange& exchange) {
    return exchange.crossing > Data{}
               ? forwarded_all_to_all(net, group, exchange.bytes, exchange.crossing)
               : across(net, group, exchange.kind, exchange.bytes);
}

SharedTransfer shared(const AcrossCost& cost, double count) {
    return {.latency = count * cost.latency.base(),
            .bytes = count * cost.wire.base(),
            .limit = cost.rate.base()};
}

Cause cause_of(Scope scope) {
    switch (scope) {
        case Scope::tensor:
            return Cause::tensor_comm;
        case Scope::context:
            return Cause::context_comm;
        case Scope::expert:
            return Cause::expert_comm;
    }
    return Cause::tensor_comm;
}

}  // namespace

RankGroups::RankGroups(const IterationInput& in, Detail detail, const Wiring& wiring)
    : in_(in),
      detail_(detail),
      wiring_(wiring),
      per_server_(in.server.accelerators),
      lanes_(detail == Detail::full
                 ? static_cast<std::uint32_t>(in.layout.tensor * in.layout.context * in.layout.data)
                 : 1U) {}

std::uint32_t RankGroups::group_of(Set set, std::int64_t rank) const {
    const Layout& l = in_.layout;
    const std::int64_t stage = rank / lanes_;
    const std::int64_t lane = rank % lanes_;
    const std::int64_t tensor_rank = lane % l.tensor;
    const std::int64_t context_rank = lane / l.tensor % l.context;
    const std::int64_t data_rank = lane / (l.tensor * l.context);
    const auto id = [](std::int64_t group) { return static_cast<std::uint32_t>(group); };
    switch (set) {
        case all:
            return 0;
        case pipeline_ends:
            return id(lane);
        case tensor:
            return id(rank / l.tensor);
        case context:
            return id(rank / (l.tensor * l.context) * l.tensor + tensor_rank);
        case expert: {
            const std::int64_t block = stage * (l.data / l.expert) + data_rank / l.expert;
            return id((block * l.context + context_rank) * l.tensor + tensor_rank);
        }
        case gradient:
            return id(stage * l.tensor + tensor_rank);
        case experts:
            return id((stage * l.expert + data_rank % l.expert) * l.tensor + tensor_rank);
    }
    return 0;
}

GroupSet RankGroups::make_set(Set set) const {
    const auto ranks = static_cast<std::uint32_t>(in_.layout.pipeline * lanes_);
    GroupSet out;
    std::uint32_t groups = 0;
    out.group_of.resize(ranks);
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        out.group_of[rank] = group_of(set, rank);
        groups = std::max(groups, out.group_of[rank] + 1);
    }
    const auto takes_part = [&](std::uint32_t rank) {
        return set != pipeline_ends || rank < lanes_ || rank >= ranks - lanes_;
    };
    out.first.assign(groups + 1, 0);
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        if (takes_part(rank))
            ++out.first[out.group_of[rank] + 1];
    }
    for (std::uint32_t group = 0; group < groups; ++group) out.first[group + 1] += out.first[group];
    std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
    out.members.resize(out.first.back());
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        if (takes_part(rank))
            out.members[next[out.group_of[rank]]++] = rank;
    }
    return out;
}

void RankGroups::describe(Job& job) const {
    job.lanes = lanes_;
    job.link_rates = wiring_.link_rates;
    const std::uint32_t sets = full() ? kSets : static_cast<std::uint32_t>(pipeline_ends) + 1;
    for (std::uint32_t set = 0; set < sets; ++set)
        job.group_sets.push_back(make_set(static_cast<Set>(set)));
}

RankGroups::Set RankGroups::set_of(Scope scope) const {
    switch (scope) {
        case Scope::tensor:
            return tensor;
        case Scope::context:
            return context;
        case Scope::expert:
            return expert;
    }
    return tensor;
}

const Group& RankGroups::placed(Set set) const {
    switch (set) {
        case context:
            return in_.layout.context_group;
        case expert:
            return in_.layout.expert_group;
        case gradient:
            return in_.layout.gradient_group;
        case experts:
            return in_.layout.expert_gradient_group;
        default:
            return in_.layout.tensor_group;
    }
}

Collective RankGroups::exchange(Job& job, const Exchange& exchange, const Network& net) {
    Collective out;
    out.time = exchange.time.base();
    out.slowdown = slowdown(exchange.share);
    out.cause = cause_of(exchange.scope);
    out.kind = exchange.kind;
    if (!full())
        return out;
    const Set set = set_of(exchange.scope);
    out.group_set = set;
    if (placed(set).crosses_servers()) {
        out.shared = shared(across(undivided(net), placed(set), exchange), exchange.count);
        share_links(job, set, exchange.kind, -1, out);
    }
    return out;
}

Collective RankGroups::replicas(
    Job& job, const ReplicaCollective& part, const Network& net, double share, std::int64_t rank) {
    const Set set = part.experts ? experts : gradient;
    Collective out;
    out.time = share * part.time.base();
    out.slowdown = slowdown(interference_share(net, placed(set)));
    out.cause = Cause::data_comm;
    out.kind = part.kind;
    if (!full())
        return out;
    out.group_set = set;
    if (placed(set).crosses_servers()) {
        out.shared = shared(across(undivided(net), placed(set), part.kind, part.bytes), share);
        share_links(job, set, part.kind, rank, out);
    }
    return out;
}

Collective RankGroups::ends(Time time) const {
    Collective out;
    out.group_set = pipeline_ends;
    out.time = time.base();
    out.cause = Cause::data_comm;
    return out;
}

Collective RankGroups::barrier() const {
    Collective out;
    out.group_set = all;
    out.is_barrier = true;
    out.cause = Cause::data_comm;
    return out;
}

Transfer RankGroups::transfer(Job& job,
                              std::int64_t from,
                              std::int64_t to,
                              bool blocking,
                              const StageOutput& output,
                              const Network& net) {
    const Time sent = point_to_point(net, in_.layout.pipeline_group, output.bytes);
    Transfer out;
    out.to_stage = static_cast<std::int32_t>(to);
    out.time = (sent + output.gather).base();
    out.blocking = blocking;
    if (!full() || !in_.layout.pipeline_group.crosses_servers())
        return out;
    out.shared = {.latency = net.nic_latency.base(),
                  .bytes = output.bytes.base(),
                  .limit = net.nic_per_gpu.base(),
                  .after = output.gather.base()};
    out.first_route = static_cast<std::uint32_t>(job.routes.size());
    for (std::int64_t lane = 0; lane < lanes_; ++lane) {
        const std::int64_t a = from * lanes_ + lane;
        const std::int64_t b = to * lanes_ + lane;
        job.routes.push_back(server_of(a) == server_of(b) ? Route{} : wiring_.route(a, b));
    }
    return out;
}

void RankGroups::slow_down(Job& job, std::span<const SlowGpu> slow) const {
    if (slow.empty() || !full())
        return;
    job.slowdown.assign(job.ranks(), 1.0);
    for (const SlowGpu& gpu : slow) job.slowdown[static_cast<std::size_t>(gpu.gpu)] /= gpu.speed;
}

void RankGroups::share_links(
    Job& job, Set set, CollectiveKind kind, std::int64_t stage, Collective& collective) {
    const GroupSet& groups = job.group_sets[set];
    const auto stages = static_cast<std::uint32_t>(in_.layout.pipeline);
    const std::uint32_t count = stage < 0 ? groups.groups() : groups.groups() / stages;
    collective.first_group = stage < 0 ? 0U : static_cast<std::uint32_t>(stage) * count;
    const bool pairs = kind == CollectiveKind::all_to_all;
    for (const Known& known : known_) {
        if (known.set == set && known.stage == stage && known.pairs == pairs) {
            collective.first_route = known.first_route;
            return;
        }
    }
    collective.first_route = static_cast<std::uint32_t>(job.routes.size());
    known_.push_back({set, pairs, stage, collective.first_route});
    for (std::uint32_t i = 0; i < count; ++i)
        job.routes.push_back(links(groups.of(collective.first_group + i), kind));
}

Route RankGroups::links(std::span<const std::uint32_t> members, CollectiveKind kind) const {
    switch (kind) {
        case CollectiveKind::all_to_all:
            return pair_links(members);
        case CollectiveKind::point_to_point:
            return neighbour_links(members);
        default:
            return ring_links(members);
    }
}

/// As many rings as members share a server, each through the servers by the adapters of another
/// member, with its part of the data.
Route RankGroups::ring_links(std::span<const std::uint32_t> members) const {
    std::vector<std::span<const std::uint32_t>> servers;
    for (std::size_t begin = 0; begin < members.size();) {
        std::size_t end = begin;
        while (end < members.size() && server_of(members[end]) == server_of(members[begin])) ++end;
        servers.push_back(members.subspan(begin, end - begin));
        begin = end;
    }
    std::vector<LinkShare> uses;
    if (servers.size() <= 1)
        return {};
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const auto& here = servers[i];
        const auto& there = servers[(i + 1) % servers.size()];
        const std::size_t rings = std::max(here.size(), there.size());
        for (std::size_t j = 0; j < rings; ++j) {
            add(wiring_.route(here[j % here.size()], there[j % there.size()]),
                1.0 / static_cast<double>(rings),
                uses);
        }
    }
    return merged(std::move(uses));
}

Route RankGroups::neighbour_links(std::span<const std::uint32_t> members) const {
    std::vector<LinkShare> uses;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::uint32_t next = members[(i + 1) % members.size()];
        if (server_of(members[i]) != server_of(next))
            add(wiring_.route(members[i], next), 1.0, uses);
    }
    return merged(std::move(uses));
}

/// Every pair on two servers, of what each member sends beyond its own an equal part.
Route RankGroups::pair_links(std::span<const std::uint32_t> members) const {
    std::vector<LinkShare> uses;
    for (const std::uint32_t from : members) {
        std::vector<std::uint32_t> peers;
        for (const std::uint32_t to : members) {
            if (server_of(from) != server_of(to))
                peers.push_back(to);
        }
        for (const std::uint32_t to : peers)
            add(wiring_.route(from, to), 1.0 / real(static_cast<std::int64_t>(peers.size())), uses);
    }
    return merged(std::move(uses));
}

}  // namespace deepwallet
