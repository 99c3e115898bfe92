#pragma once

/// The hardware database: one TOML file a thing, in a folder a kind, read when it is asked for.

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/economics/terms.hpp"

namespace deepwallet {

enum class EntryKind {
    accelerator,
    server,
    fabric,
    stack,
    site,
    cooling,
    cloud,
    campaign,
    ownership,
    equivalents,
    scaling_law,
    model,
};

inline constexpr std::array<EntryKind, 12> kEntryKinds = {EntryKind::accelerator,
                                                          EntryKind::server,
                                                          EntryKind::fabric,
                                                          EntryKind::stack,
                                                          EntryKind::site,
                                                          EntryKind::cooling,
                                                          EntryKind::cloud,
                                                          EntryKind::campaign,
                                                          EntryKind::ownership,
                                                          EntryKind::equivalents,
                                                          EntryKind::scaling_law,
                                                          EntryKind::model};

/// Entries that were read before, for callers that load many scenarios; one thread at a time.
using EntryCache = std::map<std::pair<EntryKind, std::string>, Assignments>;

/// Where the files are. Model presets are scenarios/models beside the database; where a database
/// has none beside it, `models` tells where else.
struct HardwareDb {
    std::filesystem::path root;
    std::filesystem::path models = {};
    EntryCache* cache = nullptr;  ///< not owned; none: files are read anew each time
};

/// The database that came with the program: beside an installed one, else that of its sources.
/// Relative where that is shorter, as messages name files by it.
std::filesystem::path shipped_database();

/// A path as it is seen from the current folder, where that is shorter.
std::filesystem::path seen_from_here(const std::filesystem::path& path);

/// What is compared with cloud offers: to own the machine.
inline constexpr const char* kOnPrem = "on-prem";

/// "servers", "clouds", …: how the kind's folder is called, and `deepwallet db list` calls the
/// kind.
std::string folder_name(EntryKind kind);

std::filesystem::path folder(const HardwareDb& db, EntryKind kind);

/// Names of the entries of a kind, sorted.
std::vector<std::string> entry_names(const HardwareDb& db, EntryKind kind);

/// The entry's values as its file writes them. An unknown name is a fault about `asked`, with the
/// nearest right one; faults of the file itself carry the file's places.
Result<Assignments> read_entry(const HardwareDb& db,
                               EntryKind kind,
                               const std::string& name,
                               const Assignment& asked);

/// The cloud offer of this name: an entry of clouds/, with "-1yr", "-3yr" or "-spot" behind it for
/// another contract than on-demand.
Result<CloudOffer> read_offer(const HardwareDb& db,
                              const std::string& name,
                              const Assignment& asked);

}  // namespace deepwallet
