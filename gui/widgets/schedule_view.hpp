#pragma once

/// A schedule as boxes over time, a row a stage, to look at from near and from afar.
///
/// Keys: W and S, or + and -, zoom to the cursor; A and D, or the arrows, go left and right; Home
/// shows all; M measures from the cursor, and again up to it; Escape drops what was measured. The
/// wheel zooms, dragging pans, Shift and dragging measures, a double click shows all. The cursor is
/// the mouse's, or where that is elsewhere the middle.

#include <QColor>
#include <QWidget>
#include <optional>
#include <span>
#include <utility>

#include "gui/schedule.hpp"

namespace deepwallet::gui {

QColor color_of(PassKind kind);

/// "forward"; in the language of the program.
QString title_of(PassKind kind);

/// "60.1 s", "12.4 ms", "3.20 us".
QString duration_text(double seconds);

class ScheduleView : public QWidget {
    Q_OBJECT

public:
    explicit ScheduleView(QWidget* parent = nullptr);

    /// Null: nothing. What is seen stays, unless it was all.
    void show_schedule(SchedulePtr schedule);
    [[nodiscard]] const SchedulePtr& schedule() const { return schedule_; }
    void show_path(bool shown);

    // Seconds from the start of the iteration.
    [[nodiscard]] double from() const { return from_; }
    [[nodiscard]] double to() const { return to_; }
    [[nodiscard]] double time_at(double x) const;
    [[nodiscard]] double x_of(double time) const;
    void show_all();
    void show_span(double from, double to);
    /// By a factor, larger is nearer; `about` stays where it is.
    void zoom(double factor, double about);
    /// By a share of what is seen.
    void pan(double share);

    void measure(double from, double to);
    void drop_measure();
    [[nodiscard]] std::optional<std::pair<double, double>> measured() const { return measured_; }

    /// Null where there is none.
    [[nodiscard]] const PassBox* box_at(const QPointF& at) const;
    /// Its full name, stage, start and duration.
    [[nodiscard]] QString description(const PassBox& box) const;

    [[nodiscard]] QSize sizeHint() const override { return {800, 480}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 160}; }

Q_SIGNALS:
    void span_changed();  ///< what is seen or measured
    void painted();

private:
    using Boxes = std::span<const PassBox>;

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

    void find_margins();
    void paint_rows(QPainter& painter) const;
    void paint_row(QPainter& painter, std::size_t row) const;
    void paint_boxes(QPainter& painter, Boxes boxes, double top, double height) const;
    void paint_labels(QPainter& painter, Boxes boxes, double top, double height) const;
    /// Of a row, those that are seen.
    [[nodiscard]] Boxes seen(Boxes boxes) const;
    void paint_path(QPainter& painter) const;
    void paint_axis(QPainter& painter) const;
    void paint_names(QPainter& painter) const;
    void paint_measure(QPainter& painter) const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double row_height() const;
    [[nodiscard]] double row_top(std::size_t row) const;
    [[nodiscard]] double row_middle(std::size_t row) const;
    [[nodiscard]] double cursor_time() const;
    void extend_measure(double x);
    void mark();

    SchedulePtr schedule_;
    double left_ = 0.0;  ///< margins of the plot, which hold text
    double top_ = 0.0;
    double from_ = 0.0;
    double to_ = 1.0;
    bool path_shown_ = false;
    std::optional<std::pair<double, double>> measured_;
    std::optional<double> measure_from_;  ///< while it is being dragged
    std::optional<double> mark_;          ///< by key, until the next
    std::optional<double> grabbed_;       ///< the time that the mouse holds
};

}  // namespace deepwallet::gui
