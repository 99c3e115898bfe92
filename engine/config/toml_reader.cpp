#include "engine/config/toml_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/config/hints.hpp"
#include "engine/core/file.hpp"

namespace deepwallet {

namespace {

const std::array<std::string, 7> kAnnotations = {
    "value", "source", "as_of", "assumption", "low", "high", "notes"};

/// toml++ takes stack by the depth of its tables, and bounds that of brackets alone, not of a.b.c.
constexpr std::size_t kDeepest = 64;

/// Walks over TOML text and finds where keys and brackets nest too deep. Of malformed text only
/// what stands before the fault has to be understood: toml++ builds nothing from the rest.
class NestingScan {
public:
    explicit NestingScan(std::string_view text) : text_(text) {}

    /// Offset of what lies too deep.
    std::optional<std::size_t> run() {
        while (at_ < text_.size() && open_depth_ + dots_ <= kDeepest) step();
        return open_depth_ + dots_ > kDeepest ? std::optional(at_ - 1) : std::nullopt;
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '#')
            return skip_to('\n');
        if (c == '"' || c == '\'')
            return skip_string(c);
        ++at_;
        if (c == '.')
            ++dots_;
        if (c == '[' || c == '{')
            open();
        if (c == ']' || c == '}')
            close();
        if (c == ',' || c == '\n')
            dots_ = 0;
    }

    /// A bracket lies as deep as the dotted key it is the value of, and one deeper.
    void open() {
        open_.push_back(dots_ + 1);
        open_depth_ += dots_ + 1;
        dots_ = 0;
    }

    void close() {
        dots_ = 0;
        if (open_.empty())
            return;
        open_depth_ -= open_.back();
        open_.pop_back();
    }

    void skip_to(char end) { at_ = std::min(text_.find(end, at_), text_.size()); }

    void skip_string(char quote) {
        const std::string three(3, quote);
        const bool long_string = text_.substr(at_, 3) == three;
        at_ += long_string ? 3 : 1;
        const auto ends = [&] {
            if (long_string)
                return text_.substr(at_, 3) == three;
            return text_[at_] == quote || text_[at_] == '\n';
        };
        while (at_ < text_.size() && !ends()) at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + (long_string ? 3 : 1), text_.size());
        // Up to two quotes that end a long string belong to it.
        for (int i = 0; long_string && i < 2 && at_ < text_.size() && text_[at_] == quote; ++i)
            ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t dots_ = 0;
    std::size_t open_depth_ = 0;
    std::vector<std::size_t> open_;
};

/// Place of an offset, the column in bytes.
Place place_of(std::string_view text, std::size_t offset, const std::string& file) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line = before.rfind('\n');
    const std::size_t column = line == std::string_view::npos ? offset : offset - line - 1;
    return {file,
            static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(column) + 1};
}

/// Keys of a file that describe all of its values, and are no fields themselves.
bool is_file_note(const toml::key& key) {
    return key == "source" || key == "as_of" || key == "assumption" || key == "notes";
}

class Reader {
public:
    Reader(std::string file,
           std::span<const std::string_view> skip,
           std::span<const std::string> sections)
        : file_(std::move(file)), skip_(skip), sections_(sections) {}

    /// The leaves below one section, with paths from there on; its tables are no annotated values,
    /// and its lists may hold booleans or lists too, as text.
    Result<Assignments> read_section(const toml::table& section) {
        in_section_ = true;
        for (const auto& [key, node] : section) visit(std::string(key.str()), node);
        return result();
    }

    Result<Assignments> read(const toml::table& root) {
        defaults_.source = note(root, "source");
        defaults_.as_of = note(root, "as_of");
        defaults_.assumption = assumed(root);
        for (const auto& [key, node] : root) {
            if (is_file_note(key) ||
                std::find(skip_.begin(), skip_.end(), key.str()) != skip_.end())
                continue;
            check_section(std::string(key.str()), node);
            visit(std::string(key.str()), node);
        }
        return result();
    }

private:
    Result<Assignments> result() {
        in_order_of_file(faults_);
        if (!faults_.empty())
            return tl::unexpected(std::move(faults_));
        in_order_of_file(found_);
        return std::move(found_);
    }

    template <class T>
    static void in_order_of_file(std::vector<T>& items) {
        std::stable_sort(items.begin(), items.end(), [](const T& a, const T& b) {
            return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
        });
    }

    void check_section(const std::string& name, const toml::node& node) {
        const toml::table* table = node.as_table();
        if (table == nullptr || !table->empty() || sections_.empty())
            return;
        if (std::find(sections_.begin(), sections_.end(), name) != sections_.end())
            return;
        refuse(
            name, node, ErrorCode::unknown_name, "no such section", did_you_mean(name, sections_));
    }

    void visit(const std::string& path, const toml::node& node) {
        if (const toml::table* table = node.as_table()) {
            if (!in_section_ && table->contains("value"))
                return annotated(path, *table);
            if (!in_section_ && table->is_inline() && all_annotations(*table)) {
                return refuse(path,
                              node,
                              ErrorCode::wrong_type,
                              "there is no value",
                              "write { value = …, source = \"…\" }, or the value alone");
            }
            for (const auto& [key, child] : *table)
                visit(path + "." + std::string(key.str()), child);
            return;
        }
        if (auto value = leaf(path, node))
            add(path, node, std::move(*value), defaults_);
    }

    void annotated(const std::string& path, const toml::table& table) {
        Provenance provenance = defaults_;
        std::optional<Value> value;
        check_range(path, table);
        for (const auto& [key, child] : table) {
            const std::string_view name = key.str();
            if (name == "value") {
                value = leaf(path, child);
            } else if (name == "source" && child.is_string()) {
                provenance.source = **child.as_string();
            } else if (name == "as_of" && child.is_string()) {
                provenance.as_of = **child.as_string();
            } else if (name == "assumption" && child.is_boolean()) {
                provenance.assumption = **child.as_boolean();
            } else if (name == "low" && child.is_number()) {
                provenance.low = child.value<double>();
            } else if (name == "high" && child.is_number()) {
                provenance.high = child.value<double>();
            } else if (name != "notes" || !child.is_string()) {
                refuse(path + "." + std::string(name),
                       child,
                       ErrorCode::unknown_name,
                       "not an annotation of a value, or not of its type",
                       did_you_mean(name, kAnnotations));
            }
        }
        if (value)
            add(path, *table.get("value"), std::move(*value), std::move(provenance));
    }

    /// What carries no value, but what is said about one.
    static bool all_annotations(const toml::table& table) {
        return std::all_of(table.begin(), table.end(), [](const auto& entry) {
            const std::string_view name = entry.first.str();
            return std::find(kAnnotations.begin(), kAnnotations.end(), name) != kAnnotations.end();
        });
    }

    void check_range(const std::string& path, const toml::table& table) {
        for (const char* end : {"low", "high"}) {
            const std::optional<double> x = table[end].value<double>();
            if (x && !std::isfinite(*x))
                refuse_end(path, table, end, *x, "not a finite number");
        }
        const std::optional<double> low = table["low"].value<double>();
        const std::optional<double> high = table["high"].value<double>();
        if (low && high && *low > *high)
            refuse_end(path, table, "low", *low, "above high = " + to_text(*high));
    }

    void refuse_end(const std::string& path,
                    const toml::table& table,
                    const std::string& end,
                    double x,
                    const std::string& what) {
        faults_.push_back({ErrorCode::out_of_range,
                           path,
                           fmt::format("{}.{} = {}: {}", path, end, to_text(x), what),
                           "low and high are the ends of a range of the value",
                           place(*table.get(end))});
    }

    std::optional<Value> leaf(const std::string& path, const toml::node& node) {
        if (node.is_boolean())
            return Value(**node.as_boolean());
        if (node.is_integer())
            return Value(std::int64_t{**node.as_integer()});
        if (node.is_floating_point())
            return Value(**node.as_floating_point());
        if (node.is_string())
            return Value(**node.as_string());
        if (const toml::array* array = node.as_array())
            return list(path, *array);
        refuse(path, node, ErrorCode::wrong_type, "dates and times have no place here", "");
        return std::nullopt;
    }

    std::optional<Value> list(const std::string& path, const toml::array& array) {
        std::vector<double> numbers;
        std::vector<std::string> texts;
        for (const toml::node& item : array) {
            if (item.is_integer()) {
                numbers.push_back(static_cast<double>(**item.as_integer()));
            } else if (item.is_floating_point()) {
                numbers.push_back(**item.as_floating_point());
            } else if (item.is_string()) {
                texts.push_back(**item.as_string());
            } else if (in_section_ && (item.is_boolean() || item.is_array())) {
                if (const auto value = leaf(path, item))
                    texts.push_back(to_text(*value));
            }
        }
        if (texts.size() == array.size() && !array.empty())
            return Value(std::move(texts));
        if (numbers.size() == array.size())
            return Value(std::move(numbers));
        if (array.is_array_of_tables()) {
            refuse(path,
                   array,
                   ErrorCode::wrong_type,
                   "this is a list of sections",
                   fmt::format("write [{}] in single brackets, once", path));
            return std::nullopt;
        }
        refuse(path, array, ErrorCode::wrong_type, "a list holds numbers alone or texts alone", "");
        return std::nullopt;
    }

    void add(const std::string& path, const toml::node& node, Value value, Provenance provenance) {
        found_.push_back({path, std::move(value), place(node), std::move(provenance)});
    }

    void refuse(const std::string& path,
                const toml::node& node,
                ErrorCode code,
                const std::string& what,
                std::string help) {
        faults_.push_back({code, path, path + ": " + what, std::move(help), place(node)});
    }

    std::string note(const toml::table& root, std::string_view key) {
        const toml::node* node = root.get(key);
        if (node == nullptr)
            return "";
        if (node->is_string())
            return **node->as_string();
        refuse(std::string(key), *node, ErrorCode::wrong_type, "this is not text in quotes", "");
        return "";
    }

    bool assumed(const toml::table& root) {
        const toml::node* node = root.get("assumption");
        if (node == nullptr)
            return false;
        if (node->is_boolean())
            return **node->as_boolean();
        refuse("assumption", *node, ErrorCode::wrong_type, "this is not true or false", "");
        return false;
    }

    [[nodiscard]] Place place(const toml::node& node) const {
        const toml::source_position at = node.source().begin;
        return {file_, static_cast<int>(at.line), static_cast<int>(at.column)};
    }

    bool in_section_ = false;
    std::string file_;
    std::span<const std::string_view> skip_;
    std::span<const std::string> sections_;
    Provenance defaults_;
    Assignments found_;
    Faults faults_;
};

/// Does the line end at this column, which counts characters?
bool ends_line(std::string_view text, toml::source_position at) {
    for (toml::source_index line = 1; line < at.line; ++line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const auto characters = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    return characters < static_cast<std::ptrdiff_t>(at.column);
}

/// What toml++ says, but for a string that runs into the end of its line: it calls the line break a
/// control character.
std::string syntax_text(std::string_view text, const toml::parse_error& e) {
    const std::string_view said = e.description();
    const bool control = said.find("unescaped control character") != std::string_view::npos;
    if (control && ends_line(text, e.source().begin))
        return "the string is not closed at the end of its line";
    return std::string(said);
}

}  // namespace

namespace {

Result<toml::table> parse(std::string_view text, const std::string& file) {
    if (const auto offset = NestingScan(text).run()) {
        return failure({ErrorCode::syntax,
                        "",
                        "keys and brackets are nested too deep",
                        fmt::format("{} levels are the most", kDeepest),
                        place_of(text, *offset, file)});
    }
    try {
        return toml::parse(text, std::string_view(file));
    } catch (const toml::parse_error& e) {
        const toml::source_position at = e.source().begin;
        return failure({ErrorCode::syntax,
                        "",
                        syntax_text(text, e),
                        "this is not TOML (toml.io)",
                        {file, static_cast<int>(at.line), static_cast<int>(at.column)}});
    }
}

}  // namespace

Result<Assignments> read_toml(std::string_view text,
                              const std::string& file,
                              std::span<const std::string_view> skip,
                              std::span<const std::string> sections) {
    const Result<toml::table> root = parse(text, file);
    if (!root)
        return tl::unexpected(root.error());
    return Reader(file, skip, sections).read(*root);
}

Result<Assignments> read_toml_section(std::string_view text,
                                      const std::string& file,
                                      std::string_view section) {
    const Result<toml::table> root = parse(text, file);
    if (!root)
        return tl::unexpected(root.error());
    const toml::node* node = root->get(section);
    if (node == nullptr)
        return Assignments{};
    if (const toml::table* table = node->as_table())
        return Reader(file, {}, {}).read_section(*table);
    const toml::source_position at = node->source().begin;
    return failure({ErrorCode::wrong_type,
                    std::string(section),
                    fmt::format("{} is no section", section),
                    fmt::format("write [{}]", section),
                    {file, static_cast<int>(at.line), static_cast<int>(at.column)}});
}

Result<Assignments> read_toml_file(const std::filesystem::path& file,
                                   std::span<const std::string_view> skip,
                                   std::span<const std::string> sections) {
    const Result<std::string> text = read_file(file, kLargestFile);
    if (!text)
        return tl::unexpected(text.error());
    return read_toml(*text, file.string(), skip, sections);
}

Result<Assignment> read_setting(const std::string& setting) {
    const std::size_t equals = setting.find('=');
    const std::string place = "--set " + setting;
    if (equals == std::string::npos || equals == 0) {
        return failure({ErrorCode::syntax,
                        "",
                        "not of the form path=value",
                        "for example --set parallelism.tensor=8",
                        {place}});
    }
    const std::string path = setting.substr(0, equals);
    const std::string text = setting.substr(equals + 1);
    const bool one_line = text.find('\n') == std::string::npos;
    if (const auto read = read_toml("value = " + text, place); one_line && read) {
        if (read->size() == 1 && read->front().path == "value") {
            Assignment assignment = read->front();
            assignment.path = path;
            assignment.place = {place};
            return assignment;
        }
    }
    return Assignment{path, Value(text), {place}, {}};
}

}  // namespace deepwallet
