#pragma once

/// Published durations of single kernels (hardware_db/measured/), each as the operations of the
/// engine's own cost model.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/units.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/workload/operations.hpp"

namespace deepwallet {

/// One row of a table: kernels that were timed together, most often one.
struct MeasuredKernel {
    std::string accelerator;  ///< an entry of hardware_db/accelerators
    std::string table;        ///< gemm, attention or streaming
    std::string kernel;       ///< what it is within its table
    std::string source;
    Precision precision = Precision::fp16;
    int flash_version = 2;
    double head_size = 0.0;
    std::vector<Operation> operations;
    Time time;
};

/// gemm.csv: accelerator, precision, kernel (product, grouped, forward, or gradients, which are two
/// products), m, n, k, batch, accumulate, time_us, source.
Result<std::vector<MeasuredKernel>> read_measured_gemms(const std::filesystem::path& file);

/// attention.csv: accelerator, precision, version, pass (forward, backward, both), causal, heads of
/// all sequences, head_size, queries, keys, time_us, source.
Result<std::vector<MeasuredKernel>> read_measured_attention(const std::filesystem::path& file);

/// streaming.csv: accelerator, kernel, pass, eager, bytes that a fused kernel moves, time_us,
/// source.
Result<std::vector<MeasuredKernel>> read_measured_streaming(const std::filesystem::path& file);

/// The three tables of hardware_db/measured.
Result<std::vector<MeasuredKernel>> read_measured_kernels(const std::filesystem::path& folder);

/// What the cost model says of a row, on a chip that runs nothing else.
Time predicted(const MeasuredKernel& row, const Accelerator& accelerator);

}  // namespace deepwallet
