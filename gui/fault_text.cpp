#include "gui/fault_text.hpp"

#include <QCoreApplication>
#include <array>

#include "gui/sentences.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

constexpr const char* kContext = "faults";

/// What the engine says, with %1 for what changes. Longer ones come first where both would match.
constexpr std::array kSentences = {
    QT_TRANSLATE_NOOP("faults", "nothing varies"),
    QT_TRANSLATE_NOOP("faults", "there is no training iteration to simulate"),
    QT_TRANSLATE_NOOP("faults", "no such field"),
    QT_TRANSLATE_NOOP("faults", "no such section"),
    QT_TRANSLATE_NOOP("faults", "no such choice"),
    QT_TRANSLATE_NOOP("faults", "no such key"),
    QT_TRANSLATE_NOOP("faults", "no such entry among the %1"),
    QT_TRANSLATE_NOOP("faults", "out of range"),
    QT_TRANSLATE_NOOP("faults", "this is not true or false"),
    QT_TRANSLATE_NOOP("faults", "this is not a whole number"),
    QT_TRANSLATE_NOOP("faults", "this is not a number"),
    QT_TRANSLATE_NOOP("faults", "this is not text in quotes"),
    QT_TRANSLATE_NOOP("faults", "this is not one of its words, in quotes"),
    QT_TRANSLATE_NOOP("faults", "this is not a list of whole numbers"),
    QT_TRANSLATE_NOOP("faults", "this is not a list of numbers"),
    QT_TRANSLATE_NOOP("faults", "this is not a list of texts"),
    QT_TRANSLATE_NOOP("faults", "there is no value"),
    QT_TRANSLATE_NOOP("faults", "not given, and %1 needs it"),
    QT_TRANSLATE_NOOP("faults", "not given"),
    QT_TRANSLATE_NOOP("faults", "has no part in %1"),
    QT_TRANSLATE_NOOP("faults", "%1 attention heads do not divide by %2"),
    QT_TRANSLATE_NOOP("faults", "%1 heads do not divide by it"),
    QT_TRANSLATE_NOOP("faults", "%1 experts do not divide by %2"),
    QT_TRANSLATE_NOOP("faults", "%1 = %2 does not divide by it"),
    QT_TRANSLATE_NOOP("faults", "%1 = %2 does not divide by %3"),
    QT_TRANSLATE_NOOP("faults", "tensor %1 x pipeline %2 x context %3 does not divide %4 GPUs"),
    QT_TRANSLATE_NOOP("faults", "does not divide the data parallel degree %1"),
    QT_TRANSLATE_NOOP("faults", "does not divide by data %1 x micro-batch %2"),
    QT_TRANSLATE_NOOP("faults", "%1 has no such format"),
    QT_TRANSLATE_NOOP("faults", "%1 key/value heads can be neither split nor copied over %2 ranks"),
    QT_TRANSLATE_NOOP("faults", "a sequence of %1 does not divide by %2 for sequence parallelism"),
    QT_TRANSLATE_NOOP("faults", "a sequence of %1 does not divide into two pieces a rank"),
    QT_TRANSLATE_NOOP("faults", "%1 servers of %2 have %3"),
    QT_TRANSLATE_NOOP("faults", "%1 GPUs over tensor %2 x pipeline %3 x context %4 leave %5"),
    QT_TRANSLATE_NOOP("faults", "%1 layers do not fill %2 stages of %3 chunks"),
    QT_TRANSLATE_NOOP("faults", "%1 numbers for %2 pipeline stages"),
    QT_TRANSLATE_NOOP("faults", "adds up to %1 layers"),
    QT_TRANSLATE_NOOP("faults", "a given split goes with one chunk a stage only"),
    QT_TRANSLATE_NOOP("faults", "this schedule has no virtual stages"),
    QT_TRANSLATE_NOOP("faults", "there is one pipeline stage"),
    QT_TRANSLATE_NOOP("faults", "%1 needs an even number"),
    QT_TRANSLATE_NOOP("faults", "the model has no experts"),
    QT_TRANSLATE_NOOP("faults", "ZeRO stage %1 keeps no share of its own of what leaves the GPU"),
    QT_TRANSLATE_NOOP("faults", "%1 micro-batches in a pipeline of %2 stages"),
    QT_TRANSLATE_NOOP("faults", "the string is not closed at the end of its line"),
    QT_TRANSLATE_NOOP("faults", "keys and brackets are nested too deep"),
};

constexpr std::array kHelps = {
    QT_TRANSLATE_NOOP("faults", "did you mean '%1'? allowed: %2"),
    QT_TRANSLATE_NOOP("faults", "did you mean '%1'?"),
    QT_TRANSLATE_NOOP("faults", "allowed: %1"),
    QT_TRANSLATE_NOOP("faults", "%1 to %2 is allowed (%3)"),
    QT_TRANSLATE_NOOP("faults", "%1 and more is allowed (%2)"),
    QT_TRANSLATE_NOOP("faults", "%1 and less is allowed (%2)"),
    QT_TRANSLATE_NOOP("faults", "their product must be a divisor of the number of GPUs: %1 do"),
    QT_TRANSLATE_NOOP("faults", "half of the sequence must divide: %1 do"),
    QT_TRANSLATE_NOOP("faults", "%1 do; on servers of %2 GPUs take a divisor of %3 too"),
    QT_TRANSLATE_NOOP("faults", "%1 do"),
    QT_TRANSLATE_NOOP("faults",
                      "[sweep] names axes: grid.\"cluster.servers\" = [280, 350, 420]; or --set "
                      "cluster.servers=280,350,420"),
    QT_TRANSLATE_NOOP("faults", "it has %1"),
    QT_TRANSLATE_NOOP("faults", "leave cluster.gpus out to use all"),
    QT_TRANSLATE_NOOP("faults", "leave it out, or write %1"),
    QT_TRANSLATE_NOOP("faults",
                      "each chunk needs a layer, but for the embedding's and the head's: lower "
                      "pipeline or virtual_stages"),
    QT_TRANSLATE_NOOP("faults", "one number a stage"),
    QT_TRANSLATE_NOOP("faults", "the model has %1"),
    QT_TRANSLATE_NOOP("faults", "use gpipe, 1f1b, zb-h1 or zb-h2"),
    QT_TRANSLATE_NOOP("faults", "use the schedule interleaved or breadth-first"),
    QT_TRANSLATE_NOOP("faults", "virtual stages need parallelism.pipeline above 1"),
    QT_TRANSLATE_NOOP("faults", "leave it 1, or set model.experts"),
    QT_TRANSLATE_NOOP("faults", "take a multiple of %1"),
    QT_TRANSLATE_NOOP("faults", "take a divisor or a multiple of the key/value heads"),
    QT_TRANSLATE_NOOP("faults", "tokens of a sequence, e.g. 2048"),
    QT_TRANSLATE_NOOP("faults", "sequences of an iteration, e.g. 1920"),
    QT_TRANSLATE_NOOP("faults", "number of servers, e.g. 280"),
    QT_TRANSLATE_NOOP("faults", "this is not TOML (toml.io)"),
};

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
    static const Sentences sentences(kContext, kSentences);
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
    static const Sentences helps(kContext, kHelps);
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
