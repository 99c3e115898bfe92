// What the trained model is expected to be worth.

#include "engine/report/metrics.hpp"
#include "engine/scenario/model_loss.hpp"

namespace deepwallet {

namespace {

/// Of the expected loss; not known where no scaling law speaks of the model and its tokens.
Metric of_loss(const char* path,
               const char* unit,
               const char* meaning,
               const char* formula,
               std::vector<std::string> inputs,
               double (*read)(const ModelLoss&)) {
    return {
        path, unit, meaning, formula, std::move(inputs), [read](const Answer& a) -> MetricValue {
            const auto loss = model_loss(a.scenario, a.report);
            return loss ? MetricValue(read(*loss)) : MetricValue();
        }};
}

/// The inputs of a metric with the constants of the fit behind them.
std::vector<std::string> with_constants(std::vector<std::string> inputs) {
    for (const char* constant : {"scaling_law.irreducible_loss",
                                 "scaling_law.parameter_scale",
                                 "scaling_law.parameter_exponent",
                                 "scaling_law.token_scale",
                                 "scaling_law.token_exponent"})
        inputs.emplace_back(constant);
    return inputs;
}

}  // namespace

std::vector<Metric> loss_metrics() {
    return {
        of_loss("loss.expected",
                "nats/token",
                "loss of the trained model by the scaling law of loss.fit; dense decoders alone",
                "E + A / parameters^alpha + B / tokens^beta, or ((N_c / parameters)^(alpha_N / "
                "alpha_D) + D_c / tokens)^alpha_D",
                with_constants({"loss.parameters", "training.tokens", "loss.fit"}),
                [](const ModelLoss& l) { return l.loss; }),
        {"loss.fit",
         "",
         "whose fit of the scaling law it is",
         "",
         {"scaling_law.preset", "scaling_law.fit", "scaling_law.form"},
         [](const Answer& a) -> MetricValue {
             return model_loss(a.scenario, a.report) ? MetricValue(a.scenario.scaling_law.fit)
                                                     : MetricValue();
         }},
        of_loss("loss.parameters",
                "",
                "parameters as the fit counts them",
                "all of them, or those beside embeddings",
                {"model.parameters", "scaling_law.counts_embeddings"},
                [](const ModelLoss& l) { return l.parameters; }),
        of_loss("loss.compute_optimal",
                "nats/token",
                "the least at the same FLOPs, of another size on other tokens",
                "the same law at loss.optimal_parameters and loss.optimal_tokens",
                with_constants({"loss.optimal_parameters", "loss.optimal_tokens"}),
                [](const ModelLoss& l) { return l.optimal.loss; }),
        of_loss("loss.optimal_parameters",
                "",
                "parameters of least loss at the same FLOPs",
                "G (C / 6)^(beta / (alpha + beta)), C = 6 parameters tokens, G = (alpha A / (beta "
                "B))^(1 / (alpha + beta))",
                with_constants({"loss.parameters", "training.tokens"}),
                [](const ModelLoss& l) { return l.optimal.parameters; }),
        of_loss("loss.optimal_tokens",
                "",
                "tokens of least loss at the same FLOPs",
                "C / (6 loss.optimal_parameters), C = 6 parameters tokens",
                {"loss.parameters", "training.tokens", "loss.optimal_parameters"},
                [](const ModelLoss& l) { return l.optimal.tokens; }),
        {"training.tokens_per_parameter",
         "",
         "tokens of the run for each parameter",
         "tokens / parameters",
         {"training.tokens", "model.parameters"},
         [](const Answer& a) -> MetricValue {
             if (!(a.report.tokens > 0.0))
                 return {};
             return a.report.tokens / a.report.parameters;
         }},
    };
}

}  // namespace deepwallet
