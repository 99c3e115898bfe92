#include "engine/sweep/expression.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>
#include <muParser.h>

#include "engine/config/hints.hpp"

namespace deepwallet {

namespace {

constexpr const char* kNameCharacters =
    "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Longer ones are no formulas, and deep ones take stack.
constexpr std::size_t kLongest = 2000;
constexpr std::ptrdiff_t kMostBrackets = 100;

std::unique_ptr<mu::Parser> make_parser(const std::string& text) {
    auto parser = std::make_unique<mu::Parser>();
    parser->DefineNameChars(kNameCharacters);
    parser->SetExpr(text);
    return parser;
}

Fault fault_of(const std::string& text, std::string what, std::string help, const Place& place) {
    return {ErrorCode::syntax, "", fmt::format("'{}': {}", text, what), std::move(help), place};
}

/// What muParser would take for a formula and nobody means: an assignment, which is true, and
/// several formulas, of which the last counts.
std::string misread(const std::string& text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth <= 0)
            return "one formula is wanted, not several";
        if (c != '=')
            continue;
        const bool behind = i > 0 && std::string_view("<>!").find(text[i - 1]) != std::string::npos;
        if (i + 1 < text.size() && text[i + 1] == '=')
            ++i;
        else if (!behind)
            return "a single '=' compares nothing, '==' does";
    }
    return "";
}

std::vector<std::string> names_in(const std::string& text) {
    const auto parser = make_parser(text);
    std::vector<std::string> names;
    for (const auto& [name, value] : parser->GetUsedVar()) names.push_back(name);
    return names;
}

}  // namespace

Result<Expression> Expression::parse(const std::string& text,
                                     std::span<const std::string> known,
                                     const Place& place) {
    if (text.size() > kLongest || std::count(text.begin(), text.end(), '(') > kMostBrackets)
        return failure(fault_of(text.substr(0, 40) + "…", "too long for a formula", "", place));
    if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 32 || c > 126; }))
        return failure(fault_of("…", "letters that no formula has", "plain ASCII", place));
    if (const std::string what = misread(text); !what.empty())
        return failure(fault_of(text, what, "for example run.days <= 30", place));
    try {
        std::vector<std::string> names = names_in(text);
        for (const std::string& name : names) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                Fault fault = fault_of(text,
                                       fmt::format("no field or metric {}", name),
                                       did_you_mean(name, known),
                                       place);
                fault.code = ErrorCode::unknown_name;
                return failure(std::move(fault));
            }
        }
        Expression out(text, std::move(names));
        out.parser_->Eval();
        return out;
    } catch (const mu::Parser::exception_type& e) {
        return failure(fault_of(text,
                                e.GetMsg(),
                                "for example run.days <= 30, or cost.total_usd / model.parameters",
                                place));
    }
}

Expression::Expression(std::string text, std::vector<std::string> names)
    : text_(std::move(text)), names_(std::move(names)), values_(names_.size(), 1.0) {
    bind();
}

void Expression::bind() {
    parser_ = make_parser(text_);
    for (std::size_t i = 0; i < names_.size(); ++i) parser_->DefineVar(names_[i], &values_[i]);
}

Expression::Expression(const Expression& other)
    : text_(other.text_), names_(other.names_), values_(other.values_) {
    bind();
}

// The values stay where they are, and with them what the parser points to.
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

Expression& Expression::operator=(const Expression& other) {
    if (this != &other)
        *this = Expression(other);
    return *this;
}

double Expression::evaluate(std::span<const double> values) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (std::isnan(values[i]))
            return std::numeric_limits<double>::quiet_NaN();
        values_[i] = values[i];
    }
    return parser_->Eval();
}

}  // namespace deepwallet
