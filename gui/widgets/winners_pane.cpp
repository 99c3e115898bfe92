#include "gui/widgets/winners_pane.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "engine/config/csv.hpp"
#include "engine/study/comparison_text.hpp"
#include "gui/path_name.hpp"
#include "gui/text.hpp"
#include "gui/widgets/levers.hpp"
#include "gui/widgets/winners_map.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kSteps = 40;

bool is_paid_for(const AnswerPtr& answer) {
    return answer != nullptr && answer->has_report() && answer->report->run &&
           answer->loaded->scenario.recipe.kind != RecipeKind::as_is;
}

}  // namespace

WinnersPane::WinnersPane(QWidget* parent)
    : QWidget(parent),
      background_(this),
      x_(new QComboBox),
      y_(new QComboBox),
      view_(new WinnersView) {
    for (QComboBox* box : {x_, y_}) {
        for (const LeverRange& range : lever_ranges())
            box->addItem(path_name(range.path), qt(range.path));
        connect(box, &QComboBox::activated, this, &WinnersPane::ask);
    }
    x_->setAccessibleName(tr("Across"));
    y_->setAccessibleName(tr("Upwards"));
    y_->setCurrentIndex(1);
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Across")));
    row->addWidget(x_);
    row->addWidget(new QLabel(tr("Upwards")));
    row->addWidget(y_);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(row);
    column->addWidget(view_, 1);
}

void WinnersPane::show_answers(const std::vector<AnswerPtr>& answers, std::size_t front) {
    answers_ = answers;
    front_ = front;
    ask();
}

void WinnersPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
}

/// Thousands of answers, for those who look at them.
void WinnersPane::ask() {
    if (!isVisible())
        return;
    const auto axis = [](const QComboBox& box) {
        return lever_ranges()[static_cast<std::size_t>(box.currentIndex())];
    };
    if (x_->currentIndex() == y_->currentIndex())
        y_->setCurrentIndex((x_->currentIndex() + 1) % y_->count());
    const LeverRange x = axis(*x_);
    const LeverRange y = axis(*y_);
    std::string question = x.path + ' ' + y.path + ' ' + std::to_string(front_);
    std::vector<MapPlayer> players;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        question += '\0' + answers_[i]->text;
        if (!is_paid_for(answers_[i]))
            continue;
        players.push_back({answers_.size() > 1 ? column_name(i) + ": " : "",
                           &answers_[i]->loaded->scenario,
                           i == front_});
    }
    if (question == asked_)
        return;
    asked_ = question;
    // They own the scenarios.
    background_.run([players, x, y, of = answers_] { return winners(players, x, y, kSteps); },
                    [this](WinnersMap map) { view_->show_map(std::move(map)); });
}

QString WinnersPane::csv() const {
    const WinnersMap& map = view_->shown();
    if (map.winner.empty())
        return {};
    QString out = qt(csv_cell(map.x)) + ',' + qt(csv_cell(map.y)) + ',' + tr("cheapest") + '\n';
    for (std::size_t i = 0; i < map.winner.size(); ++i) {
        const std::size_t columns = map.xs.size();
        out += QString::number(map.xs[i % columns], 'g', 12) + ',' +
               QString::number(map.ys[i / columns], 'g', 12) + ',' +
               qt(csv_cell(told(map.names[map.winner[i]]).toStdString())) + '\n';
    }
    return out;
}

}  // namespace deepwallet::gui
