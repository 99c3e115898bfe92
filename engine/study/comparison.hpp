#pragma once

/// Scenarios side by side: what differs in the question, and what differs in the answer.

#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/report/metrics.hpp"
#include "engine/study/payment.hpp"
#include "engine/study/switches.hpp"
#include "engine/study/uncertainty.hpp"

namespace deepwallet {

/// One scenario with all that is compared of it.
struct ComparedScenario {
    std::string title;  ///< the scenario's name, and what sets it apart
    LoadedScenario loaded;
    Report report;
    Uncertainty uncertainty;
    std::vector<WayToPay> ways;
    std::vector<Switch> switches;

    [[nodiscard]] Answer answer() const { return {loaded.scenario, report}; }
    /// Is a machine of one's own the cheapest way to pay?
    [[nodiscard]] bool is_owned() const { return !ways.empty() && !ways.front().offer; }
};

/// Evaluates with the scenario's own engine, and its doubt in closed form. Faults of the engine.
Result<ComparedScenario> compared(LoadedScenario loaded, const UncertaintyOptions& options);

/// Of an answer that is there already, with the doubt that goes with it.
ComparedScenario compared(LoadedScenario loaded, Report report, Uncertainty uncertainty);

/// Was the second one distilled from the first?
bool is_teacher_of(const ComparedScenario& teacher, const ComparedScenario& student);

/// Served tokens, of prompts and answers, at which both have cost the same: the difference of what
/// their training costs over that of what busy servers take for a token. Below it the one that
/// trains for less is the cheaper one; a teacher is there either way. Absent where one of them is
/// cheaper at any traffic, or where a bill is not known.
std::optional<double> break_even_tokens(const ComparedScenario& a, const ComparedScenario& b);

struct DifferingInput {
    std::string path;
    std::vector<std::string> values;  ///< of each scenario; empty where it is not given
};

/// Inputs that somebody gave and that are not the same in all of them. What a preset fills follows
/// from its name, and is left out.
std::vector<DifferingInput> differing_inputs(const std::vector<ComparedScenario>& scenarios);

}  // namespace deepwallet
