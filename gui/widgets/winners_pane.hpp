#pragma once

/// The map of winners with the choice of its two inputs: which scenario, paid how, is the cheapest.

#include <QWidget>
#include <string>
#include <vector>

#include "gui/answer.hpp"
#include "gui/background.hpp"

class QComboBox;

namespace deepwallet::gui {

class WinnersView;

class WinnersPane : public QWidget {
    Q_OBJECT

public:
    explicit WinnersPane(QWidget* parent = nullptr);

    /// In the order of their letters; `front` is marked with the values that it has. Answered while
    /// somebody looks.
    void show_answers(const std::vector<AnswerPtr>& answers, std::size_t front);
    [[nodiscard]] bool is_busy() const { return background_.is_running(); }
    [[nodiscard]] const WinnersView& map() const { return *view_; }
    /// Both inputs with the winner's name, a row a cell.
    [[nodiscard]] QString csv() const;

private:
    void ask();
    void showEvent(QShowEvent* event) override;

    std::vector<AnswerPtr> answers_;
    std::size_t front_ = 0;
    std::string asked_;  ///< what the map is of, or will be
    Background background_;
    QComboBox* x_ = nullptr;
    QComboBox* y_ = nullptr;
    WinnersView* view_ = nullptr;
};

}  // namespace deepwallet::gui
