#include "engine/scenario/recipe_faults.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/hints.hpp"
#include "engine/plan/model_rules.hpp"
#include "engine/scenario/names.hpp"
#include "engine/workload/parameters.hpp"

namespace deepwallet {

namespace {

bool is_one_of(RecipeKind kind, std::initializer_list<RecipeKind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class Checker {
public:
    explicit Checker(const Scenario& s)
        : s_(s), kind_(s.recipe.kind.value_or(RecipeKind::scratch)) {}

    Faults run() {
        using K = RecipeKind;
        const Recipe& r = s_.recipe;
        belongs("teacher", r.teacher.has_value(), {K::distil}, "a model of scenarios/models");
        belongs("lora_rank", r.rank.has_value(), {K::lora, K::qlora}, "4 to 256 are usual");
        belongs("lora_matrices",
                r.matrices.has_value(),
                {K::lora, K::qlora},
                "some of q, k, v, o, gate, up, down");
        belongs("weight_bits",
                r.weight_bits.has_value(),
                {K::qlora, K::quantize, K::quantize_aware},
                "8 or 4");
        belongs("dequantize_share",
                r.dequantize_share.has_value(),
                {K::qlora},
                "published overheads are 0.15 to 0.3");
        belongs("calibration_tokens",
                r.calibration_tokens.has_value(),
                {K::quantize},
                "GPTQ takes 128 sequences of 2048 tokens");
        belongs("sparsity", r.sparsity.has_value(), {K::prune}, "\"unstructured\" or \"2:4\"");
        check_bits();
        check_speedup();
        check_rank();
        check_matrices();
        check_teacher();
        check_quality();
        return std::move(faults_);
    }

private:
    void add(ErrorCode code, const char* name, const std::string& what, std::string help) {
        Fault fault;
        fault.code = code;
        fault.path = std::string("recipe.") + name;
        fault.message = fault.path + ": " + what;
        fault.help = std::move(help);
        fault.about = {"recipe.kind"};
        faults_.push_back(std::move(fault));
    }

    [[nodiscard]] std::string kind_name() const { return name_of(recipe_kind_names(), kind_); }

    void belongs(const char* name,
                 bool given,
                 std::initializer_list<RecipeKind> kinds,
                 const char* help) {
        const bool asked = is_one_of(kind_, kinds);
        if (asked && !given)
            add(ErrorCode::missing,
                name,
                "not given, and kind = \"" + kind_name() + "\" needs it",
                help);
        if (!asked && given)
            add(ErrorCode::conflict,
                name,
                "has no part in kind = \"" + kind_name() + "\"",
                "leave it out, or name another recipe.kind");
    }

    void check_bits() {
        constexpr double kWide = 16.0;
        const double bits = s_.recipe.weight_bits.value_or(0.0);
        if (bits < kWide)
            return;
        if (kind_ == RecipeKind::qlora)
            add(ErrorCode::out_of_range,
                "weight_bits",
                "a base in 16 bits and more is not quantized",
                "8 or 4; or kind = \"lora\"");
        if (kind_ == RecipeKind::quantize || kind_ == RecipeKind::quantize_aware)
            add(ErrorCode::out_of_range,
                "weight_bits",
                "weights in 16 bits and more are not quantized",
                "8 or 4; or kind = \"as-is\"");
    }

    void check_speedup() {
        const bool skips = s_.recipe.sparsity == Sparsity::two_of_four;
        if (!skips && s_.recipe.sparse_speedup)
            add(ErrorCode::conflict,
                "sparse_speedup",
                "no kernel skips zeros without a pattern",
                "leave it out, or prune to sparsity = \"2:4\"");
    }

    void check_rank() {
        const std::int64_t rank = s_.recipe.rank.value_or(0);
        if (rank > s_.model.hidden)
            add(ErrorCode::out_of_range,
                "lora_rank",
                fmt::format("the matrices have a rank of {} at most", s_.model.hidden),
                "4 to 256 are usual");
    }

    void check_matrices() {
        if (!s_.recipe.matrices)
            return;
        if (s_.recipe.matrices->empty())
            add(ErrorCode::missing, "lora_matrices", "none", "some of q, k, v, o, gate, up, down");
        for (const std::string& name : *s_.recipe.matrices) {
            const auto& known = adapted_matrix_names();
            const auto& all = *s_.recipe.matrices;
            if (std::count(all.begin(), all.end(), name) > 1)
                add(ErrorCode::conflict,
                    "lora_matrices",
                    "\"" + name + "\" is given more than once",
                    "each matrix once");
            if (std::find(known.begin(), known.end(), name) == known.end())
                add(ErrorCode::unknown_name,
                    "lora_matrices",
                    "\"" + name + "\" is no matrix of a layer",
                    did_you_mean(name, known));
        }
        if (is_convolutional(s_.model))
            add(ErrorCode::conflict,
                "kind",
                "adapters are of a transformer's matrices",
                "another kind for a convolutional network");
        if (is_mixture_of_experts(s_.model) || is_latent_attention(s_.model))
            add(ErrorCode::conflict,
                "kind",
                "adapters of experts and of latent attention are not modelled",
                "a dense model with usual attention");
    }

    void check_teacher() {
        if (!s_.teacher)
            return;
        if (s_.recipe.teacher == s_.presets.model)
            add(ErrorCode::conflict,
                "teacher",
                "the student itself",
                "a model that is larger, or other, than model.preset");
        if (is_convolutional(*s_.teacher) != is_convolutional(s_.model)) {
            add(ErrorCode::conflict,
                "teacher",
                "samples of the one are no tokens of the other",
                "a teacher of the student's kind");
            return;
        }
        if (is_convolutional(s_.model))
            return;
        const auto is_encoder = [](const Model& m) {
            return m.architecture == Architecture::encoder;
        };
        if (is_encoder(*s_.teacher) != is_encoder(s_.model))
            add(ErrorCode::conflict,
                "teacher",
                "an encoder tells words that were left out, a decoder the next one",
                "a teacher of the student's architecture");
        if (s_.teacher->vocab != s_.model.vocab)
            add(ErrorCode::conflict,
                "teacher",
                fmt::format("a vocabulary of {} is not the student's of {}: their probabilities "
                            "are of other words",
                            s_.teacher->vocab,
                            s_.model.vocab),
                "a teacher with the student's vocabulary");
        if (s_.teacher->heads % s_.parallelism.tensor != 0)
            add(ErrorCode::conflict,
                "teacher",
                fmt::format("{} attention heads do not divide by parallelism.tensor = {}",
                            s_.teacher->heads,
                            s_.parallelism.tensor),
                "the teacher is cut as the student is");
    }

    void check_quality() {
        if (s_.recipe.quality && !s_.recipe.quality_source)
            add(ErrorCode::missing,
                "quality_source",
                "not given",
                "who measured recipe.quality; leave both out where nobody did");
    }

    const Scenario& s_;
    RecipeKind kind_;
    Faults faults_;
};

}  // namespace

Faults recipe_faults(const Scenario& s) {
    Faults faults = Checker(s).run();
    const bool idle = s.recipe.kind == RecipeKind::as_is || s.recipe.kind == RecipeKind::quantize;
    const auto add = [&](const char* path, std::string message, const char* help) {
        Fault fault;
        fault.path = path;
        fault.message = std::move(message);
        fault.help = help;
        fault.about = {"recipe.kind"};
        faults.push_back(std::move(fault));
    };
    if (idle && s.training.tokens > 0.0)
        add("training.tokens",
            fmt::format("training.tokens = {}: nothing is trained by kind = \"{}\"",
                        s.training.tokens,
                        name_of(recipe_kind_names(), *s.recipe.kind)),
            "leave it out, or name another recipe.kind");
    if (idle && s.engine == EngineKind::discrete_event)
        add("simulation.engine",
            "simulation.engine: there is no training iteration to simulate",
            "analytic");
    return faults;
}

void apply_recipe(Scenario& s) {
    if (!s.recipe.kind)
        return;
    s.training.part = trained_part(
        s.recipe, s.model, total_parameters(s.model, s.training.sequence_length), s.teacher);
}

}  // namespace deepwallet
