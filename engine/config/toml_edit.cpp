#include "engine/config/toml_edit.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>
#include <vector>

#include <toml++/toml.h>

#include "engine/config/toml_reader.hpp"

namespace deepwallet {

namespace {

/// Bytes `begin` to `end` of a text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Past the mark that a file may begin with, which no position counts.
std::size_t text_begin(std::string_view text) {
    return text.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0;
}

/// Byte offset of a position, whose column counts characters.
std::size_t offset_of(std::string_view text, const toml::source_position& at) {
    std::size_t offset = text_begin(text);
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

std::vector<std::string> parts_of(const std::string& path) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', begin)) {
        out.push_back(path.substr(begin, dot - begin));
        begin = dot + 1;
    }
    out.push_back(path.substr(begin));
    return out;
}

std::string joined(const std::vector<std::string>& parts, std::size_t first, std::size_t last) {
    std::string out;
    for (std::size_t i = first; i < last; ++i) out += (i == first ? "" : ".") + parts[i];
    return out;
}

/// How a table stands in the text: as the file, below its heading `[a]`, implied by a heading
/// `[a.b]`, in braces, or made by dotted keys alone.
enum class Form { file, heading, implied, braces, dotted };

Form form_of(const toml::key& key, const toml::table& table) {
    if (table.is_inline())
        return Form::braces;
    const toml::source_position begin = table.source().begin;
    if (begin == key.source().begin)
        return Form::dotted;
    const bool is_implied = std::any_of(table.begin(), table.end(), [&](const auto& entry) {
        return entry.second.source().begin == begin;
    });
    return is_implied ? Form::implied : Form::heading;
}

/// `[[a]]`: each of its tables has a heading.
bool has_headings(const toml::node& node) {
    const toml::array* array = node.as_array();
    return array != nullptr && !array->empty() && array->front().is_table() &&
           !array->front().as_table()->is_inline();
}

/// A key with what stands behind it.
struct Entry {
    Span key;
    Span value;
};

/// The values of a table that stand with it and below no heading of their own, in their order.
std::vector<Entry> own_entries(std::string_view text, const toml::table& table) {
    std::vector<Entry> out;
    for (const auto& [key, node] : table) {
        const toml::table* below = node.as_table();
        const Form form = below == nullptr ? Form::braces : form_of(key, *below);
        if (form == Form::dotted) {
            const std::vector<Entry> more = own_entries(text, *below);
            out.insert(out.end(), more.begin(), more.end());
        } else if (form == Form::braces && !has_headings(node)) {
            out.push_back({span_of(text, key.source()), span_of(text, node.source())});
        }
    }
    std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) {
        return a.value.begin < b.value.begin;
    });
    return out;
}

/// The braces that a value stands in.
struct Braces {
    const toml::table* table = nullptr;
    std::string path;
};

struct Found {
    Entry at;
    const toml::node* node = nullptr;
    Braces inside;  ///< none where it has a line of its own
};

/// A quoted key may hold dots: `set."cluster.servers"` is found by set.cluster.servers too.
std::optional<Found> find(std::string_view text,
                          const toml::table& table,
                          const std::string& path,
                          const std::string& above = {},
                          const Braces& inside = {}) {
    for (std::size_t end = path.find('.');; end = path.find('.', end + 1)) {
        const bool whole = end == std::string::npos;
        if (const auto at = table.find(path.substr(0, end)); at != table.end()) {
            if (whole)
                return Found{
                    {span_of(text, at->first.source()), span_of(text, at->second.source())},
                    &at->second,
                    inside};
            if (const toml::table* below = at->second.as_table()) {
                const std::string here = above + path.substr(0, end);
                const Braces in = below->is_inline() ? Braces{below, here} : inside;
                if (auto found = find(text, *below, path.substr(end + 1), here + ".", in))
                    return found;
            }
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

/// As the file ends its lines.
std::string line_break_of(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

/// The text with a line inserted at the start of a line.
std::string inserted(std::string_view text, std::size_t at, const std::string& line) {
    std::string out(text.substr(0, at));
    if (out.size() > text_begin(text) && out.back() != '\n')
        out += line_break_of(text);
    out += line + line_break_of(text);
    out += text.substr(at);
    return out;
}

std::string setting_of(const std::string& key, const std::string& written) {
    return key + " = " + written;
}

/// Blanks before the first key of this entry's line.
std::string indentation(std::string_view text, const Entry& entry) {
    const std::size_t begin = line_begin(text, entry.key.begin);
    const std::size_t end = text.find_first_not_of(" \t", begin);
    return std::string(text.substr(begin, end - begin));
}

/// The line behind an entry, indented as its own.
std::string below(std::string_view text, const Entry& entry, const std::string& setting) {
    return inserted(text, next_line(text, entry.value.end), indentation(text, entry) + setting);
}

/// Where a new key goes.
struct Home {
    const toml::table* holder = nullptr;  ///< with a place of its own in the text
    Form form = Form::file;               ///< of the holder
    const toml::table* table = nullptr;   ///< the deepest that is there; dotted below the holder
    std::size_t below_holder = 0;         ///< parts of the path that lead to the holder
    std::size_t below_table = 0;          ///< and to the table
};

Result<Home> home_of(const toml::table& root, const std::vector<std::string>& parts) {
    Home out{&root, Form::file, &root, 0, 0};
    while (out.below_table + 1 < parts.size()) {
        const auto at = out.table->find(parts[out.below_table]);
        if (at == out.table->end())
            return out;
        const toml::table* next = at->second.as_table();
        if (next == nullptr || next->contains("value"))
            return failure(not_written(joined(parts, 0, parts.size()),
                                       joined(parts, 0, out.below_table + 1) + " is a value"));
        out.table = next;
        ++out.below_table;
        const Form form = form_of(at->first, *next);
        if (form == Form::dotted)
            continue;
        out.holder = next;
        out.form = form;
        out.below_holder = out.below_table;
    }
    return out;
}

/// Behind the last value of the braces that is the new one's neighbour.
std::string added_in_braces(std::string_view text, const Home& home, const std::string& setting) {
    const std::vector<Entry> all = own_entries(text, *home.table);
    const Span braces = span_of(text, home.holder->source());
    const Span at = all.empty() ? Span{braces.begin + 1, braces.end - 1}
                                : Span{all.back().value.end, all.back().value.end};
    return std::string(text.substr(0, at.begin)) +
           (all.empty() ? " " + setting + " " : ", " + setting) + std::string(text.substr(at.end));
}

std::string added_section(std::string_view text,
                          const std::string& section,
                          const std::string& setting) {
    const std::string end = line_break_of(text);
    const std::string gap = text.size() == text_begin(text) ? "" : end;
    return inserted(text, text.size(), gap + "[" + section + "]" + end + setting);
}

/// A key that is new: beside its neighbours and written as they are, or in a new section.
Result<std::string> added(std::string_view text,
                          const toml::table& root,
                          const std::vector<std::string>& parts,
                          const std::string& written) {
    const Result<Home> home = home_of(root, parts);
    if (!home)
        return tl::unexpected(home.error());
    const std::string setting =
        setting_of(joined(parts, home->below_holder, parts.size()), written);
    if (home->form == Form::braces)
        return added_in_braces(text, *home, setting);
    const std::vector<Entry> neighbours = own_entries(text, *home->table);
    const bool is_dotted = home->holder != home->table;
    const bool is_last = home->below_table + 1 == parts.size();
    if (!is_dotted && (!is_last || home->form == Form::implied))
        return added_section(
            text, joined(parts, 0, parts.size() - 1), setting_of(parts.back(), written));
    if (!neighbours.empty())
        return below(text, neighbours.back(), setting);
    const std::size_t at = home->form == Form::file
                               ? text_begin(text)
                               : next_line(text, offset_of(text, home->holder->source().begin));
    return inserted(text, at, setting);
}

/// `value`, and what may be said about it.
constexpr std::array<const char*, 6> kNotes = {
    "source", "as_of", "assumption", "low", "high", "notes"};

/// A value with its notes that stand on lines of their own, or where such were.
bool is_annotated(const toml::table& table) { return table.empty() || table.contains("value"); }

using Leaves = std::map<std::string, std::string>;

/// All that a text says, by paths.
void add_leaves(Leaves& into, const std::string& path, const toml::node& node) {
    if (const toml::table* table = node.as_table()) {
        for (const auto& [key, child] : *table)
            add_leaves(into, (path.empty() ? "" : path + ".") + std::string(key.str()), child);
    } else if (const toml::array* array = node.as_array()) {
        into[path] = std::to_string(array->size());
        for (std::size_t i = 0; i < array->size(); ++i)
            add_leaves(into, path + "[" + std::to_string(i) + "]", (*array)[i]);
    } else if (node.is_floating_point()) {
        into[path] = to_text(**node.as_floating_point());
    } else {
        std::ostringstream out;
        node.visit([&](const auto& value) { out << value; });
        into[path] = out.str();
    }
}

Leaves leaves_of(const toml::node& node, const std::string& path = {}) {
    Leaves out;
    add_leaves(out, path, node);
    return out;
}

/// What others say: all but this path and what lies below it.
Leaves without(Leaves all, const std::string& path) {
    for (auto at = all.begin(); at != all.end();) {
        const bool own = at->first.compare(0, path.size(), path) == 0 &&
                         (at->first.size() == path.size() || at->first[path.size()] == '.' ||
                          at->first[path.size()] == '[');
        at = own ? all.erase(at) : std::next(at);
    }
    return all;
}

/// What an edit made of a text, where it says what it is to say (nothing of the path where empty)
/// and all else as before.
Result<std::string> checked(const toml::table& before,
                            Result<std::string> edited,
                            const std::string& path,
                            const std::string& written) {
    if (!edited)
        return edited;
    try {
        const Leaves now = leaves_of(toml::parse(*edited));
        Leaves wanted = without(leaves_of(before), path);
        Leaves annotated = wanted;
        if (!written.empty()) {
            const toml::table said = toml::parse(setting_of("x", written));
            wanted.merge(leaves_of(*said.get("x"), path));
            annotated.merge(leaves_of(*said.get("x"), path + ".value"));
        }
        if (now == wanted || now == annotated)
            return edited;
    } catch (const toml::parse_error&) {
        // Told below.
    }
    return failure(not_written(path, "the file would say something else"));
}

/// The reader refuses what toml++ must not be shown.
Result<toml::table> parsed(std::string_view text) {
    if (const auto readable = read_toml(text, "");
        !readable && !readable.error().empty() && readable.error()[0].code == ErrorCode::syntax)
        return tl::unexpected(readable.error());
    return toml::parse(text);
}

Result<std::string> without_lines(std::string_view text,
                                  const std::string& path,
                                  const Entry& entry) {
    const std::size_t begin = line_begin(text, entry.key.begin);
    const std::string_view before = text.substr(begin, entry.key.begin - begin);
    // The keys before a dotted key's last are its own.
    if (before.find_first_of("=,{[") != std::string_view::npos)
        return failure(not_written(path, "it stands in the middle of a line"));
    const std::size_t first = std::max(begin, text_begin(text));
    return std::string(text.substr(0, first)) +
           std::string(text.substr(next_line(text, entry.value.end)));
}

/// With one of the commas beside it; braces that hold nothing else go too.
Result<std::string> without_entry(std::string_view text, const Found& found) {
    const std::vector<Entry> all = own_entries(text, *found.inside.table);
    if (all.size() == 1)
        return without_value(text, found.inside.path);
    const auto at = std::find_if(all.begin(), all.end(), [&](const Entry& entry) {
        return entry.value.begin == found.at.value.begin;
    });
    const auto key_begin = [&](auto entry) {
        const std::size_t before = entry == all.begin()
                                       ? span_of(text, found.inside.table->source()).begin
                                       : text.find(',', std::prev(entry)->value.end);
        return text.find_first_not_of(" \t", before + 1);
    };
    const bool is_last = std::next(at) == all.end();
    const std::size_t begin = is_last ? std::prev(at)->value.end : key_begin(at);
    const std::size_t end = is_last ? at->value.end : key_begin(std::next(at));
    return std::string(text.substr(0, begin)) + std::string(text.substr(end));
}

Result<std::string> without_annotations(std::string text, const std::string& path) {
    for (const char* note : kNotes) {
        Result<std::string> less = without_value(text, path + "." + note);
        if (!less)
            return less;
        text = std::move(*less);
    }
    return text;
}

Result<std::string> with_written(std::string_view text,
                                 const std::string& path,
                                 const std::string& written);

Result<std::string> replaced(std::string_view text,
                             const Found& found,
                             const std::string& path,
                             const std::string& written) {
    const toml::table* table = found.node->as_table();
    if (has_headings(*found.node))
        return failure(not_written(path, "it is a list of sections"));
    if (table == nullptr || table->is_inline())
        return std::string(text.substr(0, found.at.value.begin)) + written +
               std::string(text.substr(found.at.value.end));
    if (!is_annotated(*table))
        return failure(not_written(path, "it is a section"));
    Result<std::string> bare = without_annotations(std::string(text), path);
    if (!bare)
        return bare;
    return with_written(*bare, path + ".value", written);
}

Result<std::string> removed(std::string_view text, const Found& found, const std::string& path) {
    const toml::table* table = found.node->as_table();
    if (table != nullptr && !table->is_inline()) {
        if (!is_annotated(*table))
            return failure(not_written(path, "it is a section"));
        const Result<std::string> bare = without_annotations(std::string(text), path);
        return bare ? without_value(*bare, path + ".value") : bare;
    }
    if (has_headings(*found.node))
        return failure(not_written(path, "it is a list of sections"));
    return found.inside.table != nullptr ? without_entry(text, found)
                                         : without_lines(text, path, found.at);
}

/// A value in braces with what is known of it; empty where nothing is.
std::string annotated_text(const Value& value, const Provenance& provenance) {
    std::string out;
    const auto add = [&](const char* key, const Value& note) {
        out += ", " + setting_of(key, to_text(note));
    };
    if (!provenance.source.empty())
        add("source", provenance.source);
    if (!provenance.as_of.empty())
        add("as_of", provenance.as_of);
    if (provenance.assumption)
        add("assumption", true);
    if (provenance.low)
        add("low", *provenance.low);
    if (provenance.high)
        add("high", *provenance.high);
    return out.empty() ? "" : "{ " + setting_of("value", to_text(value)) + out + " }";
}

Result<std::string> with_written(std::string_view text,
                                 const std::string& path,
                                 const std::string& written) {
    const Result<toml::table> root = parsed(text);
    if (!root)
        return tl::unexpected(root.error());
    const auto found = find(text, *root, path);
    return checked(
        *root,
        found ? replaced(text, *found, path, written) : added(text, *root, parts_of(path), written),
        path,
        written);
}

}  // namespace

Result<std::string> with_value(std::string_view text, const std::string& path, const Value& value) {
    return with_written(text, path, to_text(value));
}

Result<std::string> with_annotated_value(std::string_view text, const Assignment& assignment) {
    const std::string written = annotated_text(assignment.value, assignment.provenance);
    return written.empty() ? with_value(text, assignment.path, assignment.value)
                           : with_written(text, assignment.path, written);
}

Result<std::string> without_value(std::string_view text, const std::string& path) {
    const Result<toml::table> root = parsed(text);
    if (!root)
        return tl::unexpected(root.error());
    const auto found = find(text, *root, path);
    if (!found)
        return std::string(text);
    return checked(*root, removed(text, *found, path), path, "");
}

}  // namespace deepwallet
