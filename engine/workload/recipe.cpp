#include "engine/workload/recipe.hpp"

#include <algorithm>
#include <array>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

constexpr double kBitsOfByte = 8.0;
constexpr double kFrozenBytes = 2.0;

/// Elements of one side of a matrix and of the other, together.
double sides(const Model& m, const std::string& matrix) {
    const AttentionWidths w = attention_widths(m);
    const double h = real(m.hidden);
    if (matrix == "q")
        return h + real(w.queries);
    if (matrix == "k")
        return h + real(w.keys);
    if (matrix == "v")
        return h + real(w.values);
    if (matrix == "o")
        return h + real(w.output);
    if (matrix == "gate" && !m.gated_ffn)
        return 0.0;
    return h + real(ffn_hidden(m));
}

bool is_of_attention(const std::string& matrix) {
    return matrix == "q" || matrix == "k" || matrix == "v" || matrix == "o";
}

double attention_blocks(const Model& m) {
    const bool crossed = m.architecture == Architecture::encoder_decoder;
    return real(total_layers(m)) + (crossed ? real(m.decoder_layers) : 0.0);
}

TrainedPart adapters(const Recipe& r, const Model& m, double parameters) {
    TrainedPart out;
    out.added_parameters =
        adapter_parameters(m, r.rank.value_or(0), r.matrices.value_or(std::vector<std::string>{}));
    out.weight_gradients = false;
    out.trained_share = out.added_parameters / parameters;
    out.frozen_bytes = kFrozenBytes;
    if (r.kind == RecipeKind::qlora) {
        out.frozen_bytes = r.weight_bits.value_or(kFrozenBytes * kBitsOfByte) / kBitsOfByte;
        out.product_slowdown = 1.0 + r.dequantize_share.value_or(0.0);
    }
    return out;
}

}  // namespace

const std::vector<std::string>& adapted_matrix_names() {
    static const std::vector<std::string> names = {"q", "k", "v", "o", "gate", "up", "down"};
    return names;
}

double adapter_parameters(const Model& m,
                          std::int64_t rank,
                          const std::vector<std::string>& matrices) {
    double sum = 0.0;
    for (const std::string& matrix : matrices) {
        const double blocks = is_of_attention(matrix) ? attention_blocks(m) : real(total_layers(m));
        sum += blocks * real(rank) * sides(m, matrix);
    }
    return sum;
}

TrainedPart trained_part(const Recipe& r,
                         const Model& m,
                         double parameters,
                         const std::optional<Model>& teacher) {
    TrainedPart out;
    switch (r.kind.value_or(RecipeKind::scratch)) {
        case RecipeKind::scratch:
        case RecipeKind::fine_tune:
            return out;
        case RecipeKind::quantize_aware:
            out.fake_quantized = true;
            return out;
        case RecipeKind::prune:
            out.masked = true;
            return out;
        case RecipeKind::lora:
        case RecipeKind::qlora:
            return adapters(r, m, parameters);
        case RecipeKind::distil:
            out.teacher = teacher;
            return out;
        case RecipeKind::quantize:
            out.tokens = r.calibration_tokens;
            break;
        case RecipeKind::as_is:
            out.tokens = 0.0;
            break;
    }
    out.backward = false;
    out.weight_gradients = false;
    out.trained_share = 0.0;
    out.frozen_bytes = kFrozenBytes;
    return out;
}

double served_weight_bytes(const Recipe& r, double bits) {
    const bool half = r.kind == RecipeKind::prune && r.sparsity == Sparsity::two_of_four;
    constexpr double kIndexBits = 2.0;
    return (half ? 0.5 * (bits + kIndexBits) : bits) / kBitsOfByte;
}

}  // namespace deepwallet
