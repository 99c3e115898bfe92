#include "engine/scenario/database.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/field.hpp"
#include "engine/config/hints.hpp"
#include "engine/config/toml_reader.hpp"

namespace deepwallet {

namespace {

Fault unknown_entry(const HardwareDb& db,
                    EntryKind kind,
                    const std::string& name,
                    const Assignment& asked) {
    std::vector<std::string> known = entry_names(db, kind);
    const bool none = known.empty();
    if (kind == EntryKind::cloud)
        known.emplace_back(kOnPrem);
    std::string help = did_you_mean(name, known);
    if (none) {
        help =
            fmt::format("there are none in {}; --db names the database", folder(db, kind).string());
    }
    return {ErrorCode::unknown_name,
            asked.path,
            fmt::format("{} = {}: no such entry among the {}",
                        asked.path,
                        to_text(asked.value),
                        folder_name(kind)),
            std::move(help),
            asked.place};
}

struct Contract {
    std::string suffix;  ///< of the offer's name
    std::string field;   ///< of the entry
    std::string name;
    double years = 0.0;  ///< committed to
    bool spot = false;
};

const std::array<Contract, 4>& contracts() {
    static const std::array<Contract, 4> all = {
        {{"-1yr", "reserved_1yr_usd_per_gpu_h", "1 year", 1.0},
         {"-3yr", "reserved_3yr_usd_per_gpu_h", "3 years", 3.0},
         {"-spot", "spot_usd_per_gpu_h", "spot", 0.0, true},
         {"", "on_demand_usd_per_gpu_h", "on demand"}}};
    return all;
}

/// An entry of clouds/: who rents out what, and a price for each contract there is.
struct CloudEntry {
    CloudOffer offer;
    std::array<std::optional<HourlyPrice>, 4> price;  ///< as contracts()
};

Fields<CloudOffer> offer_fields() {
    using O = CloudOffer;
    return {
        text<O>("name", "what it is called", &O::name),
        text<O>("provider", "who rents it out", &O::provider),
        text<O>("instance", "the provider's name of the machine", &O::instance),
        text<O>("region", "where", &O::region),
        text<O>("accelerator", "an entry of accelerators/", &O::accelerator),
    };
}

Fields<CloudEntry> cloud_fields() {
    Fields<CloudEntry> fields;
    add_section(fields, "", offer_fields(), &CloudEntry::offer);
    constexpr HourlyPrice kUsdPerHour = units::usd / units::hour;
    for (std::size_t i = 0; i < contracts().size(); ++i) {
        fields.push_back(quantity<CloudEntry>(
            contracts()[i].field,
            "USD/GPU-h",
            kUsdPerHour,
            "price of a GPU and hour, " + contracts()[i].name,
            {1e-4, 1e4},
            [i](auto& c) -> auto& { return c.price[i]; }));
    }
    return fields;
}

bool ends_with(const std::string& text, const std::string& tail) {
    return text.size() > tail.size() &&
           text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

std::size_t contract_of(const std::string& name) {
    for (std::size_t i = 0; i + 1 < contracts().size(); ++i) {
        if (ends_with(name, contracts()[i].suffix))
            return i;
    }
    return contracts().size() - 1;
}

std::string offered_contracts(const CloudEntry& entry, const std::string& base) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < contracts().size(); ++i) {
        if (entry.price[i])
            names.push_back(base + contracts()[i].suffix);
    }
    return "it has " + enumerate(names);
}

}  // namespace

namespace {

/// Beside an installed program; empty where the system does not tell.
std::filesystem::path installed_database() {
    std::error_code ec;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ec);
    if (ec)
        return {};
    return program.parent_path().parent_path() / "share" / "deepwallet" / "hardware_db";
}

}  // namespace

std::filesystem::path seen_from_here(const std::filesystem::path& path) {
    std::error_code ec;
    const std::filesystem::path near = std::filesystem::proximate(path, ec);
    return ec || near.empty() || *near.begin() == ".." ? path : near;
}

std::filesystem::path shipped_database() {
    std::error_code ec;
    const std::filesystem::path installed = installed_database();
    if (!installed.empty() && std::filesystem::is_directory(installed, ec))
        return installed;
    return seen_from_here(std::filesystem::path(DEEPWALLET_SOURCE_DIR) / "hardware_db");
}

std::string folder_name(EntryKind kind) {
    switch (kind) {
        case EntryKind::accelerator:
            return "accelerators";
        case EntryKind::server:
            return "servers";
        case EntryKind::fabric:
            return "fabrics";
        case EntryKind::stack:
            return "stacks";
        case EntryKind::site:
            return "sites";
        case EntryKind::cooling:
            return "cooling";
        case EntryKind::cloud:
            return "clouds";
        case EntryKind::campaign:
            return "campaigns";
        case EntryKind::ownership:
            return "ownership";
        case EntryKind::equivalents:
            return "equivalents";
        case EntryKind::scaling_law:
            return "scaling-laws";
        case EntryKind::model:
            return "models";
    }
    return "";
}

std::filesystem::path folder(const HardwareDb& db, EntryKind kind) {
    if (kind != EntryKind::model)
        return db.root / folder_name(kind);
    std::error_code ec;
    const std::filesystem::path beside = db.root.parent_path() / "scenarios" / folder_name(kind);
    const bool elsewhere = !db.models.empty() && !std::filesystem::is_directory(beside, ec);
    return elsewhere ? db.models : beside;
}

std::vector<std::string> entry_names(const HardwareDb& db, EntryKind kind) {
    std::vector<std::string> names;
    std::error_code ec;
    for (std::filesystem::directory_iterator it(folder(db, kind), ec), end; !ec && it != end;
         it.increment(ec)) {
        if (it->path().extension() == ".toml")
            names.push_back(it->path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<Assignments> read_entry(const HardwareDb& db,
                               EntryKind kind,
                               const std::string& name,
                               const Assignment& asked) {
    if (db.cache != nullptr) {
        if (const auto known = db.cache->find({kind, name}); known != db.cache->end())
            return known->second;
    }
    const std::filesystem::path file = folder(db, kind) / (name + ".toml");
    std::error_code ec;
    if (!is_plain_name(name) || !std::filesystem::exists(file, ec)) {
        return failure(unknown_entry(db, kind, name, asked));
    }
    Result<Assignments> values = read_toml_file(file);
    if (values && db.cache != nullptr)
        db.cache->emplace(std::pair(kind, name), *values);
    return values;
}

Result<CloudOffer> read_offer(const HardwareDb& db,
                              const std::string& name,
                              const Assignment& asked) {
    const std::size_t contract = contract_of(name);
    const std::string base = name.substr(0, name.size() - contracts()[contract].suffix.size());
    const Result<Assignments> values = read_entry(db, EntryKind::cloud, base, asked);
    if (!values)
        return tl::unexpected(values.error());

    CloudEntry entry;
    Faults faults;
    assign(cloud_fields(), *values, entry, faults);
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    if (!entry.price[contract]) {
        return failure({ErrorCode::unknown_name,
                        asked.path,
                        fmt::format("{}: {} has no such contract", asked.path, name),
                        offered_contracts(entry, base),
                        asked.place});
    }
    CloudOffer offer = entry.offer;
    offer.name = name;
    offer.contract = contracts()[contract].name;
    offer.commitment = contracts()[contract].years * units::year;
    offer.spot = contracts()[contract].spot;
    offer.gpu_price = *entry.price[contract];
    for (const Assignment& value : *values) {
        if (value.path != contracts()[contract].field)
            continue;
        offer.as_of = value.provenance.as_of;
        offer.source = value.provenance.source;
        const auto price = [](std::optional<double> usd) {
            return usd ? std::optional(*usd * units::usd / units::hour) : std::nullopt;
        };
        offer.low_price = price(value.provenance.low);
        offer.high_price = price(value.provenance.high);
    }
    return offer;
}

}  // namespace deepwallet
