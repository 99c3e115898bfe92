#include "gui/command_text.hpp"

#include <QRegularExpression>
#include <algorithm>
#include <map>

#include "engine/config/toml_reader.hpp"
#include "engine/core/file.hpp"
#include "engine/scenario/database.hpp"
#include "engine/scenario/load.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// As a shell reads it back.
QString quoted(const QString& word) {
    static const QRegularExpression plain("^[A-Za-z0-9_./=+:,@%-]+$");
    return plain.match(word).hasMatch() ? word : "'" + QString(word).replace("'", "'\\''") + "'";
}

using ByPath = std::map<std::string, const Assignment*>;

ByPath by_path(const Assignments& all) {
    ByPath out;
    for (const Assignment& one : all) out[one.path] = &one;
    return out;
}

bool has_same_range(const Provenance& a, const Provenance& b) {
    return a.low == b.low && a.high == b.high;
}

bool is_same_list(const Assignments& a, const Assignments& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.path == y.path && x.value == y.value;
    });
}

/// Sweeps and searches read a section of their own, and lists of `--set` as axes.
bool asks_by_section(const QString& command) {
    return command == qt(std::string(kSweepSection)) || command == qt(std::string(kSearchSection));
}

bool has_same_section(const Document& document, const QString& command) {
    const std::string section = command.toStdString();
    const auto was = read_toml_section(*document.saved(), "", section);
    const auto is = read_toml_section(document.text(), "", section);
    return was && is && is_same_list(*was, *is);
}

/// A list, or what looks like one: at a comma a text of `--set` may become several.
bool is_list(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return std::holds_alternative<std::vector<double>>(value) ||
           std::holds_alternative<std::vector<std::string>>(value) ||
           (text != nullptr && text->find(',') != std::string::npos);
}

/// None where the command would read something else.
std::optional<QString> setting_of(const Assignment& input, const QString& command) {
    const std::string setting = input.path + "=" + to_text(input.value);
    const Result<Assignment> read = read_setting(setting);
    if (!read || read->path != input.path || read->value != input.value ||
        (is_list(input.value) && asks_by_section(command)))
        return std::nullopt;
    return qt(setting);
}

/// Has a file what the document came with? A draft's is the example that it is of.
bool is_on_disk(const Document& document) {
    if (!document.file().empty())
        return !document.is_gone() && !document.differs_on_disk();
    constexpr std::size_t kMost = 16U << 20U;
    const Result<std::string> now = read_file(document.place(), kMost);
    return now && *now == document.saved();
}

/// Documents whose files follow, in the order of the page.
std::vector<const Document*> documents_of(const Page& page, const Session& session) {
    std::vector<const Document*> out;
    if (page.command_scenarios() == Page::Scenarios::front && session.current() >= 0)
        out.push_back(&session.document(session.current()));
    if (page.command_scenarios() != Page::Scenarios::all)
        return out;
    for (int i = 0; i < session.count(); ++i) {
        // The page leaves out what has faults, and the command would refuse it.
        const AnswerPtr answer = session.answer(i);
        if (answer == nullptr || answer->has_report())
            out.insert(i == page.first_scenario() ? out.begin() : out.end(), &session.document(i));
    }
    return out;
}

/// Words that name the database, where it is not the one that commands take by themselves.
QStringList database_words(const std::filesystem::path& root) {
    std::error_code ec;
    if (std::filesystem::equivalent(root, shipped_database(), ec))
        return {};
    return {"--db", qt(std::filesystem::absolute(root, ec).string())};
}

/// Its file, or the one that it will have.
QString file_name(const Document& document) {
    return document.place().empty() ? qt(document.title() + ".toml")
                                    : qt(document.place().string());
}

}  // namespace

std::optional<QStringList> settings_of(const Document& document, const QString& command) {
    if (!document.saved() || !is_on_disk(document))
        return std::nullopt;
    if (!document.is_changed())
        return QStringList();
    const auto was = read_inputs_text(*document.saved(), document.place());
    const auto is = read_inputs_text(document.text(), document.place());
    if (!was || !is || (asks_by_section(command) && !has_same_section(document, command)))
        return std::nullopt;
    const ByPath before = by_path(*was);
    const ByPath now = by_path(*is);
    for (const auto& [path, input] : before) {
        if (now.count(path) == 0)
            return std::nullopt;
    }
    QStringList out;
    for (const auto& [path, input] : now) {
        const auto old = before.find(path);
        const Provenance range = old == before.end() ? Provenance() : old->second->provenance;
        const bool is_same = old != before.end() && old->second->value == input->value;
        if (is_same && has_same_range(range, input->provenance))
            continue;
        const auto setting = setting_of(*input, command);
        if (!setting || input->provenance.low || input->provenance.high)
            return std::nullopt;
        out << *setting;
    }
    return out;
}

CommandText command_text(const Page& page, const Session& session) {
    QStringList words = {"deepwallet"};
    words += page.command();
    const std::optional<ShownQuestion> shown = page.shown_question();
    const std::vector<const Document*> documents =
        shown ? std::vector{&shown->document} : documents_of(page, session);
    CommandText out;
    QStringList files;
    QStringList all;
    for (const Document* document : documents) {
        files << file_name(*document);
        const auto settings = settings_of(*document, page.command().value(0));
        // A setting is of all files that follow.
        if (!settings || (documents.size() > 1 && !settings->isEmpty()))
            out.to_save << qt(document->title());
        else
            all += *settings;
    }
    if (shown)
        all += shown->settings;
    for (const QString& setting : all) words << "--set" << setting;
    if (!page.command().value(0).startsWith('-'))
        words << database_words(session.database().root);
    words += files;
    for (QString& word : words) word = quoted(word);
    out.line = words.join(' ');
    return out;
}

}  // namespace deepwallet::gui
