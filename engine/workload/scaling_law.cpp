#include "engine/workload/scaling_law.hpp"

#include <cmath>

#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

constexpr double kFlopsPerParameterAndToken = 6.0;

/// L = E + (a / N^alpha + b / D^beta)^gamma.
struct Shape {
    double a = 0.0;
    double alpha = 0.0;
    double b = 0.0;
    double beta = 0.0;
    double gamma = 1.0;
};

Shape shape_of(const ScalingLaw& law) {
    if (law.form == ScalingForm::chinchilla) {
        return {
            law.parameter_scale, law.parameter_exponent, law.token_scale, law.token_exponent, 1.0};
    }
    const double alpha = law.parameter_exponent / law.token_exponent;
    return {std::pow(law.parameter_scale, alpha), alpha, law.token_scale, 1.0, law.token_exponent};
}

/// G of the closed form.
double balance(const Shape& s) {
    return std::pow(s.alpha * s.a / (s.beta * s.b), 1.0 / (s.alpha + s.beta));
}

}  // namespace

double scaling_parameters(const ScalingLaw& law, const Model& m, std::int64_t sequence_length) {
    const double all = total_parameters(m, sequence_length);
    if (law.counts_embeddings)
        return all;
    const double matrices = m.tied_embeddings ? 1.0 : 2.0;
    return all - matrices * embedding_parameters(m) - position_parameters(m, sequence_length);
}

double expected_loss(const ScalingLaw& law, double parameters, double tokens) {
    const Shape s = shape_of(law);
    const double inner = s.a / std::pow(parameters, s.alpha) + s.b / std::pow(tokens, s.beta);
    return law.irreducible_loss + std::pow(inner, s.gamma);
}

Work scaling_flops(double parameters, double tokens) {
    return kFlopsPerParameterAndToken * parameters * tokens * units::flop;
}

ComputeOptimal compute_optimal(const ScalingLaw& law, Work flops) {
    const Shape s = shape_of(law);
    const double product = flops / units::flop / kFlopsPerParameterAndToken;
    ComputeOptimal out;
    out.parameters = balance(s) * std::pow(product, s.beta / (s.alpha + s.beta));
    out.tokens = product / out.parameters;
    out.loss = expected_loss(law, out.parameters, out.tokens);
    return out;
}

double compute_optimal_tokens(const ScalingLaw& law, double parameters) {
    const Shape s = shape_of(law);
    return std::pow(parameters / balance(s), (s.alpha + s.beta) / s.beta) / parameters;
}

}  // namespace deepwallet
