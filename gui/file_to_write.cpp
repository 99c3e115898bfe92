#include "gui/file_to_write.hpp"

#include <QFileDialog>
#include <QRegularExpression>

namespace deepwallet::gui {

QString file_to_write(QWidget* parent,
                      const QString& title,
                      const QString& proposed,
                      const QString& kinds) {
    QFileDialog dialog(parent, title, {}, kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    const auto take_ending = [&dialog](const QString& kind) {
        static const QRegularExpression ending(QStringLiteral(R"(\*\.(\w+))"));
        dialog.setDefaultSuffix(ending.match(kind).captured(1));
    };
    take_ending(dialog.selectedNameFilter());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, take_ending);
    dialog.selectFile(proposed);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

}  // namespace deepwallet::gui
