#pragma once

/// Every stage and micro-batch of one iteration, over time.

#include <QElapsedTimer>
#include <optional>

#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/schedule.hpp"
#include "gui/session.hpp"

class QCheckBox;
class QLabel;
class QPushButton;

namespace deepwallet::gui {

class PartsBar;
class ScheduleView;

class TimelinePage : public Page {
    Q_OBJECT

public:
    explicit TimelinePage(Session& session, QWidget* parent = nullptr);

    /// Its boxes.
    [[nodiscard]] QString csv() const override;
    [[nodiscard]] QStringList command() const override { return {"timeline"}; }
    [[nodiscard]] bool is_busy() const override {
        return schedules_.is_running() || traces_.is_running();
    }

    [[nodiscard]] ScheduleView& view() { return *view_; }
    /// What is said in the place of a schedule, or about one.
    [[nodiscard]] QString message() const;
    /// From when the page was shown to when its schedule was on the screen; absent before that.
    [[nodiscard]] std::optional<qint64> opening_ms() const { return opening_ms_; }

    bool save_picture(const QString& file) const;
    /// For ui.perfetto.dev; goes on beside the window.
    void save_trace(const QString& file);

private:
    void make_controls();
    void make_exports();
    void ask();
    void take(const AnswerPtr& about, const Result<SchedulePtr>& schedule);
    void show_totals();
    void say(const QString& text);
    void choose_picture();
    void choose_trace();
    void showEvent(QShowEvent* event) override;

    Session& session_;
    QLabel* message_ = nullptr;
    QCheckBox* path_ = nullptr;
    QPushButton* all_ = nullptr;
    QPushButton* export_ = nullptr;
    ScheduleView* view_ = nullptr;
    QLabel* span_ = nullptr;
    PartsBar* totals_ = nullptr;
    AnswerPtr shown_;  ///< that the schedule is of
    Background schedules_;
    Background traces_;
    QElapsedTimer since_shown_;
    std::optional<qint64> opening_ms_;
};

}  // namespace deepwallet::gui
