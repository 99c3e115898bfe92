#pragma once

/// How the largest models grew, and what the next ones would take if they went on like that.

#include <optional>

#include "engine/study/trend.hpp"
#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"

class QLabel;
class QTabWidget;
class QTableWidget;

namespace deepwallet::gui {

class ChartView;

class TrendPage : public Page {
    Q_OBJECT

public:
    explicit TrendPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override { return {"trend"}; }
    [[nodiscard]] Scenarios command_scenarios() const override { return Scenarios::none; }
    [[nodiscard]] bool is_busy() const override { return background_.is_running(); }
    /// `cost`, or the models.
    void fill(const QString& view) override;
    [[nodiscard]] const QTableWidget& table() const { return *table_; }
    [[nodiscard]] QString said() const;

private:
    void ask();
    void show_found(const Result<Trend>& found);
    void fill_table(const Trend& trend);
    void showEvent(QShowEvent* event) override;

    Session& session_;
    Background background_;
    std::optional<Trend> trend_;  ///< of the database; it does not change with a scenario
    QLabel* said_ = nullptr;
    QTabWidget* charts_ = nullptr;
    ChartView* models_ = nullptr;
    ChartView* costs_ = nullptr;
    QTableWidget* table_ = nullptr;
};

}  // namespace deepwallet::gui
