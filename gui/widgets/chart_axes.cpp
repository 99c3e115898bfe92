#include "gui/widgets/chart_axes.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "gui/fault_text.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Letters of names that have a line beside each other.
constexpr int kLine = 110;
constexpr const char* kUnit = "unit";
constexpr const char* kIsLogarithmic = "isLogarithmic";
/// The property of an axis of values that keeps its labels, of which it may show some.
constexpr const char* kAllLabels = "allLabels";

void set_ticks(QCategoryAxis& axis, const ChartAxis& over) {
    for (const QString& label : axis.categoriesLabels()) axis.remove(label);
    axis.setStartValue(axis.min());
    for (const AxisTick& tick : over.ticks)
        axis.append(qt(tick.label), placed(tick.value, over.scale));
    axis.setProperty(kAllLabels, axis.categoriesLabels());
}

}  // namespace

double placed(double value, AxisScale scale) {
    return scale == AxisScale::logarithmic ? std::log10(value) : value;
}

double lifted(double place, AxisScale scale) {
    return scale == AxisScale::logarithmic ? std::pow(10.0, place) : place;
}

QCategoryAxis* value_axis(const std::vector<double>& values,
                          const AxisTitle& title,
                          bool from_zero) {
    const ChartAxis axis = axis_over(values, title, from_zero);
    auto* out = new QCategoryAxis;
    out->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    // Ticks are few: where there is little room, whole numbers close to each other beat dots.
    out->setTruncateLabels(false);
    out->setProperty(kUnit, qt(title.unit));
    out->setProperty(kIsLogarithmic, title.scale == AxisScale::logarithmic);
    out->setRange(placed(axis.low, axis.scale), placed(axis.high, axis.scale));
    set_ticks(*out, axis);
    // Which units a title has hangs on what they are in the engine.
    QString text = qt(title_text({told(title.label).toStdString(), title.unit, title.scale}));
    if (!title.unit.empty())
        text.replace('[' + qt(title.unit) + ']', '[' + told(title.unit, "unit") + ']');
    out->setTitleText(text);
    out->setProperty(kWholeTitle, text);
    return out;
}

void follow_range(QCategoryAxis& axis) {
    const AxisScale scale =
        axis.property(kIsLogarithmic).toBool() ? AxisScale::logarithmic : AxisScale::linear;
    set_ticks(axis,
              axis_within(lifted(axis.min(), scale),
                          lifted(axis.max(), scale),
                          {"", axis.property(kUnit).toString().toStdString(), scale}));
}

void thin_labels(QCategoryAxis& axis, double length) {
    const QStringList all = axis.property(kAllLabels).toStringList();
    const QFontMetricsF letters(axis.labelsFont());
    double widest = 0.0;
    for (const QString& label : all)
        widest = std::max(widest, letters.horizontalAdvance(label + ' '));
    if (all.size() < 2 || widest <= 0.0)
        return;
    const double room = length / static_cast<double>(all.size() - 1);
    const auto step = std::max<qsizetype>(1, std::lround(std::ceil(widest / std::max(1.0, room))));
    const QStringList shown = axis.categoriesLabels();
    for (qsizetype i = 0; i < all.size(); ++i) {
        // No two of an axis are equal: unseen letters tell those apart that have no room.
        const QString wanted = i % step == 0 ? all[i] : QString(i + 1, QChar(0x200B));
        if (shown[i] != wanted)
            axis.replaceLabel(shown[i], wanted);
    }
}

QBarCategoryAxis* name_axis(const std::vector<std::string>& names,
                            bool broken,
                            const QStringList& sizes) {
    auto* out = new QBarCategoryAxis;
    QStringList texts;
    // Equal names would fall on one place.
    for (const std::string& name : names) {
        // Labels of Qt Charts are HTML.
        QString text = broken ? on_two_lines(told(name), "<br>") : told(name);
        if (texts.size() < sizes.size())
            text = on_lines(told(name), kLine / static_cast<int>(sizes.size()), "<br>") + "<br>" +
                   sizes[texts.size()];
        while (texts.contains(text)) text += QStringLiteral("\u200b");
        texts << text;
    }
    out->append(texts);
    return out;
}

}  // namespace deepwallet::gui
