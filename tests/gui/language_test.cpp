// The window in another language: nothing is left in English, and nothing is told otherwise than it
// is meant.

#include <algorithm>
#include <filesystem>
#include <set>

#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "engine/report/metrics.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/load.hpp"
#include "engine/search/budget.hpp"
#include "engine/study/comparison.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/report_page.hpp"
#include "gui/form_pane.hpp"
#include "gui/language.hpp"
#include "gui/main_window.hpp"
#include "gui/pages/overview_page.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"
#include "tests/support/catch.hpp"

using namespace deepwallet;
using namespace deepwallet::gui;

namespace {

const QString kRoot = DEEPWALLET_SOURCE_DIR;
const QString kCatalogues = kRoot + "/gui/translations/";

struct Entry {
    QString context;
    QString source;
    QString comment;  ///< tells equal sources apart
    QString translation;
    bool finished = true;
};

/// Forms by number one behind the other.
QString translation_of(QXmlStreamReader& xml) {
    return xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
}

std::vector<Entry> entries_of(const QString& catalogue) {
    QFile file(catalogue);
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    std::vector<Entry> out;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            out.push_back({context, {}, {}, {}, true});
        else if (xml.name() == u"source")
            out.back().source = xml.readElementText();
        else if (xml.name() == u"comment")
            out.back().comment = xml.readElementText();
        else if (xml.name() == u"translation") {
            out.back().finished = !xml.attributes().hasAttribute("type");
            out.back().translation = translation_of(xml);
        }
    }
    REQUIRE_FALSE(xml.hasError());
    return out;
}

std::vector<Entry> all_entries() {
    std::vector<Entry> out = entries_of(kCatalogues + "deepwallet_ja.ts");
    const std::vector<Entry> engine = entries_of(kCatalogues + "engine_ja.ts");
    out.insert(out.end(), engine.begin(), engine.end());
    return out;
}

using Key = std::pair<std::string, std::string>;

std::set<Key> sources_of(const std::vector<Entry>& entries) {
    std::set<Key> out;
    for (const Entry& entry : entries)
        out.insert({entry.context.toStdString(), entry.source.toStdString()});
    return out;
}

/// Sorted: another language has another order.
QStringList matches(const QString& pattern, const QString& text) {
    QStringList out;
    auto found = QRegularExpression(pattern).globalMatch(text);
    while (found.hasNext()) out << found.next().captured().toUpper();
    out.sort();
    return out;
}

/// What engine_ja.ts has to have: text, and the path that tells it apart.
std::vector<Key> texts_of_engine() {
    std::vector<Key> out;
    for (const FieldInfo& field : scenario_fields()) {
        out.emplace_back(field_name(field), field.path);
        out.emplace_back(field.help, "");
        for (const std::string& word : field.choices) out.emplace_back(word, field.path);
        const std::size_t dot = field.path.find('.');
        if (dot != std::string::npos)
            out.emplace_back(field.path.substr(0, dot), "");
    }
    for (const char* word : {"time", "cost", "energy", "carbon", "gpus"})
        out.emplace_back(word, "search.objective");
    for (const std::string& goal : budget_goal_names()) out.emplace_back(goal, "search.question");
    for (const Metric& metric : metrics()) {
        out.emplace_back(metric.meaning, "");
        if (!metric.formula.empty())
            out.emplace_back(metric.formula, "");
        for (const std::string prefix :
             {"iteration.breakdown_s.", "memory.breakdown_gib.", "power.breakdown_kw."}) {
            if (metric.path.rfind(prefix, 0) != 0)
                continue;
            std::string name = metric.path.substr(prefix.size());
            std::replace(name.begin(), name.end(), '_', ' ');
            out.emplace_back(name, metric.path);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("every field, its help, every meaning and every formula has Japanese words") {
    std::set<Key> known;
    for (const Entry& entry : entries_of(kCatalogues + "engine_ja.ts")) {
        CHECK(entry.context == "engine");
        known.insert({entry.source.toStdString(), entry.comment.toStdString()});
    }
    for (const auto& [text, about] : texts_of_engine()) {
        INFO("engine_ja.ts lacks: " << text << (about.empty() ? "" : "   comment: ") << about);
        CHECK(known.count({text, about}) == 1);
    }
}

TEST_CASE("what was measured of the quality of each shipped alternative has Japanese words") {
    const Language japanese("ja");
    const std::filesystem::path folder = (kRoot + "/scenarios/alternatives").toStdString();
    const HardwareDb db{(kRoot + "/hardware_db").toStdString()};
    std::size_t measured = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto inputs = read_inputs(file.path(), {});
        REQUIRE(inputs);
        for (const Assignment& input : *inputs) {
            if (input.path != "recipe.quality")
                continue;
            const auto& quality = std::get<std::string>(input.value);
            INFO("engine_ja.ts lacks: " << quality);
            CHECK(told(quality, "recipe.quality").toStdString() != quality);
            ++measured;
        }
    }
    CHECK(measured > 10);
}

namespace {

ComparedScenario column_of(const char* name) {
    const HardwareDb db{(kRoot + "/hardware_db").toStdString()};
    const auto inputs = read_inputs((kRoot + "/scenarios/" + name + ".toml").toStdString(), {});
    REQUIRE(inputs);
    const auto loaded = load_scenario(*inputs, db);
    REQUIRE(loaded);
    UncertaintyOptions wanted;
    wanted.samples = 8;
    auto column = compared(*loaded, wanted);
    REQUIRE(column);
    return *std::move(column);
}

/// What a page says of itself: headings, captions, what a list and a tile are called.
QStringList own_texts(const QString& page) {
    static const QRegularExpression own(
        "<(?:h2|th[^>]*|caption|summary|li|div class=\"tile\"><span)>([^<]*)<");
    QStringList out;
    for (auto found = own.globalMatch(page); found.hasNext();)
        out.push_back(found.next().captured(1));
    return out;
}

void check_is_told(const std::string& english) {
    const QString page = qt(told_page(english));
    CHECK(page.contains("<html lang=\"ja\">"));
    const QStringList before = own_texts(qt(english));
    const QStringList after = own_texts(page);
    REQUIRE(before.size() == after.size());
    CHECK(before.size() > 10);
    static const QRegularExpression word("[a-z]{3,}");
    for (int i = 0; i < before.size(); ++i) {
        INFO(before[i].toStdString() << " is told as " << after[i].toStdString());
        CHECK((after[i] != before[i] || !before[i].contains(word)));
    }
}

}  // namespace

TEST_CASE("reports in HTML are told in Japanese, and their data is as it was") {
    const ComparedScenario large = column_of("alternatives/mt-nlg-530b");
    const ComparedScenario small = column_of("alternatives/llama-2-7b-as-is");
    const Doubt doubt{large.uncertainty.ranges, large.uncertainty.offers, {}};
    const std::string report = report_page(large.loaded, large.report, doubt);
    CHECK(told_page(report) == report);
    const Language japanese("ja");
    check_is_told(report);
    check_is_told(comparison_page({large, small}));
    check_is_told(comparison_page({large, small, large, small, large, small}));
    const QString told = qt(told_page(report));
    CHECK(told.contains(qt(large.title)));
    CHECK(told.contains("server.price_usd"));
    // A number and its unit; between the two ends of a range stands a word.
    static const QRegularExpression cell("<td class=\"n\">([0-9.,$]+)(?:(?! to )[^<〜]){0,9}<");
    const auto numbers = [&](const QString& page) {
        QStringList out;
        for (auto found = cell.globalMatch(page); found.hasNext();) out << found.next().captured(1);
        return out;
    };
    const QStringList before = numbers(qt(report));
    const QStringList after = numbers(told);
    CHECK(before.size() > 400);
    REQUIRE(before.size() == after.size());
    for (int i = 0; i < before.size(); ++i)
        CHECK(before[i].toStdString() == after[i].toStdString());
}

TEST_CASE("what a report and its charts say of ranges and axes is told in Japanese") {
    const Language japanese("ja");
    struct Row {
        const char* english;
        const char* japanese;
    };
    for (const auto& [english, expected] :
         {Row{"48.2 days to 54.8 days", "48.2 日〜54.8 日"},
          Row{"0.05 to 0.4", "0.05〜0.4"},
          Row{"$4.8 M to $10 M", "$4.8 M〜$10 M"},
          Row{"44.1 t CO2e to 234 t CO2e", "44.1 t CO2e〜234 t CO2e"},
          Row{"bill of this run (the axis does not begin at 0)",
              "この学習ランの費用（軸は 0 から始まりません）"},
          Row{"From 2 to 3 weeks", "From 2 to 3 weeks"}}) {
        const std::string page = std::string("<html></style><p>") + english + "</p>";
        INFO(english);
        CHECK(told_page(page) == std::string("<html></style><p>") + expected + "</p>");
    }
    // A title that is cut has no words of its own: none of a chart is longer than its axis.
    const ComparedScenario large = column_of("alternatives/mt-nlg-530b");
    const QString report =
        qt(told_page(report_page(large.loaded, large.report, {large.uncertainty.ranges, {}, {}})));
    CHECK_FALSE(report.contains("the axis does not begin"));
    CHECK_FALSE(report.contains("its bill for the run"));
    static const QRegularExpression days("wall time of the run \\[");
    CHECK_FALSE(report.contains(days));
    static const QRegularExpression range(">[0-9.,$]+ [a-zA-Z0-9 ]* to [0-9]");
    CHECK_FALSE(report.contains(range));
}

TEST_CASE("every text of the window is in the catalogue, and no other") {
    const QTemporaryDir folder;
    const QString copy = folder.path() + "/deepwallet_ja.ts";
    REQUIRE(QFile::copy(kCatalogues + "deepwallet_ja.ts", copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(kRoot);
    lupdate.start(DEEPWALLET_LUPDATE,
                  {"-silent", "-no-obsolete", "-locations", "none", "-I", ".", "gui", "-ts", copy});
    REQUIRE(lupdate.waitForFinished(60'000));
    REQUIRE(lupdate.exitCode() == 0);
    const std::set<Key> found = sources_of(entries_of(copy));
    const std::set<Key> known = sources_of(entries_of(kCatalogues + "deepwallet_ja.ts"));
    for (const auto& [context, source] : found) {
        INFO(context << ": " << source);
        CHECK(known.count({context, source}) == 1);
    }
    CHECK(known.size() == found.size());
}

TEST_CASE("no translation is empty or unfinished") {
    for (const Entry& entry : all_entries()) {
        INFO(entry.context.toStdString() << ": " << entry.source.toStdString());
        CHECK(entry.finished);
        CHECK_FALSE(entry.translation.isEmpty());
    }
}

TEST_CASE("a translation has the places of numbers and the key of its source") {
    for (const Entry& entry : all_entries()) {
        INFO(entry.source.toStdString() << " -> " << entry.translation.toStdString());
        for (const char* pattern : {"%L?[0-9n]", "&[A-Za-z]", "\\*\\.[a-z]+"})
            CHECK(matches(pattern, entry.source) == matches(pattern, entry.translation));
        CHECK(entry.source.endsWith(u'…') == entry.translation.endsWith(u'…'));
    }
}

/// A context without it is one that the program does not ask for: lupdate has taken a function that
/// returns `std::…` for a member of std.
TEST_CASE("classes stand in the catalogue by their whole names") {
    for (const Entry& entry : entries_of(kCatalogues + "deepwallet_ja.ts")) {
        INFO(entry.context.toStdString() << ": " << entry.source.toStdString());
        const bool is_class = entry.context.front().isUpper();
        CHECK_FALSE(is_class);
    }
}

TEST_CASE("the window speaks Japanese while its language lives, and English after it") {
    {
        const Language japanese("ja");
        Session session{HardwareDb{(kRoot + "/hardware_db").toStdString()}};
        MainWindow window(session);
        QStringList titles;
        for (const Tile* tile : window.findChildren<Tile*>()) titles << tile->accessibleName();
        for (const char* title : {"学習時間", "この学習ランの費用", "電力", "冷却"})
            CHECK(titles.contains(title));
        CHECK(window.page("overview")->title() == "概要");
        CHECK(window.form().editor("parallelism.tensor")->findChild<QLabel*>()->text() ==
              "テンソル並列");
        CHECK(told(find_metric("power.pue")->meaning) == "PUE（施設の電力量 / IT の電力量）");
    }
    CHECK(OverviewPage::tr("Overview") == "Overview");
    CHECK(told("tensor", "parallelism.tensor") == "tensor");
}

TEST_CASE("equal names of different things are told apart, a text that nobody knows stays") {
    const Language japanese("ja");
    CHECK(told("tensor", "parallelism.tensor") == "テンソル並列");
    CHECK(told("latency us", "fabric.latency_us") == "レイテンシ");
    CHECK(told("none", "parallelism.recompute") == "なし");
    CHECK(told("a100-sxm4-80gb") == "a100-sxm4-80gb");
    CHECK(told("") == "");
}

TEST_CASE("the system's language is one of the program's") {
    CHECK(languages().contains(system_language()));
}
