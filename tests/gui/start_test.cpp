// From opening the program to an answer, and from an answer to a file for others.

#include <QApplication>
#include <QCommandLinkButton>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <set>

#include "engine/core/file.hpp"
#include "gui/command_text.hpp"
#include "gui/main_window.hpp"
#include "gui/picture.hpp"
#include "gui/report_print.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const std::filesystem::path kRoot = DEEPWALLET_SOURCE_DIR;

struct Fresh {
    Session session{HardwareDb{kRoot / "hardware_db"}};
    MainWindow window{session};

    Fresh() {
        window.resize(1280, 800);
        window.show();
    }

    void press(int example) {
        auto* button = window.page("start")->findChild<QCommandLinkButton*>(
            "example" + QString::number(example));
        REQUIRE(button != nullptr);
        button->click();
    }
};

}  // namespace

TEST_CASE("the program begins with six questions, each of which opens its page without a fault") {
    for (const auto& [example, page, count] : {std::tuple(1, "overview", 1),
                                               std::tuple(2, "compare", 1),
                                               std::tuple(3, "alternatives", 1),
                                               std::tuple(4, "timeline", 1),
                                               std::tuple(5, "uncertainty", 1),
                                               std::tuple(6, "sweep", 1)}) {
        INFO(example);
        Fresh fresh;
        CHECK(fresh.window.front_page_id() == "start");
        fresh.press(example);
        CHECK(fresh.window.front_page_id() == page);
        REQUIRE(fresh.session.count() == count);
        CHECK(fresh.session.current() == 0);
        fresh.session.wait();
        for (int i = 0; i < count; ++i) CHECK(fresh.session.answer(i)->has_report());
    }
}

TEST_CASE("an example is a draft: it is asked about once it is changed, and its file stays") {
    Fresh fresh;
    fresh.press(1);
    const Document& document = fresh.session.document(0);
    CHECK(document.file().empty());
    CHECK_FALSE(document.is_unsaved());
    // The same question again is the same tab.
    fresh.press(1);
    CHECK(fresh.session.count() == 1);
    // The command reads the example itself.
    fresh.session.wait();
    CHECK(command_text(*fresh.window.page("overview"), fresh.session).to_save.isEmpty());
    fresh.session.set_value("cluster.servers", std::int64_t{560});
    CHECK_THAT(command_text(*fresh.window.page("overview"), fresh.session).line.toStdString(),
               ContainsSubstring("--set cluster.servers=560") &&
                   ContainsSubstring("mt-nlg-530b-280.toml"));
    CHECK(document.is_unsaved());
    CHECK(*read_file(document.place(), 1U << 20U) != document.text());
}

TEST_CASE("the report of several compares them against the base of the window") {
    const QTemporaryDir folder;
    Fresh fresh;
    for (const char* name : {"280", "350"})
        REQUIRE(fresh.window.open_file(QString::fromStdString(
            (kRoot / "scenarios/published" / (std::string("mt-nlg-530b-") + name + ".toml"))
                .string())));
    fresh.session.wait();
    // The second is in front, the first is the base.
    REQUIRE(fresh.session.current() == 1);
    const QString html = folder.filePath("r.html");
    REQUIRE(fresh.window.write_report(html));
    const std::string page = read_file(html.toStdString(), 64U << 20U).value();
    CHECK(page.find("on 280 DGX A100") < page.find("on 350 DGX A100"));
}

TEST_CASE("a file that is opened takes the place of the questions") {
    Fresh fresh;
    const auto file = kRoot / "scenarios/published/mt-nlg-530b-350.toml";
    REQUIRE(fresh.window.open_file(QString::fromStdString(file.string())));
    CHECK(fresh.window.front_page_id() == "overview");
}

TEST_CASE("a report leaves as sheets and as a page, and without an answer as neither") {
    const QTemporaryDir folder;
    const QString pdf = folder.filePath("r.pdf");
    const QString html = folder.filePath("r.html");
    Fresh fresh;
    CHECK(!fresh.window.write_report(pdf));
    CHECK(!fresh.window.write_report(html));
    CHECK(!std::filesystem::exists(pdf.toStdString()));
    fresh.press(1);
    fresh.session.wait();
    REQUIRE(fresh.window.write_report(pdf));
    REQUIRE(fresh.window.write_report(html));
    const std::string sheets = read_file(pdf.toStdString(), 64U << 20U).value();
    CHECK(sheets.rfind("%PDF-", 0) == 0);
    std::size_t count = 0;
    for (std::size_t at = sheets.find("/Type /Page\n"); at != std::string::npos;
         at = sheets.find("/Type /Page\n", at + 1))
        ++count;
    CHECK(count >= 4);
    CHECK_THAT(read_file(html.toStdString(), 64U << 20U).value(), ContainsSubstring("MT-NLG 530B"));
    CHECK(fresh.window.front_page_id() == "overview");
    const auto nowhere = fresh.window.write_report(folder.filePath("no/such/folder.pdf"));
    CHECK(!nowhere);
}

TEST_CASE("charts of a printed report stand alone, in colours that need no style of a page") {
    Fresh fresh;
    fresh.press(1);
    fresh.session.wait();
    const QTemporaryDir folder;
    const QString html = folder.filePath("r.html");
    REQUIRE(fresh.window.write_report(html));
    const QString page = QString::fromStdString(read_file(html.toStdString(), 64U << 20U).value());
    const QStringList drawings = drawings_of(page);
    CHECK(drawings.size() == page.count("<svg"));
    REQUIRE(drawings.size() >= 5);
    for (const QString& drawing : drawings) {
        CHECK_FALSE(drawing.contains("var("));
        QSvgRenderer svg(drawing.toUtf8());
        REQUIRE(svg.isValid());
        QImage image(640, 400, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        svg.render(&painter);
        painter.end();
        std::set<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) colours.insert(image.pixel(x, y));
        }
        // The first series' blue or, of spans, the fifth's (Okabe and Ito 2008).
        CHECK((colours.count(qRgb(0x00, 0x72, 0xb2)) + colours.count(qRgb(0x56, 0xb4, 0xe9))) > 0);
    }
}

TEST_CASE("a page is saved as a picture or as a drawing, by the ending of its name") {
    const QTemporaryDir folder;
    Fresh fresh;
    fresh.press(1);
    fresh.window.wait();
    QWidget& page = *fresh.window.page("overview");
    REQUIRE(save_picture(page, folder.filePath("p.png")));
    REQUIRE(save_picture(page, folder.filePath("p.svg")));
    const QImage picture(folder.filePath("p.png"));
    CHECK(picture.size() == page.size() * page.devicePixelRatio());
    const std::string drawing =
        read_file(folder.filePath("p.svg").toStdString(), 64U << 20U).value();
    CHECK_THAT(drawing, ContainsSubstring("<svg"));
    CHECK_THAT(drawing, ContainsSubstring("days"));
    CHECK(!save_picture(page, folder.filePath("p.nothing")));
    CHECK(!save_picture(page, folder.filePath("no/folder/p.png")));
}

TEST_CASE("a size of a picture is two numbers of pixels, and nothing else") {
    CHECK(picture_size("1280x800") == QSize(1280, 800));
    CHECK(picture_size("16384x1") == QSize(16384, 1));
    for (const char* bad : {"abc",
                            "",
                            "1280",
                            "1280x",
                            "x800",
                            "1280x800x2",
                            "0x800",
                            "-1x5",
                            "16385x800",
                            "1e3x5",
                            "99999999999x5"}) {
        const auto size = picture_size(bad);
        INFO(bad);
        REQUIRE_FALSE(size);
        CHECK_FALSE(size.error().front().help.empty());
    }
}
