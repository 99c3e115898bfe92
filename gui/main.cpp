#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QStandardPaths>
#include <QStyleFactory>
#include <algorithm>
#include <clocale>
#include <iostream>

#include "engine/core/version.hpp"
#include "engine/scenario/database.hpp"
#include "gui/appearance.hpp"
#include "gui/language.hpp"
#include "gui/main_window.hpp"
#include "gui/picture.hpp"
#include "gui/recovery.hpp"
#include "gui/sweep_job.hpp"

namespace {

using namespace deepwallet;
using namespace deepwallet::gui;

struct Wanted {
    QString picture;  ///< file; empty: a window for a person
    QString page;
    QString view;  ///< of the page
    QSize size;
};

/// PAGE.png is a picture of that page, PAGE-VIEW.png of one of its views.
int take_picture(MainWindow& window, const Wanted& wanted) {
    if (window.page(wanted.page) == nullptr) {
        std::cerr << "error: --screenshot: no page " << wanted.page.toStdString()
                  << "\n  help: " << window.page_ids().join(", ").toStdString() << '\n';
        return 2;
    }
    window.resize(wanted.size);
    window.show();
    // A file with faults brings the page that lists them to the front; the one that is asked for
    // comes behind it.
    window.wait();
    window.show_page(wanted.page);
    window.wait();
    window.wait();
    window.page(wanted.page)->fill(wanted.view);
    window.wait();
    if (!window.grab().save(wanted.picture)) {
        std::cerr << "error: " << wanted.picture.toStdString() << ": cannot be written\n";
        return 1;
    }
    return 0;
}

std::filesystem::path unsaved_work() {
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return std::filesystem::path(data.toStdString()) / "unsaved";
}

/// Pictures, reports and help need no screen: without one Qt would end the program.
void do_without_screen(int argc, char** argv) {
    const bool asks_window = std::none_of(argv, argv + argc, [](const char* word) {
        return QByteArray(word).startsWith("--screenshot") ||
               QByteArray(word).startsWith("--report") || QByteArray(word) == "--pages" ||
               QByteArray(word) == "--help" || QByteArray(word) == "-h" ||
               QByteArray(word) == "--version";
    });
    const bool has_screen = qEnvironmentVariableIsSet("DISPLAY") ||
                            qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                            qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (!asks_window && !has_screen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

QCommandLineOption language_option() {
    return {"language",
            QApplication::translate("main", "Of the window: en or ja; the system's by default."),
            "LANGUAGE"};
}

/// Known before all else, so that the help is in it too.
QString wanted_language() {
    QCommandLineParser parser;
    parser.addOption(language_option());
    parser.parse(QApplication::arguments());
    return parser.isSet("language") ? parser.value("language") : system_language();
}

QCommandLineOption text_size_option() {
    return {"text-size",
            QApplication::translate("main", "Of letters, in percent of the usual."),
            "PERCENT",
            "100"};
}

/// Known before the window, whose widgets measure themselves by their letters.
double wanted_text_size() {
    QCommandLineParser parser;
    parser.addOption(text_size_option());
    parser.parse(QApplication::arguments());
    bool is_number = false;
    const double percent = parser.value("text-size").toDouble(&is_number);
    constexpr double kLeast = 50.0;
    constexpr double kMost = 300.0;
    return is_number ? std::clamp(percent, kLeast, kMost) : 100.0;
}

QFont larger(QFont font, double percent) {
    font.setPointSizeF(font.pointSizeF() * percent / 100.0);
    return font;
}

}  // namespace

int main(int argc, char** argv) {
    do_without_screen(argc, argv);
    QApplication app(argc, argv);
    QApplication::setApplicationName("deepwallet");
    QApplication::setApplicationDisplayName("Deepwallet");
    QApplication::setApplicationVersion(QString::fromStdString(std::string(version())));
    QApplication::setOrganizationName("deepwallet");
    QApplication::setDesktopFileName("org.deepwallet.Deepwallet");
    QApplication::setWindowIcon(QIcon(":/org.deepwallet.Deepwallet.svg"));
    QApplication::setStyle(QStyleFactory::create("Fusion"));

    // Numbers are read and written alike whatever the language.
    std::setlocale(LC_NUMERIC, "C");
    const QString wanted = wanted_language();
    if (!languages().contains(wanted)) {
        std::cerr << "error: --language: " << wanted.toStdString() << " is none of "
                  << languages().join(", ").toStdString() << '\n';
        return 2;
    }
    const Language language(wanted);
    QApplication::setFont(larger(font_for(wanted), wanted_text_size()));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main", "What it takes to train a model: time, money, power, carbon."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        "scenario", QApplication::translate("main", "Files to open."), "[scenario.toml…]");
    const QCommandLineOption screenshot(
        "screenshot",
        QApplication::translate("main", "Write a picture of a page and end."),
        "PAGE.png");
    const QCommandLineOption report(
        "report",
        QApplication::translate("main", "Write the report and end: PDF, or HTML by its name."),
        "FILE");
    const QCommandLineOption size(
        "size", QApplication::translate("main", "Of the picture."), "WxH", "1280x800");
    const QCommandLineOption dark("dark",
                                  QApplication::translate("main", "Light text on a dark ground."));
    const QCommandLineOption database(
        "db", QApplication::translate("main", "Another hardware database."), "FOLDER");
    const QCommandLineOption pages(
        "pages", QApplication::translate("main", "Print the names of the pages and end."));
    parser.addOptions(
        {screenshot, report, pages, size, dark, database, language_option(), text_size_option()});
    parser.process(app);

    if (parser.isSet(dark))
        QApplication::setPalette(dark_palette());
    else if (!parser.isSet(screenshot) && !parser.isSet(report))
        apply_appearance(kept_appearance());
    const Result<QSize> picture = picture_size(parser.value(size));
    if (!picture) {
        const Fault& fault = picture.error().front();
        std::cerr << "error: --size: " << fault.message << "\n  help: " << fault.help << '\n';
        return 2;
    }
    const std::filesystem::path shipped = shipped_database();
    HardwareDb db{shipped};
    if (parser.isSet(database))
        db = {parser.value(database).toStdString(), shipped.parent_path() / "scenarios" / "models"};
    Session session(db);
    MainWindow window(session);
    if (parser.isSet(pages)) {
        std::cout << window.page_ids().join('\n').toStdString() << '\n';
        return 0;
    }
    const bool for_a_file = parser.isSet(screenshot) || parser.isSet(report);
    for (const QString& file : parser.positionalArguments()) {
        if (for_a_file && is_store(file.toStdString())) {
            if (!window.open_file(file)) {
                std::cerr << "error: " << file.toStdString() << ": no results of a sweep\n";
                return 2;
            }
        } else if (for_a_file) {
            if (const auto opened = session.open(file.toStdString()); !opened) {
                std::cerr << render(opened.error());
                return 2;
            }
        } else {
            window.open_file(file);
        }
    }
    if (parser.isSet(screenshot)) {
        const QString file = parser.value(screenshot);
        const QString name = file.section('/', -1).section('.', 0, 0);
        return take_picture(window,
                            {file, name.section('-', 0, 0), name.section('-', 1, 1), *picture});
    }
    if (parser.isSet(report)) {
        window.resize(*picture);
        window.show();
        window.wait();
        if (const auto written = window.write_report(parser.value(report)); !written) {
            std::cerr << render(written.error());
            return 1;
        }
        return 0;
    }
    Recovery recovery(session, unsaved_work());
    window.show();
    window.offer(recovery);
    return QApplication::exec();
}
