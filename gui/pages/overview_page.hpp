#pragma once

/// The answer at a glance: tiles, where the time goes, memory of the stages, and how a number came
/// about.

#include <QTimer>

#include "gui/page.hpp"
#include "gui/session.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "gui/widgets/tile.hpp"

class QLabel;
class QListWidget;

namespace deepwallet::gui {

class ExplanationTree;
class TileGrid;

class OverviewPage : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override { return {"run"}; }

    [[nodiscard]] bool is_busy() const override { return explains_soon_.isActive(); }
    /// Shows how this metric came about.
    void explain_metric(const std::string& path);
    [[nodiscard]] QString tile_value(const std::string& path) const;
    [[nodiscard]] QString tile_range(const std::string& path) const;

Q_SIGNALS:
    /// A fault was chosen: its field, and its line.
    void wants_field(const QString& path);
    void wants_line(int line);

private:
    struct Shown {
        std::string path;
        Tile* tile = nullptr;
        bool trains = true;  ///< of training, not of serving
    };
    [[nodiscard]] const Tile* tile(const std::string& path) const;

    void add_tiles();
    void choose_tiles(bool trains);
    void show_answer();
    void show_doubt();
    void show_nothing();
    void showEvent(QShowEvent* event) override;
    /// The answer of the document in front, or the last it had before its faults; null without.
    [[nodiscard]] AnswerPtr shown_answer() const;
    void show_tiles(const Answered& answer);
    void show_time(const Answered& answer);
    void show_foundations(const Answered& answer);
    void show_memory(const Answered& answer);
    void show_faults(Faults faults);
    void fit_faults();
    void resizeEvent(QResizeEvent* event) override;
    void explain_now();
    void show_explanation(const Answered& answer);

    Session& session_;
    std::vector<Shown> tiles_;
    QLabel* rests_ = nullptr;
    QLabel* misfit_ = nullptr;  ///< what would make it fit
    TileGrid* grid_ = nullptr;
    QLabel* title_ = nullptr;
    QListWidget* faults_ = nullptr;
    QLabel* off_range_ = nullptr;
    QLabel* bottleneck_ = nullptr;
    PartsBar* time_ = nullptr;
    QLabel* idle_ = nullptr;
    QLabel* memory_title_ = nullptr;
    PartsBar* memory_ = nullptr;
    QLabel* explained_ = nullptr;
    ExplanationTree* tree_ = nullptr;
    std::string explains_ = "cost.total_usd";
    QTimer explains_soon_;  ///< the tree of hundreds of rows comes once the numbers are painted
};

}  // namespace deepwallet::gui
