#pragma once

/// docs/validation.md: what was compared with published runs, how far off it is, and which
/// constants were fitted. The same runs and database give the same text.

#include <string>
#include <vector>

#include "engine/study/calibration.hpp"
#include "engine/study/validation.hpp"

namespace deepwallet {

/// A constant of a server or fabric of which its entry says that it was fitted on such runs.
struct MachineConstant {
    std::string entry;
    std::string constant;
    std::string value;
    std::string source;
};

/// The stacks of a set of runs, each fitted to its own.
struct StackFits {
    std::vector<Calibration> fits;
    std::vector<MachineConstant> machines;  ///< not fitted anew
    std::vector<SkippedRun> refused;        ///< stacks that cannot be fitted, and why
};

/// Of each stack in the order of first appearance, the constants that its entry names in `fitted`.
StackFits fit_stacks(const std::vector<MeasuredRun>& runs,
                     const Assignments& settings,
                     const HardwareDb& db);

/// Markdown; `kernels` is the part of kernel_document.hpp, `chart` the name of the picture beside
/// it.
std::string validation_document(const Validation& validation,
                                const StackFits& stacks,
                                const std::string& kernels,
                                const std::string& chart);

}  // namespace deepwallet
