// What a screen reader says of each widget, and whether the keyboard alone gets to it.

#include <QAccessible>
#include <QApplication>
#include <QTest>
#include <cmath>
#include <set>

#include "gui/appearance.hpp"
#include "gui/main_window.hpp"
#include "gui/widgets/parts_bar.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;
using namespace deepwallet::test;

namespace {

struct Opened {
    Session session{HardwareDb{shipped_database()}};
    MainWindow window{session};

    Opened() {
        window.resize(1280, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        REQUIRE(window.open_file(QString::fromStdString(reference_file().string())));
        window.wait();
    }

    void show_page(const QString& id) {
        window.show_page(id);
        window.wait();
        // Results too, where there are some to be had.
        window.page(id)->fill({});
        window.wait();
    }

    /// That the keyboard can get to, on the page in front and around it.
    std::vector<QWidget*> reachable() {
        std::vector<QWidget*> out;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            const bool takes_keys = (widget->focusPolicy() & Qt::TabFocus) != 0;
            // A part of another widget gets its keys from it.
            if (takes_keys && widget->isVisible() && widget->isEnabled() &&
                widget->focusProxy() == nullptr && !is_part(*widget))
                out.push_back(widget);
        }
        return out;
    }

    /// Lines of editable boxes, viewports.
    static bool is_part(const QWidget& widget) {
        const QObject* parent = widget.parent();
        return widget.inherits("QLineEdit") && parent != nullptr &&
               (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox"));
    }
};

QString described(const QWidget& widget) {
    return QString("%1 %2 in %3")
        .arg(widget.metaObject()->className(),
             widget.objectName(),
             widget.parentWidget() == nullptr ? "-"
                                              : widget.parentWidget()->metaObject()->className());
}

/// WCAG 2.1, relative luminance.
double luminance(const QColor& color) {
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double bright = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (bright + 0.05) / (dark + 0.05);
}

/// As a dichromat sees it: Viénot, Brettel and Mollon 1999, equations for linear RGB.
struct Seen {
    double r;
    double g;
    double b;
};

Seen seen(const QColor& color, bool protan) {
    const double r = std::pow(color.redF(), 2.2);
    const double g = std::pow(color.greenF(), 2.2);
    const double b = std::pow(color.blueF(), 2.2);
    if (protan)
        return {
            0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b};
    return {0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b};
}

}  // namespace

TEST_CASE("every widget that takes the keyboard has a name for a screen reader, on every page") {
    Opened opened;
    for (const QString& id : opened.window.page_ids()) {
        opened.show_page(id);
        for (QWidget* widget : opened.reachable()) {
            QAccessibleInterface* said = QAccessible::queryAccessibleInterface(widget);
            REQUIRE(said != nullptr);
            INFO(id.toStdString() << ": " << described(*widget).toStdString());
            CHECK_FALSE(said->text(QAccessible::Name).isEmpty());
        }
    }
}

TEST_CASE("the tab key goes through every widget of a page and comes back") {
    Opened opened;
    for (const QString& id : opened.window.page_ids()) {
        // Where text is written, the key writes.
        if (id == "source")
            continue;
        opened.show_page(id);
        const std::vector<QWidget*> all = opened.reachable();
        REQUIRE_FALSE(all.empty());
        all.front()->setFocus(Qt::TabFocusReason);
        std::set<QWidget*> visited;
        // Once around, and some more for what has several stops.
        for (std::size_t i = 0; i < 2 * all.size() + 20; ++i) {
            if (QWidget* now = QApplication::focusWidget(); now != nullptr) {
                visited.insert(now);
                QTest::keyClick(now, Qt::Key_Tab);
            }
        }
        for (QWidget* widget : all) {
            INFO(id.toStdString() << ": " << described(*widget).toStdString());
            CHECK(visited.count(widget) == 1);
        }
    }
}

TEST_CASE("text beside the matter and faults are told from their ground, light and dark") {
    for (const QPalette& palette : {QApplication::palette(), dark_palette()}) {
        const QColor ground = palette.color(QPalette::Window);
        CHECK(contrast(quiet_color(palette), ground) >= 4.5);
        CHECK(contrast(fault_color(palette), ground) >= 4.5);
        CHECK(contrast(palette.color(QPalette::WindowText), ground) >= 7.0);
    }
}

/// Okabe and Ito 2008, "Color Universal Design". Two of them may be alike in one way of seeing, not
/// in lightness and hue at once: neighbours of a bar stay apart.
TEST_CASE("colours that stand beside each other are told apart by red- and green-blind people") {
    constexpr std::size_t kColors = 8;
    for (const bool protan : {true, false}) {
        for (std::size_t i = 0; i + 1 < kColors; ++i) {
            const Seen a = seen(part_color(i), protan);
            const Seen b = seen(part_color(i + 1), protan);
            const double apart = std::hypot(std::hypot(a.r - b.r, a.g - b.g), a.b - b.b);
            INFO(i << " and " << i + 1 << (protan ? ", protan" : ", deutan"));
            CHECK(apart > 0.1);
        }
    }
}
