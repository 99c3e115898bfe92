#include "gui/report_export.hpp"

#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/file.hpp"
#include "engine/core/version.hpp"
#include "engine/study/comparison_page.hpp"
#include "engine/study/report_page.hpp"
#include "gui/main_window.hpp"
#include "gui/report_words.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Pages that tell of the answer and need nothing to be asked first.
constexpr std::array kSheets = {"overview", "compare", "power", "uncertainty", "timeline"};

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

void draw_sheet(QPainter& painter, const QSize& sheet, const QString& title, QWidget& page) {
    constexpr int kLine = 28;  // of the page's own pixels
    const double scale = std::min(static_cast<double>(sheet.width()) / page.width(),
                                  static_cast<double>(sheet.height()) / (page.height() + kLine));
    painter.save();
    painter.scale(scale, scale);
    painter.setPen(Qt::black);
    painter.drawText(QRect(0, 0, page.width(), kLine), Qt::AlignLeft | Qt::AlignTop, title);
    page.render(&painter, QPoint(0, kLine));
    painter.restore();
}

}  // namespace

Result<void> write_html_report(const Session& session,
                               int base,
                               const std::filesystem::path& file) {
    const std::vector<AnswerPtr> all = answers(session, base);
    if (all.empty())
        return failure(no_answer());
    const AnswerPtr& one = all.front();
    if (all.size() == 1)
        return write_file(file, told_page(report_page(*one->loaded, *one->report, one->doubt)));
    std::vector<ComparedScenario> columns;
    for (const AnswerPtr& each : all)
        columns.push_back(compared(*each->loaded, *each->report, each->uncertainty));
    return write_file(file, told_page(comparison_page(columns)));
}

Result<void> write_pdf_report(MainWindow& window, const Session& session, const QString& file) {
    const std::vector<AnswerPtr> all = answers(session, session.current());
    if (all.empty())
        return failure(no_answer());
    QSaveFile to(file);
    if (!to.open(QIODevice::WriteOnly))
        return failure(
            {ErrorCode::io, "", to.errorString().toStdString(), "", {file.toStdString()}});
    QPdfWriter writer(&to);
    writer.setTitle(qt(all.front()->loaded->scenario.name));
    writer.setCreator("Deepwallet " + qt(std::string(version())));
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(12, 12, 12, 12)));
    const QString shown_before = window.front_page_id();
    QPainter painter(&writer);
    bool first = true;
    for (const char* id : kSheets) {
        if (window.page(id) == nullptr)
            continue;
        window.show_page(id);
        window.wait();
        if (!first)
            writer.newPage();
        first = false;
        Page& page = *window.page(id);
        const QString title =
            qt(all.front()->loaded->scenario.name) + QStringLiteral(" — ") + page.title();
        draw_sheet(painter, {writer.width(), writer.height()}, title, page);
    }
    painter.end();
    window.show_page(shown_before);
    if (!to.commit())
        return failure(
            {ErrorCode::io, "", to.errorString().toStdString(), "", {file.toStdString()}});
    return {};
}

}  // namespace deepwallet::gui
