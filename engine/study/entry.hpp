#pragma once

/// An entry of the database as the struct it fills, outside of any scenario.

#include <string>

#include "engine/scenario/database.hpp"
#include "engine/scenario/fields.hpp"

namespace deepwallet {

/// What an entry says of other entries is left out: that is the loader's. Faults of name and file.
template <class T>
Result<T> entry_as(const HardwareDb& db,
                   EntryKind kind,
                   const Fields<T>& fields,
                   const std::string& name) {
    Result<Assignments> values = read_entry(db, kind, name, {});
    if (!values)
        return tl::unexpected(values.error());
    std::erase_if(
        *values, [](const Assignment& v) { return v.path == "accelerator" || v.path == "fabric"; });
    T out;
    Faults faults;
    assign(fields, *values, out, faults);
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return out;
}

}  // namespace deepwallet
