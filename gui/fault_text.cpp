#include "gui/fault_text.hpp"

#include <QCoreApplication>

#include "gui/fault_sentences.hpp"
#include "gui/parser_sentences.hpp"
#include "gui/sentences.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kContext = "faults";

QString kind_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::io:
            return QCoreApplication::translate("faults", "file");
        case ErrorCode::syntax:
            return QCoreApplication::translate("faults", "syntax");
        case ErrorCode::unknown_name:
            return QCoreApplication::translate("faults", "unknown name");
        case ErrorCode::wrong_type:
            return QCoreApplication::translate("faults", "wrong type");
        case ErrorCode::out_of_range:
            return QCoreApplication::translate("faults", "out of range");
        case ErrorCode::missing:
            return QCoreApplication::translate("faults", "missing");
        case ErrorCode::conflict:
            return QCoreApplication::translate("faults", "conflict");
    }
    return {};
}

/// A help of a field is one of the engine's texts.
QString translated(const QString& text, const Sentences& sentences) {
    return sentences.told(text, [](const QString& part) { return told(part.toStdString()); });
}

/// Where "path: " or "path = value: " ends; 0 where the message does not begin so.
qsizetype prefix_length(const QString& message, const QString& path) {
    if (path.isEmpty() || !message.startsWith(path))
        return 0;
    const qsizetype colon = message.indexOf(": ", path.size());
    return colon < 0 ? 0 : colon + 2;
}

}  // namespace

QString told_message(const Fault& fault) {
    const QString message = qt(fault.message);
    if (is_source_language())
        return message;
    if (fault.code == ErrorCode::syntax) {
        if (const QString known = told_by_parser(message); known != message)
            return known;
    }
    static const Sentences sentences(kContext, fault_sentences());
    // A value may have a colon too: the sentence stands behind one of them.
    for (qsizetype at = prefix_length(message, qt(fault.path)); at >= 0;) {
        if (const QString known = translated(message.mid(at), sentences); !known.isEmpty())
            return message.left(at) + known;
        const qsizetype next = message.indexOf(": ", at);
        at = next < 0 ? -1 : next + 2;
    }
    return QCoreApplication::translate("faults", "%1: %2").arg(kind_of(fault.code), message);
}

QString told_help(const Fault& fault) {
    const QString help = qt(fault.help);
    if (help.isEmpty() || is_source_language())
        return help;
    static const Sentences helps(kContext, fault_helps());
    const QString known = translated(help, helps);
    return known.isEmpty() ? told(fault.help) : known;
}

QString told_fault(const Fault& fault, const QString& between) {
    const QString help = told_help(fault);
    return told_message(fault) + (help.isEmpty() ? QString() : between + help);
}

QString told_faults(const Faults& faults) {
    if (is_source_language())
        return qt(render(faults));
    QString out;
    for (const Fault& fault : faults) {
        QString place = qt(fault.place.file);
        if (fault.place.line > 0)
            place += ":" + QString::number(fault.place.line);
        out += (place.isEmpty() ? QString() : place + ": ") + told_fault(fault, "\n  ") + '\n';
    }
    return out;
}

QString told_value(const std::string& value) {
    const QString text = qt(value);
    const qsizetype space = text.lastIndexOf(' ');
    if (space < 0)
        return text;
    const std::string unit = text.mid(space + 1).toStdString();
    const QString word = told(unit, "unit");
    return word.isEmpty() ? text : text.left(space + 1) + word;
}

}  // namespace deepwallet::gui
