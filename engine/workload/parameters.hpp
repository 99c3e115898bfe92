#pragma once

/// Exact parameter counts. Counts are doubles: whole numbers up to 2^53, and no overflow beyond.

#include "engine/workload/model.hpp"

namespace deepwallet {

/// Parameters of one layer, apart by how tensor and expert parallelism divide them.
struct LayerParameters {
    double sharded = 0.0;     ///< matrices and biases split over tensor parallel ranks
    double replicated = 0.0;  ///< norms, router, biases behind row-split matrices
    double experts = 0.0;     ///< routed experts: split over tensor and expert parallel ranks

    [[nodiscard]] double total() const { return sharded + replicated + experts; }
};

/// Elements of the matrices of one attention block: h a d + 2 h a_kv d + a d h. Latent attention,
/// with ranks r_q and r_kv, d_r rotated and d_n other elements of a key: queries h r_q + r_q a (d_n
/// + d_r), keys and values h (r_kv + d_r) + r_kv a (d_n + d_v), projection a d_v h (DeepSeek-AI
/// 2024, arXiv:2405.04434, section 2.1).
double attention_weights(const Model& model);

/// Attention as above, FFN 2 or 3 h f, norms h or 2h, and biases (Narayanan et al. 2021 eq. 2; GQA:
/// Ainslie et al. 2023; gated FFN: Shazeer 2020; experts: Lepikhin et al. 2020; the matrix of
/// relative positions of Transformer-XL, h a d: Dai et al. 2019); of a convolutional network the
/// mean.
LayerParameters layer_parameters(const Model& model, LayerKind kind);

/// Parameters of a layer, routed experts apart, on each of `tensor` ranks: what is sharded, what is
/// replicated, and key and value heads that are copied.
double rank_layer_parameters(const Model& model, LayerKind kind, double tensor);

/// One token embedding matrix, V h; an untied output matrix is as large. A narrower embedding, V e,
/// comes with its projection, e h, which is never shared.
double embedding_parameters(const Model& model);
double embedding_projection_parameters(const Model& model);

/// What stands beside the token embedding on the first stage: learned positions (`sequence_length`
/// of them where the model does not say), token types, relative-position tables, the norm of the
/// embedding.
double position_parameters(const Model& model, std::int64_t sequence_length);

/// Of one normalization.
double norm_parameters(const Model& model);

/// What stands behind the last layer beside the head: norm, pooler, projection to a narrower
/// embedding.
double output_parameters(const Model& model);

/// The whole model, with the norm after the last layer of each stack.
double total_parameters(const Model& model, std::int64_t sequence_length);

/// Parameters that one token visits: the whole model less the routed experts it is not sent to.
double active_parameters(const Model& model, std::int64_t sequence_length);

}  // namespace deepwallet
