#include "engine/config/json_reader.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "engine/core/file.hpp"

namespace deepwallet {

namespace {

using nlohmann::json;

/// Longer inputs are not configurations; refusing them keeps a wrong file name from filling memory.
constexpr std::uintmax_t kLargestFile = 1U << 20U;

Place place_at(std::string_view text, std::size_t offset, const std::string& file) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const std::size_t line = before.rfind('\n');
    const std::size_t column =
        line == std::string_view::npos ? before.size() + 1 : before.size() - line;
    return {file,
            static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(column)};
}

template <class T>
std::optional<Value> list_of(const json& node) {
    std::vector<T> items;
    for (const json& item : node) items.push_back(item.get<T>());
    return Value(std::move(items));
}

std::optional<Value> leaf(const json& node) {
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (node.is_boolean())
        return Value(node.get<bool>());
    if (node.is_number_unsigned() && node.get<std::uint64_t>() > kLargest)
        return Value(node.get<double>());
    if (node.is_number_integer())
        return Value(node.get<std::int64_t>());
    if (node.is_number())
        return Value(node.get<double>());
    if (node.is_string())
        return Value(node.get<std::string>());
    if (!node.is_array())
        return std::nullopt;
    const auto all = [&](auto is) { return std::all_of(node.begin(), node.end(), is); };
    if (all([](const json& item) { return item.is_number(); }))
        return list_of<double>(node);
    if (all([](const json& item) { return item.is_string(); }))
        return list_of<std::string>(node);
    return std::nullopt;
}

/// A list in the object is the deepest that is kept: what is nested deeper takes no memory.
bool is_shallow(int depth, json::parse_event_t /*event*/, json& /*parsed*/) { return depth <= 2; }

constexpr int kDeepest = 8;

/// Where `"key":` begins, at or behind `from`.
std::size_t find_key(std::string_view text, const std::string& key, std::size_t from) {
    const std::string quoted = json(key).dump(-1, ' ', false, json::error_handler_t::replace);
    for (std::size_t at = from; (at = text.find(quoted, at)) != std::string_view::npos; ++at) {
        const std::size_t behind = text.find_first_not_of(" \t\r\n", at + quoted.size());
        if (behind != std::string_view::npos && text[behind] == ':')
            return at;
    }
    return std::string_view::npos;
}

/// Leaves under dotted paths; objects keep the order of the file, so that keys are found in turn.
class Tree {
public:
    Tree(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    /// The place of the last key that was found.
    std::size_t add(const nlohmann::ordered_json& node, const std::string& path, std::size_t from) {
        for (const auto& [key, child] : node.items()) {
            const std::size_t found = find_key(text_, key, from);
            from = found == std::string_view::npos ? from : found;
            const std::string below = path.empty() ? key : path + "." + key;
            if (child.is_object()) {
                from = add(child, below, from + 1);
            } else if (!child.is_null()) {
                const std::optional<Value> value = leaf(json(child));
                out_.push_back({below,
                                value.value_or(Value(std::vector<std::string>{})),
                                place_at(text_, from, file_),
                                {}});
            }
        }
        return from;
    }

    Assignments take() { return std::move(out_); }

private:
    std::string_view text_;
    const std::string& file_;
    Assignments out_;
};

Fault no_object(const std::string& file) {
    return {ErrorCode::wrong_type,
            "",
            "this is not a JSON object",
            "a configuration is one: { \"key\": value, … }",
            {file}};
}

}  // namespace

Result<Assignments> read_json_tree(std::string_view text, const std::string& file) {
    const auto refuse = [&](const char* what, Place place) {
        return failure({ErrorCode::syntax, "", what, "this is not JSON (json.org)", place});
    };
    try {
        // What is nested deeper takes no memory.
        const auto keep = [](int depth, auto /*event*/, auto& /*parsed*/) {
            return depth <= kDeepest + 1;
        };
        const auto root = nlohmann::ordered_json::parse(text.begin(), text.end(), keep);
        if (!root.is_object())
            return failure(no_object(file));
        Tree tree(text, file);
        tree.add(root, "", 0);
        return tree.take();
    } catch (const json::parse_error& e) {
        return refuse("the text breaks off, or is malformed here",
                      place_at(text, e.byte > 0 ? e.byte - 1 : 0, file));
    } catch (const json::out_of_range&) {
        return refuse("a number is too large", {file});
    }
}

Result<Assignments> read_json_tree_file(const std::filesystem::path& file) {
    const Result<std::string> text = read_file(file, kLargestFile);
    if (!text)
        return tl::unexpected(text.error());
    return read_json_tree(*text, file.string());
}

Result<Assignments> read_json(std::string_view text, const std::string& file) {
    const auto refuse = [&](const char* what, Place place) {
        return failure({ErrorCode::syntax, "", what, "this is not JSON (json.org)", place});
    };
    try {
        const json root = json::parse(text.begin(), text.end(), is_shallow);
        if (!root.is_object())
            return failure(no_object(file));
        Assignments out;
        for (const auto& [key, node] : root.items()) {
            if (auto value = leaf(node))
                out.push_back({key, std::move(*value), {file}, {}});
        }
        return out;
    } catch (const json::parse_error& e) {
        return refuse("the text breaks off, or is malformed here",
                      place_at(text, e.byte > 0 ? e.byte - 1 : 0, file));
    } catch (const json::out_of_range&) {
        return refuse("a number is too large", {file});
    }
}

Result<Assignments> read_json_file(const std::filesystem::path& file) {
    const Result<std::string> text = read_file(file, kLargestFile);
    if (!text)
        return tl::unexpected(text.error());
    return read_json(*text, file.string());
}

}  // namespace deepwallet
