#include "engine/config/toml_edit.hpp"

#include <algorithm>
#include <optional>

#include <toml++/toml.h>

#include "engine/config/toml_reader.hpp"

namespace deepwallet {

namespace {

/// Bytes `begin` to `end` of a text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Byte offset of a position, whose column counts characters.
std::size_t offset_of(std::string_view text, const toml::source_position& at) {
    std::size_t offset = 0;
    for (toml::source_index line = 1; line < at.line; ++line) {
        const std::size_t end = text.find('\n', offset);
        if (end == std::string_view::npos)
            return text.size();
        offset = end + 1;
    }
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    };
    for (toml::source_index column = 1; column < at.column && offset < text.size(); ++column) {
        ++offset;
        while (continues(offset)) ++offset;
    }
    return offset;
}

Span span_of(std::string_view text, const toml::source_region& region) {
    return {offset_of(text, region.begin), offset_of(text, region.end)};
}

/// Past the line break of the line that holds this offset.
std::size_t next_line(std::string_view text, std::size_t offset) {
    const std::size_t end = text.find('\n', offset);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

/// `a.b.c` -> `a.b` and `c`.
struct SplitPath {
    std::string section;
    std::string key;
};

SplitPath split(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos)
        return {"", path};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

/// A key with what stands behind it.
struct Found {
    Span key;
    Span value;
};

/// A quoted key may hold dots: `set."cluster.servers"` is found by set.cluster.servers too.
std::optional<Found> find(std::string_view text,
                          const toml::table& table,
                          const std::string& path) {
    for (std::size_t end = path.find('.');; end = path.find('.', end + 1)) {
        const bool whole = end == std::string::npos;
        if (const auto at = table.find(path.substr(0, end)); at != table.end()) {
            if (whole)
                return Found{span_of(text, at->first.source()), span_of(text, at->second.source())};
            const toml::table* below = at->second.as_table();
            if (const auto found =
                    below == nullptr ? std::nullopt : find(text, *below, path.substr(end + 1)))
                return found;
        }
        if (whole)
            return std::nullopt;
    }
}

Fault not_written(const std::string& path, const std::string& why) {
    return {ErrorCode::conflict,
            path,
            path + " cannot be written here: " + why,
            "change it in the text of the file"};
}

/// Where a new key of a section goes: behind its last value, or its heading; none where the text
/// has no such section.
Result<std::optional<std::size_t>> end_of_section(std::string_view text,
                                                  const toml::table& root,
                                                  const SplitPath& path) {
    const toml::table* table = &root;
    std::optional<std::size_t> end;
    if (!path.section.empty()) {
        const auto node = root.at_path(path.section);
        if (!node)
            return end;
        table = node.as_table();
        if (table == nullptr)
            return failure(
                not_written(path.section + "." + path.key, path.section + " is a value"));
        if (table->is_inline())
            return failure(
                not_written(path.section + "." + path.key, path.section + " stands on one line"));
        const std::size_t begin = offset_of(text, table->source().begin);
        // One that dotted keys alone make has no heading.
        if (begin >= text.size() || text[begin] != '[')
            return end;
        end = next_line(text, begin);
    }
    for (const auto& [key, node] : *table) {
        const bool own = !node.is_table() || node.as_table()->is_inline();
        if (own)
            end = std::max(end.value_or(0), next_line(text, span_of(text, node.source()).end));
    }
    return end;
}

std::string line_of(const std::string& key, const Value& value) {
    return key + " = " + to_text(value) + "\n";
}

/// The text with `line` inserted at the start of a line.
std::string inserted(std::string_view text, std::size_t at, const std::string& line) {
    std::string out(text.substr(0, at));
    if (!out.empty() && out.back() != '\n')
        out += '\n';
    out += line;
    out += text.substr(at);
    return out;
}

std::string added(std::string_view text, const SplitPath& path, const Value& value) {
    const std::string line = line_of(path.key, value);
    if (path.section.empty())
        return inserted(text, 0, line);
    const std::string gap = text.empty() ? "" : "\n";
    return inserted(text, text.size(), gap + "[" + path.section + "]\n" + line);
}

}  // namespace

Result<std::string> with_value(std::string_view text, const std::string& path, const Value& value) {
    // The reader refuses what toml++ must not be shown.
    if (const auto readable = read_toml(text, "");
        !readable && !readable.error().empty() && readable.error()[0].code == ErrorCode::syntax)
        return tl::unexpected(readable.error());
    const toml::table root = toml::parse(text);
    const SplitPath at = split(path);
    std::string out;
    if (const auto found = find(text, root, path)) {
        out = std::string(text.substr(0, found->value.begin)) + to_text(value) +
              std::string(text.substr(found->value.end));
    } else {
        const auto end = end_of_section(text, root, at);
        if (!end)
            return tl::unexpected(end.error());
        out = *end ? inserted(text, **end, line_of(at.key, value)) : added(text, at, value);
    }
    return out;
}

Result<std::string> without_value(std::string_view text, const std::string& path) {
    if (const auto readable = read_toml(text, "");
        !readable && !readable.error().empty() && readable.error()[0].code == ErrorCode::syntax)
        return tl::unexpected(readable.error());
    const toml::table root = toml::parse(text);
    const auto found = find(text, root, path);
    if (!found)
        return std::string(text);
    const std::size_t begin = line_begin(text, found->key.begin);
    const std::string_view before = text.substr(begin, found->key.begin - begin);
    // The keys before a dotted key's last are its own.
    if (before.find_first_of("=,{[") != std::string_view::npos)
        return failure(not_written(path, "it stands in the middle of a line"));
    std::string out(text.substr(0, begin));
    out += text.substr(next_line(text, found->value.end));
    return out;
}

}  // namespace deepwallet
