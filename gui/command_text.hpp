#pragma once

/// The command that gives the numbers that a page shows. A command reads files: what a document has
/// otherwise than its file becomes `--set`, and where that cannot say it the document has to be
/// saved first.

#include <QString>
#include <QStringList>
#include <optional>

#include "gui/page.hpp"
#include "gui/session.hpp"

namespace deepwallet::gui {

struct CommandText {
    QString line;           ///< as a shell reads it
    QStringList to_save{};  ///< documents that have to be saved before it gives these numbers
};

CommandText command_text(const Page& page, const Session& session);

/// `path=value` for each input that the document has otherwise than its file. None where `--set`
/// cannot say the difference: an input that is not given any more, a range, the question of a sweep
/// or of a search where the command is theirs; and where the file is not there, or not as it was
/// read.
std::optional<QStringList> settings_of(const Document& document, const QString& command);

}  // namespace deepwallet::gui
