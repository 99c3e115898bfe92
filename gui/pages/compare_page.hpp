#pragma once

/// The open scenarios side by side, for the one who pays: what differs, what it changes, where the
/// money goes over the years, what the gap is made of, and where buying and renting change places.

#include <optional>

#include "engine/report/chart.hpp"
#include "engine/study/comparison.hpp"
#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"
#include "gui/widgets/winners_pane.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QTableWidget;
class QTabWidget;

namespace deepwallet::gui {

class ChartView;
class ComparisonTable;
class Levers;
class WaysTable;

class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override;
    [[nodiscard]] Scenarios command_scenarios() const override { return Scenarios::all; }
    [[nodiscard]] int first_scenario() const override;
    [[nodiscard]] const QTableWidget& table() const;
    [[nodiscard]] bool is_busy() const override {
        return background_.is_running() || map_->is_busy();
    }
    /// Of the lines of money over the years, in their order.
    [[nodiscard]] QStringList money_names() const;
    /// What others are compared with, by its title.
    [[nodiscard]] QString base_title() const;
    /// Which open scenarios have no answer to compare; empty where all have one.
    [[nodiscard]] QString left_out_text() const;
    /// All ways to pay of all scenarios.
    [[nodiscard]] const WaysTable& ways() const { return *ways_; }
    /// "money", "ways", "cash", "gap" or "winners".
    void fill(const QString& view) override;

private:
    void show_documents();
    QWidget* make_cash_table();
    void ask();
    void show_comparison();
    void show_verdict();
    void show_warnings();
    void show_titles();
    void show_choice();
    void show_charts();
    void show_cash();
    [[nodiscard]] QString gap_csv() const;
    [[nodiscard]] std::optional<std::size_t> in_front() const;
    void showEvent(QShowEvent* event) override;

    Session& session_;
    Background background_;
    std::vector<ComparedScenario> compared_;
    std::vector<int> documents_;  ///< of each compared
    bool has_base_ = true;        ///< it has no faults, so it is compared
    QComboBox* base_ = nullptr;
    QLabel* left_out_ = nullptr;
    QLabel* verdict_ = nullptr;  ///< of the scenario in front
    QLabel* warnings_ = nullptr;
    ComparisonTable* table_ = nullptr;
    QTabWidget* charts_ = nullptr;
    ChartView* money_ = nullptr;
    WaysTable* ways_ = nullptr;
    QCheckBox* all_offers_ = nullptr;
    ChartView* gap_ = nullptr;
    WinnersPane* map_ = nullptr;
    std::optional<WaterfallChart> gap_split_;  ///< as it is shown
    QTableWidget* cash_ = nullptr;
    Levers* levers_ = nullptr;
};

}  // namespace deepwallet::gui
