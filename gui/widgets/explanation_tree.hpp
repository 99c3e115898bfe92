#pragma once

/// How a number came about: what it follows from, down to inputs and their sources.

#include <QTreeWidget>

#include "engine/report/explain.hpp"

namespace deepwallet::gui {

/// Asks for a few rows, and takes what room there is.
class ExplanationTree : public QTreeWidget {
    Q_OBJECT

public:
    explicit ExplanationTree(QWidget* parent = nullptr);

    void show_explanation(const Explanation& explanation);
    [[nodiscard]] QSize sizeHint() const override;
};

}  // namespace deepwallet::gui
