#pragma once

/// The answer as a file for somebody who has no Deepwallet.

#include <QString>

#include "gui/session.hpp"

namespace deepwallet::gui {

class MainWindow;

/// One page of HTML: the report of the document in front, or where several are open their
/// comparison against the one at `base`. Faults: none has an answer, a file that cannot be written.
Result<void> write_html_report(const Session& session, int base, const std::filesystem::path& file);

/// PDF, A4 across: each page of the window that tells of the answer is a sheet, drawn as lines and
/// letters. Faults as above.
Result<void> write_pdf_report(MainWindow& window, const Session& session, const QString& file);

}  // namespace deepwallet::gui
