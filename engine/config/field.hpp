#pragma once

/// Fields: each input described once. A field knows its path, type, unit, range and help, and how
/// to get and set itself on a struct; reading, checking, `--set`, the JSON Schema and forms follow.

#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/core/units.hpp"

namespace deepwallet {

enum class FieldType { boolean, integer, number, text, choice, numbers, integers, texts };

/// Both ends belong to the range; never infinite, so that infinities and NaN fall outside.
struct Range {
    double least = std::numeric_limits<double>::lowest();
    double greatest = std::numeric_limits<double>::max();

    [[nodiscard]] bool contains(double x) const { return x >= least && x <= greatest; }
};

/// What there is to say about a field without the struct it belongs to.
struct FieldInfo {
    std::string path;
    FieldType type = FieldType::text;
    std::string unit;
    std::string help;
    Range range;
    std::vector<std::string> choices;
};

template <class T>
struct Field : FieldInfo {
    /// Absent where an optional input is not given.
    std::function<std::optional<Value>(const T&)> get;
    /// Takes a value that `checked` has let through.
    std::function<void(T&, const Value&)> set;
};

template <class T>
using Fields = std::vector<Field<T>>;

/// The assigned value in the type of the field (3.0 is the integer 3), or what is wrong with it.
Result<Value> checked(const FieldInfo& field, const Assignment& assignment);

/// Is this an identifier-like name of a preset file: letters, digits, '-', '_', '.', no leading
/// dot?
bool is_plain_name(std::string_view name);

/// The field that an unknown path most likely means: a near word in its section, a near path, or
/// the same word in another section.
std::optional<std::string> meant_field(const std::string& path, std::span<const std::string> known);

/// The fault of a path that no field has; its help is the field that is meant, else what its
/// section has.
Fault unknown_field(const Assignment& assignment, std::span<const std::string> known);

/// Sets what the assignments say; each that no field takes, or that its field refuses, is a fault.
template <class T>
void assign(const Fields<T>& fields, const Assignments& values, T& object, Faults& faults) {
    for (const Assignment& value : values) {
        const Field<T>* target = nullptr;
        for (const Field<T>& field : fields) {
            if (field.path == value.path)
                target = &field;
        }
        if (target == nullptr) {
            std::vector<std::string> known;
            for (const Field<T>& field : fields) known.push_back(field.path);
            faults.push_back(unknown_field(value, known));
        } else if (const Result<Value> good = checked(*target, value)) {
            target->set(object, *good);
        } else {
            faults.insert(faults.end(), good.error().begin(), good.error().end());
        }
    }
}

namespace detail {

template <class X>
struct is_optional : std::false_type {};
template <class X>
struct is_optional<std::optional<X>> : std::true_type {};

/// Stored member -> Value, through `convert`; an empty optional gives no value.
template <class X, class Convert>
std::optional<Value> read_member(const X& member, Convert convert) {
    if constexpr (is_optional<X>::value) {
        if (!member)
            return std::nullopt;
        return Value(convert(*member));
    } else {
        return Value(convert(member));
    }
}

template <class T, class Project, class Read, class Write>
Field<T> make_field(FieldInfo info, Project project, Read read, Write write) {
    return Field<T>{
        std::move(info),
        [=](const T& object) { return read_member(std::invoke(project, object), read); },
        [=](T& object, const Value& value) { std::invoke(project, object) = write(value); }};
}

}  // namespace detail

/// `project` picks the member: `&Model::layers`, or a function from the struct to what lies deeper.
template <class T, class Project>
Field<T> integer(std::string path, std::string help, Range range, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::integer, "", std::move(help), range, {}},
        project,
        [](std::int64_t n) { return n; },
        [](const Value& v) { return std::get<std::int64_t>(v); });
}

template <class T, class Project>
Field<T> number(
    std::string path, std::string unit, std::string help, Range range, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::number, std::move(unit), std::move(help), range, {}},
        project,
        [](double x) { return x; },
        [](const Value& v) { return std::get<double>(v); });
}

/// A typed quantity, written as a number of `unit`s; the path ends in the unit's name.
template <class T, Dimension D, class Project>
Field<T> quantity(std::string path,
                  std::string unit_name,
                  Quantity<D> unit,
                  std::string help,
                  Range range,
                  Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::number, std::move(unit_name), std::move(help), range, {}},
        project,
        [unit](Quantity<D> q) { return q.in(unit); },
        [unit](const Value& v) { return std::get<double>(v) * unit; });
}

template <class T, class Project>
Field<T> boolean(std::string path, std::string help, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::boolean, "", std::move(help), {}, {}},
        project,
        [](bool b) { return b; },
        [](const Value& v) { return std::get<bool>(v); });
}

template <class T, class Project>
Field<T> text(std::string path, std::string help, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::text, "", std::move(help), {}, {}},
        project,
        [](const std::string& s) { return s; },
        [](const Value& v) { return std::get<std::string>(v); });
}

template <class T, class Project>
Field<T> numbers(
    std::string path, std::string unit, std::string help, Range range, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::numbers, std::move(unit), std::move(help), range, {}},
        project,
        [](const std::vector<double>& xs) { return xs; },
        [](const Value& v) { return std::get<std::vector<double>>(v); });
}

template <class T, class Project>
Field<T> integers(std::string path, std::string help, Range range, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::integers, "", std::move(help), range, {}},
        project,
        [](const std::vector<std::int64_t>& ns) {
            return std::vector<double>(ns.begin(), ns.end());
        },
        [](const Value& v) {
            const auto& xs = std::get<std::vector<double>>(v);
            std::vector<std::int64_t> ns;
            for (const double x : xs) ns.push_back(static_cast<std::int64_t>(x));
            return ns;
        });
}

template <class T, class Project>
Field<T> texts(std::string path, std::string help, Project project) {
    return detail::make_field<T>(
        {std::move(path), FieldType::texts, "", std::move(help), {}, {}},
        project,
        [](const std::vector<std::string>& xs) { return xs; },
        [](const Value& v) { return std::get<std::vector<std::string>>(v); });
}

/// The words of an enumeration, as TOML, JSON and the command line write them.
template <class E>
using Names = std::vector<std::pair<E, std::string>>;

template <class E>
std::string name_of(const Names<E>& names, E value) {
    for (const auto& [known, name] : names) {
        if (known == value)
            return name;
    }
    return "";
}

template <class T, class E, class Project>
Field<T> choice(std::string path, std::string help, const Names<E>& names, Project project) {
    FieldInfo info{std::move(path), FieldType::choice, "", std::move(help), {}, {}};
    for (const auto& entry : names) info.choices.push_back(entry.second);
    return detail::make_field<T>(
        std::move(info),
        project,
        [names](E value) { return name_of(names, value); },
        [names](const Value& v) {
            const auto& word = std::get<std::string>(v);
            for (const auto& [value, name] : names) {
                if (name == word)
                    return value;
            }
            return names.front().first;
        });
}

/// The fields of a member struct, as fields of the struct around it: `layers` -> `model.layers`;
/// without a prefix their paths stay as they are.
template <class Outer, class Inner, class Project>
void add_section(Fields<Outer>& into,
                 const std::string& prefix,
                 const Fields<Inner>& inner,
                 Project project) {
    for (const Field<Inner>& field : inner) {
        FieldInfo info = field;
        if (!prefix.empty())
            info.path = prefix + "." + field.path;
        into.push_back(
            {std::move(info),
             [project, get = field.get](const Outer& o) { return get(std::invoke(project, o)); },
             [project, set = field.set](Outer& o, const Value& v) {
                 set(std::invoke(project, o), v);
             }});
    }
}

}  // namespace deepwallet
