#include "gui/report_export.hpp"

#include <QPdfWriter>
#include <QSaveFile>
#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/core/version.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/report_page.hpp"
#include "gui/report_print.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Answers that there are, with their doubt, which may still be on its way; of `first` first.
std::vector<AnswerPtr> answers(const Session& session, int first) {
    std::vector<AnswerPtr> out;
    for (int i = 0; i < session.count(); ++i) {
        const AnswerPtr answer = session.answer(i);
        if (answer != nullptr && answer->has_report())
            out.insert(i == first ? out.begin() : out.end(),
                       answer->is_whole ? answer : whole_answer(*answer, session.database()));
    }
    return out;
}

Fault no_answer() {
    return {ErrorCode::missing, "", "no scenario has an answer", "open one without faults first"};
}

/// The report of the document in front, or where several are open their comparison against `base`.
Result<std::string> report_html(const Session& session, int base) {
    const std::vector<AnswerPtr> all = answers(session, base);
    if (all.empty())
        return failure(no_answer());
    const AnswerPtr& one = all.front();
    if (all.size() == 1)
        return told_page(report_page(*one->loaded, *one->report, one->doubt));
    std::vector<ComparedScenario> columns;
    for (const AnswerPtr& each : all)
        columns.push_back(compared(*each->loaded, *each->report, each->uncertainty));
    return told_page(comparison_page(columns));
}

Fault not_written(const QSaveFile& file) {
    return {
        ErrorCode::io, "", file.errorString().toStdString(), "", {file.fileName().toStdString()}};
}

}  // namespace

Result<void> write_html_report(const Session& session,
                               int base,
                               const std::filesystem::path& file) {
    const Result<std::string> html = report_html(session, base);
    if (!html)
        return tl::unexpected(html.error());
    return write_file(file, *html);
}

Result<void> write_pdf_report(const Session& session, int base, const std::filesystem::path& file) {
    const Result<std::string> html = report_html(session, base);
    if (!html)
        return tl::unexpected(html.error());
    QSaveFile to(qt(file.string()));
    if (!to.open(QIODevice::WriteOnly))
        return failure(not_written(to));
    QPdfWriter writer(&to);
    writer.setCreator("Deepwallet " + qt(std::string(version())));
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4),
                                     QPageLayout::Portrait,
                                     QMarginsF(12, 12, 12, 12),
                                     QPageLayout::Millimeter));
    print_page(*html, writer);
    if (!to.commit())
        return failure(not_written(to));
    return {};
}

}  // namespace deepwallet::gui
