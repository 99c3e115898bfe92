#include "engine/workload/operations.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/math.hpp"

namespace deepwallet {

namespace {

using Name = OperationName;
using units::byte;

/// Adds the rows of one layer; the arithmetic that several rows share stands in its members.
class LayerBuilder {
public:
    LayerBuilder(const Model& model, const Slice& slice, Operations& out)
        : m_(model), s_(slice), out_(out) {}

    void attention(LayerBlock block, bool causal) {
        block_ = block;
        norm();
        if (is_latent_attention(m_)) {
            latent_qkv();
        } else {
            linear(Name::qkv, n_, qkv_width_, h_);
        }
        if (m_.qk_norm)
            norm(q_width_ + k_width_);
        if (m_.positions == Positions::rotary)
            rotary();
        if (s_.flash_attention) {
            flash(causal);
        } else {
            attention_core();
        }
        streaming(Name::transpose, Pass::forward, 2.0 * e_ * n_ * out_width_);
        streaming(Name::transpose, Pass::input_gradient, 3.0 * e_ * n_ * out_width_);
        linear(Name::projection, n_, h_, out_width_);
        residual();
        if (m_.biases)
            bias_gradient(h_ / q_);
        if (has_qkv_biases(m_))
            bias_gradient(qkv_width_);
    }

    void dense_ffn() {
        block_ = LayerBlock::ffn;
        ffn_norms();
        ffn(real(ffn_hidden(m_)), n_, 1.0, m_.gated_ffn);
        residual();
        if (has_ffn_biases(m_)) {
            bias_gradient(h_ / q_);
            bias_gradient(real((ffn_matrices(m_) - 1) * ffn_hidden(m_)) / t_);
        }
    }

    void expert_ffn() {
        const bool gated = m_.gated_experts.value_or(m_.gated_ffn);
        block_ = LayerBlock::ffn;
        ffn_norms();
        linear(Name::router, n_, real(m_.experts), h_);
        const double copies = n_ * real(m_.experts_per_token);
        const double permute = 2.0 * e_ * copies * h_ / s_.permute_efficiency;
        streaming(Name::permute, Pass::forward, permute, 2.0);
        streaming(Name::permute, Pass::input_gradient, permute, 2.0);
        const double local_experts = std::max(1.0, real(m_.experts) / real(s_.expert));
        ffn(real(expert_hidden(m_)),
            s_.expert_imbalance * copies / local_experts,
            local_experts,
            gated);
        if (m_.shared_experts > 0) {
            ffn(real(m_.shared_experts) * real(expert_hidden(m_)), n_, 1.0, gated);
        }
        residual();
    }

    /// Samples x positions by filters by what a filter looks at: square weights stand for the
    /// latter two. Activation, pooling and the like read what the product wrote, and write.
    void convolution() {
        block_ = LayerBlock::convolution;
        const double layers = real(m_.layers);
        const double weights = m_.parameters.value_or(0.0) / layers;
        const double flops = m_.flops_per_sample.value_or(0.0) / layers;
        const double side = std::sqrt(weights);
        linear(Name::convolution, n_ * flops / (2.0 * weights), side, side);
        const double elements =
            n_ * m_.activations_per_sample.value_or(0.0) / layers * s_.elementwise_factor;
        streaming(Name::activation, Pass::forward, 2.0 * e_ * elements);
        streaming(Name::activation, Pass::input_gradient, 3.0 * e_ * elements);
    }

    /// One row for all weights of the layer that are trained on this rank.
    void gradient_accumulation(double weights) {
        if (s_.fused_accumulation)
            return;
        streaming(Name::gradient_accumulation,
                  Pass::weight_gradient,
                  weights * (e_ + 2.0 * s_.gradient_bytes));
    }

    [[nodiscard]] double weights() const { return weights_; }

private:
    void norm() { norm(h_ / q_); }

    void norm(double width, double count = 1.0) {
        // A fused one finds its input where the residual was added, and adds its gradient there.
        const double forward = s_.fused_norms ? 1.0 : 2.0;
        streaming(Name::norm, Pass::forward, forward * e_ * n_ * width, count);
        streaming(Name::norm, Pass::input_gradient, 4.0 * e_ * n_ * width, count);
    }

    /// Those that are not the attention's: none where it shares its own with a parallel FFN.
    void ffn_norms() {
        if (layer_norms(m_) > 1)
            norm(h_ / q_, real(layer_norms(m_) - 1));
    }

    /// Down to the latents, whole on every rank, and up to the heads' queries, keys and values; the
    /// part of the keys that all heads share is not projected up.
    void latent_qkv() {
        const double q_rank = real(m_.q_lora_rank.value_or(0));
        const double kv_rank = real(*m_.kv_lora_rank);
        linear(Name::latents, n_, real(attention_widths(m_).latents), h_);
        norm(q_rank + kv_rank);
        linear(Name::qkv, n_, q_width_, q_rank > 0.0 ? q_rank : h_);
        linear(Name::qkv, n_, k_width_ + v_width_ - heads_ * real(m_.rope_head_size), kv_rank);
    }

    /// y (rows x width) = x (rows x inner) W: forward and the gradients of x and of W.
    void linear(Name name, double rows, double width, double inner, double batch = 1.0) {
        weights_ += width * inner * batch;
        gemm(name, Pass::forward, {rows, width, inner, batch});
        gemm(name, Pass::input_gradient, {rows, inner, width, batch});
        gemm(name, Pass::weight_gradient, {inner, width, rows, batch}, s_.fused_accumulation);
        if (s_.fake_quantized)
            fake_quantize(rows * inner * batch, width * inner * batch);
    }

    /// Inputs and weights of a product are rounded and turned back (Jacob et al. 2018,
    /// arXiv:1712.05877, section 3): read for their range, read and written, with a byte an element
    /// that says which were cut off; gradients pass where nothing was.
    void fake_quantize(double inputs, double weights) {
        const double forward = 3.0 * e_ + 1.0;
        const double backward = 2.0 * e_ + 1.0;
        streaming(Name::fake_quantization, Pass::forward, forward * inputs);
        streaming(Name::fake_quantization, Pass::forward, forward * weights);
        streaming(Name::fake_quantization, Pass::input_gradient, backward * inputs);
        streaming(Name::fake_quantization, Pass::weight_gradient, backward * weights);
    }

    void ffn(double inner, double rows, double batch, bool gated) {
        const double width = inner / t_;
        const double ups = gated ? 2.0 : 1.0;
        linear(Name::ffn_up, rows, ups * width, h_, batch);
        const double elements = rows * batch * width * s_.elementwise_factor;
        // Plain: one tensor in, one out; gated: two in, one out. Backward reads the gradient too.
        streaming(Name::activation, Pass::forward, (ups + 1.0) * e_ * elements);
        streaming(Name::activation, Pass::input_gradient, (2.0 * ups + 1.0) * e_ * elements);
        linear(Name::ffn_down, rows, h_, width, batch);
    }

    void rotary() {
        const double elements = n_ * (q_width_ + k_width_);
        streaming(Name::rotary, Pass::forward, 2.0 * e_ * elements * s_.elementwise_factor);
        streaming(Name::rotary, Pass::input_gradient, 2.0 * e_ * elements * s_.elementwise_factor);
    }

    void attention_core() {
        const double batch = real(s_.micro_batch) * heads_;
        const double rows = real(s_.sequence_length) / real(s_.context);
        const double keys = real(s_.sequence_length);
        const double squares = batch * rows * keys;
        core(gemm(Name::scores, Pass::forward, {rows, keys, d_, batch}));
        core(gemm(Name::scores, Pass::input_gradient, {rows, d_, keys, batch}));
        core(gemm(Name::scores, Pass::input_gradient, {keys, d_, rows, batch}));
        const double softmax = squares * s_.elementwise_factor;
        core(streaming(Name::softmax, Pass::forward, 2.0 * e_ * softmax));
        core(streaming(Name::softmax, Pass::input_gradient, 3.0 * e_ * softmax));
        if (uses_dropout(m_)) {
            const double bytes = (2.0 * e_ + 1.0) * squares;
            core(streaming(Name::attention_dropout, Pass::forward, bytes));
            core(streaming(Name::attention_dropout, Pass::input_gradient, bytes));
        }
        core(gemm(Name::values, Pass::forward, {rows, v_, keys, batch}));
        core(gemm(Name::values, Pass::input_gradient, {rows, keys, v_, batch}));
        core(gemm(Name::values, Pass::input_gradient, {keys, v_, rows, batch}));
    }

    /// Dao et al. 2022, 2023: five products backward to two forward, and nothing quadratic stored.
    void flash(bool causal) {
        const double square = 2.0 * n_ * real(s_.sequence_length) * (q_width_ + out_width_);
        const double executed = causal ? 0.5 * square : square;
        const double in_out = n_ * (e_ * (qkv_width_ + out_width_) + 4.0 * heads_);
        flash_pass(Pass::forward, causal, executed, in_out);
        flash_pass(Pass::input_gradient, causal, 2.5 * executed, 2.0 * in_out);
    }

    void flash_pass(Pass pass, bool causal, double flops, double bytes) {
        Operation op = row(Name::flash_attention, pass, OperationKind::attention);
        op.flops = flops * units::flop;
        op.bytes = bytes * byte;
        op.attention_heads = real(s_.micro_batch) * heads_;
        op.attention_rows = real(s_.sequence_length) / real(s_.context);
        op.attention_keys = real(s_.sequence_length);
        op.causal = causal;
        op.attention_core = true;
        out_.push_back(op);
    }

    /// Bias, dropout and the residual connection in one kernel, then the gradient's second addend.
    void residual() {
        const double mask = uses_dropout(m_) ? 1.0 : 0.0;
        const double x = n_ * h_ / q_;
        streaming(Name::dropout_add, Pass::forward, (3.0 * e_ + mask) * x * s_.elementwise_factor);
        if (uses_dropout(m_)) {
            streaming(Name::dropout_add,
                      Pass::input_gradient,
                      (2.0 * e_ + mask) * x * s_.elementwise_factor);
        }
        if (!s_.fused_norms)
            streaming(Name::residual_gradient, Pass::input_gradient, 3.0 * e_ * x);
    }

    void bias_gradient(double width) {
        streaming(Name::bias_gradient, Pass::weight_gradient, e_ * n_ * width);
    }

    Operation& gemm(Name name, Pass pass, GemmShape shape, bool accumulate = false) {
        Operation op = row(name, pass, OperationKind::gemm);
        op.gemm = shape;
        op.accumulate = accumulate;
        out_.push_back(op);
        return out_.back();
    }

    Operation& streaming(Name name, Pass pass, double bytes, double count = 1.0) {
        Operation op = row(name, pass, OperationKind::streaming);
        op.bytes = bytes * byte;
        op.count = count;
        op.eager = s_.eager_kernels;
        out_.push_back(op);
        return out_.back();
    }

    [[nodiscard]] Operation row(Name name, Pass pass, OperationKind kind) const {
        Operation op;
        op.name = name;
        op.pass = pass;
        op.block = block_;
        op.kind = kind;
        return op;
    }

    static void core(Operation& op) { op.attention_core = true; }

    const Model& m_;
    const Slice& s_;
    Operations& out_;
    double n_ = tokens(s_);
    double e_ = s_.element_bytes;
    double h_ = real(m_.hidden);
    double t_ = real(s_.tensor);
    double q_ = s_.sequence_parallel ? t_ : 1.0;
    double d_ = real(head_size(m_));
    double v_ = real(value_head_size(m_));
    double heads_ = real(m_.heads) / t_;
    double q_width_ = heads_ * d_;
    double k_width_ = local_kv_heads(m_, t_) * d_;
    double v_width_ = local_kv_heads(m_, t_) * v_;
    double out_width_ = heads_ * v_;
    double qkv_width_ = q_width_ + k_width_ + v_width_;
    double weights_ = 0.0;
    LayerBlock block_ = LayerBlock::attention;
};

}  // namespace

const char* name_of(OperationName name) {
    switch (name) {
        case Name::norm:
            return "norm";
        case Name::latents:
            return "QKV latents";
        case Name::qkv:
            return "QKV";
        case Name::rotary:
            return "rotary positions";
        case Name::scores:
            return "attention scores QK^T";
        case Name::softmax:
            return "scale, mask, softmax";
        case Name::attention_dropout:
            return "attention dropout";
        case Name::values:
            return "attention over values";
        case Name::flash_attention:
            return "FlashAttention";
        case Name::transpose:
            return "context transpose";
        case Name::projection:
            return "attention projection";
        case Name::dropout_add:
            return "bias, dropout, residual";
        case Name::router:
            return "router";
        case Name::permute:
            return "token permutation";
        case Name::ffn_up:
            return "FFN up";
        case Name::activation:
            return "activation";
        case Name::ffn_down:
            return "FFN down";
        case Name::residual_gradient:
            return "residual gradient";
        case Name::bias_gradient:
            return "bias gradient";
        case Name::gradient_accumulation:
            return "gradient accumulation";
        case Name::head:
            return "output embedding";
        case Name::cross_entropy:
            return "cross-entropy";
        case Name::embedding:
            return "embedding";
        case Name::optimizer:
            return "optimizer";
        case Name::convolution:
            return "convolution";
        case Name::fake_quantization:
            return "fake quantization";
    }
    return "";
}

const char* name_of(LayerBlock block) {
    switch (block) {
        case LayerBlock::attention:
            return "attention";
        case LayerBlock::cross_attention:
            return "cross-attention";
        case LayerBlock::ffn:
            return "FFN";
        case LayerBlock::head:
            return "head";
        case LayerBlock::embedding:
            return "embedding";
        case LayerBlock::convolution:
            return "convolution";
    }
    return "";
}

Operations layer_operations(const Model& m, LayerKind kind, const Slice& slice) {
    Operations out;
    LayerBuilder layer(m, slice, out);
    if (is_convolutional(m)) {
        layer.convolution();
        layer.gradient_accumulation(layer.weights());
        return out;
    }
    // An encoder sees its whole input, also that of an encoder-decoder.
    layer.attention(LayerBlock::attention,
                    m.architecture == Architecture::decoder || kind.cross_attention);
    if (kind.cross_attention)
        layer.attention(LayerBlock::cross_attention, false);
    if (kind.mixture_of_experts) {
        layer.expert_ffn();
    } else {
        layer.dense_ffn();
    }
    layer.gradient_accumulation(layer.weights());
    return out;
}

Operations head_operations(const Model& m, const Slice& slice) {
    Operations out;
    if (is_convolutional(m))
        return out;
    const double n = tokens(slice);
    const double h = real(m.hidden);
    const double v = real(m.vocab) / real(slice.tensor);
    const double e = real(embedding_size(m));
    const auto gemm = [&](Pass pass, GemmShape shape, bool accumulate) {
        out.push_back({.name = Name::head,
                       .pass = pass,
                       .block = LayerBlock::head,
                       .kind = OperationKind::gemm,
                       .gemm = shape,
                       .accumulate = accumulate});
    };
    const auto streaming = [&](Name name, Pass pass, double bytes) {
        out.push_back({.name = name,
                       .pass = pass,
                       .block = LayerBlock::head,
                       .eager = slice.eager_kernels,
                       .bytes = bytes * byte});
    };
    const auto linear = [&](double width, double inner) {
        gemm(Pass::forward, {n, width, inner}, false);
        gemm(Pass::input_gradient, {n, inner, width}, false);
        gemm(Pass::weight_gradient, {inner, width, n}, slice.fused_accumulation);
    };
    if (m.embedding_size)
        linear(e, h);
    linear(v, e);
    // Logits are cast to fp32, the softmax reads and writes them, the gradient is cast back.
    streaming(Name::cross_entropy, Pass::forward, n * v * (slice.element_bytes + 12.0));
    streaming(Name::cross_entropy, Pass::input_gradient, n * v * (4.0 + slice.element_bytes));
    if (!slice.fused_accumulation) {
        streaming(Name::gradient_accumulation,
                  Pass::weight_gradient,
                  e * v * (slice.element_bytes + 2.0 * slice.gradient_bytes));
    }
    return out;
}

/// The projection of a narrower embedding is left out: it is less than the head's by far.
Operations embedding_operations(const Model& m, const Slice& slice) {
    Operations out;
    if (is_convolutional(m))
        return out;
    const double bytes = 3.0 * slice.element_bytes * tokens(slice) * real(m.hidden);
    for (const Pass pass : {Pass::forward, Pass::weight_gradient}) {
        out.push_back({.name = Name::embedding,
                       .pass = pass,
                       .block = LayerBlock::embedding,
                       .eager = slice.eager_kernels,
                       .bytes = bytes * byte});
    }
    return out;
}

}  // namespace deepwallet
