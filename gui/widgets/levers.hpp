#pragma once

/// Sliders for what the answer to "buy or rent" hangs on.

#include <QWidget>
#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

class QLabel;
class QSlider;

namespace deepwallet::gui {

/// An input that the answer to "buy or rent" hangs on, and how far it goes.
struct LeverRange {
    std::string path;
    double low = 0.0;
    double high = 0.0;  ///< zero: twice what a scenario has

    [[nodiscard]] double high_beside(double now) const;
};
const std::vector<LeverRange>& lever_ranges();

class Levers : public QWidget {
    Q_OBJECT

public:
    explicit Levers(QWidget* parent = nullptr);

    /// Its values, of a document (Session::id); null: there is none to change.
    void show_scenario(const Scenario* scenario, int id);

Q_SIGNALS:
    /// `goes_on`: by the same drag as the one before.
    void moved(const std::string& path, double value, bool goes_on);

private:
    struct Lever {
        LeverRange range;
        QSlider* slider = nullptr;
        QLabel* value = nullptr;
        double now_high = 0.0;  ///< beside what its document had when it came to the front
        int of = -1;            ///< document that it is of
    };

    void add(Lever& lever, int place, int columns);
    void move(const Lever& lever, int step);
    static void show_value(Lever& lever, const Scenario& scenario, int id);

    std::vector<Lever> levers_;
    bool drags_ = false;  ///< a slider is held, and has moved since
};

}  // namespace deepwallet::gui
