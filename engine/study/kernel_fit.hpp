#pragma once

/// The constants of the kernel model, fitted per chip to measured kernels: nothing per model, shape
/// or row. And how far the model is from each table.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/study/least_squares.hpp"
#include "engine/study/measured_kernels.hpp"

namespace deepwallet {

struct KernelFit {
    Accelerator accelerator;       ///< as given, with the fitted constants
    Fit fit;                       ///< parameters under their field's name, "wave_overhead_us"
    std::vector<double> held_out;  ///< log residuals of each row, fitted without it; may be empty
};

enum class KernelFamily {
    gemm,       ///< tiles, waves and the power limit of what runs alone
    attention,  ///< FlashAttention
    streaming,  ///< memory-bound kernels, fused and eager
};

/// Rows of this chip (an entry of hardware_db/accelerators) and family that constants are fitted
/// to: all but grouped matrix products.
std::vector<MeasuredKernel> rows_of(std::span<const MeasuredKernel> rows,
                                    const std::string& accelerator,
                                    KernelFamily family);

/// Least squares of log(predicted / measured) over the rows, by the constants that the rows depend
/// on; the others stay as they are. `folds` of 2 and more cross-validate. Faults as
/// fit_least_squares.
Result<KernelFit> fit_kernels(const Accelerator& accelerator,
                              KernelFamily family,
                              std::span<const MeasuredKernel> rows,
                              std::size_t folds = 0);

struct KernelErrors {
    std::string table;
    std::string kernel;
    std::string accelerator;
    std::string source;
    ErrorSummary errors;
};

/// By table, kernel, accelerator and source, in this order; rows of an accelerator that is not
/// among those given are left out.
std::vector<KernelErrors> kernel_errors(const std::map<std::string, Accelerator>& accelerators,
                                        std::span<const MeasuredKernel> rows);

}  // namespace deepwallet
