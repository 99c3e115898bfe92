#include "gui/widgets/parallel_view.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/config/value.hpp"
#include "engine/report/axis.hpp"
#include "engine/study/table_view.hpp"
#include "gui/fault_text.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "gui/widgets/result_model.hpp"

namespace deepwallet::gui {

namespace {

constexpr std::size_t kMostAxes = 10;
constexpr std::size_t kMostNames = 200;
constexpr double kSide = 60.0;
constexpr double kBrushWidth = 14.0;
constexpr double kShortestBrush = 0.01;

/// Texts evenly spread, in the order in which they are compared.
std::vector<float> text_shares(const ResultColumn& column, std::vector<std::string>& names) {
    names = column.texts;
    std::sort(names.begin(), names.end(), text_less);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<float> out;
    const auto steps = static_cast<float>(std::max<std::size_t>(1, names.size() - 1));
    for (const std::string& text : column.texts) {
        const auto at = std::lower_bound(names.begin(), names.end(), text, text_less);
        out.push_back(static_cast<float>(at - names.begin()) / steps);
    }
    return out;
}

std::vector<float> number_shares(const ResultColumn& column, double& low, double& high) {
    low = HUGE_VAL;
    high = -HUGE_VAL;
    for (const double x : column.numbers) {
        if (!std::isfinite(x))
            continue;
        low = std::min(low, x);
        high = std::max(high, x);
    }
    std::vector<float> out;
    out.reserve(column.numbers.size());
    for (const double x : column.numbers)
        out.push_back(std::isfinite(x) ? static_cast<float>((x - low) / (high - low)) : -1.0F);
    return out;
}

struct Line {
    double x0;
    double y0;
    double x1;
    double y1;
    int below;  ///< pixels more, below it
};

/// Straight into the picture, column by column, in 65536ths of a pixel: this is where the time of a
/// hundred thousand rows goes.
void draw_line(QImage& image, const Line& line, QRgb color) {
    constexpr double kPart = 65536.0;
    constexpr int kShift = 16;
    const int left = std::max(0, static_cast<int>(line.x0));
    const int right = std::min(image.width() - 1, static_cast<int>(line.x1));
    const double slope = (line.y1 - line.y0) / std::max(1.0, line.x1 - line.x0);
    const auto step = static_cast<std::int64_t>(kPart * slope);
    auto at = static_cast<std::int64_t>(kPart * (line.y0 + slope * (left - line.x0)));
    const qsizetype row = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    const auto last = static_cast<std::int64_t>(image.height() - 1);
    QRgb* column = reinterpret_cast<QRgb*>(image.bits()) + left;
    for (int x = left; x <= right; ++x, ++column, at += step) {
        const std::int64_t top = std::max<std::int64_t>(0, std::min(at, at + step) >> kShift);
        const std::int64_t bottom =
            std::min(last, (std::max(at, at + step) >> kShift) + line.below);
        QRgb* pixel = column + top * row;
        for (std::int64_t y = top; y <= bottom; ++y, pixel += row) *pixel = color;
    }
}

/// Of a picture of two colours one in the place of the other.
QImage recoloured(QImage image, QRgb from, QRgb to) {
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::replace(row, row + image.width(), from, to);
    }
    return image;
}

/// Neighbouring pixels that are one, of this many rows: between so many lines nobody sees more.
double grain(std::size_t rows) {
    constexpr std::size_t kMany = 5000;
    constexpr std::size_t kVeryMany = 50'000;
    return rows > kVeryMany ? 3.0 : rows > kMany ? 2.0 : 1.0;
}

}  // namespace

ParallelView::ParallelView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(320, 200);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Parallel coordinates"));
}

std::optional<ParallelView::Axis> ParallelView::axis_of(std::size_t column) const {
    const ResultColumn& from = table_->columns[column];
    Axis out{column, {}, {}, {}, {}};
    if (from.is_text()) {
        std::vector<std::string> names;
        out.shares = text_shares(from, names);
        if (names.size() < 2 || names.size() > kMostNames)
            return std::nullopt;
        out.low = value_name(from.path, names.front());
        out.high = value_name(from.path, names.back());
        return out;
    }
    double low = 0.0;
    double high = 0.0;
    out.shares = number_shares(from, low, high);
    if (!(high > low))
        return std::nullopt;
    const auto text = [&](double x) {
        return from.is_input ? qt(to_text(x)) : told_value(value_label(x, from.unit));
    };
    out.low = text(low);
    out.high = text(high);
    return out;
}

void ParallelView::show_table(std::shared_ptr<const ResultTable> table) {
    table_ = std::move(table);
    axes_.clear();
    selected_.clear();
    forget_lines();
    for (const bool inputs : {true, false}) {
        for (std::size_t c = 0; table_ && c < table_->columns.size(); ++c) {
            const ResultColumn& column = table_->columns[c];
            if (column.is_input != inputs || axes_.size() == kMostAxes ||
                (!inputs && column.is_text()))
                continue;
            if (auto axis = axis_of(c))
                axes_.push_back(std::move(*axis));
        }
    }
    find_brushed();
}

const std::string& ParallelView::axis_path(int axis) const {
    return table_->columns[axes_[static_cast<std::size_t>(axis)].column].path;
}

void ParallelView::show_selected(std::vector<std::size_t> rows) {
    selected_ = std::move(rows);
    update();
}

void ParallelView::brush(int axis, std::optional<std::pair<double, double>> span) {
    axes_[static_cast<std::size_t>(axis)].brush = span;
    find_brushed();
    Q_EMIT brushes_changed();
}

void ParallelView::clear_brushes() {
    for (Axis& axis : axes_) axis.brush.reset();
    find_brushed();
    Q_EMIT brushes_changed();
}

void ParallelView::find_brushed() {
    brushed_.clear();
    for (const Axis& axis : axes_) {
        if (!axis.brush)
            continue;
        brushed_.resize(table_->rows, true);
        for (std::size_t row = 0; row < table_->rows; ++row) {
            const auto share = static_cast<double>(axis.shares[row]);
            if (share < axis.brush->first || share > axis.brush->second)
                brushed_[row] = false;
        }
    }
    lines_ = {};
    update();
}

QRectF ParallelView::area() const {
    const double line = fontMetrics().height();
    return {kSide,
            3.6 * line,
            std::max(1.0, width() - 2.0 * kSide),
            std::max(1.0, height() - 6.2 * line)};
}

double ParallelView::x_of(int axis) const {
    const QRectF in = area();
    return in.left() + in.width() * axis / std::max(1, axis_count() - 1);
}

QPoint ParallelView::place_of(int axis, double share) const {
    return QPointF(x_of(axis), area().bottom() - share * area().height()).toPoint();
}

double ParallelView::share_at(double y) const {
    return std::clamp((area().bottom() - y) / area().height(), 0.0, 1.0);
}

std::optional<int> ParallelView::axis_at(double x) const {
    constexpr double kNear = 24.0;
    for (int i = 0; i < axis_count(); ++i) {
        const double half = axis_count() > 1 ? (x_of(1) - x_of(0)) / 2.0 : kNear;
        if (std::abs(x - x_of(i)) <= std::min(kNear, half))
            return i;
    }
    return std::nullopt;
}

// Lines.

/// Between an axis and the next, each pair of pixels once: of a hundred thousand rows most lie on
/// others.
void ParallelView::draw_gap(QImage& into, int axis, bool brushed_only, QRgb color) const {
    const Axis& left = axes_[static_cast<std::size_t>(axis)];
    const Axis& right = axes_[static_cast<std::size_t>(axis) + 1];
    const double ratio = into.devicePixelRatioF();
    const QRectF at = area();
    const double step = grain(table_->rows);
    const auto places = static_cast<std::size_t>(at.height() * ratio / step) + 2;
    std::vector<bool> drawn(places * places);
    const auto place = [&](float share) {
        return static_cast<std::size_t>(static_cast<double>(share) * at.height() * ratio / step);
    };
    for (std::size_t row = 0; row < table_->rows; ++row) {
        if ((brushed_only && !brushed_[row]) || left.shares[row] < 0.0F || right.shares[row] < 0.0F)
            continue;
        const std::size_t a = place(left.shares[row]);
        const std::size_t b = place(right.shares[row]);
        if (drawn[a * places + b])
            continue;
        drawn[a * places + b] = true;
        draw_line(into,
                  {x_of(axis) * ratio,
                   at.bottom() * ratio - static_cast<double>(a) * step,
                   x_of(axis + 1) * ratio,
                   at.bottom() * ratio - static_cast<double>(b) * step,
                   static_cast<int>(step) - 1},
                  color);
    }
}

QImage ParallelView::lines_of_all(QRgb color) const {
    const double ratio = devicePixelRatioF();
    QImage out((QSizeF(size()) * ratio).toSize().expandedTo({1, 1}),
               QImage::Format_ARGB32_Premultiplied);
    out.setDevicePixelRatio(ratio);
    out.fill(palette().color(QPalette::Base));
    for (int i = 0; i + 1 < axis_count(); ++i) draw_gap(out, i, false, color);
    return out;
}

/// While a brush is dragged, what is below it stays: only what is within is drawn anew.
void ParallelView::draw_lines() {
    const QRgb color = part_color(0).rgba();
    if (all_.isNull())
        all_ = lines_of_all(color);
    if (brushed_.empty()) {
        lines_ = all_;
        return;
    }
    if (grey_.isNull())
        grey_ = recoloured(all_, color, palette().color(QPalette::Mid).rgba());
    lines_ = grey_;
    for (int i = 0; i + 1 < axis_count(); ++i) draw_gap(lines_, i, true, color);
}

void ParallelView::forget_lines() {
    lines_ = {};
    all_ = {};
    grey_ = {};
}

void ParallelView::paint_axis(QPainter& painter, int i) const {
    const Axis& axis = axes_[static_cast<std::size_t>(i)];
    const int line = fontMetrics().height();
    const QRectF at = area();
    const double x = x_of(i);
    if (axis.brush) {
        QColor fill = part_color(1);
        fill.setAlpha(110);
        const QRectF box(
            QPointF(x - kBrushWidth / 2.0, at.bottom() - axis.brush->second * at.height()),
            QPointF(x + kBrushWidth / 2.0, at.bottom() - axis.brush->first * at.height()));
        painter.fillRect(box, fill);
        painter.setPen(part_color(1));
        painter.drawRect(box);
    }
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
    painter.drawLine(QPointF(x, at.top()), QPointF(x, at.bottom()));
    const double gap = axis_count() > 1 ? x_of(1) - x_of(0) : at.width();
    const auto write = [&](double y, double room, const QString& text) {
        const double left = std::clamp(x - room / 2.0, 2.0, std::max(2.0, width() - room - 2.0));
        painter.drawText(QRectF(left, y, room, line),
                         Qt::AlignCenter,
                         fontMetrics().elidedText(text, Qt::ElideMiddle, static_cast<int>(room)));
    };
    paint_name(painter, i);
    const double room = std::min(gap - 4.0, 2.0 * kSide);
    write(at.top() - line - 2.0, room, axis.high);
    write(at.bottom() + 2.0, room, axis.low);
}

/// Names take turns on two lines: each has the room halfway to its neighbours on its own.
void ParallelView::paint_name(QPainter& painter, int i) const {
    constexpr double kEdge = 4.0;
    const double gap = axis_count() > 1 ? x_of(1) - x_of(0) : area().width();
    const double left = i < 2 ? kEdge : x_of(i) - gap + kEdge;
    const double right = i + 2 >= axis_count() ? width() - kEdge : x_of(i) + gap - kEdge;
    const int line = fontMetrics().height();
    const QString name = fontMetrics().elidedText(
        short_path_name(axis_path(i)), Qt::ElideRight, static_cast<int>(right - left));
    const double room = fontMetrics().horizontalAdvance(name) + 1.0;
    const double from = std::clamp(x_of(i) - room / 2.0, left, std::max(left, right - room));
    painter.drawText(QRectF(from, 2.0 + i % 2 * (line + 1), room, line), Qt::AlignCenter, name);
}

void ParallelView::paint_selected(QPainter& painter) const {
    constexpr std::size_t kMost = 200;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(part_color(3), 2.5));
    for (std::size_t k = 0; k < std::min(kMost, selected_.size()); ++k) {
        QPolygonF path;
        for (int i = 0; i < axis_count(); ++i) {
            const auto share =
                static_cast<double>(axes_[static_cast<std::size_t>(i)].shares[selected_[k]]);
            if (share >= 0.0)
                path << QPointF(x_of(i), area().bottom() - share * area().height());
        }
        painter.drawPolyline(path);
    }
}

void ParallelView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (axes_.size() < 2) {
        painter.fillRect(rect(), palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing varies yet."));
        return;
    }
    if (lines_.isNull())
        draw_lines();
    painter.drawImage(0, 0, lines_);
    paint_selected(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 0; i < axis_count(); ++i) paint_axis(painter, i);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(4, 0, -4, -2),
                     Qt::AlignHCenter | Qt::AlignBottom,
                     tr("Drag along an axis: keep what goes through. Click: let go. Double click, "
                        "Escape: let go of all."));
}

void ParallelView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    forget_lines();
}

void ParallelView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        forget_lines();
        update();
    }
}

// The mouse.

void ParallelView::mousePressEvent(QMouseEvent* event) {
    dragged_ = event->button() == Qt::LeftButton ? axis_at(event->position().x()) : std::nullopt;
    from_ = share_at(event->position().y());
}

void ParallelView::mouseMoveEvent(QMouseEvent* event) {
    if (!dragged_)
        return;
    const double to = share_at(event->position().y());
    if (std::abs(to - from_) >= kShortestBrush)
        brush(*dragged_, std::pair(std::min(from_, to), std::max(from_, to)));
}

void ParallelView::mouseReleaseEvent(QMouseEvent* event) {
    const auto axis = std::exchange(dragged_, std::nullopt);
    if (axis && std::abs(share_at(event->position().y()) - from_) < kShortestBrush &&
        axes_[static_cast<std::size_t>(*axis)].brush)
        brush(*axis, std::nullopt);
}

void ParallelView::mouseDoubleClickEvent(QMouseEvent*) { clear_brushes(); }

void ParallelView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        clear_brushes();
    else
        QWidget::keyPressEvent(event);
}

bool ParallelView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto axis = axis_at(help->pos().x())) {
        const Axis& of = axes_[static_cast<std::size_t>(*axis)];
        QToolTip::showText(
            help->globalPos(),
            tr("%1 (%2), from %3 to %4")
                .arg(path_name(axis_path(*axis)), qt(axis_path(*axis)), of.low, of.high),
            this);
    }
    return true;
}

}  // namespace deepwallet::gui
