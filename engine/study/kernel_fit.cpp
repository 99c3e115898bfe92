#include "engine/study/kernel_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace deepwallet {

namespace {

/// A constant of an accelerator that can be fitted, in the unit of its field.
struct Constant {
    std::string name;
    double low = 0.0;
    double high = 1.0;
    double (*get)(const Accelerator&) = nullptr;
    void (*set)(Accelerator&, double) = nullptr;
};

template <double Accelerator::*Member>
Constant number(const char* name, double low, double high) {
    return {name,
            low,
            high,
            [](const Accelerator& a) { return a.*Member; },
            [](Accelerator& a, double x) { a.*Member = x; }};
}

template <std::vector<double> Accelerator::*Member, std::size_t Entry>
Constant entry(const std::string& name, double low, double high) {
    return {name,
            low,
            high,
            [](const Accelerator& a) { return (a.*Member).size() == 4 ? (a.*Member)[Entry] : 0.5; },
            [](Accelerator& a, double x) {
                (a.*Member).resize(4, 0.5);
                (a.*Member)[Entry] = x;
            }};
}

/// Which rows say something about a constant.
using Concerns = bool (*)(const MeasuredKernel&);

struct Candidate {
    Constant constant;
    Concerns concerns = nullptr;
};

bool any_row(const MeasuredKernel&) { return true; }

std::vector<Candidate> gemm_constants() {
    using A = Accelerator;
    const Constant overhead = {"wave_overhead_us",
                               0.0,
                               30.0,
                               [](const A& a) { return a.wave_overhead.in(units::us); },
                               [](A& a, double x) { a.wave_overhead = x * units::us; }};
    return {
        {number<&A::wave_efficiency>("wave_efficiency", 0.4, 1.0), any_row},
        {number<&A::power_efficiency>("power_efficiency", 0.3, 1.0), any_row},
        {overhead, any_row},
        {number<&A::tile_128_rate>("tile_128_rate", 0.3, 1.0), any_row},
        {number<&A::tile_64_rate>("tile_64_rate", 0.2, 1.0), any_row},
        {number<&A::accumulate_derate>("accumulate_derate", 0.7, 1.0),
         [](const MeasuredKernel& r) { return r.operations.back().accumulate; }},
    };
}

bool has_pass(const MeasuredKernel& row, Pass pass) {
    return std::any_of(row.operations.begin(), row.operations.end(), [&](const Operation& op) {
        return op.pass == pass;
    });
}
bool runs_forward(const MeasuredKernel& r) { return has_pass(r, Pass::forward); }
bool runs_backward(const MeasuredKernel& r) { return has_pass(r, Pass::input_gradient); }

std::vector<Candidate> attention_constants() {
    using A = Accelerator;
    return {
        {number<&A::flash_forward_efficiency>("flash_forward_efficiency", 0.1, 1.0), runs_forward},
        {number<&A::flash_backward_efficiency>("flash_backward_efficiency", 0.1, 1.0),
         runs_backward},
        {number<&A::flash_scores_per_us>("flash_scores_per_us", 1e5, 1e8),
         [](const MeasuredKernel& r) { return r.head_size != 128.0; }},
        {number<&A::flash_large_head_rate>("flash_large_head_rate", 0.3, 1.5),
         [](const MeasuredKernel& r) { return r.head_size > 128.0; }},
        {number<&A::flash_padded_head_rate>("flash_padded_head_rate", 0.3, 1.2),
         [](const MeasuredKernel& r) { return std::fmod(r.head_size, 32.0) != 0.0; }},
        {number<&A::flash_forward_prologue>("flash_forward_prologue", 0.0, 2000.0), runs_forward},
        {number<&A::flash_backward_prologue>("flash_backward_prologue", 0.0, 2000.0),
         runs_backward},
        {{"flash_latency_us",
          0.0,
          200.0,
          [](const A& a) { return a.flash_latency.in(units::us); },
          [](A& a, double x) { a.flash_latency = x * units::us; }},
         any_row},
        {number<&A::flash1_rate>("flash1_rate", 0.1, 2.0),
         [](const MeasuredKernel& r) { return r.flash_version == 1; }},
        {number<&A::flash3_rate>("flash3_rate", 0.5, 4.0),
         [](const MeasuredKernel& r) { return r.flash_version == 3; }},
    };
}

template <OperationName Name, Pass P, bool Eager>
bool is_kernel(const MeasuredKernel& r) {
    const Operation& op = r.operations.front();
    return op.eager == Eager && op.name == Name && op.pass == P;
}

/// Share of bandwidth and latency of a kernel, forward and backward.
template <std::vector<double> Accelerator::*Member, OperationName Name, bool Eager = true>
void add_kernel(std::vector<Candidate>& out, const std::string& name) {
    constexpr auto kForward = Pass::forward;
    constexpr auto kBackward = Pass::input_gradient;
    constexpr double kMostLatency = 5000.0;
    out.push_back(
        {entry<Member, 0>(name + " forward", 0.01, 1.0), is_kernel<Name, kForward, Eager>});
    out.push_back(
        {entry<Member, 1>(name + " backward", 0.01, 1.0), is_kernel<Name, kBackward, Eager>});
    out.push_back({entry<Member, 2>(name + " forward us", 0.0, kMostLatency),
                   is_kernel<Name, kForward, Eager>});
    out.push_back({entry<Member, 3>(name + " backward us", 0.0, kMostLatency),
                   is_kernel<Name, kBackward, Eager>});
}

std::vector<Candidate> streaming_constants() {
    using A = Accelerator;
    using N = OperationName;
    std::vector<Candidate> out;
    add_kernel<&A::fused_activation, N::activation, false>(out, "fused_activation");
    add_kernel<&A::fused_residual, N::residual_gradient, false>(out, "fused_residual");
    add_kernel<&A::fused_softmax, N::softmax, false>(out, "fused_softmax");
    add_kernel<&A::eager_norm, N::norm>(out, "eager_norm");
    add_kernel<&A::eager_softmax, N::softmax>(out, "eager_softmax");
    add_kernel<&A::eager_rotary, N::rotary>(out, "eager_rotary");
    add_kernel<&A::eager_embedding, N::embedding>(out, "eager_embedding");
    add_kernel<&A::eager_cross_entropy, N::cross_entropy>(out, "eager_cross_entropy");
    add_kernel<&A::eager_optimizer, N::optimizer>(out, "eager_optimizer");
    return out;
}

/// Constants that at least one row depends on.
std::vector<Constant> constants_of(KernelFamily family, std::span<const MeasuredKernel> rows) {
    const std::vector<Candidate> all = family == KernelFamily::gemm        ? gemm_constants()
                                       : family == KernelFamily::attention ? attention_constants()
                                                                           : streaming_constants();
    std::vector<Constant> out;
    for (const Candidate& c : all) {
        if (std::any_of(rows.begin(), rows.end(), c.concerns))
            out.push_back(c.constant);
    }
    return out;
}

/// Grouped products measure how a library hands out many small ones: tested, not fitted on.
constexpr const char* kGrouped = "grouped";

const char* table_of(KernelFamily family) {
    switch (family) {
        case KernelFamily::gemm:
            return "gemm";
        case KernelFamily::attention:
            return "attention";
        case KernelFamily::streaming:
            return "streaming";
    }
    return "";
}

double log_residual(const MeasuredKernel& row, const Accelerator& accelerator) {
    return std::log(predicted(row, accelerator) / row.time);
}

}  // namespace

std::vector<MeasuredKernel> rows_of(std::span<const MeasuredKernel> rows,
                                    const std::string& accelerator,
                                    KernelFamily family) {
    std::vector<MeasuredKernel> out;
    for (const MeasuredKernel& row : rows) {
        if (row.accelerator == accelerator && row.table == table_of(family) &&
            row.kernel != kGrouped)
            out.push_back(row);
    }
    return out;
}

Result<KernelFit> fit_kernels(const Accelerator& accelerator,
                              KernelFamily family,
                              std::span<const MeasuredKernel> rows,
                              std::size_t folds) {
    const std::vector<Constant> constants = constants_of(family, rows);
    std::vector<FitParameter> parameters;
    for (const Constant& c : constants) {
        const double start = std::clamp(c.get(accelerator), c.low, c.high);
        parameters.push_back({c.name, start, c.low, c.high});
    }
    const auto with = [&](std::span<const double> values) {
        Accelerator a = accelerator;
        for (std::size_t i = 0; i < constants.size(); ++i) constants[i].set(a, values[i]);
        return a;
    };
    const Residuals residuals = [&](std::span<const double> values, std::span<double> out) {
        const Accelerator a = with(values);
        for (std::size_t i = 0; i < rows.size(); ++i) out[i] = log_residual(rows[i], a);
    };
    Result<Fit> fit = fit_least_squares(parameters, rows.size(), residuals);
    if (!fit)
        return tl::unexpected<Faults>(fit.error());
    KernelFit out{with(fit->values()), *fit, {}};
    if (folds >= 2) {
        Result<std::vector<double>> held_out =
            cross_validate(parameters, rows.size(), residuals, folds);
        if (!held_out)
            return tl::unexpected<Faults>(held_out.error());
        out.held_out = *held_out;
    }
    return out;
}

std::vector<KernelErrors> kernel_errors(const std::map<std::string, Accelerator>& accelerators,
                                        std::span<const MeasuredKernel> rows) {
    using Key = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Key, std::vector<double>> residuals;
    for (const MeasuredKernel& row : rows) {
        const auto chip = accelerators.find(row.accelerator);
        if (chip == accelerators.end())
            continue;
        residuals[{row.table, row.kernel, row.accelerator, row.source}].push_back(
            log_residual(row, chip->second));
    }
    std::vector<KernelErrors> out;
    for (const auto& [key, values] : residuals) {
        const auto& [table, kernel, accelerator, source] = key;
        out.push_back({table, kernel, accelerator, source, summarize_errors(values)});
    }
    return out;
}

}  // namespace deepwallet
