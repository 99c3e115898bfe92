#include "gui/parser_sentences.hpp"

#include <QtGlobal>
#include <array>

#include "gui/sentences.hpp"

namespace deepwallet::gui {

namespace {

/// Of toml++ 3, with %1 for what changes, and the words that stand in their places.
constexpr std::array kSentences = {
    QT_TRANSLATE_NOOP("parser", "Error while parsing %1: %2"),
    QT_TRANSLATE_NOOP("parser", "Encountered invalid utf-8 sequence"),
    QT_TRANSLATE_NOOP("parser", "Encountered overlong utf-8 sequence"),
    QT_TRANSLATE_NOOP("parser", "Encountered EOF during incomplete utf-8 code point sequence"),
    QT_TRANSLATE_NOOP("parser", "encountered end-of-file"),
    QT_TRANSLATE_NOOP("parser", "cannot redefine existing %1 '%2'"),
    QT_TRANSLATE_NOOP("parser", "cannot redefine existing %1 '%2' as %3"),
    QT_TRANSLATE_NOOP("parser", "cannot insert '%1' into existing %2"),
    QT_TRANSLATE_NOOP("parser", "could not determine value type"),
    QT_TRANSLATE_NOOP("parser", "leading zeroes are prohibited"),
    QT_TRANSLATE_NOOP("parser", "missing exponent"),
    QT_TRANSLATE_NOOP("parser", "underscores must be followed by digits"),
    QT_TRANSLATE_NOOP("parser", "underscores may only follow digits"),
    QT_TRANSLATE_NOOP("parser", "values may not begin with underscores"),
    QT_TRANSLATE_NOOP("parser", "unexpected control character"),
    QT_TRANSLATE_NOOP(
        "parser", "unescaped control characters other than TAB (U+0009) are explicitly prohibited"),
    QT_TRANSLATE_NOOP("parser",
                      "control characters other than TAB (U+0009) are explicitly prohibited"),
    QT_TRANSLATE_NOOP(
        "parser",
        "control characters other than TAB (U+0009) are explicitly prohibited in comments"),
    QT_TRANSLATE_NOOP("parser", "unknown escape sequence '%1'"),
    QT_TRANSLATE_NOOP("parser", "tables with blank bare keys are explicitly prohibited"),
    QT_TRANSLATE_NOOP("parser", "exceeded maximum nested value depth of %1"),
    QT_TRANSLATE_NOOP("parser", "exceeds length limit of %1 digits"),
    QT_TRANSLATE_NOOP("parser", "unicode surrogates (U+D800 - U+DFFF) are explicitly prohibited"),
    QT_TRANSLATE_NOOP("parser", "values greater than U+10FFFF are invalid"),
    QT_TRANSLATE_NOOP("parser", "fractional component exceeds maximum precision of %1"),
    QT_TRANSLATE_NOOP("parser", "'%1' is not representable in 64 bits"),
    QT_TRANSLATE_NOOP("parser", "expected %1, saw '%2'"),
    QT_TRANSLATE_NOOP("parser", "expected %1, saw %2"),
    QT_TRANSLATE_NOOP("parser", "month between %1 and %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "hour between %1 to %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "hour between %1 and %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "minute between %1 and %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "second between %1 and %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "day between %1 and %2 (inclusive)"),
    QT_TRANSLATE_NOOP("parser", "%1-digit year"),
    QT_TRANSLATE_NOOP("parser", "%1-digit month"),
    QT_TRANSLATE_NOOP("parser", "%1-digit day"),
    QT_TRANSLATE_NOOP("parser", "%1-digit hour"),
    QT_TRANSLATE_NOOP("parser", "%1-digit minute"),
    QT_TRANSLATE_NOOP("parser", "%1-digit second"),
    QT_TRANSLATE_NOOP("parser", "a comment or whitespace"),
    QT_TRANSLATE_NOOP("parser", "keys, tables, whitespace or comments"),
    QT_TRANSLATE_NOOP("parser", "comma or closing ']'"),
    QT_TRANSLATE_NOOP("parser", "comma or closing '}'"),
    QT_TRANSLATE_NOOP("parser", "key or closing '}'"),
    QT_TRANSLATE_NOOP("parser", "value or closing ']'"),
    QT_TRANSLATE_NOOP("parser", "key-value pair or closing '}'"),
    QT_TRANSLATE_NOOP("parser", "value-terminator"),
    QT_TRANSLATE_NOOP("parser", "digit"),
    QT_TRANSLATE_NOOP("parser", "decimal digit"),
    QT_TRANSLATE_NOOP("parser", "hexadecimal digit"),
    QT_TRANSLATE_NOOP("parser", "comma"),
    QT_TRANSLATE_NOOP("parser", "closing '}' (dangling comma)"),
    QT_TRANSLATE_NOOP("parser", "array"),
    QT_TRANSLATE_NOOP("parser", "boolean"),
    QT_TRANSLATE_NOOP("parser", "comment"),
    QT_TRANSLATE_NOOP("parser", "date"),
    QT_TRANSLATE_NOOP("parser", "date-time"),
    QT_TRANSLATE_NOOP("parser", "date-time offset"),
    QT_TRANSLATE_NOOP("parser", "floating-point"),
    QT_TRANSLATE_NOOP("parser", "hexadecimal floating-point"),
    QT_TRANSLATE_NOOP("parser", "binary integer"),
    QT_TRANSLATE_NOOP("parser", "octal integer"),
    QT_TRANSLATE_NOOP("parser", "decimal integer"),
    QT_TRANSLATE_NOOP("parser", "hexadecimal integer"),
    QT_TRANSLATE_NOOP("parser", "integer"),
    QT_TRANSLATE_NOOP("parser", "inline table"),
    QT_TRANSLATE_NOOP("parser", "key"),
    QT_TRANSLATE_NOOP("parser", "key-value pair"),
    QT_TRANSLATE_NOOP("parser", "literal string"),
    QT_TRANSLATE_NOOP("parser", "root table"),
    QT_TRANSLATE_NOOP("parser", "string"),
    QT_TRANSLATE_NOOP("parser", "table"),
    QT_TRANSLATE_NOOP("parser", "table header"),
    QT_TRANSLATE_NOOP("parser", "time"),
    QT_TRANSLATE_NOOP("parser", "unicode scalar sequence"),
    QT_TRANSLATE_NOOP("parser", "value"),
};

}  // namespace

QString told_by_parser(const QString& text) {
    static const Sentences sentences("parser", kSentences);
    const QString known = sentences.told(text, told_by_parser);
    return known.isEmpty() ? text : known;
}

}  // namespace deepwallet::gui
