#pragma once

/// Power, cooling, water and carbon: from the accelerator to the facility, the same run at every
/// site and under power limits, and what its carbon is as much as.

#include <atomic>
#include <memory>

#include "engine/study/power_study.hpp"
#include "engine/study/site_study.hpp"
#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"
#include "gui/widgets/result_model.hpp"

class QComboBox;
class QLabel;
class QTableView;
class QTableWidget;
class QTabWidget;

namespace deepwallet::gui {

class ChartView;
class PartsBar;
class Tile;
class TileGrid;

class PowerPage : public Page {
    Q_OBJECT

public:
    explicit PowerPage(Session& session, QWidget* parent = nullptr);
    ~PowerPage() override;

    /// The breakdown, then the sites.
    [[nodiscard]] QString csv() const override;
    /// Of the limits where they are looked at, else of every metric.
    [[nodiscard]] QStringList command() const override;
    /// "table", "chart" or "limits".
    void fill(const QString& view) override;
    [[nodiscard]] bool is_busy() const override {
        return background_.is_running() || limits_study_.is_running();
    }

    [[nodiscard]] const QTableWidget& parts() const { return *table_; }
    [[nodiscard]] const std::shared_ptr<const ResultTable>& sites() const { return model_.table(); }
    [[nodiscard]] QString equivalents() const;
    [[nodiscard]] const QTableWidget& limits() const { return *limits_; }
    [[nodiscard]] QString tile_value(const std::string& path) const;
    [[nodiscard]] ChartView& chart() { return *chart_; }
    /// Makes the site of a row the scenario's.
    void use_site(std::size_t row);

private:
    struct Shown {
        std::string path;
        Tile* tile = nullptr;
    };

    QWidget* make_tiles();
    QWidget* make_parts();
    QWidget* make_sites();
    QWidget* make_site_table();
    QWidget* make_site_chart();
    QWidget* make_limits();
    void show_answer();
    void show_tiles();
    void show_parts(const Answered& answer);
    void show_words(const Answered& answer);
    void ask_sites(const AnswerPtr& answer);
    void take_sites(const Result<SiteStudy>& study);
    void ask_limits(const AnswerPtr& answer);
    void show_limits(const AnswerPtr& answer, const PowerStudy& study);
    void show_sites_chart();
    void show_own_site();
    void showEvent(QShowEvent* event) override;

    Session& session_;
    Background background_;
    Background limits_study_;
    std::shared_ptr<std::atomic<bool>> stop_;
    AnswerPtr asked_;  ///< that the sites are of
    ResultModel model_;
    std::vector<Shown> tiles_;
    TileGrid* grid_ = nullptr;
    QLabel* sentence_ = nullptr;
    PartsBar* bar_ = nullptr;
    QTableWidget* table_ = nullptr;
    QLabel* words_ = nullptr;
    QLabel* about_sites_ = nullptr;
    QTableView* view_ = nullptr;
    QTabWidget* views_ = nullptr;
    QTableWidget* limits_ = nullptr;
    QLabel* about_limits_ = nullptr;
    QComboBox* quantity_ = nullptr;
    ChartView* chart_ = nullptr;
};

}  // namespace deepwallet::gui
