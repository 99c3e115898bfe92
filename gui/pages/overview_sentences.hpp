#pragma once

/// What the overview says in sentences, in the language of the window; empty where there is nothing
/// to say.

#include <QString>
#include <string>
#include <vector>

#include "engine/report/foundations.hpp"
#include "gui/answer.hpp"

namespace deepwallet::gui {

/// Is the model used as it is?
[[nodiscard]] bool is_untrained(const Answer& answer);

/// What it takes to answer, where anybody asks.
[[nodiscard]] QString serving_sentence(const Answer& answer);

/// What the accelerators wait for, and what it takes of the run's money, energy and carbon.
[[nodiscard]] QString idle_sentence(const Answer& answer);

/// Where the headline lies beside its own range; else empty.
[[nodiscard]] QString off_range_sentence(const Foundations& found);

/// Of the other numbers.
[[nodiscard]] QString others_off_range_sentence(const std::vector<std::string>& paths);

/// Who pays asks what was assumed, how old the prices are, and what is in none of the numbers.
[[nodiscard]] QString rests_sentence(const Foundations& found);

/// What would make it fit; that nothing would is known once it was looked for.
[[nodiscard]] QString remedies_text(const Answered& answer);

}  // namespace deepwallet::gui
