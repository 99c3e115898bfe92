#pragma once

/// A pass through a layer as the rank goes through it: kernels, then a collective, and what runs
/// beside it. Both engines work from these steps; the closed form adds them up.

#include <boost/container/static_vector.hpp>

#include "engine/core/units.hpp"
#include "engine/workload/operations.hpp"

namespace deepwallet {

/// Where the time of a pass goes. All parts are exposed time: they add up.
struct PassTime {
    Time compute;    ///< matrix products and attention kernels
    Time streaming;  ///< memory-bound kernels
    Time tensor;     ///< tensor and sequence parallel collectives
    Time context;    ///< ring attention
    Time expert;     ///< all-to-alls of experts
    Time host;       ///< waiting for the host to issue kernels

    [[nodiscard]] Time total() const {
        return compute + streaming + tensor + context + expert + host;
    }
    PassTime& operator+=(const PassTime& o) {
        compute += o.compute;
        streaming += o.streaming;
        tensor += o.tensor;
        context += o.context;
        expert += o.expert;
        host += o.host;
        return *this;
    }
    friend PassTime operator*(double factor, const PassTime& t) {
        return {factor * t.compute,
                factor * t.streaming,
                factor * t.tensor,
                factor * t.context,
                factor * t.expert,
                factor * t.host};
    }
};

/// Forward, input gradient, weight gradient, and what recomputation adds to the backward pass.
struct BlockTime {
    PassTime forward;
    PassTime input_gradient;
    PassTime weight_gradient;
    PassTime recompute;
    Time hidden;  ///< of it all, where a forward and a backward pass run beside each other

    [[nodiscard]] Time backward() const {
        return input_gradient.total() + weight_gradient.total() + recompute.total();
    }
    [[nodiscard]] Time total() const { return forward.total() + backward(); }
    BlockTime& operator+=(const BlockTime& o) {
        forward += o.forward;
        input_gradient += o.input_gradient;
        weight_gradient += o.weight_gradient;
        recompute += o.recompute;
        hidden += o.hidden;
        return *this;
    }
    friend BlockTime operator*(double factor, const BlockTime& t) {
        return {factor * t.forward,
                factor * t.input_gradient,
                factor * t.weight_gradient,
                factor * t.recompute,
                factor * t.hidden};
    }
};

/// Kernels that follow each other.
struct KernelTime {
    Time compute;
    Time streaming;

    [[nodiscard]] Time total() const { return compute + streaming; }
    KernelTime& operator+=(const KernelTime& o);
    friend KernelTime operator-(const KernelTime& a, const KernelTime& b) {
        return {a.compute - b.compute, a.streaming - b.streaming};
    }
    friend KernelTime operator*(double factor, const KernelTime& t) {
        return {factor * t.compute, factor * t.streaming};
    }
};

enum class StepPass { forward, recompute, input_gradient, weight_gradient };

/// Which ranks take part.
enum class Scope { tensor, context, expert };

enum class CollectiveKind { all_reduce, all_gather, reduce_scatter, all_to_all, point_to_point };

/// Equal collectives, one after the other.
struct Exchange {
    Scope scope = Scope::tensor;
    CollectiveKind kind = CollectiveKind::all_reduce;
    double count = 0.0;  ///< none
    Data bytes;          ///< the full buffer of one (cost/collectives.hpp)
    Time time;           ///< of all
    double share = 0.0;  ///< of the compute units, while it runs
    Data crossing = {};  ///< of an all-to-all that forwards inside of servers: what leaves one
    /// What is left of it where another micro-batch's work runs beside.
    double beside = 1.0;
};

/// The exchange as it is exposed beside another micro-batch's work.
inline Exchange beside_work(Exchange exchange) {
    exchange.count *= exchange.beside;
    exchange.time *= exchange.beside;
    return exchange;
}

/// `kernels`, then the exchange with `cover` beside it, then a wait for the host.
struct Step {
    StepPass pass = StepPass::forward;
    LayerBlock block = LayerBlock::attention;
    KernelTime kernels = {};
    Exchange exchange = {};
    KernelTime cover = {};
    Time host = {};
};

/// More than the longest layer (self- and cross-attention with experts, computed again) needs.
using Steps = boost::container::static_vector<Step, 64>;

/// How much longer `cover` and an exchange beside it take than `cover` alone: either the kernels
/// last longer, slowed down by the exchange, or the exchange does.
Time exposed(const Exchange& exchange, Time cover);

/// What the steps of a layer add up to.
BlockTime block_time(const Steps& steps);

}  // namespace deepwallet
