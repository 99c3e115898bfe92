#include "gui/picture.hpp"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace deepwallet::gui {

namespace {

void draw_svg(QWidget& widget, QIODevice& to) {
    QSvgGenerator svg;
    svg.setOutputDevice(&to);
    svg.setSize(widget.size());
    svg.setViewBox(widget.rect());
    widget.render(&svg);
}

}  // namespace

bool save_picture(QWidget& widget, const QString& file) {
    QSaveFile to(file);
    if (!to.open(QIODevice::WriteOnly))
        return false;
    const QString format = file.section('.', -1).toLower();
    if (format == "svg")
        draw_svg(widget, to);
    else if (!widget.grab().save(&to, format.toLatin1().constData()))
        return false;
    return to.commit();
}

Result<QSize> picture_size(const QString& text) {
    constexpr int kMost = 16384;  // 1 GiB of pixels
    static const QRegularExpression pattern("^([0-9]{1,9})x([0-9]{1,9})$");
    const QRegularExpressionMatch found = pattern.match(text);
    const QSize size(found.captured(1).toInt(), found.captured(2).toInt());
    const std::string help = "width and height in pixels, as 1280x800, each of 1 to 16384";
    if (!found.hasMatch())
        return failure({ErrorCode::wrong_type, "", text.toStdString() + " is no size", help});
    if (size.isEmpty() || size.width() > kMost || size.height() > kMost)
        return failure(
            {ErrorCode::out_of_range, "", text.toStdString() + " is no picture's size", help});
    return size;
}

QString picture_filter() {
    return QCoreApplication::translate("picture", "Pictures (*.png);;Drawings (*.svg)");
}

}  // namespace deepwallet::gui
