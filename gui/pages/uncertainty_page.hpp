#pragma once

/// How far the answer may be off: what each way of paying comes to, and which inputs move a number.

#include "engine/report/chart.hpp"
#include "engine/report/doubt.hpp"
#include "engine/study/payment.hpp"
#include "gui/background.hpp"
#include "gui/page.hpp"
#include "gui/session.hpp"

class QComboBox;
class QLabel;
class QTableWidget;

namespace deepwallet::gui {

class ChartView;

class UncertaintyPage : public Page {
    Q_OBJECT

public:
    explicit UncertaintyPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override;
    /// Of the text it is the bill alone that has its inputs.
    [[nodiscard]] QStringList command() const override {
        return {"run", "--uncertainty", "1000", "--json"};
    }
    [[nodiscard]] bool is_busy() const override { return background_.is_running(); }
    [[nodiscard]] const QTableWidget& table() const { return *table_; }

    struct Found {
        std::string metric;
        Doubt doubt;
        std::vector<WayToPay> ways;
        double value = 0.0;
    };

private:
    void ask();
    void offer_known(const Answer& answer);
    void show_nothing();
    void show_found(const Found& found);
    void showEvent(QShowEvent* event) override;

    Session& session_;
    Background background_;
    bool is_chosen_ = false;  ///< the metric, by somebody
    QComboBox* metric_ = nullptr;
    QLabel* nothing_ = nullptr;
    ChartView* tornado_ = nullptr;
    ChartView* ways_ = nullptr;
    QTableWidget* table_ = nullptr;
    BoxChart boxes_;
};

}  // namespace deepwallet::gui
