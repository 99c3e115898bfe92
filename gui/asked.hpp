#pragma once

/// Whose question a result is of. It stays that while other scenarios come to the front, are edited
/// and closed.

#include <QString>
#include <QStringList>
#include <filesystem>
#include <string>

#include "gui/session.hpp"

namespace deepwallet::gui {

struct Asked {
    std::string text;
    std::filesystem::path file;   ///< of the scenario; empty where it had none
    std::filesystem::path place;  ///< what it imports is looked for beside it
    int id = -1;                  ///< of its document (Session::id); -1: of none that was open
    QString title;
    QStringList settings{};  ///< `path=value`, said beside the text
};

/// What the document in front asks.
Asked asked_of_front(const Session& session);

[[nodiscard]] bool is_of_front(const Asked& asked, const Session& session);

/// Of its document, which may have been given another name since.
[[nodiscard]] QString title_of(const Asked& asked, const Session& session);

/// "Results of X", where they are not of the document in front or of what it had before.
[[nodiscard]] QString whose_text(const Asked& asked, const Session& session);

/// Against its file as that is now; the document itself while it asks the same.
[[nodiscard]] Document document_of(const Asked& asked, const Session& session);

}  // namespace deepwallet::gui
