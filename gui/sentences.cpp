#include "gui/sentences.hpp"

#include <QCoreApplication>
#include <algorithm>

namespace deepwallet::gui {

namespace {

/// Of "%1 heads do not divide by it" the expression that finds the places.
QRegularExpression expression_of(const char* pattern) {
    QString text = QRegularExpression::escape(QString::fromUtf8(pattern));
    for (int place = 1; place <= 5; ++place) text.replace("\\%" + QString::number(place), "(.+?)");
    return QRegularExpression("^" + text + "$", QRegularExpression::DotMatchesEverythingOption);
}

/// Without the places.
qsizetype words_length(const char* pattern) {
    const QString text = QString::fromUtf8(pattern);
    return text.size() - 2 * text.count('%');
}

}  // namespace

bool is_source_language() {
    const char* known = "no such field";
    return QCoreApplication::translate("faults", known) == QLatin1String(known);
}

Sentences::Sentences(const char* context, std::span<const char* const> patterns)
    : context_(context) {
    for (const char* pattern : patterns) patterns_.emplace_back(pattern, expression_of(pattern));
    // Where two match, the one with more words of its own says more.
    std::stable_sort(patterns_.begin(), patterns_.end(), [](const auto& a, const auto& b) {
        return words_length(a.first) > words_length(b.first);
    });
}

QString Sentences::told(const QString& text,
                        const std::function<QString(const QString&)>& inner) const {
    for (const auto& [pattern, expression] : patterns_) {
        const QRegularExpressionMatch match = expression.match(text);
        if (!match.hasMatch())
            continue;
        QString out = QCoreApplication::translate(context_, pattern);
        for (int place = match.lastCapturedIndex(); place >= 1; --place) {
            const QString mark = "%" + QString::number(place);
            const QString found = match.captured(place);
            const bool quoted = QString::fromUtf8(pattern).contains("'" + mark + "'");
            out.replace(mark, quoted ? found : inner(found));
        }
        return out;
    }
    return {};
}

}  // namespace deepwallet::gui
