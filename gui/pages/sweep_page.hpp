#pragma once

/// Many questions at once: the [sweep] of the scenario in front, its run, its results as table and
/// chart.

#include "gui/asked.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"
#include "gui/sweep_job.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace deepwallet::gui {

class ResultView;

class SweepPage : public Page {
    Q_OBJECT

public:
    explicit SweepPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override { return {"sweep"}; }
    [[nodiscard]] QString command_lacks() const override;
    [[nodiscard]] std::optional<ShownQuestion> shown_question() const override;
    [[nodiscard]] bool is_busy() const override { return job_.is_running(); }
    void fill(const QString& view) override;

    void add_axis(const QString& path, const QString& values);
    void start();
    /// What is done is shown and kept; the next start goes on with the rest.
    void stop();
    /// The same, and there is nothing to go on with: the run is over.
    void cancel();
    /// A store that some sweep wrote; none while one runs.
    bool open_store(const QString& file);
    /// What the points that are shown were asked with.
    [[nodiscard]] const Asked& shown() const { return shown_; }
    /// They are of this document (Session::id).
    void adopt(int document);
    [[nodiscard]] bool is_running() const { return job_.is_running(); }
    /// Points that are shown.
    [[nodiscard]] int rows() const;
    /// How many points are not, and why; empty where all are.
    [[nodiscard]] QString left_out_text() const;
    /// How many points there are, or what is wrong with the axes.
    [[nodiscard]] QString message() const;
    /// Whose points these are; empty where they are of the scenario in front.
    [[nodiscard]] QString whose_text() const;
    [[nodiscard]] ResultView& results() { return *results_; }
    /// Opens the scenario of a row, with the values that the row was asked with.
    void open_row(int row);

private:
    QWidget* make_axes();
    QWidget* make_run();
    void show_axes();
    void remove_axis(const std::string& path);
    void show_buttons();
    void show_progress();
    void forget_progress();
    void take(const SweptPoints& points, bool stopped);
    void show_points(const SweptPoints& points, const Asked& of);
    void show_whose();
    Result<Document> scenario_of(std::size_t row) const;
    [[nodiscard]] std::filesystem::path store_file() const;

    Session& session_;
    SweepJob job_;
    SweptPoints points_;
    Asked asked_;  ///< by the run
    Asked shown_;  ///< with the results that are shown
    QComboBox* field_ = nullptr;
    QLineEdit* values_ = nullptr;
    QListWidget* axes_ = nullptr;
    QLabel* size_ = nullptr;
    QLabel* left_out_ = nullptr;
    QLabel* whose_ = nullptr;
    QPushButton* run_ = nullptr;
    QPushButton* stop_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* open_ = nullptr;
    qint64 done_ = 0;
    qint64 total_ = 0;  ///< points of the last run; 0 before the first
    bool paused_ = false;
    bool cancelled_ = false;  ///< the run that is about to end
    QProgressBar* progress_ = nullptr;
    ResultView* results_ = nullptr;
};

}  // namespace deepwallet::gui
