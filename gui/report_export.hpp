#pragma once

/// The answer as a file for somebody who has no Deepwallet.

#include <filesystem>

#include "gui/session.hpp"

namespace deepwallet::gui {

/// One page of HTML: the report of the document in front, or where several are open their
/// comparison against the one at `base`. Faults: none has an answer, a file that cannot be written.
Result<void> write_html_report(const Session& session, int base, const std::filesystem::path& file);

/// The same on sheets of paper, A4, drawn as lines and letters.
Result<void> write_pdf_report(const Session& session, int base, const std::filesystem::path& file);

}  // namespace deepwallet::gui
