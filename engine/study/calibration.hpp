#pragma once

/// The few constants of a software stack, fitted to measured runs: one value a stack, never one a
/// model, size or run.

#include <string>
#include <vector>

#include "engine/study/least_squares.hpp"
#include "engine/study/validation.hpp"

namespace deepwallet {

struct Calibration {
    std::string stack;
    std::vector<double> before;  ///< of the constants, in the order of the fit
    Fit fit;
    std::vector<GroupErrors> errors;           ///< of the runs that were fitted
    std::vector<GroupErrors> cross_validated;  ///< each run predicted from a fit without it
    std::vector<SkippedRun> skipped;
};

struct CalibrationOptions {
    std::string stack;                ///< of the runs to fit; empty where they are all of one
    std::vector<std::string> fields;  ///< paths; empty: what the stack's entry names in `fitted`
    std::size_t folds = 5;            ///< of the cross-validation
};

/// Least squares on log(predicted / measured) of the speed of each run, every group of runs with
/// the same weight, from the values that the entry has; runs that are far off all others do not
/// count. Faults: runs of several stacks and none chosen, a field that is no number of
/// the software, too few runs, what the fit itself refuses.
Result<Calibration> calibrate(const std::vector<MeasuredRun>& runs,
                              const Assignments& settings,
                              const HardwareDb& db,
                              const CalibrationOptions& options);

/// The stacks of the runs, in the order of first appearance.
std::vector<std::string> stacks_of(const std::vector<MeasuredRun>& runs);

/// The text of the stack's entry with the fitted values in place of its own, or added where it has
/// none; `origin` names the runs. All else stays, comments too. Faults: an entry that cannot be
/// read, or that does not say a constant in one line.
Result<std::string> calibrated_entry(const Calibration& calibration,
                                     const HardwareDb& db,
                                     const std::string& origin);

/// "0.2 to 0.3", or that these runs do not tell.
std::string interval_text(const FittedParameter& parameter);

/// Pairs of constants that the runs cannot tell apart, and a fit that did not converge.
std::vector<std::string> warnings_of(const Fit& fit);

/// `stack`, `parameters` (`name`, `before`, `value`, `low`, `high`, `determined`), `warnings`,
/// `groups` and `cross_validated` as in a validation, `skipped`.
std::string calibration_json(const Calibration& calibration);

/// Constants with their intervals, what the data cannot tell, and the errors by group.
std::string calibration_text(const Calibration& calibration);

}  // namespace deepwallet
