#pragma once

/// What else would do: published alternatives to a very large run, from a model that is used as it
/// is to one of a hundred trillion parameters, side by side with the scenario in front. What it
/// takes to train each and to serve a million tokens with it, and what was measured of its quality.

#include <memory>
#include <vector>

#include "engine/study/comparison.hpp"
#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"

class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;
class QTableWidget;

namespace deepwallet::gui {

class ChartView;

class AlternativesPage : public Page {
    Q_OBJECT

public:
    explicit AlternativesPage(Session& session, QWidget* parent = nullptr);

    /// Numbers and quality of each in one line.
    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override;
    [[nodiscard]] Scenarios command_scenarios() const override { return Scenarios::none; }
    [[nodiscard]] bool is_busy() const override {
        return background_.is_running() || own_.is_running();
    }
    /// "quality" or "chart".
    void fill(const QString& view) override;

    /// From what is trained for nothing to what is trained for most.
    [[nodiscard]] const QTableWidget& table() const { return *table_; }
    [[nodiscard]] const QTableWidget& quality() const { return *quality_; }
    [[nodiscard]] QString said() const;
    /// The file of a row; empty for the scenario in front.
    [[nodiscard]] QString file_of(int row) const;
    void select_rows(const std::vector<int>& rows);

Q_SIGNALS:
    /// Files to be opened, and the page to show them on.
    void wants(const QStringList& files, const QString& page);

private:
    struct Alternative {
        QString file;
        ComparedScenario compared;
    };
    struct Found {
        std::vector<Alternative> alternatives;
        QStringList left_out;  ///< files with faults
    };

    void make_table();
    QWidget* make_quality();
    QWidget* make_chart();
    void ask();
    void ask_own();
    void show_all();
    void fit_names();
    void show_row(int row, const Alternative& alternative);
    void show_quality();
    void show_chart();
    void show_selection();
    void open_row(int row);
    void compare_selected();
    [[nodiscard]] std::vector<int> selected_rows() const;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

    Session& session_;
    Background background_;
    Background own_;
    AnswerPtr asked_;  ///< that the own row is of
    Found found_;
    std::shared_ptr<const Alternative> front_;  ///< the scenario in front
    std::vector<const Alternative*> rows_;      ///< in the order of the table
    std::vector<std::vector<int>> drawn_;       ///< by series of the chart: its rows
    QLabel* said_ = nullptr;
    QTableWidget* table_ = nullptr;
    QTabWidget* views_ = nullptr;
    QTableWidget* quality_ = nullptr;
    QComboBox* number_ = nullptr;
    ChartView* chart_ = nullptr;
    QPushButton* open_ = nullptr;
    QPushButton* compare_ = nullptr;
};

}  // namespace deepwallet::gui
