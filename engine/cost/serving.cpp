#include "engine/cost/serving.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"
#include "engine/cost/serving_parts.hpp"

namespace deepwallet {

namespace {

constexpr std::int64_t kMostRequests = std::int64_t{1} << 20U;
constexpr std::int64_t kMostStages = 64;

Time mean_token(const ServingInput& in, const DecodeStep& step, Time prompts) {
    return step.total() + prompts / written_tokens(in);
}

/// What batches take, one on its way for each stage.
class Replica {
public:
    Replica(const ServingInput& in, ReplicaShape shape) : in_(in), shape_(shape) {}

    [[nodiscard]] Data weights() const { return stored_weights(in_, shape_); }
    /// A stage keeps its layers' share of each of as many batches as there are stages.
    [[nodiscard]] Data cache(std::int64_t batch) const {
        return fullest_stage(in_.model, shape_) * real(batch) *
               cache_share(in_.model, shape_.tensor) *
               request_cache(in_.model, asked_tokens(in_), written_tokens(in_), cache_bytes(in_));
    }
    [[nodiscard]] Data used(std::int64_t batch) const {
        return weights() + cache(batch) + working_memory(in_, batch, shape_.tensor) +
               in_.software.runtime_memory;
    }
    [[nodiscard]] bool holds(std::int64_t batch) const {
        return used(batch) <= in_.accelerator.memory;
    }
    [[nodiscard]] bool in_time(std::int64_t batch) const {
        if (!in_.terms.token_ms)
            return true;
        const Time bound = *in_.terms.token_ms * units::ms;
        const Time prompts = prefill_time(in_, batch, shape_).total();
        if (written_tokens(in_) <= 0.0)
            return prompts <= bound;
        return mean_token(in_, decode_step(in_, real(batch), shape_), prompts) <= bound;
    }
    [[nodiscard]] bool carries(std::int64_t batch) const { return holds(batch) && in_time(batch); }

    /// The largest batch that it carries; both needs grow with it.
    [[nodiscard]] std::int64_t largest() const {
        if (!carries(1))
            return 0;
        std::int64_t low = 1;
        std::int64_t high = 2;
        while (high < kMostRequests && carries(high)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            const std::int64_t middle = low + (high - low) / 2;
            (carries(middle) ? low : high) = middle;
        }
        return low;
    }

private:
    const ServingInput& in_;
    ReplicaShape shape_;
};

/// Degrees that a replica may have: powers of two that divide the heads, on no more accelerators
/// than reach each other.
bool is_degree(const ServingInput& in, std::int64_t tensor) {
    constexpr std::int64_t kMostRanks = 1024;
    if (is_convolutional(in.model))
        return tensor == 1;
    const std::int64_t most =
        in.server.nics == 0 ? std::max<std::int64_t>(1, in.server.accelerators) : kMostRanks;
    return tensor * in.terms.pipeline.value_or(1) <= most && in.model.heads % tensor == 0;
}

/// The terms' requests, or all that the shape carries, in as many batches as it has at once.
ReplicaSpeed speed_on(const ServingInput& in, ReplicaShape shape) {
    ReplicaSpeed out;
    out.shape = shape;
    const Replica replica(in, shape);
    const std::int64_t largest = replica.largest();
    const std::int64_t batch = in.terms.batch ? ceil_div(*in.terms.batch, shape.batches())
                                              : std::max<std::int64_t>(1, largest);
    out.fits = largest >= batch;
    out.batch = in.terms.batch.value_or(batch * shape.batches());
    out.limit = in.terms.batch             ? ServingLimit::given
                : replica.holds(batch + 1) ? ServingLimit::token_time
                                           : ServingLimit::memory;
    out.weights = replica.weights();
    out.cache = replica.cache(batch);
    out.used = replica.used(batch);
    out.prefill = prefill_time(in, batch, shape);
    out.first_token = prefill_time(in, 1, shape).total();
    if (written_tokens(in) > 0.0) {
        out.step = decode_step(in, real(batch), shape);
        out.first_token += decode_step(in, 1.0, shape).total();
        out.mean_token = mean_token(in, out.step, out.prefill.total());
    }
    out.cycle = out.prefill.total() + written_tokens(in) * out.step.total();
    out.requests_per_s = real(out.batch) / out.cycle.in(units::s);
    out.tokens_per_s = out.requests_per_s * (asked_tokens(in) + written_tokens(in));
    return out;
}

/// Whole servers that a traffic takes; none without one.
double servers_for(const ServingInput& in, const ReplicaSpeed& r) {
    if (!in.terms.tokens_per_day)
        return 0.0;
    const double each =
        in.terms.utilisation.value_or(1.0) * r.tokens_per_s * units::day.in(units::s);
    const double replicas = std::ceil(*in.terms.tokens_per_day / each);
    return std::ceil(replicas * real(r.shape.ranks()) / real(in.server.accelerators));
}

/// Does the one cost less than the other? All servers cost the same an hour, so that it is the one
/// that needs fewer of them, and else the one with more tokens for each accelerator; what does not
/// fit costs more than all that does.
bool is_cheaper(const ServingInput& in, const ReplicaSpeed& a, const ReplicaSpeed& b) {
    if (a.fits != b.fits)
        return a.fits;
    const double servers_a = servers_for(in, a);
    const double servers_b = servers_for(in, b);
    if (a.fits && servers_a != servers_b)
        return servers_a < servers_b;
    return a.tokens_per_s / real(a.shape.ranks()) > b.tokens_per_s / real(b.shape.ranks());
}

/// Stages go over servers: where the ranks of one are as many as a server takes.
bool fills_server(const ServingInput& in, std::int64_t tensor) {
    return in.server.nics > 0 && !is_convolutional(in.model) && tensor <= in.server.accelerators &&
           (2 * tensor > in.server.accelerators || !is_degree(in, 2 * tensor));
}

bool spreads_experts(const ServingInput& in) { return in.terms.expert.value_or(1) > 1; }

/// Where no server holds it, with the number of stages that costs the least a token: within one,
/// ranks need no network between servers.
ReplicaSpeed speed_over(const ServingInput& in, std::int64_t tensor) {
    ReplicaSpeed best =
        speed_on(in, {tensor, in.terms.pipeline.value_or(1), in.terms.expert.value_or(1)});
    if (best.fits || in.terms.pipeline || in.terms.tensor || spreads_experts(in) ||
        !fills_server(in, tensor))
        return best;
    // Of the numbers of stages whose longest has as many layers the least: more would wait for it.
    const auto layers = static_cast<std::int64_t>(decoding_layers(in.model));
    std::int64_t before = 1;
    for (std::int64_t longest = (layers + 1) / 2; longest >= 1; --longest) {
        const std::int64_t stages = (layers + longest - 1) / longest;
        if (stages == before || stages > kMostStages)
            continue;
        before = stages;
        const ReplicaSpeed other = speed_on(in, {tensor, stages});
        if (is_cheaper(in, other, best))
            best = other;
    }
    return best;
}

}  // namespace

ReplicaSpeed replica_speed(const ServingInput& in) {
    if (in.terms.tensor || spreads_experts(in))
        return speed_over(in, in.terms.tensor.value_or(1));
    ReplicaSpeed best = speed_over(in, 1);
    for (std::int64_t t = 2; is_degree(in, t); t *= 2) {
        const ReplicaSpeed other = speed_over(in, t);
        if (is_cheaper(in, other, best))
            best = other;
        // Where more ranks make it slower altogether, so do all beyond them.
        else if (best.fits && other.tokens_per_s < best.tokens_per_s)
            break;
    }
    return best;
}

}  // namespace deepwallet
