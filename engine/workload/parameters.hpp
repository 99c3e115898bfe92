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

/// Attention h a d + 2 h a_kv d + a d h, FFN 2 or 3 h f, norms h or 2h, and biases (Narayanan et
/// al. 2021 eq. 2; GQA: Ainslie et al. 2023; gated FFN: Shazeer 2020; experts: Lepikhin et al.
/// 2020).
LayerParameters layer_parameters(const Model& model, LayerKind kind);

/// Parameters of a layer, routed experts apart, on each of `tensor` ranks: what is sharded, what is
/// replicated, and key and value heads that are copied.
double rank_layer_parameters(const Model& model, LayerKind kind, double tensor);

/// One token embedding matrix, V h; an untied output matrix is as large.
double embedding_parameters(const Model& model);

/// What stands beside the token embedding on the first stage: learned positions (`sequence_length`
/// of them where the model does not say), relative-position tables, the norm of the embedding.
double position_parameters(const Model& model, std::int64_t sequence_length);

/// Of one normalization.
double norm_parameters(const Model& model);

/// The whole model, with the norm after the last layer of each stack.
double total_parameters(const Model& model, std::int64_t sequence_length);

/// Parameters that one token visits: the whole model less the routed experts it is not sent to.
double active_parameters(const Model& model, std::int64_t sequence_length);

}  // namespace deepwallet
