#pragma once

/// A window with tabs of one's own, for tests of what an edit does.

#include <filesystem>
#include <string>
#include <vector>

#include <QApplication>
#include <QLineEdit>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include "engine/core/file.hpp"
#include "gui/form_pane.hpp"
#include "gui/main_window.hpp"
#include "gui/pages/compare_page.hpp"
#include "gui/pages/overview_page.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenarios.hpp"

namespace deepwallet::test {

using namespace deepwallet::gui;

/// Copies of scenarios in a folder of their own, each in a tab.
struct Tabs {
    QTemporaryDir folder;
    Session session{HardwareDb{shipped_database()}};
    MainWindow window{session};

    explicit Tabs(const std::vector<std::string>& names) {
        window.resize(1280, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        for (const std::string& name : names) open(name, named(name));
    }

    /// MT-NLG under another name.
    static std::string named(const std::string& name) {
        std::string text = *read_file(reference_file(), 1U << 20U);
        const std::size_t at = text.find("name = \"");
        const std::size_t end = text.find('\n', at);
        return text.replace(at, end - at, "name = \"" + name + "\"");
    }

    void open(const std::string& name, const std::string& text) {
        const auto file = std::filesystem::path(folder.path().toStdString()) / name;
        REQUIRE(write_file(file, text));
        REQUIRE(window.open_file(QString::fromStdString(file.string())));
        window.wait();
    }

    void choose(int tab) {
        session.set_current(tab);
        window.wait();
    }

    QLineEdit& line(const std::string& path) {
        FieldEditor* editor = window.form().editor(path);
        REQUIRE(editor != nullptr);
        auto* out = qobject_cast<QLineEdit*>(editor->input());
        REQUIRE(out != nullptr);
        return *out;
    }

    void type(const std::string& path, const QString& text) {
        // A section that was closed is there after this.
        static_cast<void>(line(path));
        QApplication::processEvents();
        line(path).setFocus();
        line(path).selectAll();
        QTest::keyClicks(&line(path), text);
        window.wait();
    }

    OverviewPage& overview() { return static_cast<OverviewPage&>(*window.page("overview")); }
    ComparePage& compare() { return static_cast<ComparePage&>(*window.page("compare")); }

    QStringList columns() {
        QStringList out;
        const QTableWidget& table = compare().table();
        for (int c = 0; c < table.columnCount(); ++c)
            out << table.horizontalHeaderItem(c)->text().remove('\n');
        return out;
    }
};

}  // namespace deepwallet::test
