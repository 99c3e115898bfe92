#include "gui/widgets/levers.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "engine/report/format.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"
#include "gui/widgets/field_editor.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kSteps = 200;
constexpr double kUsualPrice = 400e3;  ///< at the end of a slider that began at nothing
constexpr const char* kPrice = "server.price_usd";

}  // namespace

const std::vector<LeverRange>& lever_ranges() {
    static const std::vector<LeverRange> out = {{"economics.utilisation", 0.01, 1.0},
                                                {"site.electricity_usd_per_kwh", 0.0, 0.4},
                                                {"economics.lifetime_years", 1.0, 10.0},
                                                {"site.pue", 1.0, 2.0},
                                                {kPrice, 0.0, 0.0},
                                                {"economics.discount_rate", 0.0, 0.2}};
    return out;
}

double LeverRange::high_beside(double now) const {
    if (high > 0.0)
        return high;
    return now > 0.0 ? 2.0 * now : kUsualPrice;
}

Levers::Levers(QWidget* parent) : QWidget(parent) {
    for (const LeverRange& range : lever_ranges()) levers_.push_back({range});
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * fontMetrics().horizontalAdvance('0'));
    // Large letters leave room for two beside each other.
    constexpr int kWidest = 10;
    const int columns = fontMetrics().horizontalAdvance('0') < kWidest ? 3 : 2;
    int place = 0;
    for (Lever& lever : levers_) add(lever, place++, columns);
}

void Levers::add(Lever& lever, int place, int columns) {
    const Field<Scenario>& field = *find_field(lever.range.path);
    auto* name = new QLabel(lever.range.path == kPrice ? tr("server's price")
                                                       : told(field_name(field), field.path));
    name->setToolTip(told(field.help));
    lever.slider = new QSlider(Qt::Horizontal);
    lever.slider->setRange(0, kSteps);
    lever.slider->setAccessibleName(qt(lever.range.path));
    lever.value = new QLabel;
    lever.value->setMinimumWidth(70);
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = place / columns;
    const int column = place % columns * 3;
    grid->addWidget(name, row, column);
    grid->addWidget(lever.slider, row, column + 1);
    grid->addWidget(lever.value, row, column + 2);
    grid->setColumnStretch(column + 1, 1);
    connect(lever.slider, &QSlider::sliderPressed, this, [this] { drags_ = false; });
    connect(lever.slider, &QSlider::valueChanged, this, [this, &lever](int step) {
        move(lever, step);
    });
}

/// One way back for a drag however long; another drag or key is a step of its own.
void Levers::move(const Lever& lever, int step) {
    const double share = static_cast<double>(step) / kSteps;
    const double value = lever.range.low + share * (lever.now_high - lever.range.low);
    const bool goes_on = drags_ && lever.slider->isSliderDown();
    drags_ = lever.slider->isSliderDown();
    Q_EMIT moved(lever.range.path, std::round(value * 1e4) / 1e4, goes_on);
}

void Levers::show_scenario(const Scenario* scenario, int id) {
    for (Lever& lever : levers_) {
        lever.value->clear();
        lever.slider->setEnabled(false);
        if (scenario != nullptr)
            show_value(lever, *scenario, id);
    }
}

void Levers::show_value(Lever& lever, const Scenario& scenario, int id) {
    const Field<Scenario>& field = *find_field(lever.range.path);
    const auto value = field.get(scenario);
    if (!value)
        return;
    const double now = std::get<double>(*value);
    lever.slider->setEnabled(true);
    const QSignalBlocker quiet(lever.slider);
    if (!lever.slider->isSliderDown()) {
        if (lever.of != id || now > lever.now_high)
            lever.now_high = lever.range.high_beside(now);
        lever.of = id;
        const double share = (now - lever.range.low) / (lever.now_high - lever.range.low);
        lever.slider->setValue(static_cast<int>(std::lround(share * kSteps)));
    }
    lever.value->setText(
        told_value(significant(now) + (field.unit.empty() ? "" : " " + field.unit)));
}

}  // namespace deepwallet::gui
