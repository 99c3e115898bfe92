#include "gui/file_to_write.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

namespace deepwallet::gui {

QString file_to_write(QWidget* parent,
                      const QString& title,
                      const QString& proposed,
                      const QString& kinds) {
    // The folder first: a name that is chosen while another folder is still being read is taken
    // back when it has been.
    const QFileInfo file(proposed);
    QFileDialog dialog(parent, title, file.absolutePath(), kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    const auto take_ending = [&dialog](const QString& kind) {
        static const QRegularExpression ending(QStringLiteral(R"(\*\.(\w+))"));
        dialog.setDefaultSuffix(ending.match(kind).captured(1));
    };
    take_ending(dialog.selectedNameFilter());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, take_ending);
    dialog.selectFile(file.fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

}  // namespace deepwallet::gui
