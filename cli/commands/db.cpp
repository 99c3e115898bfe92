#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "engine/config/hints.hpp"
#include "engine/report/database_text.hpp"

namespace deepwallet::cli {

namespace {

std::optional<EntryKind> kind_named(const std::string& name) {
    for (const EntryKind kind : kEntryKinds) {
        if (folder_name(kind) == name)
            return kind;
    }
    return std::nullopt;
}

Fault unknown_kind(const std::string& name) {
    std::vector<std::string> known;
    for (const EntryKind kind : kEntryKinds) known.push_back(folder_name(kind));
    return {
        ErrorCode::unknown_name, "", name + ": no such kind of entry", did_you_mean(name, known)};
}

std::vector<EntryKind> kinds_with(const HardwareDb& db, const std::string& name) {
    std::vector<EntryKind> kinds;
    for (const EntryKind kind : kEntryKinds) {
        const std::vector<std::string> names = entry_names(db, kind);
        if (std::binary_search(names.begin(), names.end(), name))
            kinds.push_back(kind);
    }
    return kinds;
}

/// The kind of an entry that is named without it: the one that has it.
Result<EntryKind> kind_of(const HardwareDb& db, const std::string& name) {
    const std::vector<EntryKind> kinds = kinds_with(db, name);
    if (kinds.size() == 1)
        return kinds.front();
    std::vector<std::string> words;
    if (kinds.empty()) {
        for (const EntryKind kind : kEntryKinds) {
            for (std::string& known : entry_names(db, kind)) words.push_back(std::move(known));
        }
        return failure(
            {ErrorCode::unknown_name, "", name + ": no such entry", did_you_mean(name, words)});
    }
    for (const EntryKind kind : kinds) words.push_back(folder_name(kind) + " " + name);
    return failure({ErrorCode::unknown_name,
                    "",
                    name + ": several kinds have it",
                    "write one of: " + enumerate(words)});
}

}  // namespace

ExitCode db_list(const Options& options, const Streams& streams) {
    std::vector<EntryKind> kinds(kEntryKinds.begin(), kEntryKinds.end());
    if (!options.kind.empty()) {
        const std::optional<EntryKind> kind = kind_named(options.kind);
        if (!kind)
            return refuse({unknown_kind(options.kind)}, streams);
        kinds = {*kind};
    }
    const HardwareDb db = open_database(options);
    if (options.json) {
        streams.out << entries_json(db, kinds);
        return ExitCode::done;
    }
    for (const EntryKind kind : kinds) streams.out << entries_text(db, kind);
    return ExitCode::done;
}

ExitCode db_show(const Options& options, const Streams& streams) {
    const HardwareDb db = open_database(options);
    Result<EntryKind> kind = kind_of(db, options.entry);
    if (!options.kind.empty()) {
        const std::optional<EntryKind> named = kind_named(options.kind);
        kind = named ? Result<EntryKind>(*named) : failure(unknown_kind(options.kind));
    }
    if (!kind)
        return refuse(kind.error(), streams);
    const Assignment asked{folder_name(*kind), Value(options.entry), {}, {}};
    const Result<Assignments> values = read_entry(db, *kind, options.entry, asked);
    if (!values)
        return refuse(values.error(), streams);
    streams.out << (options.json ? entry_json(*values) : entry_text(*values));
    return ExitCode::done;
}

}  // namespace deepwallet::cli
