#include "engine/report/database_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/report/format.hpp"

namespace deepwallet {

namespace {

using Json = nlohmann::ordered_json;

std::string range_text(const Provenance& p) {
    if (!p.low || !p.high)
        return "";
    return fmt::format(" [{} to {}]", significant(*p.low), significant(*p.high));
}

struct ToJson {
    template <class T>
    Json operator()(const T& value) const {
        return value;
    }
};

std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// Widest line of a list of names.
constexpr std::size_t kLineWidth = 80;

/// Names in columns, read downwards.
std::string columns(const std::vector<std::string>& names) {
    std::size_t width = 0;
    for (const std::string& name : names) width = std::max(width, name.size() + 2);
    const std::size_t across =
        std::max<std::size_t>(1, kLineWidth / std::max<std::size_t>(1, width));
    const std::size_t lines = (names.size() + across - 1) / across;
    std::string out;
    for (std::size_t line = 0; line < lines; ++line) {
        for (std::size_t i = line; i < names.size(); i += lines) {
            const bool last = i + lines >= names.size();
            out += fmt::format("  {:<{}}", names[i], last ? 0 : width - 2);
        }
        out += '\n';
    }
    return out;
}

}  // namespace

std::string entries_text(const HardwareDb& db, EntryKind kind) {
    const std::vector<std::string> names = entry_names(db, kind);
    return fmt::format("{} ({})\n{}", folder_name(kind), names.size(), columns(names));
}

std::string entries_json(const HardwareDb& db, std::span<const EntryKind> kinds) {
    Json root = Json::object();
    for (const EntryKind kind : kinds) root[folder_name(kind)] = entry_names(db, kind);
    return dump(root);
}

std::string entry_text(const Assignments& values) {
    std::size_t width = 0;
    for (const Assignment& a : values) width = std::max(width, a.path.size());
    std::string out;
    for (const Assignment& a : values) {
        const Provenance& p = a.provenance;
        out += fmt::format("{:<{}}  {:<22} {}{}{}{}\n",
                           a.path,
                           width,
                           to_text(a.value),
                           p.assumption ? "assumption: " : "",
                           p.source,
                           p.as_of.empty() ? "" : " (" + p.as_of + ")",
                           range_text(p));
    }
    return out;
}

std::string entry_json(const Assignments& values) {
    Json root = Json::object();
    for (const Assignment& a : values) {
        const Provenance& p = a.provenance;
        Json item = {{"value", std::visit(ToJson{}, a.value)}};
        if (!p.source.empty())
            item["source"] = p.source;
        if (!p.as_of.empty())
            item["as_of"] = p.as_of;
        if (p.assumption)
            item["assumption"] = true;
        if (p.low)
            item["low"] = *p.low;
        if (p.high)
            item["high"] = *p.high;
        root[a.path] = std::move(item);
    }
    return dump(root);
}

}  // namespace deepwallet
