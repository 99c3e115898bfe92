#include "engine/study/measured_kernels.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/cost/compute.hpp"
#include "engine/study/table_row.hpp"

namespace deepwallet {

namespace {

using Kernels = std::vector<MeasuredKernel>;

constexpr std::array<std::pair<const char*, Precision>, 6> kPrecisions = {
    {{"fp32", Precision::fp32},
     {"tf32", Precision::tf32},
     {"fp16", Precision::fp16},
     {"bf16", Precision::bf16},
     {"fp8", Precision::fp8},
     {"nvfp4", Precision::nvfp4}}};

constexpr std::array<std::pair<const char*, Pass>, 2> kPassWords = {
    {{"forward", Pass::forward}, {"backward", Pass::input_gradient}}};

constexpr std::array<std::pair<const char*, OperationName>, 8> kStreamingNames = {
    {{"norm", OperationName::norm},
     {"softmax", OperationName::softmax},
     {"rotary", OperationName::rotary},
     {"activation", OperationName::activation},
     {"residual", OperationName::residual_gradient},
     {"embedding", OperationName::embedding},
     {"cross_entropy", OperationName::cross_entropy},
     {"optimizer", OperationName::optimizer}}};

MeasuredKernel common(RowReader& row, const char* table) {
    MeasuredKernel out;
    out.accelerator = row.text("accelerator");
    out.table = table;
    out.source = row.text("source");
    out.time = row.number("time_us") * units::us;
    return out;
}

Operation product(GemmShape shape, bool accumulate) {
    Operation op;
    op.kind = OperationKind::gemm;
    op.gemm = shape;
    op.accumulate = accumulate;
    return op;
}

MeasuredKernel gemm_row(RowReader& row) {
    MeasuredKernel out = common(row, "gemm");
    constexpr std::array<std::pair<const char*, bool>, 4> kKernels = {
        {{"product", false}, {"grouped", false}, {"forward", false}, {"gradients", true}}};
    const bool gradients = row.word("kernel", kKernels);
    out.kernel = row.text("kernel");
    out.precision = row.word("precision", kPrecisions);
    const GemmShape shape{row.number("m"), row.number("n"), row.number("k"), row.number("batch")};
    const bool accumulate = row.flag("accumulate");
    if (gradients) {
        out.operations = {product({shape.m, shape.k, shape.n, shape.batch}, false),
                          product({shape.k, shape.n, shape.m, shape.batch}, accumulate)};
    } else {
        out.operations = {product(shape, accumulate)};
    }
    return out;
}

Operation attention(Pass pass, double heads, double queries, double keys, bool causal) {
    Operation op;
    op.name = OperationName::flash_attention;
    op.kind = OperationKind::attention;
    op.pass = pass;
    op.attention_heads = heads;
    op.attention_rows = queries;
    op.attention_keys = keys;
    op.causal = causal;
    return op;
}

MeasuredKernel attention_row(RowReader& row) {
    MeasuredKernel out = common(row, "attention");
    constexpr std::array<std::pair<const char*, int>, 3> kVersions = {
        {{"1", 1}, {"2", 2}, {"3", 3}}};
    constexpr std::array<std::pair<const char*, int>, 3> kPasses = {
        {{"forward", 0}, {"backward", 1}, {"both", 2}}};
    out.precision = row.word("precision", kPrecisions);
    out.flash_version = row.word("version", kVersions);
    out.head_size = row.number("head_size");
    const int pass = row.word("pass", kPasses);
    const bool causal = row.flag("causal");
    out.kernel = fmt::format("version {} {}", row.text("version"), row.text("pass"));
    const double heads = row.number("heads");
    const double queries = row.number("queries");
    const double keys = row.number("keys");
    if (pass != 1)
        out.operations.push_back(attention(Pass::forward, heads, queries, keys, causal));
    if (pass != 0)
        out.operations.push_back(attention(Pass::input_gradient, heads, queries, keys, causal));
    return out;
}

MeasuredKernel streaming_row(RowReader& row) {
    MeasuredKernel out = common(row, "streaming");
    Operation op;
    op.name = row.word("kernel", kStreamingNames);
    op.pass = row.word("pass", kPassWords);
    op.eager = row.flag("eager");
    op.bytes = row.number("bytes") * units::byte;
    out.kernel =
        fmt::format("{}{} {}", op.eager ? "eager " : "", row.text("kernel"), row.text("pass"));
    out.operations = {op};
    return out;
}

}  // namespace

Result<Kernels> read_measured_gemms(const std::filesystem::path& file) {
    constexpr std::array<const char*, 10> kColumns = {"accelerator",
                                                      "precision",
                                                      "kernel",
                                                      "m",
                                                      "n",
                                                      "k",
                                                      "batch",
                                                      "accumulate",
                                                      "time_us",
                                                      "source"};
    return read_table<MeasuredKernel>(file, kColumns, gemm_row);
}

Result<Kernels> read_measured_attention(const std::filesystem::path& file) {
    constexpr std::array<const char*, 11> kColumns = {"accelerator",
                                                      "precision",
                                                      "version",
                                                      "pass",
                                                      "causal",
                                                      "heads",
                                                      "head_size",
                                                      "queries",
                                                      "keys",
                                                      "time_us",
                                                      "source"};
    return read_table<MeasuredKernel>(file, kColumns, attention_row);
}

Result<Kernels> read_measured_streaming(const std::filesystem::path& file) {
    constexpr std::array<const char*, 7> kColumns = {
        "accelerator", "kernel", "pass", "eager", "bytes", "time_us", "source"};
    return read_table<MeasuredKernel>(file, kColumns, streaming_row);
}

Result<Kernels> read_measured_kernels(const std::filesystem::path& folder) {
    Kernels all;
    Faults faults;
    const auto add = [&](Result<Kernels> table) {
        if (table) {
            all.insert(all.end(), table->begin(), table->end());
        } else {
            faults.insert(faults.end(), table.error().begin(), table.error().end());
        }
    };
    add(read_measured_gemms(folder / "gemm.csv"));
    add(read_measured_attention(folder / "attention.csv"));
    add(read_measured_streaming(folder / "streaming.csv"));
    if (!faults.empty())
        return tl::unexpected<Faults>(std::move(faults));
    return all;
}

Time predicted(const MeasuredKernel& row, const Accelerator& accelerator) {
    const KernelModel chip = kernel_model(
        accelerator, row.precision, {.duty = Duty::alone, .flash_version = row.flash_version});
    Time sum;
    for (const Operation& op : row.operations) sum += kernel_time(op, row.head_size, chip);
    return sum;
}

}  // namespace deepwallet
