#include "gui/widgets/schedule_view.hpp"

#include <QHelpEvent>
#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "engine/report/format.hpp"
#include "gui/text.hpp"
#include "gui/widgets/parts_bar.hpp"

namespace deepwallet::gui {

namespace {

constexpr double kNearest = 1e-6;  ///< seconds across the view
constexpr double kZoomStep = 1.25;
constexpr double kPanStep = 0.1;
constexpr double kWheelStep = 120.0;  ///< of QWheelEvent::angleDelta
constexpr int kRightMargin = 12;
constexpr double kTickDistance = 90.0;
constexpr int kSmallestLabel = 7;  ///< pixels
constexpr int kLargestLabel = 12;
/// From this height on, a row shows beside its boxes what goes on aside of them.
constexpr double kLeastForAside = 9.0;
constexpr double kAsideShare = 0.22;

struct Scale {
    double seconds;
    const char* name;
};

/// In which a span is told.
Scale scale_of(double span) {
    if (span >= 1.0 || span <= 0.0)
        return {1.0, "s"};
    return span >= 1e-3 ? Scale{1e-3, "ms"} : Scale{1e-6, "us"};
}

/// The next of 1, 2, 5, 10, …
double nice_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10.0 * power;
}

/// Colours added up by the share of each pixel that they cover.
class PixelLine {
public:
    explicit PixelLine(int width)
        : sums_(static_cast<std::size_t>(std::max(1, width))),
          image_(std::max(1, width), 1, QImage::Format_ARGB32_Premultiplied) {}

    void add(double left, double right, const QColor& color) {
        const auto width = static_cast<double>(sums_.size());
        left = std::max(0.0, left);
        right = std::min(width, right);
        for (double at = std::floor(left); at < right; ++at) {
            const double share = std::min(right, at + 1.0) - std::max(left, at);
            Sum& sum = sums_[static_cast<std::size_t>(at)];
            sum.red += share * color.red();
            sum.green += share * color.green();
            sum.blue += share * color.blue();
            sum.alpha += share * 255.0;
        }
    }

    const QImage& image() {
        auto* out = reinterpret_cast<QRgb*>(image_.bits());
        for (const Sum& sum : sums_)
            *out++ = qRgba(whole(sum.red), whole(sum.green), whole(sum.blue), whole(sum.alpha));
        return image_;
    }

private:
    struct Sum {
        double red = 0.0;
        double green = 0.0;
        double blue = 0.0;
        double alpha = 0.0;
    };

    static int whole(double value) { return std::min(255, static_cast<int>(value + 0.5)); }

    std::vector<Sum> sums_;
    QImage image_;
};

QColor on(const QColor& ground) { return ground.lightness() > 110 ? Qt::black : Qt::white; }

}  // namespace

QColor color_of(PassKind kind) {
    switch (kind) {
        case PassKind::forward:
            return part_color(0);
        case PassKind::backward:
            return part_color(1);
        case PassKind::weight_gradient:
            return part_color(2);
        case PassKind::pipeline_comm:
            return part_color(5);
        case PassKind::data_comm:
            return part_color(4);
        case PassKind::optimizer:
            return part_color(3);
        case PassKind::other:
            break;
    }
    return part_color(7);
}

QString title_of(PassKind kind) {
    switch (kind) {
        case PassKind::forward:
            return ScheduleView::tr("forward");
        case PassKind::backward:
            return ScheduleView::tr("backward");
        case PassKind::weight_gradient:
            return ScheduleView::tr("weight gradient");
        case PassKind::pipeline_comm:
            return ScheduleView::tr("pipeline communication");
        case PassKind::data_comm:
            return ScheduleView::tr("data parallel communication");
        case PassKind::optimizer:
            return ScheduleView::tr("optimizer");
        case PassKind::other:
            break;
    }
    return ScheduleView::tr("other");
}

QString duration_text(double seconds) {
    const Scale scale = scale_of(seconds);
    return qt(significant(seconds / scale.seconds)) + " " + scale.name;
}

ScheduleView::ScheduleView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Schedule of the pipeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    find_margins();
}

void ScheduleView::show_schedule(SchedulePtr schedule) {
    const bool all = schedule_ == nullptr || (from_ <= 0.0 && to_ >= schedule_->length);
    schedule_ = std::move(schedule);
    measured_.reset();
    measure_from_.reset();
    grabbed_.reset();
    if (schedule_ != nullptr)
        setAccessibleDescription(
            tr("%1 stages, %2").arg(schedule_->rows()).arg(duration_text(schedule_->length)));
    if (all || schedule_ == nullptr)
        show_all();
    else
        show_span(from_, to_);
}

void ScheduleView::show_path(bool shown) {
    path_shown_ = shown;
    update();
}

// Where things are.

void ScheduleView::find_margins() {
    left_ = fontMetrics().horizontalAdvance(tr("stage %1").arg(999)) + 10;
    top_ = fontMetrics().height() + 10;
}

QRectF ScheduleView::plot() const {
    return {left_,
            top_,
            std::max(1.0, width() - left_ - kRightMargin),
            std::max(1.0, height() - top_ - 2.0)};
}

double ScheduleView::row_height() const {
    return plot().height() / static_cast<double>(std::max<std::size_t>(1, schedule_->rows()));
}

double ScheduleView::row_top(std::size_t row) const {
    return plot().top() + row_height() * static_cast<double>(row);
}

double ScheduleView::row_middle(std::size_t row) const { return row_top(row) + row_height() / 2; }

double ScheduleView::time_at(double x) const {
    const QRectF area = plot();
    return from_ + (x - area.left()) / area.width() * (to_ - from_);
}

double ScheduleView::x_of(double time) const {
    const QRectF area = plot();
    return area.left() + (time - from_) / (to_ - from_) * area.width();
}

double ScheduleView::cursor_time() const {
    const QPoint at = mapFromGlobal(QCursor::pos());
    return rect().contains(at) ? std::clamp(time_at(at.x()), from_, to_) : (from_ + to_) / 2;
}

// What is seen.

void ScheduleView::show_all() { show_span(0.0, schedule_ == nullptr ? 1.0 : schedule_->length); }

void ScheduleView::show_span(double from, double to) {
    const double length = schedule_ == nullptr ? 1.0 : schedule_->length;
    const double span = std::clamp(to - from, std::min(kNearest, length), length);
    from_ = std::clamp(from, 0.0, length - span);
    to_ = from_ + span;
    update();
    Q_EMIT span_changed();
}

void ScheduleView::zoom(double factor, double about) {
    const double length = schedule_ == nullptr ? 1.0 : schedule_->length;
    const double span = std::clamp((to_ - from_) / factor, std::min(kNearest, length), length);
    const double share = (about - from_) / (to_ - from_);
    show_span(about - share * span, about - share * span + span);
}

void ScheduleView::pan(double share) {
    const double by = share * (to_ - from_);
    show_span(from_ + by, to_ + by);
}

void ScheduleView::measure(double from, double to) {
    const double length = schedule_ == nullptr ? 1.0 : schedule_->length;
    measured_ = std::pair(std::clamp(std::min(from, to), 0.0, length),
                          std::clamp(std::max(from, to), 0.0, length));
    update();
    Q_EMIT span_changed();
}

void ScheduleView::drop_measure() {
    measured_.reset();
    mark_.reset();
    update();
    Q_EMIT span_changed();
}

void ScheduleView::mark() {
    const double now = cursor_time();
    if (mark_)
        measure(*mark_, now);
    else
        measure(now, now);
    mark_ = mark_ ? std::nullopt : std::optional(now);
}

void ScheduleView::extend_measure(double x) { measure(*measure_from_, time_at(x)); }

const PassBox* ScheduleView::box_at(const QPointF& at) const {
    if (schedule_ == nullptr || !plot().contains(at))
        return nullptr;
    const auto row = std::min(static_cast<std::size_t>((at.y() - plot().top()) / row_height()),
                              schedule_->rows() - 1);
    const double time = time_at(at.x());
    const auto find = [&](Boxes boxes) -> const PassBox* {
        const auto box = std::lower_bound(
            boxes.begin(), boxes.end(), time, [](const PassBox& b, double t) { return b.end < t; });
        return box != boxes.end() && box->start <= time ? &*box : nullptr;
    };
    const bool aside = row_height() >= kLeastForAside &&
                       at.y() > row_top(row) + row_height() * (1.0 - kAsideShare);
    if (const PassBox* box = aside ? find(schedule_->row_aside(row)) : nullptr)
        return box;
    return find(schedule_->row(row));
}

QString ScheduleView::description(const PassBox& box) const {
    QString name = title_of(box.kind);
    if (box.micro_batch >= 0)
        name = tr("%1 of micro-batch %2").arg(name).arg(box.micro_batch);
    return tr("%1\nstage %2\nstarts at %3\ntakes %4")
        .arg(name)
        .arg(box.rank / schedule_->traced.iteration.job.lanes)
        .arg(duration_text(box.start), duration_text(box.end - box.start));
}

// Painting.

void ScheduleView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (schedule_ == nullptr)
        return;
    paint_axis(painter);
    painter.save();
    painter.setClipRect(plot());
    paint_rows(painter);
    if (path_shown_)
        paint_path(painter);
    paint_measure(painter);
    painter.restore();
    paint_names(painter);
    Q_EMIT painted();
}

void ScheduleView::paint_rows(QPainter& painter) const {
    QFont small = font();
    small.setPixelSize(
        std::clamp(static_cast<int>(row_height()) - 3, kSmallestLabel, kLargestLabel));
    painter.setFont(small);
    for (std::size_t row = 0; row < schedule_->rows(); ++row) paint_row(painter, row);
    painter.setFont(font());
}

void ScheduleView::paint_row(QPainter& painter, std::size_t row) const {
    const double height = row_height() - (row_height() >= 4.0 ? 1.0 : 0.0);
    const double top = row_top(row);
    const Boxes boxes = seen(schedule_->row(row));
    const bool aside = row_height() >= kLeastForAside;
    const Boxes beside = aside ? seen(schedule_->row_aside(row)) : Boxes();
    paint_boxes(painter, boxes, top, height);
    paint_boxes(painter, beside, top + height * (1.0 - kAsideShare), height * kAsideShare);
    paint_labels(painter, boxes, top, beside.empty() ? height : height * (1.0 - kAsideShare));
}

ScheduleView::Boxes ScheduleView::seen(Boxes boxes) const {
    const auto begin = std::lower_bound(
        boxes.begin(), boxes.end(), from_, [](const PassBox& b, double t) { return b.end < t; });
    const auto end = std::lower_bound(
        begin, boxes.end(), to_, [](const PassBox& b, double t) { return b.start < t; });
    return {begin, end};
}

/// A drawing has them one by one, a picture as one line of pixels, each the mixture of what it
/// covers: however narrow boxes are, none is lost, and it takes as long for many as for few.
void ScheduleView::paint_boxes(QPainter& painter, Boxes boxes, double top, double height) const {
    if (boxes.empty())
        return;
    const QRectF area = plot();
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        for (const PassBox& box : boxes)
            painter.fillRect(QRectF(QPointF(std::max(x_of(box.start), area.left()), top),
                                    QPointF(std::min(x_of(box.end), area.right()), top + height)),
                             color_of(box.kind));
        return;
    }
    const double per_pixel = devicePixelRatioF();
    PixelLine line(static_cast<int>(std::lround(area.width() * per_pixel)));
    for (const PassBox& box : boxes) {
        const double left = (x_of(box.start) - area.left()) * per_pixel;
        const double right = (x_of(box.end) - area.left()) * per_pixel;
        // A gap tells neighbours apart where there is room for one.
        line.add(
            left, right - (right - left > 4.0 * per_pixel ? per_pixel : 0.0), color_of(box.kind));
    }
    const int upper = static_cast<int>(std::lround(top));
    const int lower = std::max(upper + 1, static_cast<int>(std::lround(top + height)));
    painter.drawImage(
        QRectF(area.left(), upper, area.width(), lower - upper), line.image(), line.image().rect());
}

void ScheduleView::paint_labels(QPainter& painter, Boxes boxes, double top, double height) const {
    if (height < kSmallestLabel + 2)
        return;
    const QRectF area = plot();
    for (const PassBox& box : boxes) {
        const double left = std::max(x_of(box.start), area.left());
        const double right = std::min(x_of(box.end), area.right());
        if (right - left < 2 * kSmallestLabel)
            continue;
        const QString text = told(label_of(box));
        if (painter.fontMetrics().horizontalAdvance(text) + 4 > right - left)
            continue;
        painter.setPen(on(color_of(box.kind)));
        painter.drawText(
            QRectF(left, top, right - left, height), Qt::AlignCenter | Qt::TextDontClip, text);
    }
}

/// A line below the names of the boxes, and from row to row.
void ScheduleView::paint_path(QPainter& painter) const {
    QPolygonF line;
    const auto begin = std::lower_bound(
        schedule_->path.begin(), schedule_->path.end(), from_, [](const PathRun& run, double t) {
            return run.end < t;
        });
    const auto height = [this](std::size_t row) { return row_top(row) + 0.85 * row_height(); };
    for (auto run = begin; run != schedule_->path.end() && run->start < to_; ++run) {
        line << QPointF(x_of(std::max(run->start, from_)), height(run->row))
             << QPointF(x_of(std::min(run->end, to_)), height(run->row));
    }
    painter.setPen(QPen(palette().color(QPalette::Base), 5.0));
    painter.drawPolyline(line);
    painter.setPen(QPen(palette().color(QPalette::Text), 2.0));
    painter.drawPolyline(line);
}

void ScheduleView::paint_axis(QPainter& painter) const {
    const QRectF area = plot();
    const double step = nice_step((to_ - from_) * kTickDistance / area.width());
    const Scale scale = scale_of(step * area.width() / kTickDistance);
    const int decimals =
        std::max(0, static_cast<int>(-std::floor(std::log10(step / scale.seconds) + 1e-9)));
    QColor grid = palette().color(QPalette::Text);
    grid.setAlphaF(0.15F);
    const double above = area.top() - 4;
    for (double tick = std::ceil(from_ / step); tick * step <= to_; ++tick) {
        const double x = x_of(tick * step);
        painter.setPen(grid);
        painter.drawLine(QPointF(x, above), QPointF(x, area.bottom()));
        const QString text = QString::number(tick * step / scale.seconds, 'f', decimals);
        const double half = painter.fontMetrics().horizontalAdvance(text) / 2.0;
        painter.setPen(palette().color(QPalette::Text));
        if (x + half <= width())
            painter.drawText(QPointF(x - half, above - 3), text);
    }
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QPointF(4, above - 3), tr("time, %1").arg(scale.name));
}

/// Each stage, or every so many where they would overlap.
void ScheduleView::paint_names(QPainter& painter) const {
    const double need = painter.fontMetrics().height() - 2.0;
    const auto every =
        static_cast<std::size_t>(std::max(1.0, std::ceil(need / std::max(0.01, row_height()))));
    painter.setPen(palette().color(QPalette::Text));
    const double right = plot().left() - 6;
    for (std::size_t row = 0; row < schedule_->rows(); row += every) {
        painter.drawText(QRectF(0, row_middle(row) - need, right, 2 * need),
                         Qt::AlignRight | Qt::AlignVCenter,
                         tr("stage %1").arg(row));
    }
}

void ScheduleView::paint_measure(QPainter& painter) const {
    if (!measured_)
        return;
    QColor shade = palette().color(QPalette::Highlight);
    shade.setAlphaF(0.25F);
    const QRectF area = plot();
    const double left = x_of(measured_->first);
    const double right = x_of(measured_->second);
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), shade);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.0, Qt::DashLine));
    painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()));
    painter.drawLine(QPointF(right, area.top()), QPointF(right, area.bottom()));
    const QString text = duration_text(measured_->second - measured_->first);
    const double wide = painter.fontMetrics().horizontalAdvance(text) + 10;
    QRectF label((left + right - wide) / 2, area.top() + 3, wide, painter.fontMetrics().height());
    label.moveLeft(
        std::clamp(label.left(), area.left(), std::max(area.left(), area.right() - wide)));
    painter.fillRect(label, palette().color(QPalette::ToolTipBase));
    painter.setPen(palette().color(QPalette::ToolTipText));
    painter.drawText(label, Qt::AlignCenter, text);
}

// What a person does.

void ScheduleView::wheelEvent(QWheelEvent* event) {
    const QPoint by = event->angleDelta();
    if (std::abs(by.x()) > std::abs(by.y()))
        pan(-kPanStep * by.x() / kWheelStep);
    else
        zoom(std::pow(kZoomStep, by.y() / kWheelStep), time_at(event->position().x()));
    event->accept();
}

void ScheduleView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const double time = time_at(event->position().x());
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        measure_from_ = time;
    } else {
        grabbed_ = time;
        setCursor(Qt::ClosedHandCursor);
    }
}

void ScheduleView::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (measure_from_) {
        extend_measure(x);
    } else if (grabbed_) {
        const double by = *grabbed_ - time_at(x);
        show_span(from_ + by, to_ + by);
    }
}

void ScheduleView::mouseReleaseEvent(QMouseEvent*) {
    measure_from_.reset();
    grabbed_.reset();
    unsetCursor();
}

void ScheduleView::mouseDoubleClickEvent(QMouseEvent*) { show_all(); }

void ScheduleView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_W:
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoom(kZoomStep, cursor_time());
        case Qt::Key_S:
        case Qt::Key_Minus:
            return zoom(1.0 / kZoomStep, cursor_time());
        case Qt::Key_A:
        case Qt::Key_Left:
            return pan(-kPanStep);
        case Qt::Key_D:
        case Qt::Key_Right:
            return pan(kPanStep);
        case Qt::Key_Home:
            return show_all();
        case Qt::Key_M:
            return mark();
        case Qt::Key_Escape:
            return drop_measure();
        default:
            QWidget::keyPressEvent(event);
    }
}

void ScheduleView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    find_margins();
    update();
}

bool ScheduleView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const PassBox* box = box_at(help->pos()))
        QToolTip::showText(help->globalPos(), description(*box), this);
    else
        QToolTip::hideText();
    return true;
}

}  // namespace deepwallet::gui
