#include "gui/widgets/explanation_tree.hpp"

#include <QHeaderView>

#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"
#include "gui/table_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Paths are the same in every language, operations have names.
QString name_of(const Explanation& e) {
    const bool is_path = find_metric(e.path) != nullptr || find_field(e.path) != nullptr;
    return is_path ? qt(e.path) : told(e.path);
}

/// Of an operation its pass, and behind a colon its size.
QString meaning_of(const Explanation& e) {
    const std::size_t colon = e.meaning.find(": (");
    return colon == std::string::npos
               ? told(e.meaning)
               : told(e.meaning.substr(0, colon)) + qt(e.meaning.substr(colon));
}

/// "FOLDERS/FILE:LINE: SOURCE" without its folders, which the tooltip has.
QString short_source(const QString& source) {
    const qsizetype end = source.indexOf(QStringLiteral(": "));
    const qsizetype folders = source.left(end < 0 ? source.size() : end).lastIndexOf('/');
    return source.mid(folders + 1);
}

void add_branch(QTreeWidgetItem* into, const Explanation& e, const QSize& row) {
    const bool is_input = e.formula.empty();
    const QString note = is_input ? told(e.source) : "= " + told(e.formula);
    const QString meaning = meaning_of(e);
    auto* item = new QTreeWidgetItem(
        {name_of(e), told(e.value), meaning, is_input ? short_source(note) : note});
    for (int c = 0; c < 4; ++c) item->setToolTip(c, meaning + "\n" + note);
    item->setSizeHint(0, row);
    into->addChild(item);
    for (const Explanation& input : e.inputs) add_branch(item, input, row);
}

}  // namespace

ExplanationTree::ExplanationTree(QWidget* parent) : QTreeWidget(parent) {
    setMinimumHeight(sizeHint().height());
    setHeaderLabels({tr("Number"), tr("Value"), tr("Meaning"), tr("Formula or source")});
    setAccessibleName(tr("How it came about"));
    setAlternatingRowColors(true);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    const int letter = fontMetrics().horizontalAdvance('0');
    setColumnWidth(0, 32 * letter);
    setColumnWidth(1, 14 * letter);
    setColumnWidth(2, 24 * letter);
}

void ExplanationTree::show_explanation(const Explanation& explanation) {
    clear();
    add_branch(invisibleRootItem(), explanation, tree_row_size(*this));
    expandToDepth(0);
}

QSize ExplanationTree::sizeHint() const {
    constexpr int kRows = 6;
    return {QTreeWidget::sizeHint().width(), kRows * (fontMetrics().height() + 5)};
}

}  // namespace deepwallet::gui
