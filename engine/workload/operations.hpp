#pragma once

/// What one rank runs for one micro-batch in one layer, in the output head and in the embedding:
/// matrix products by shape, attention kernels and memory-bound kernels by bytes. No time yet.
///
/// Symbols as in the literature: N tokens of the micro-batch on this rank, h hidden, f FFN width, a
/// heads, d head size (d_v of values), s sequence, b micro-batch, t tensor parallel, c context
/// parallel, e expert parallel; q = t with sequence parallelism, else 1.

#include <cstdint>
#include <optional>

#include <boost/container/static_vector.hpp>

#include "engine/core/units.hpp"
#include "engine/workload/model.hpp"

namespace deepwallet {

enum class Pass { forward, input_gradient, weight_gradient };
constexpr int kPasses = 3;

enum class OperationKind { gemm, attention, streaming };

enum class OperationName {
    norm,
    latents,
    qkv,
    rotary,
    scores,
    softmax,
    attention_dropout,
    values,
    flash_attention,
    transpose,
    projection,
    dropout_add,
    router,
    permute,
    ffn_up,
    activation,
    ffn_down,
    residual_gradient,
    bias_gradient,
    gradient_accumulation,
    head,
    cross_entropy,
    embedding,
    optimizer,
    convolution,
    fake_quantization,
};

const char* name_of(OperationName name);

/// The part of a layer that an operation belongs to, each with its own residual connection.
enum class LayerBlock { attention, cross_attention, ffn, head, embedding, convolution };
constexpr int kLayerBlocks = 6;

const char* name_of(LayerBlock block);

/// C (m x n) += A (m x k) B (k x n), `batch` of them in one launch.
struct GemmShape {
    double m = 0.0;
    double n = 0.0;
    double k = 0.0;
    double batch = 1.0;

    [[nodiscard]] Work flops() const { return 2.0 * m * n * k * batch * units::flop; }
};

struct Operation {
    OperationName name = OperationName::norm;
    Pass pass = Pass::forward;
    LayerBlock block = LayerBlock::attention;
    OperationKind kind = OperationKind::streaming;
    double count = 1.0;            ///< equal kernels that follow each other
    GemmShape gemm = {};           ///< of a gemm
    bool accumulate = false;       ///< a gemm that adds into fp32
    Work flops = {};               ///< of one attention kernel, as executed
    double attention_heads = 0.0;  ///< query heads in flight, over all sequences
    double attention_rows = 0.0;   ///< queries of a sequence on this rank
    double attention_keys = 0.0;   ///< keys that the last query sees
    bool causal = false;           ///< a query sees half of the keys in the mean
    bool eager = false;            ///< a streaming kernel of an eager framework, not a fused one
    Data bytes = {};               ///< to and from memory, of one streaming or attention kernel
    bool attention_core = false;   ///< what selective recomputation computes again
};

/// More than the longest layer (latent self- and cross-attention with experts, all passes, rounded
/// weights) needs.
using Operations = boost::container::static_vector<Operation, 160>;

/// How a layer is cut, and which kernels the training code uses.
struct Slice {
    std::int64_t micro_batch = 1;
    std::int64_t sequence_length = 1;
    std::int64_t tensor = 1;
    std::int64_t context = 1;
    std::int64_t expert = 1;
    bool sequence_parallel = false;
    bool flash_attention = false;
    double elementwise_factor = 1.0;  ///< traffic of element-wise kernels against fused ones
    bool eager_kernels = false;       ///< norms, softmax and the like are the framework's own
    bool fused_norms = false;         ///< a norm is part of the kernel that adds the residual
    bool fused_accumulation = false;
    double gradient_bytes = 4.0;
    double element_bytes = 2.0;
    double permute_efficiency = 1.0;
    double expert_imbalance = 1.0;  ///< tokens of the busiest expert over the mean
    bool backward = true;           ///< else a forward pass alone
    bool weight_gradients = true;
    double product_slowdown = 1.0;  ///< of matrix products
    bool fake_quantized = false;    ///< weights and inputs of products are rounded, and kept wide
    // As kept for the backward pass; as any element where absent.
    std::optional<double> input_bytes;             ///< of inputs of matrix products
    std::optional<double> activation_input_bytes;  ///< of those of the FFN's activation function

    friend bool operator==(const Slice&, const Slice&) = default;
};

/// Tokens of a micro-batch that one rank holds.
inline double tokens(const Slice& s) {
    return static_cast<double>(s.micro_batch) * static_cast<double>(s.sequence_length) /
           static_cast<double>(s.context);
}

/// All kernels of a layer, forward and both gradients. Matrix shapes: Shoeybi et al. 2019; bytes:
/// each tensor read or written once, two bytes an element, one a mask. Of a convolutional network
/// the product that a convolution is (Chetlur et al. 2014, arXiv:1410.0759, section 3), of the mean
/// layer.
Operations layer_operations(const Model& model, LayerKind kind, const Slice& slice);

/// Output embedding and cross-entropy, vocabulary split over tensor parallel ranks.
Operations head_operations(const Model& model, const Slice& slice);

/// Token and position look-up, and the scatter of its gradient.
Operations embedding_operations(const Model& model, const Slice& slice);

}  // namespace deepwallet
