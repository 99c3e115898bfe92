#pragma once

/// What the engine says to a text: faults, or a loaded scenario and its report.

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/report/doubt.hpp"
#include "engine/report/metrics.hpp"
#include "engine/scenario/load.hpp"
#include "engine/scenario/remedies.hpp"
#include "engine/scenario/report.hpp"
#include "engine/study/uncertainty.hpp"

namespace deepwallet::gui {

struct Answered {
    std::string text;
    Faults faults;                         ///< of text, inputs or engine
    Assignments inputs;                    ///< that the text gives; none where it is not TOML
    std::optional<LoadedScenario> loaded;  ///< absent where the text is no scenario
    std::optional<Report> report;          ///< absent where there are faults
    Uncertainty uncertainty;
    Doubt doubt;                                 ///< of that, and what each input moves
    std::map<std::string, std::string> presets;  ///< of given fields: what their preset says
    std::vector<Remedy> remedies;                ///< what would make it fit; empty where it does
    /// Are uncertainty, doubt and presets of this text, and not of the one before it, or not there
    /// yet?
    bool is_whole = false;

    [[nodiscard]] bool has_report() const { return report.has_value(); }
    [[nodiscard]] Answer answer() const { return {loaded->scenario, *report}; }
};

using AnswerPtr = std::shared_ptr<const Answered>;

/// What can be said at once, a millisecond after a key in closed form: all but doubt and presets.
std::shared_ptr<Answered> first_answer(const std::string& text,
                                       const std::filesystem::path& file,
                                       const HardwareDb& db);

/// The same with its doubt and presets; takes hundreds of evaluations. Of no use once `stop` is
/// true.
AnswerPtr whole_answer(const Answered& first,
                       const HardwareDb& db,
                       const std::atomic<bool>* stop = nullptr);

/// Both: a pure function of its inputs.
AnswerPtr answer_to(const std::string& text,
                    const std::filesystem::path& file,
                    const HardwareDb& db);

}  // namespace deepwallet::gui
