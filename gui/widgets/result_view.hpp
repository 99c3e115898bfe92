#pragma once

/// Many answers at once: a table and its charts, bound by one selection. A click on a point or a
/// cell selects its row; a brush across the axes greys what it leaves out.

#include <QStringList>
#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "gui/widgets/heat_view.hpp"
#include "gui/widgets/result_charts.hpp"
#include "gui/widgets/result_model.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QTabWidget;
class QTableView;

namespace deepwallet::gui {

class ChartView;
class ParallelView;

/// What is known of the rows beside their numbers.
struct ResultMarks {
    std::optional<std::size_t> own;  ///< the row that has a ring and this name
    QString own_name;
    QString x;  ///< paths of the columns to start with
    QString y;
    QString color;
    QStringList objectives;    ///< paths of columns that come first
    bool joins_points = true;  ///< rows that differ in one input alone make a line
    bool shows_front = false;
};

class ResultView : public QWidget {
    Q_OBJECT

public:
    explicit ResultView(QWidget* parent = nullptr);

    void show_table(std::shared_ptr<const ResultTable> table, const ResultMarks& marks = {});
    [[nodiscard]] const ResultModel& model() const { return model_; }
    [[nodiscard]] const std::shared_ptr<const ResultTable>& table() const { return model_.table(); }
    [[nodiscard]] QTableView& table_view() { return *view_; }
    /// Of the columns that are not in the table, as all rows have the same there.
    [[nodiscard]] QString same_text() const;
    [[nodiscard]] ChartView& chart() { return *chart_; }
    [[nodiscard]] HeatView& heat() { return *heat_; }
    [[nodiscard]] ParallelView& parallel() { return *parallel_; }
    /// A few rows of different questions are read, not drawn.
    void show_charts(bool shown);
    /// "chart", "heat" or "parallel".
    void show_view(const QString& name);

    /// Columns across, upwards and by colour, by path; an empty colour is none.
    void choose(const QString& x, const QString& y, const QString& color = {});
    /// Paths of the columns across and upwards.
    [[nodiscard]] std::pair<QString, QString> chosen() const;
    void show_front(bool shown);
    /// Rows that no other is better than in both of what is drawn; empty where they are not shown.
    [[nodiscard]] const std::vector<std::size_t>& front() const { return front_; }

    void select_row(std::size_t row);
    [[nodiscard]] std::vector<std::size_t> selected_rows() const;

Q_SIGNALS:
    void opened(int row);
    void selection_changed();

private:
    void changeEvent(QEvent* event) override;
    void make_table();
    QWidget* make_chart();
    QWidget* make_heat();
    QWidget* make_parallel();
    void fill_choices(const ResultMarks& marks);
    void arrange_columns();
    [[nodiscard]] std::vector<std::size_t> order_of_columns() const;
    [[nodiscard]] int width_of(int column) const;
    void show_current();
    void show_chart();
    void show_cloud(const ResultColumn& x, const ResultColumn& y);
    void show_heat();
    void show_brushed();
    void show_selection();
    [[nodiscard]] const ResultColumn* column(const QComboBox* choice) const;
    [[nodiscard]] std::vector<std::vector<bool>> seen() const;

    ResultModel model_;
    ResultMarks marks_;
    QLabel* same_ = nullptr;
    QTableView* view_ = nullptr;
    QTabWidget* charts_ = nullptr;
    QComboBox* x_ = nullptr;
    QComboBox* y_ = nullptr;
    QComboBox* color_ = nullptr;
    QCheckBox* shows_front_ = nullptr;
    ChartView* chart_ = nullptr;
    QComboBox* heat_x_ = nullptr;
    QComboBox* heat_y_ = nullptr;
    QComboBox* heat_value_ = nullptr;
    HeatView* heat_ = nullptr;
    ParallelView* parallel_ = nullptr;
    QCheckBox* only_ = nullptr;
    QLabel* brushed_ = nullptr;
    DrawnRows drawn_;                              ///< of the chart
    std::vector<std::vector<std::size_t>> cells_;  ///< of the heat map: its rows
    std::vector<std::size_t> front_;
    bool chart_waits_ = false;  ///< until it is looked at
    bool heat_waits_ = false;
    bool parallel_waits_ = false;
};

}  // namespace deepwallet::gui
