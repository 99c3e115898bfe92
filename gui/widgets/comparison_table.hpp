#pragma once

/// Scenarios side by side: the inputs in which they differ, then their numbers with differences
/// from the base, which comes first.

#include <QTableWidget>
#include <vector>

#include "engine/study/comparison.hpp"

namespace deepwallet::gui {

class ComparisonTable : public QTableWidget {
    Q_OBJECT

public:
    explicit ComparisonTable(QWidget* parent = nullptr);

    /// Without a base no differences are told.
    void show_scenarios(const std::vector<ComparedScenario>& compared, bool has_base);

private:
    [[nodiscard]] int widest_column() const;
};

}  // namespace deepwallet::gui
