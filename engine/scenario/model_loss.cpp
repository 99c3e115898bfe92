#include "engine/scenario/model_loss.hpp"

namespace deepwallet {

bool has_scaling_law(const Model& m) {
    return m.architecture == Architecture::decoder && !is_mixture_of_experts(m);
}

namespace {

/// What is served with fewer bits than it was trained in loses something, which no law tells.
bool is_rounded(const Scenario& s) {
    const double least = s.scaling_law.least_weight_bits;
    return is_served(s.serving) && s.serving.weight_bits.value_or(least) < least;
}

}  // namespace

std::optional<ModelLoss> model_loss(const Scenario& s, double tokens) {
    const ScalingLaw& law = s.scaling_law;
    const double fresh = s.training.dataset_tokens.value_or(tokens);
    // What is trained further, or not at all, is no run from nothing.
    const bool other = s.recipe.kind.value_or(RecipeKind::scratch) != RecipeKind::scratch;
    if (other || is_rounded(s) || !(tokens > 0.0) || !has_scaling_law(s.model) ||
        tokens > law.most_passes * fresh)
        return std::nullopt;
    ModelLoss out;
    out.parameters = scaling_parameters(law, s.model, s.training.sequence_length);
    out.tokens = tokens;
    out.loss = expected_loss(law, out.parameters, tokens);
    out.optimal = compute_optimal(law, scaling_flops(out.parameters, tokens));
    return out;
}

std::optional<ModelLoss> model_loss(const Scenario& s, const Report& report) {
    return model_loss(s, report.tokens);
}

}  // namespace deepwallet
