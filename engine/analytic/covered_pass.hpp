#pragma once

/// A pass through some layers of a rank, and the traffic that runs beside it layer by layer.
/// Inline: a search asks for it with every plan.

#include <algorithm>

#include "engine/analytic/iteration.hpp"
#include "engine/core/math.hpp"

namespace deepwallet {

class CoveredPass {
public:
    /// `share` of the compute units is what the traffic takes while it runs.
    CoveredPass(Time pass, double layers, double share)
        : pass_(pass), layers_(layers), share_(share) {}

    /// Weights one layer ahead.
    [[nodiscard]] Time gathering(Time gather) const {
        const Time each = gather / layers_;
        return each + (layers_ - 1.0) * beyond(each);
    }

    /// Gradients one layer behind, `last` of them behind the whole pass.
    [[nodiscard]] Time reducing(Time reduce, double last) const {
        if (layers_ <= 1.0)
            return reduce;
        return (layers_ - 1.0) * beyond(reduce * (1.0 - last) / (layers_ - 1.0)) + last * reduce;
    }

    /// Both: a layer runs beside the next one's weights and the last one's gradients.
    [[nodiscard]] Time gathering_and_scattering(Time gather, Time scatter) const {
        if (layers_ <= 1.0)
            return gather + scatter;
        const Time in = gather / layers_;
        const Time out = scatter / layers_;
        return in + beyond(in) + (layers_ - 2.0) * beyond(in + out) + beyond(out) + out;
    }

    /// How much longer its kernels take beside gradients one layer behind.
    [[nodiscard]] Time slowing(Time reduce, double last) const {
        if (layers_ <= 1.0)
            return {};
        const Time beside = reduce * (1.0 - last);
        const double loss = interference(1.0 * units::s, share_).base();
        const Time most =
            loss < 1.0 ? pass_ * (1.0 - 1.0 / layers_) * (loss / (1.0 - loss)) : pass_;
        return std::min(loss * beside, most);
    }

private:
    /// What traffic beside one layer adds to it: it slows the layer down, or outlasts it.
    [[nodiscard]] Time beyond(Time traffic) const {
        return std::max(interference(traffic, share_), traffic - pass_ / layers_);
    }

    Time pass_;
    double layers_;
    double share_;
};

/// How a rank's weights come into use: DualPipe's two copies one at a time, those of chunks too.
struct Pieces {
    double of_weights = 1.0;
    double of_micro_batch = 1.0;
};

inline Pieces pieces(const IterationInput& in) {
    if (traits_of(in.parallelism.schedule).placement == StagePlacement::from_both_ends)
        return {2.0, 1.0};
    const double chunks = real(in.layout.virtual_stages);
    return {chunks, chunks};
}

}  // namespace deepwallet
