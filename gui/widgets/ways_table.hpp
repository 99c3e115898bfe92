#pragma once

/// All ways to pay of all compared scenarios in one table, against any one of them.

#include <QStringList>
#include <QWidget>
#include <vector>

#include "engine/study/comparison.hpp"

class QComboBox;
class QTableWidget;

namespace deepwallet::gui {

class WaysTable : public QWidget {
    Q_OBJECT

public:
    explicit WaysTable(QWidget* parent = nullptr);

    /// `ids` of the scenarios' documents (Session::id). The way chosen before stays the base where
    /// it is still there, else it is the first scenario's cheapest.
    void show_ways(const std::vector<ComparedScenario>& compared, const std::vector<int>& ids);
    [[nodiscard]] const QTableWidget& table() const { return *table_; }
    /// With the names of the ways in its first column.
    [[nodiscard]] QString csv() const;

    struct Cell {
        QString text;  ///< empty where nothing is known
        double number = 0.0;
    };

private:
    struct Row {
        QString name;
        Money run;
        std::vector<Cell> cells;  ///< behind the bill and its difference
    };

    void show_rows();

    std::vector<Row> rows_;
    bool chose_ = false;  ///< somebody, what the others are compared with
    QComboBox* base_ = nullptr;
    QTableWidget* table_ = nullptr;
};

}  // namespace deepwallet::gui
