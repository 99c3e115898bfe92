#include "engine/plan/balance.hpp"

#include "engine/core/math.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

std::vector<std::int64_t> balanced_stage_layers(const Model& model, std::int64_t stages) {
    const std::int64_t layers = total_layers(model);
    const auto weight = [&](std::int64_t layer) {
        const LayerParameters p = layer_parameters(model, layer_kind(model, layer));
        return p.sharded + p.experts;
    };
    double all = embedding_parameters(model);
    for (std::int64_t i = 0; i < layers; ++i) all += weight(i);

    std::vector<std::int64_t> split(static_cast<std::size_t>(stages), 0);
    double so_far = 0.0;
    std::size_t stage = 0;
    for (std::int64_t i = 0; i < layers; ++i) {
        ++split[stage];
        so_far += weight(i);
        const double share = all * (real(static_cast<std::int64_t>(stage)) + 1.0) / real(stages);
        if (so_far > share && stage + 1 < split.size())
            ++stage;
    }
    return split;
}

}  // namespace deepwallet
