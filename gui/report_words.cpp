#include "gui/report_words.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <array>

#include "gui/fault_text.hpp"
#include "gui/sentences.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// What answers and pages say, for the catalogue.
[[maybe_unused]] constexpr std::array kWords = {
    QT_TRANSLATE_NOOP("report", "training the model"),
    QT_TRANSLATE_NOOP("report", "training the model that this one starts from"),
    QT_TRANSLATE_NOOP(
        "report", "Assumed, since nobody published them; what moves the answer most comes first"),
    QT_TRANSLATE_NOOP(
        "report", "No whole run: training.tokens is not given. What follows is of an iteration."),
    QT_TRANSLATE_NOOP("report", "answer"),
    QT_TRANSLATE_NOOP("report", "takes"),
    QT_TRANSLATE_NOOP("report", "needs"),
    QT_TRANSLATE_NOOP("report", "decided"),
    QT_TRANSLATE_NOOP("report", "plan"),
    QT_TRANSLATE_NOOP("report", "space"),
    QT_TRANSLATE_NOOP("report", "exact"),
    QT_TRANSLATE_NOOP("report", "by what is next"),
    QT_TRANSLATE_NOOP("report", "it is the largest of the models"),
    QT_TRANSLATE_NOOP("report", "no plan is shorter at any price"),
    QT_TRANSLATE_NOOP("report", "no more tokens for which the scaling law holds"),
    QT_TRANSLATE_NOOP("report", "no plan fits into memory and keeps the conditions"),
    QT_TRANSLATE_NOOP("report", "no plan keeps all bounds at once"),
    QT_TRANSLATE_NOOP("report", "none fits, keeps the budget and meets the conditions"),
    QT_TRANSLATE_NOOP("report", "none fits and meets the conditions"),
    QT_TRANSLATE_NOOP("report", "stopped before the end: what was not looked at may be better"),
    QT_TRANSLATE_NOOP("report",
                      "stopped before the end: plans that were not looked at may be better"),
    QT_TRANSLATE_NOOP("report",
                      "over these, tokens in steps of 1 %, as a plan needs no less for more"),
    QT_TRANSLATE_NOOP("report", "what decided it"),
    QT_TRANSLATE_NOOP("report", "the best with another value"),
    QT_TRANSLATE_NOOP("report", "here"),
    QT_TRANSLATE_NOOP("report", "there"),
    QT_TRANSLATE_NOOP("report", "and with it"),
    QT_TRANSLATE_NOOP("report", "none meets the conditions"),
    QT_TRANSLATE_NOOP("report", "none fits in memory"),
    QT_TRANSLATE_NOOP("report", "beyond life"),
    QT_TRANSLATE_NOOP("report", "buying: economics.compare does not name on-prem"),
    QT_TRANSLATE_NOOP("report", "what would fit:"),
    QT_TRANSLATE_NOOP("report", "rank"),
    QT_TRANSLATE_NOOP("report", "loss"),
    QT_TRANSLATE_NOOP("report", "question"),
    QT_TRANSLATE_NOOP("report", "least"),
    QT_TRANSLATE_NOOP("report", "greatest"),
    QT_TRANSLATE_NOOP("report",
                      "serving does not fit: no replica holds its weights and a request within "
                      "memory and serving.token_ms"),
    QT_TRANSLATE_NOOP("report", "no one or two changes of the plan make it fit"),
    QT_TRANSLATE_NOOP("report", "what would fit:"),
    QT_TRANSLATE_NOOP("report", "What it comes to"),
    QT_TRANSLATE_NOOP("report", "Where time and memory go"),
    QT_TRANSLATE_NOOP("report", "What is paid for"),
    QT_TRANSLATE_NOOP("report", "What drives it"),
    QT_TRANSLATE_NOOP("report", "Renting against owning"),
    QT_TRANSLATE_NOOP("report", "Limits of the site and the budget"),
    QT_TRANSLATE_NOOP("report", "What it rests on"),
    QT_TRANSLATE_NOOP("report", "What is not counted"),
    QT_TRANSLATE_NOOP("report", "Every number"),
    QT_TRANSLATE_NOOP("report", "energy"),
    QT_TRANSLATE_NOOP("report", "owning, for this run"),
    QT_TRANSLATE_NOOP("report", "buying the machine"),
    QT_TRANSLATE_NOOP("report", "cheapest rent"),
    QT_TRANSLATE_NOOP("report", "served"),
    QT_TRANSLATE_NOOP("report", "on one's own servers"),
    QT_TRANSLATE_NOOP("report", "on rented ones"),
    QT_TRANSLATE_NOOP("report", "first token"),
    QT_TRANSLATE_NOOP("report", "days"),
    QT_TRANSLATE_NOOP("report", "an iteration"),
    QT_TRANSLATE_NOOP("report", "speed of a GPU"),
    QT_TRANSLATE_NOOP("report", "memory of the fullest stage"),
    QT_TRANSLATE_NOOP("report", "power of the facility"),
    QT_TRANSLATE_NOOP("report",
                      "Nothing is trained: no time, energy, carbon or dollars of training."),
    QT_TRANSLATE_NOOP("report", "The run never ends: failures come faster than work gets done."),
    QT_TRANSLATE_NOOP("report", "Where the time of an iteration goes"),
    QT_TRANSLATE_NOOP("report", "time"),
    QT_TRANSLATE_NOOP("report", "iteration"),
    QT_TRANSLATE_NOOP("report", "compute"),
    QT_TRANSLATE_NOOP("report", "memory-bound"),
    QT_TRANSLATE_NOOP("report", "recompute"),
    QT_TRANSLATE_NOOP("report", "tensor communication"),
    QT_TRANSLATE_NOOP("report", "pipeline communication"),
    QT_TRANSLATE_NOOP("report", "data communication"),
    QT_TRANSLATE_NOOP("report", "bubble"),
    QT_TRANSLATE_NOOP("report", "context communication"),
    QT_TRANSLATE_NOOP("report", "expert communication"),
    QT_TRANSLATE_NOOP("report", "host"),
    QT_TRANSLATE_NOOP("report", "offload"),
    QT_TRANSLATE_NOOP("report", "software stack"),
    QT_TRANSLATE_NOOP("report", "What the stages of the pipeline do"),
    QT_TRANSLATE_NOOP("report", "share of the iteration"),
    QT_TRANSLATE_NOOP("report", "kernels"),
    QT_TRANSLATE_NOOP("report", "communication"),
    QT_TRANSLATE_NOOP("report", "waiting"),
    QT_TRANSLATE_NOOP("report", "Memory of the fullest stage"),
    QT_TRANSLATE_NOOP("report", "memory of an accelerator"),
    QT_TRANSLATE_NOOP("report", "weights"),
    QT_TRANSLATE_NOOP("report", "gradients"),
    QT_TRANSLATE_NOOP("report", "activations"),
    QT_TRANSLATE_NOOP("report", "working space"),
    QT_TRANSLATE_NOOP("report", "logits"),
    QT_TRANSLATE_NOOP("report", "runtime"),
    QT_TRANSLATE_NOOP("report", "buffers"),
    QT_TRANSLATE_NOOP("report", "fragmentation"),
    QT_TRANSLATE_NOOP("report", "In numbers"),
    QT_TRANSLATE_NOOP("report", "cause"),
    QT_TRANSLATE_NOOP("report", "wall time"),
    QT_TRANSLATE_NOOP("report", "of it"),
    QT_TRANSLATE_NOOP("report", "bill"),
    QT_TRANSLATE_NOOP("report", "facility energy"),
    QT_TRANSLATE_NOOP("report", "operational CO2e"),
    QT_TRANSLATE_NOOP("report", "This run's bill for owning, by cause"),
    QT_TRANSLATE_NOOP("report", "The cheapest rent of this run, by cause"),
    QT_TRANSLATE_NOOP("report", "paid for"),
    QT_TRANSLATE_NOOP("report", "memory-bound kernels"),
    QT_TRANSLATE_NOOP("report", "the forward pass again"),
    QT_TRANSLATE_NOOP("report", "tensor parallel communication"),
    QT_TRANSLATE_NOOP("report", "context parallel communication"),
    QT_TRANSLATE_NOOP("report", "expert parallel communication"),
    QT_TRANSLATE_NOOP("report", "data parallel communication"),
    QT_TRANSLATE_NOOP("report", "pipeline bubble"),
    QT_TRANSLATE_NOOP("report", "optimizer steps"),
    QT_TRANSLATE_NOOP("report", "offloaded states and the host's update"),
    QT_TRANSLATE_NOOP("report", "what the software stack adds"),
    QT_TRANSLATE_NOOP("report", "training waiting for checkpoints"),
    QT_TRANSLATE_NOOP("report", "work that failures made void"),
    QT_TRANSLATE_NOOP("report", "restarts"),
    QT_TRANSLATE_NOOP("report", "waiting for a spare server"),
    QT_TRANSLATE_NOOP("report", "start-up"),
    QT_TRANSLATE_NOOP("report", "the machine standing between runs"),
    QT_TRANSLATE_NOOP("report",
                      "Each input by itself goes from one end of its range to the other."),
    QT_TRANSLATE_NOOP("report", "input at its low end"),
    QT_TRANSLATE_NOOP("report", "at its high end"),
    QT_TRANSLATE_NOOP("report", "as it is"),
    QT_TRANSLATE_NOOP("report", "no date"),
    QT_TRANSLATE_NOOP("report", "way of paying"),
    QT_TRANSLATE_NOOP("report", "contract"),
    QT_TRANSLATE_NOOP("report", "price as of"),
    QT_TRANSLATE_NOOP("report", "this run"),
    QT_TRANSLATE_NOOP("report", "a GPU-hour"),
    QT_TRANSLATE_NOOP("report", "bound to"),
    QT_TRANSLATE_NOOP("report", "break-even of owning [months]"),
    QT_TRANSLATE_NOOP("report", "above use of"),
    QT_TRANSLATE_NOOP("report", "NPV of buying"),
    QT_TRANSLATE_NOOP("report", "IRR"),
    QT_TRANSLATE_NOOP("report", "P10 to P90, with P50"),
    QT_TRANSLATE_NOOP("report", "of the values in use"),
    QT_TRANSLATE_NOOP("report", "Spent over the machine's life"),
    QT_TRANSLATE_NOOP("report", "limit"),
    QT_TRANSLATE_NOOP("report", "need"),
    QT_TRANSLATE_NOOP("report", "at most"),
    QT_TRANSLATE_NOOP("report", "used"),
    QT_TRANSLATE_NOOP("report", "too much"),
    QT_TRANSLATE_NOOP("report", "input"),
    QT_TRANSLATE_NOOP("report", "value"),
    QT_TRANSLATE_NOOP("report", "low to high"),
    QT_TRANSLATE_NOOP("report", "source"),
    QT_TRANSLATE_NOOP("report", "as of"),
    QT_TRANSLATE_NOOP("report", "offer"),
    QT_TRANSLATE_NOOP("report", "provider"),
    QT_TRANSLATE_NOOP("report", "instance"),
    QT_TRANSLATE_NOOP("report", "metric"),
    QT_TRANSLATE_NOOP("report", "P10 to P90"),
    QT_TRANSLATE_NOOP("report", "meaning"),
    QT_TRANSLATE_NOOP("report", "research staff"),
    QT_TRANSLATE_NOOP("report", "runs before this one that failed or were for tuning"),
    QT_TRANSLATE_NOOP("report", "making the data"),
    QT_TRANSLATE_NOOP("report", "serving the model"),
    QT_TRANSLATE_NOOP("report", "insurance and land"),
    QT_TRANSLATE_NOOP("report", "all of a run: it never ends"),
    QT_TRANSLATE_NOOP("report", "all of a run: no tokens are given"),
    QT_TRANSLATE_NOOP("report", "buying: server.price_usd is not known"),
    QT_TRANSLATE_NOOP("report", "renting: economics.compare names no offer"),
    QT_TRANSLATE_NOOP("report", "weather: site.pue stands, cooling.preset would compute it"),
    QT_TRANSLATE_NOOP("report",
                      "network part by part: its share of the price stands, by its cables"),
    QT_TRANSLATE_NOOP("report", "taxes"),
    QT_TRANSLATE_NOOP("report", "embodied carbon of network and building"),
    QT_TRANSLATE_NOOP("report", "Comparison"),
    QT_TRANSLATE_NOOP("report", "of nothing"),
    QT_TRANSLATE_NOOP("report", "Scenarios"),
    QT_TRANSLATE_NOOP("report", "scenario"),
    QT_TRANSLATE_NOOP("report", "cheapest for this run"),
    QT_TRANSLATE_NOOP("report", "Differences are shares of the first scenario's value."),
    QT_TRANSLATE_NOOP("report", "Inputs that somebody gave."),
    QT_TRANSLATE_NOOP("report", "What differs"),
    QT_TRANSLATE_NOOP("report", "No input that somebody gave."),
    QT_TRANSLATE_NOOP("report",
                      "Training by the cheapest way to pay, without what a base model or a teacher "
                      "took; serving for a million tokens; ms: mean time of a token of an answer; "
                      "life: training and all years of service."),
    QT_TRANSLATE_NOOP("report", "What was measured of the result."),
    QT_TRANSLATE_NOOP("report", "quality"),
    QT_TRANSLATE_NOOP("report", "What others published of it."),
    QT_TRANSLATE_NOOP("report", "figure"),
    QT_TRANSLATE_NOOP("report", "Side by side"),
    QT_TRANSLATE_NOOP("report", "power"),
    QT_TRANSLATE_NOOP("report", "fits"),
    QT_TRANSLATE_NOOP("report", "owned $/M"),
    QT_TRANSLATE_NOOP("report", "rented $/M"),
    QT_TRANSLATE_NOOP("report", "rented"),
    QT_TRANSLATE_NOOP("report", "owned"),
    QT_TRANSLATE_NOOP("report", "life"),
    QT_TRANSLATE_NOOP("report",
                      "carbon: the columns count grids on different bases (carbon.basis); tonnes "
                      "compare within one basis only"),
    QT_TRANSLATE_NOOP("report", "Money over the months"),
    QT_TRANSLATE_NOOP("report",
                      "Over the machine's life, after tax. Rings mark where owning and renting "
                      "have cost the same."),
    QT_TRANSLATE_NOOP("report", "What the gaps between the bills are made of"),
    QT_TRANSLATE_NOOP("report", "not counted"),
    QT_TRANSLATE_NOOP("report", "nothing to draw"),
};

/// The same with %1 for what changes. Longer ones come first where both would match.
constexpr std::array kSentences = {
    QT_TRANSLATE_NOOP("report", "training the teacher, %1"),
    QT_TRANSLATE_NOOP(
        "report",
        "A run also carries its share of the hours that an owned or committed machine stands; it "
        "is at work %1 of the time. Rings mark where owning and renting have cost the same."),
    QT_TRANSLATE_NOOP(
        "report",
        "servers are bought whole, and one that serves is %1 of %2: by less than that differ %3"),
    QT_TRANSLATE_NOOP(
        "report",
        "in %1 searches over %2 models, %3 evaluated, the rest behind bounds or too large"),
    QT_TRANSLATE_NOOP("report",
                      "Each input by itself goes from one end of its range to the other. %1 more "
                      "inputs move it less."),
    QT_TRANSLATE_NOOP("report",
                      "does not fit: stage %1 needs %2 GiB, %3 GiB more than the %4 GiB of %5"),
    QT_TRANSLATE_NOOP(
        "report",
        "does not fit: %1 GiB offloaded in a server, %2 GiB more than the %3 GiB of its host"),
    QT_TRANSLATE_NOOP("report",
                      "does not fit: %1 GiB offloaded in a server, %2 GiB more than the %3 GiB of "
                      "its NVMe drives"),
    QT_TRANSLATE_NOOP("report", "%1 is broken: %2 of %3"),
    QT_TRANSLATE_NOOP("report",
                      "cheapest for this run: %1, %2 below %3; owning is cheapest in %4 of %5 "
                      "draws"),
    QT_TRANSLATE_NOOP("report", "cheapest for this run: %1, %2 below %3"),
    QT_TRANSLATE_NOOP("report", "owning it takes more than the machine's life (%1)"),
    QT_TRANSLATE_NOOP("report", "no other plan is better in one of %1 and no worse in the rest"),
    QT_TRANSLATE_NOOP("report", "%1 evaluated, %2 too large for memory, %3 behind a bound"),
    QT_TRANSLATE_NOOP("report", "%1: %2 parameters on %3 tokens, %4 a parameter"),
    QT_TRANSLATE_NOOP("report", "Given, and without effect here: %1"),
    QT_TRANSLATE_NOOP("report", "the largest model for %1 where %2"),
    QT_TRANSLATE_NOOP("report", "the shortest run for %1 where %2"),
    QT_TRANSLATE_NOOP("report", "%1 plans in %2 on %3 threads: %4"),
    QT_TRANSLATE_NOOP("report", "From %1, %2, to %3, %4"),
    QT_TRANSLATE_NOOP("report", "the lowest loss for %1 where %2"),
    QT_TRANSLATE_NOOP("report", "the least cost for %1 where %2"),
    QT_TRANSLATE_NOOP("report", "the least cost where %1"),
    QT_TRANSLATE_NOOP("report", "%1: no number of tokens is enough"),
    QT_TRANSLATE_NOOP("report", "%1: no plan keeps all bounds on %2 tokens"),
    QT_TRANSLATE_NOOP(
        "report", "%1: its loss is not known: laws speak of 16-bit models trained from nothing"),
    QT_TRANSLATE_NOOP("report", "by each model: %1"),
    QT_TRANSLATE_NOOP("report", "without the budget %1, with %2"),
    QT_TRANSLATE_NOOP("report", "peak of servers and network %1"),
    QT_TRANSLATE_NOOP("report", "operational %1, embodied %2"),
    QT_TRANSLATE_NOOP("report", "the largest model for %1"),
    QT_TRANSLATE_NOOP("report", "%1 of those evaluated fit and meet the conditions"),
    QT_TRANSLATE_NOOP("report", "the shortest run for %1"),
    QT_TRANSLATE_NOOP("report", "%1 is %2 of at least %3"),
    QT_TRANSLATE_NOOP("report", "the lowest loss for %1"),
    QT_TRANSLATE_NOOP("report", "%1 is %2 of at most %3"),
    QT_TRANSLATE_NOOP("report", "Other assumptions (%1)"),
    QT_TRANSLATE_NOOP("report", "From the database (%1)"),
    QT_TRANSLATE_NOOP("report", "Prices of offers (%1)"),
    QT_TRANSLATE_NOOP("report", "%1 = %2 at the least"),
    QT_TRANSLATE_NOOP("report", "%1 failures expected"),
    QT_TRANSLATE_NOOP("report", "1 % more tokens: %1"),
    QT_TRANSLATE_NOOP("report", "by %1, the %2 first"),
    QT_TRANSLATE_NOOP("report", "%1 on %2 threads"),
    QT_TRANSLATE_NOOP("report", "All metrics (%1)"),
    QT_TRANSLATE_NOOP("report", "%1 nats a token"),
    QT_TRANSLATE_NOOP("report", "of %1 scenarios"),
    QT_TRANSLATE_NOOP("report", "of %1 scenario"),
    QT_TRANSLATE_NOOP("report", "%1 a GPU-hour"),
    QT_TRANSLATE_NOOP("report", "%1 (the axis does not begin at 0)"),
    QT_TRANSLATE_NOOP("report", "What moves %1"),
    QT_TRANSLATE_NOOP("report", "%1 parameters"),
    QT_TRANSLATE_NOOP("report", "the least %1"),
    QT_TRANSLATE_NOOP("report", "capacity, %1"),
    QT_TRANSLATE_NOOP("report", "left out %1"),
    QT_TRANSLATE_NOOP("report", "and %1 more"),
    QT_TRANSLATE_NOOP("report", "goodput %1"),
    QT_TRANSLATE_NOOP("report", "Given (%1)"),
    QT_TRANSLATE_NOOP("report", "engine %1"),
    QT_TRANSLATE_NOOP("report", "inputs %1"),
    QT_TRANSLATE_NOOP("report", "%1 plans"),
    QT_TRANSLATE_NOOP("report", "stage %1"),
    QT_TRANSLATE_NOOP("report", "month %1"),
    QT_TRANSLATE_NOOP("report", "loss %1"),
};

QString told_text(const QString& text);

/// One behind the other.
QString told_each(const QString& text, const QString& between) {
    QStringList parts = text.split(between);
    for (QString& part : parts) part = told_text(part);
    return parts.join(between);
}

/// "49.6 days", "48.2 days to 54.8 days", "28.1 of 60.0 days", "P10 48.1 days", "wall time of the
/// run [days]", and "optimizer: 53.1 ms, 0 %" of a part of a picture. No sentence of a source.
QString told_number(const QString& text) {
    // Units are of two words at the most: "t CO2e".
    static const QString value_with_unit =
        QStringLiteral("([-+$]?[0-9][0-9.,]*(?: (?!to |of )\\S+){0,2})");
    static const QRegularExpression share("^" + value_with_unit + " of " + value_with_unit + "$");
    static const QRegularExpression percentile("^(P[159]0) " + value_with_unit + "$");
    static const QRegularExpression range("^" + value_with_unit + " to " + value_with_unit + "$");
    static const QRegularExpression with_unit(QStringLiteral("^(.+) \\[([^\\[\\]]+)\\]$"));
    if (const QRegularExpressionMatch ends = range.match(text); ends.hasMatch())
        return QCoreApplication::translate("report", "%1 to %2")
            .arg(told_value(ends.captured(1).toStdString()),
                 told_value(ends.captured(2).toStdString()));
    if (const QRegularExpressionMatch two = share.match(text); two.hasMatch())
        return QCoreApplication::translate("report", "%1 of %2")
            .arg(told_value(two.captured(1).toStdString()),
                 told_value(two.captured(2).toStdString()));
    if (const QRegularExpressionMatch drawn = percentile.match(text); drawn.hasMatch())
        return drawn.captured(1) + ' ' + told_value(drawn.captured(2).toStdString());
    if (const QRegularExpressionMatch title = with_unit.match(text); title.hasMatch())
        return told_text(title.captured(1)) + " [" + told(title.captured(2).toStdString(), "unit") +
               "]";
    static const QRegularExpression value(QStringLiteral("^[-+$]?[0-9][0-9.,]* \\S+$"));
    static const QRegularExpression part(QStringLiteral("^([^:]+): ([0-9].*)$"));
    if (value.match(text).hasMatch())
        return told_value(text.toStdString());
    const QRegularExpressionMatch named = part.match(text);
    return named.hasMatch() ? told_text(named.captured(1)) + ": " + named.captured(2) : text;
}

/// Texts of the window's catalogue, lists of them, and values with units; all else as it is.
QString told_text(const QString& text) {
    if (text.trimmed().isEmpty())
        return text;
    const std::string source = text.toStdString();
    if (const QString meaning = told(source); meaning != text)
        return meaning;
    if (const QString word = QCoreApplication::translate("report", source.c_str()); word != text)
        return word;
    // A scenario's letter stands before what is said of it.
    static const QRegularExpression lettered(QStringLiteral("^([A-Z]{1,2}: )(.+)$"));
    if (const auto match = lettered.match(text); match.hasMatch())
        return match.captured(1) + told_text(match.captured(2));
    static const Sentences sentences("report", kSentences);
    if (const QString known = sentences.told(text, told_text); !known.isEmpty())
        return known;
    for (const char* between : {"\n", " \xc2\xb7 ", "; "}) {
        if (text.contains(QString::fromUtf8(between)))
            return told_each(text, QString::fromUtf8(between));
    }
    return told_number(text);
}

/// Columns stand two spaces and more apart.
QString told_line(const QString& line) {
    static const QRegularExpression gap(QStringLiteral(" {2,}"));
    QString out;
    qsizetype done = 0;
    for (auto found = gap.globalMatch(line); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        out += told_text(line.mid(done, match.capturedStart() - done)) + match.captured();
        done = match.capturedEnd();
    }
    return out + told_text(line.mid(done));
}

QString plain(QString text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
}

}  // namespace

QString told_lines(const std::string& text) {
    if (is_source_language())
        return qt(text);
    QStringList lines = qt(text).split('\n');
    for (QString& line : lines) line = told_line(line);
    return lines.join('\n');
}

std::string told_page(const std::string& html) {
    if (is_source_language())
        return html;
    // Text between two tags, and what is read out of a picture.
    static const QRegularExpression node(QStringLiteral(">([^<>]+)<|aria-label=\"([^\"]+)\""));
    const QString page = qt(html);
    QString out;
    qsizetype done = page.indexOf("</style>");
    out += page.left(std::max<qsizetype>(done, 0));
    done = std::max<qsizetype>(done, 0);
    for (auto found = node.globalMatch(page, done); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const int group = match.captured(1).isEmpty() ? 2 : 1;
        out += page.mid(done, match.capturedStart(group) - done);
        // A text of several lines is so many texts.
        const QString text = plain(match.captured(group));
        const bool has_lines = text.trimmed().contains('\n');
        out += (has_lines ? told_lines(text.toStdString()) : told_text(text)).toHtmlEscaped();
        done = match.capturedEnd(group);
    }
    out += page.mid(done);
    const QString language = QCoreApplication::translate("report", "en", "code of the language");
    out.replace("<html lang=\"en\">", "<html lang=\"" + language + "\">");
    return out.toStdString();
}

}  // namespace deepwallet::gui
