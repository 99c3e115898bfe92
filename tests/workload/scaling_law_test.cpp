#include "engine/workload/scaling_law.hpp"

#include <limits>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Besiroglu et al. 2024 (arXiv:2404.10102), table 1.
ScalingLaw refit() {
    ScalingLaw law;
    law.irreducible_loss = 1.8172;
    law.parameter_scale = 482.01;
    law.parameter_exponent = 0.3478;
    law.token_scale = 2085.43;
    law.token_exponent = 0.3658;
    return law;
}

/// Hoffmann et al. 2022 (arXiv:2203.15556), eq. 10.
ScalingLaw rounded() {
    ScalingLaw law;
    law.irreducible_loss = 1.69;
    law.parameter_scale = 406.4;
    law.parameter_exponent = 0.34;
    law.token_scale = 410.7;
    law.token_exponent = 0.28;
    return law;
}

/// Kaplan et al. 2020 (arXiv:2001.08361), eqs. 1.1, 1.2 and 1.5.
ScalingLaw kaplan() {
    ScalingLaw law;
    law.form = ScalingForm::kaplan;
    law.parameter_scale = 8.8e13;
    law.parameter_exponent = 0.076;
    law.token_scale = 5.4e13;
    law.token_exponent = 0.095;
    law.counts_embeddings = false;
    return law;
}

}  // namespace

TEST_CASE("Chinchilla, GPT-3 and MT-NLG have the loss that both fits of Chinchilla's law give") {
    // E + A / N^alpha + B / D^beta by hand, constants above.
    struct Row {
        double parameters, tokens, refit, rounded;
    };
    for (const Row& row : {Row{70e9, 1.4e12, 1.9739, 1.9366},
                           Row{175e9, 300e9, 2.0085, 2.0023},
                           Row{530e9, 270e9, 1.9948, 1.9906}}) {
        CAPTURE(row.parameters);
        CHECK_THAT(expected_loss(refit(), row.parameters, row.tokens), WithinAbs(row.refit, 5e-5));
        CHECK_THAT(expected_loss(rounded(), row.parameters, row.tokens),
                   WithinAbs(row.rounded, 5e-5));
    }
}

TEST_CASE("Kaplan's law has L(N) and L(D) as its limits") {
    // (8.8e13 / 1.5e9)^0.076 and (5.4e13 / 300e9)^0.095.
    CHECK_THAT(expected_loss(kaplan(), 1.5e9, kInfinite), WithinAbs(2.3036, 5e-5));
    CHECK_THAT(expected_loss(kaplan(), kInfinite, 300e9), WithinAbs(1.6378, 5e-5));
    CHECK(expected_loss(kaplan(), 1.5e9, 300e9) > 2.3036);
}

TEST_CASE("at Chinchilla's compute the re-fit asks for its 70 billion, the rounded fit for 32") {
    // The closed form by hand; 5.76e23 is what Hoffmann et al. 2022 spent on Gopher and Chinchilla.
    const ComputeOptimal a = compute_optimal(refit(), 5.76e23 * units::flop);
    CHECK_THAT(a.parameters, WithinRel(7.225e10, 2e-4));
    CHECK_THAT(a.tokens, WithinRel(1.329e12, 4e-4));
    CHECK_THAT(a.tokens / a.parameters, WithinAbs(18.4, 0.05));
    const ComputeOptimal b = compute_optimal(rounded(), 5.76e23 * units::flop);
    CHECK_THAT(b.parameters, WithinRel(3.219e10, 2e-4));
    CHECK_THAT(b.tokens, WithinRel(2.982e12, 2e-4));
    CHECK_THAT(b.tokens / b.parameters, WithinAbs(92.6, 0.05));
}

TEST_CASE("no other size is better at the same FLOPs, by any fit") {
    for (const ScalingLaw& law : {refit(), rounded(), kaplan()}) {
        for (const double flops : {1e19, 1e22, 5.76e23, 1e27}) {
            const ComputeOptimal best = compute_optimal(law, flops * units::flop);
            CAPTURE(flops, best.parameters);
            CHECK_THAT(scaling_flops(best.parameters, best.tokens).base(), WithinRel(flops, 1e-12));
            for (const double factor : {0.25, 0.5, 0.9, 0.99, 1.01, 1.1, 2.0, 4.0}) {
                const double n = factor * best.parameters;
                CHECK(expected_loss(law, n, flops / 6.0 / n) > best.loss);
            }
        }
    }
}

TEST_CASE("the tokens of a compute-optimal model are those of its FLOPs") {
    for (const ScalingLaw& law : {refit(), rounded(), kaplan()}) {
        for (const double parameters : {1e8, 7e10, 1e13}) {
            const double tokens = compute_optimal_tokens(law, parameters);
            const ComputeOptimal best = compute_optimal(law, scaling_flops(parameters, tokens));
            CHECK_THAT(best.parameters, WithinRel(parameters, 1e-9));
            CHECK_THAT(best.tokens, WithinRel(tokens, 1e-9));
        }
    }
}

TEST_CASE("more parameters and more tokens are never worse") {
    for (const ScalingLaw& law : {refit(), rounded(), kaplan()}) {
        for (const double n : {1e8, 1e10, 1e12}) {
            for (const double d : {1e9, 1e11, 1e13}) {
                CHECK(expected_loss(law, 1.1 * n, d) < expected_loss(law, n, d));
                CHECK(expected_loss(law, n, 1.1 * d) < expected_loss(law, n, d));
                CHECK(expected_loss(law, n, d) > law.irreducible_loss);
            }
        }
    }
}

TEST_CASE("Kaplan's N leaves out embeddings: GPT-2's 1.5 billion are 1.475 without") {
    // GPT-2 XL: 48 layers of 12 h^2 + 13 h, h = 1600, and a final norm of 2 h.
    Model gpt2;
    gpt2.layers = 48;
    gpt2.hidden = 1600;
    gpt2.heads = 25;
    gpt2.vocab = 50257;
    const double layers = 48.0 * (12.0 * 1600.0 * 1600.0 + 13.0 * 1600.0) + 2.0 * 1600.0;
    CHECK(scaling_parameters(kaplan(), gpt2, 1024) == layers);
    CHECK(scaling_parameters(refit(), gpt2, 1024) == layers + (50257.0 + 1024.0) * 1600.0);
    gpt2.tied_embeddings = false;
    CHECK(scaling_parameters(kaplan(), gpt2, 1024) == layers);
}
