#include "engine/config/field.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "engine/config/hints.hpp"

namespace deepwallet {

namespace {

Fault fault(ErrorCode code, const Assignment& a, std::string_view what, std::string help) {
    return {code,
            a.path,
            fmt::format("{} = {}: {}", a.path, to_text(a.value), what),
            std::move(help),
            a.place};
}

std::string type_name(FieldType type) {
    switch (type) {
        case FieldType::boolean:
            return "true or false";
        case FieldType::integer:
            return "a whole number";
        case FieldType::number:
            return "a number";
        case FieldType::text:
            return "text in quotes";
        case FieldType::choice:
            return "one of its words, in quotes";
        case FieldType::numbers:
            return "a list of numbers";
        case FieldType::integers:
            return "a list of whole numbers";
        case FieldType::texts:
            return "a list of texts";
    }
    return "";
}

std::string range_text(const FieldInfo& field) {
    const Range all;
    const std::string unit = field.unit.empty() ? "" : " " + field.unit;
    const bool below = field.range.greatest < all.greatest;
    const bool above = field.range.least > all.least;
    if (above && below) {
        return fmt::format("{} to {}{} is allowed",
                           to_text(field.range.least),
                           to_text(field.range.greatest),
                           unit);
    }
    if (above)
        return fmt::format("{}{} and more is allowed", to_text(field.range.least), unit);
    if (below)
        return fmt::format("{}{} and less is allowed", to_text(field.range.greatest), unit);
    const bool whole = field.type == FieldType::integer || field.type == FieldType::integers;
    return whole ? "a whole number below 2^53 is allowed" : "a finite number is allowed";
}

Fault wrong_type(const FieldInfo& field, const Assignment& a) {
    return fault(ErrorCode::wrong_type,
                 a,
                 "this is not " + type_name(field.type),
                 field.choices.empty() ? field.help : "allowed: " + enumerate(field.choices));
}

Fault out_of_range(const FieldInfo& field, const Assignment& a) {
    return fault(
        ErrorCode::out_of_range, a, "out of range", range_text(field) + " (" + field.help + ")");
}

std::optional<double> as_number(const Value& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    if (const auto* x = std::get_if<double>(&value))
        return *x;
    return std::nullopt;
}

/// From here on a whole number may share its double with a neighbour.
constexpr double kExactIntegers = 9007199254740992.0;

bool is_fraction(double x) { return std::isfinite(x) && std::floor(x) != x; }

bool in_range(const FieldInfo& field, bool whole, double x) {
    return field.range.contains(x) && (!whole || std::abs(x) < kExactIntegers);
}

Result<Value> checked_number(const FieldInfo& field, const Assignment& a) {
    const std::optional<double> x = as_number(a.value);
    if (!x)
        return failure(wrong_type(field, a));
    const bool whole = field.type == FieldType::integer;
    if (whole && is_fraction(*x))
        return failure(wrong_type(field, a));
    if (!in_range(field, whole, *x))
        return failure(out_of_range(field, a));
    if (whole)
        return Value(static_cast<std::int64_t>(*x));
    return Value(*x);
}

Result<Value> checked_numbers(const FieldInfo& field, const Assignment& a) {
    const auto* xs = std::get_if<std::vector<double>>(&a.value);
    if (xs == nullptr)
        return failure(wrong_type(field, a));
    const bool whole = field.type == FieldType::integers;
    for (const double x : *xs) {
        if (whole && is_fraction(x))
            return failure(wrong_type(field, a));
        if (!in_range(field, whole, x))
            return failure(out_of_range(field, a));
    }
    return a.value;
}

Fault no_such_choice(const FieldInfo& field, const Assignment& a, const std::string& word) {
    const auto close = nearest(word, field.choices);
    return fault(ErrorCode::out_of_range,
                 a,
                 "no such choice",
                 (close ? fmt::format("did you mean '{}'? ", *close) : "") +
                     "allowed: " + enumerate(field.choices));
}

Result<Value> checked_choice(const FieldInfo& field, const Assignment& a) {
    const auto* word = std::get_if<std::string>(&a.value);
    if (word == nullptr)
        return failure(wrong_type(field, a));
    if (std::find(field.choices.begin(), field.choices.end(), *word) != field.choices.end()) {
        return a.value;
    }
    return failure(no_such_choice(field, a, *word));
}

template <class T>
Result<Value> checked_as(const FieldInfo& field, const Assignment& a) {
    if (!std::holds_alternative<T>(a.value))
        return failure(wrong_type(field, a));
    return a.value;
}

/// An empty TOML list has no type of its own.
Result<Value> checked_texts(const FieldInfo& field, const Assignment& a) {
    const auto* numbers = std::get_if<std::vector<double>>(&a.value);
    if (numbers != nullptr && numbers->empty())
        return Value(std::vector<std::string>{});
    const auto* words = std::get_if<std::vector<std::string>>(&a.value);
    if (words == nullptr)
        return failure(wrong_type(field, a));
    for (const std::string& word : *words) {
        if (!field.choices.empty() &&
            std::find(field.choices.begin(), field.choices.end(), word) == field.choices.end())
            return failure(no_such_choice(field, a, word));
    }
    return a.value;
}

/// The path up to its last word: "parallelism." of "parallelism.tensor".
std::string section_of(const std::string& path) { return path.substr(0, path.rfind('.') + 1); }

std::string word_of(const std::string& path) { return path.substr(path.rfind('.') + 1); }

/// Last words of the fields of a section.
std::vector<std::string> words_of(const std::string& section, std::span<const std::string> known) {
    std::vector<std::string> words;
    for (const std::string& path : known) {
        if (section_of(path) == section)
            words.push_back(word_of(path));
    }
    return words;
}

/// Fields of the path's section, or the sections where there is no such section.
std::string known_fields(const std::string& path, std::span<const std::string> known) {
    const std::vector<std::string> words = words_of(section_of(path), known);
    if (!words.empty() && !section_of(path).empty())
        return fmt::format("{} has {}",
                           section_of(path).substr(0, section_of(path).size() - 1),
                           enumerate(words, words.size()));
    std::vector<std::string> sections;
    for (const std::string& field : known) {
        const std::string section = field.substr(0, field.find('.'));
        if (std::find(sections.begin(), sections.end(), section) == sections.end())
            sections.push_back(section);
    }
    return "known: " + enumerate(sections, sections.size());
}

}  // namespace

Result<Value> checked(const FieldInfo& field, const Assignment& assignment) {
    switch (field.type) {
        case FieldType::boolean:
            return checked_as<bool>(field, assignment);
        case FieldType::text:
            return checked_as<std::string>(field, assignment);
        case FieldType::texts:
            return checked_texts(field, assignment);
        case FieldType::choice:
            return checked_choice(field, assignment);
        case FieldType::integer:
        case FieldType::number:
            return checked_number(field, assignment);
        case FieldType::numbers:
        case FieldType::integers:
            return checked_numbers(field, assignment);
    }
    return failure(wrong_type(field, assignment));
}

std::optional<std::string> meant_field(const std::string& path,
                                       std::span<const std::string> known) {
    const std::vector<std::string> words = words_of(section_of(path), known);
    if (const auto close = nearest(word_of(path), words))
        return section_of(path) + *close;
    std::vector<std::string> elsewhere;
    for (const std::string& candidate : known) {
        if (section_of(candidate) != section_of(path))
            elsewhere.push_back(candidate);
    }
    if (const auto close = nearest(path, elsewhere))
        return close;
    const auto same = std::find_if(elsewhere.begin(), elsewhere.end(), [&](const auto& other) {
        return word_of(other) == word_of(path);
    });
    return same == elsewhere.end() ? std::nullopt : std::optional(*same);
}

Fault unknown_field(const Assignment& a, std::span<const std::string> known) {
    const auto meant = meant_field(a.path, known);
    return {ErrorCode::unknown_name,
            a.path,
            a.path + ": no such field",
            meant ? fmt::format("did you mean '{}'?", *meant) : known_fields(a.path, known),
            a.place};
}

bool is_plain_name(std::string_view name) {
    if (name.empty() || name.front() == '.' || name.size() > 128)
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    });
}

}  // namespace deepwallet
