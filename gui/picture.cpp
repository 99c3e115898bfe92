#include "gui/picture.hpp"

#include <QCoreApplication>
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

QString picture_filter() {
    return QCoreApplication::translate("picture", "Pictures (*.png);;Drawings (*.svg)");
}

}  // namespace deepwallet::gui
