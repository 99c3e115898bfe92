#pragma once

/// What loss to expect of a language model by its size and its tokens.
///
/// Two published forms, both of one shape, L = E + (a / N^alpha + b / D^beta)^gamma:
/// - Hoffmann et al. 2022 (arXiv:2203.15556) eq. 2: L = E + A / N^alpha + B / D^beta;
/// - Kaplan et al. 2020 (arXiv:2001.08361) eq. 1.5: L = ((N_c / N)^(alpha_N / alpha_D) + D_c / D)
///   ^alpha_D, whose limits are their L(N) and L(D), and N without embeddings.
///
/// Fitted to dense decoders that see each token once or few times, to convergence of their learning
/// rate schedule; the loss is of held-out text of their own data and tokenizer, so that it compares
/// sizes and tokens, and not one corpus with another. No more than that: a mixture of experts, an
/// encoder or many passes over the same data are behind no such fit.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/units.hpp"
#include "engine/workload/model.hpp"

namespace deepwallet {

enum class ScalingForm { chinchilla, kaplan };

/// Standard errors of the constants, each for itself, where they are published; nothing is computed
/// from them: without their covariance they say far less than is known.
struct ScalingErrors {
    std::optional<double> irreducible_loss;
    std::optional<double> parameter_scale;
    std::optional<double> parameter_exponent;
    std::optional<double> token_scale;
    std::optional<double> token_exponent;
};

struct ScalingLaw {
    std::string fit;  ///< who fitted it
    ScalingForm form = ScalingForm::chinchilla;
    double irreducible_loss = 0.0;    ///< E, nats a token
    double parameter_scale = 1.0;     ///< A, or N_c
    double parameter_exponent = 1.0;  ///< alpha, or alpha_N
    double token_scale = 1.0;         ///< B, or D_c
    double token_exponent = 1.0;      ///< beta, or alpha_D
    bool counts_embeddings = true;    ///< in N
    double most_passes = 1.0;         ///< over the same data, up to which it holds
    double least_weight_bits = 16.0;  ///< of a served weight, down to which nothing is lost
    ScalingErrors errors;
};

/// N as the fit counts it.
double scaling_parameters(const ScalingLaw& law, const Model& model, std::int64_t sequence_length);

/// Nats a token; infinite parameters or tokens give its limits. Both are above 0.
double expected_loss(const ScalingLaw& law, double parameters, double tokens);

/// FLOPs of training as scaling laws count them, C = 6 N D.
Work scaling_flops(double parameters, double tokens);

/// The parameters and tokens of least loss at the same C.
struct ComputeOptimal {
    double parameters = 0.0;
    double tokens = 0.0;
    double loss = 0.0;
};

/// N = G (C / 6)^(beta / (alpha + beta)), D = C / (6 N), G = (alpha a / (beta b))^(1 / (alpha +
/// beta)) (Hoffmann et al. 2022 eq. 4). Of Kaplan's form that is eq. 1.5 alone, trained to
/// convergence; their own advice of larger models on fewer tokens rests on stopping earlier.
ComputeOptimal compute_optimal(const ScalingLaw& law, Work flops);

/// The tokens for which this model is the compute-optimal one.
double compute_optimal_tokens(const ScalingLaw& law, double parameters);

}  // namespace deepwallet
