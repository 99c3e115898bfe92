#include "gui/report_print.hpp"

#include <QAbstractTextDocumentLayout>
#include <QMap>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QStringList>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>
#include <memory>
#include <vector>

#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr int kDrawing = QTextFormat::UserObject + 1;
constexpr int kNumber = QTextFormat::UserProperty + 1;

/// What Qt's rich text knows of a style.
constexpr const char* kPaperStyle = R"(body{color:#1b1f24;font-size:8pt}
h1{font-size:16pt;margin:0 0 4pt 0}
h2{font-size:12pt;margin:14pt 0 4pt 0}
p{margin:4pt 0 4pt 0}
th,td{padding:2px 8px 2px 0;border-bottom:1px solid #dde1e6;border-bottom-style:solid}
td.tile{border:1px solid #dde1e6;border-style:solid;padding:6px 8px 6px 8px}
)";

const QRegularExpression& drawing_pattern() {
    static const QRegularExpression out(QStringLiteral("<svg.*?</svg>"),
                                        QRegularExpression::DotMatchesEverythingOption);
    return out;
}

/// `--name: value` of a rule's body.
QMap<QString, QString> variables_in(const QString& body) {
    static const QRegularExpression variable(QStringLiteral("(--[a-z]+):([^;}]+)"));
    QMap<QString, QString> out;
    for (auto found = variable.globalMatch(body); found.hasNext();) {
        const auto match = found.next();
        out.insert(match.captured(1), match.captured(2));
    }
    return out;
}

QString with_values(QString text, const QMap<QString, QString>& values) {
    // A value may be a variable itself.
    for (int round = 0; round < 2; ++round) {
        for (auto at = values.begin(); at != values.end(); ++at)
            text.replace("var(" + at.key() + ')', at.value());
    }
    return text;
}

/// Rules of the page's charts. Those of a series' colour become one for each series, as Qt's
/// drawings know no variables.
QString chart_rules(const QString& html) {
    static const QRegularExpression root(QStringLiteral(":root\\{([^}]*)\\}"));
    static const QRegularExpression rule(QStringLiteral("\n\\.chart( [^{]*)?\\{([^}]*)\\}"));
    static const QRegularExpression font(QStringLiteral("font:(\\d+px) [^;]*"));
    const QMap<QString, QString> page = variables_in(root.match(html).captured(1));
    std::vector<std::pair<QString, QMap<QString, QString>>> series;
    QString out;
    for (auto found = rule.globalMatch(html); found.hasNext();) {
        const auto match = found.next();
        const QString of = match.captured(1).trimmed();
        QString body = match.captured(2);
        body.replace(font, QStringLiteral("font-size:\\1;font-family:sans-serif"));
        // Letters have no ground of their own: Qt would draw it over them.
        if (body.contains("paint-order"))
            continue;
        if (body.startsWith("--"))
            series.emplace_back(of, variables_in(body));
        else if (!body.contains("var(--c)"))
            out += (of.isEmpty() ? "text{" : of + '{') + with_values(body, page) + "}\n";
        else
            for (const auto& [name, colour] : series)
                out += of + name + '{' + with_values(with_values(body, colour), page) + "}\n";
    }
    return out;
}

/// Draws the drawings where the text has a place for them, as wide as there is room.
class Drawings : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    Drawings(const QStringList& drawings, QObject* parent) : QObject(parent) {
        for (const QString& drawing : drawings)
            drawings_.push_back(std::make_unique<QSvgRenderer>(drawing.toUtf8()));
    }

    QSizeF intrinsicSize(QTextDocument* document, int, const QTextFormat& format) override {
        const QSizeF own = of(format).viewBoxF().size();
        if (own.isEmpty())
            return {};
        // So that their letters are about as large as those around them.
        constexpr double kShare = 0.75;
        const double width = kShare * document->textWidth();
        return {width, width * own.height() / own.width()};
    }

    void drawObject(QPainter* painter,
                    const QRectF& place,
                    QTextDocument*,
                    int,
                    const QTextFormat& format) override {
        of(format).render(painter, place);
    }

private:
    [[nodiscard]] QSvgRenderer& of(const QTextFormat& format) const {
        return *drawings_[static_cast<std::size_t>(format.intProperty(kNumber))];
    }

    std::vector<std::unique_ptr<QSvgRenderer>> drawings_;
};

QString tile_cell(QString text) {
    static const QRegularExpression detail(QStringLiteral("(?<!^)<span>"));
    text.replace(detail, QStringLiteral("<br><span style=\"color:#59626d\">"));
    text.replace("<b>", "<br><span style=\"font-size:13pt;font-weight:600\">");
    text.replace("</b>", "</span>");
    return "<td class=\"tile\" width=\"25%\">" + text + "</td>";
}

/// Tiles that follow each other become cells of a table, four in a row.
QString with_tile_cells(const QString& html) {
    static const QRegularExpression tile(QStringLiteral("<div class=\"tile\">(.*?)</div>"));
    constexpr int kColumns = 4;
    QString out;
    qsizetype done = 0;
    int column = 0;
    bool is_open = false;
    for (auto found = tile.globalMatch(html); found.hasNext();) {
        const auto match = found.next();
        const QString between = html.mid(done, match.capturedStart() - done);
        if (!is_open || !between.trimmed().isEmpty()) {
            out += (is_open ? "</tr></table>" : "") + between + "<table width=\"100%\"><tr>";
            column = 0;
        } else if (++column % kColumns == 0) {
            out += "</tr><tr>";
        }
        out += tile_cell(match.captured(1));
        is_open = true;
        done = match.capturedEnd();
    }
    return out + (is_open ? "</tr></table>" : "") + html.mid(done);
}

/// `<img>` stands for each drawing.
QString with_places(QString html) {
    int number = 0;
    for (auto match = drawing_pattern().match(html); match.hasMatch();
         match = drawing_pattern().match(html))
        html.replace(match.capturedStart(),
                     match.capturedLength(),
                     QStringLiteral("<img src=\"%1\">").arg(number++));
    return html;
}

/// In the words of Qt's rich text.
QString rich_text(const QString& html) {
    static const QRegularExpression drawing(QStringLiteral("(<img src=\"\\d+\">)"));
    static const QRegularExpression numbers(QStringLiteral("<(t[hd])([^>]*) class=\"n[^\"]*\""));
    static const QRegularExpression heads(QStringLiteral("<th(?= |>)(?![^>]*align)"));
    // The title is that of the file.
    const qsizetype title = html.indexOf("<title>");
    QString out = html.mid(title, html.indexOf("<style>") - title);
    out += with_places(html.mid(html.indexOf("<body>")));
    out = with_tile_cells(out);
    out.replace(drawing, QStringLiteral("<p>\\1</p>"));
    out.replace(numbers, QStringLiteral("<\\1\\2 align=\"right\""));
    out.replace(heads, QStringLiteral("<th align=\"left\""));
    out.replace("<p class=\"warn\">", "<p style=\"color:#a33c00;white-space:pre-wrap\">");
    out.replace("<p class=\"sub\">", "<p style=\"color:#59626d\">");
    out.replace("<summary>", "<h3>").replace("</summary>", "</h3>");
    return out;
}

/// Places of drawings instead of the pictures that stand for them.
void place_drawings(QTextDocument& document) {
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextImageFormat image = at.fragment().charFormat().toImageFormat();
            if (!image.isValid())
                continue;
            QTextCharFormat format;
            format.setObjectType(kDrawing);
            format.setProperty(kNumber, image.name().toInt());
            cursor.setPosition(at.fragment().position());
            cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
            cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
            break;
        }
    }
}

/// No heading stays alone at the foot of a sheet.
void keep_headings(QTextDocument& document) {
    const QAbstractTextDocumentLayout& layout = *document.documentLayout();
    const double height = document.pageSize().height();
    const auto sheet_of = [&](double y) { return static_cast<int>(y / height); };
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlock next = block.next();
        // A drawing begins where it was before it moved to the next sheet.
        if (block.blockFormat().headingLevel() == 0 || !next.isValid() ||
            sheet_of(layout.blockBoundingRect(next).bottom() - 1.0) ==
                sheet_of(layout.blockBoundingRect(block).top()))
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor(block).setBlockFormat(format);
    }
}

/// With the title and the number of the sheet at its foot.
void draw_sheets(QTextDocument& document, QPdfWriter& sheets) {
    QAbstractTextDocumentLayout& layout = *document.documentLayout();
    layout.setPaintDevice(&sheets);
    const QFontMetricsF letters(document.defaultFont(), &sheets);
    const QSizeF body(sheets.width(), sheets.height() - 2.0 * letters.height());
    document.setPageSize(body);
    keep_headings(document);
    // Paper is white, whatever the window is.
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, Qt::black);
    QPainter painter(&sheets);
    const int count = document.pageCount();
    for (int sheet = 0; sheet < count; ++sheet) {
        if (sheet > 0)
            sheets.newPage();
        context.clip = QRectF({0.0, sheet * body.height()}, body);
        painter.save();
        painter.translate(0.0, -context.clip.top());
        painter.setClipRect(context.clip);
        layout.draw(&painter, context);
        painter.restore();
        painter.setFont(document.defaultFont());
        painter.drawText(
            QRectF(0.0, body.height(), body.width(), 2.0 * letters.height()),
            Qt::AlignBottom | Qt::AlignRight,
            QStringLiteral("%1 — %2 / %3").arg(sheets.title()).arg(sheet + 1).arg(count));
    }
}

}  // namespace

QStringList drawings_of(const QString& html) {
    const QString style = "<style>" + chart_rules(html) + "</style>";
    QStringList out;
    for (auto found = drawing_pattern().globalMatch(html); found.hasNext();) {
        QString drawing = found.next().captured();
        drawing.insert(drawing.indexOf('>') + 1, style);
        out << drawing;
    }
    return out;
}

void print_page(const std::string& html, QPdfWriter& sheets) {
    const QString page = qt(html);
    QTextDocument document;
    QFont font = document.defaultFont();
    constexpr double kPoints = 8.0;
    font.setPointSizeF(kPoints);
    document.setDefaultFont(font);
    document.setDocumentMargin(0.0);
    document.setDefaultStyleSheet(kPaperStyle);
    document.documentLayout()->registerHandler(kDrawing,
                                               new Drawings(drawings_of(page), &document));
    document.setHtml(rich_text(page));
    place_drawings(document);
    sheets.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    draw_sheets(document, sheets);
}

}  // namespace deepwallet::gui

#include "report_print.moc"
