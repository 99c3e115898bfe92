#pragma once

/// Many rows as lines across parallel axes (Inselberg 1985); a span brushed on an axis keeps the
/// rows that go through it.

#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/study/result_table.hpp"

namespace deepwallet::gui {

class ParallelView : public QWidget {
    Q_OBJECT

public:
    explicit ParallelView(QWidget* parent = nullptr);

    /// What varies, inputs first; with more columns than have room the first ones.
    void show_table(std::shared_ptr<const ResultTable> table);
    /// Lines that are drawn above all others.
    void show_selected(std::vector<std::size_t> rows);

    [[nodiscard]] int axis_count() const { return static_cast<int>(axes_.size()); }
    /// The column that an axis is of.
    [[nodiscard]] const std::string& axis_path(int axis) const;
    /// Where a share of an axis is, 0 at its foot.
    [[nodiscard]] QPoint place_of(int axis, double share) const;
    /// From one share of an axis to another; none takes the brush away.
    void brush(int axis, std::optional<std::pair<double, double>> span);
    void clear_brushes();
    /// Rows within all brushes; empty where nothing is brushed.
    [[nodiscard]] const std::vector<bool>& brushed() const { return brushed_; }

Q_SIGNALS:
    void brushes_changed();

private:
    struct Axis {
        std::size_t column = 0;
        std::vector<float> shares;  ///< by row; below zero where not known
        QString low;
        QString high;
        std::optional<std::pair<double, double>> brush;
    };

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

    [[nodiscard]] std::optional<Axis> axis_of(std::size_t column) const;
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double x_of(int axis) const;
    [[nodiscard]] double share_at(double y) const;
    [[nodiscard]] std::optional<int> axis_at(double x) const;
    void find_brushed();
    void draw_lines();
    /// Of the rows within all brushes, or of all.
    void draw_gap(QImage& into, int axis, bool brushed_only, QRgb color) const;
    [[nodiscard]] QImage lines_of_all(QRgb color) const;
    void forget_lines();
    void paint_axis(QPainter& painter, int axis) const;
    void paint_name(QPainter& painter, int axis) const;
    void paint_selected(QPainter& painter) const;

    std::shared_ptr<const ResultTable> table_;
    std::vector<Axis> axes_;
    std::vector<bool> brushed_;
    std::vector<std::size_t> selected_;
    QImage
        lines_;    ///< as they are shown; empty where they have to be drawn anew, as are the others
    QImage all_;   ///< where nothing is brushed
    QImage grey_;  ///< all, as the ground of what is brushed
    std::optional<int> dragged_;
    double from_ = 0.0;  ///< share where the drag began
};

}  // namespace deepwallet::gui
