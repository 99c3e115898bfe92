#include "engine/scenario/imported.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/scenario/deepspeed_config.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/megatron_arguments.hpp"

namespace deepwallet {

namespace {

void append(Imported& out, Imported more) {
    const auto move_to = [](auto& to, auto& from) {
        to.insert(
            to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    move_to(out.defaults, more.defaults);
    move_to(out.values, more.values);
    move_to(out.notes, more.notes);
    move_to(out.faults, more.faults);
}

const Assignment* find_value(const Assignments& values, const std::string& path) {
    const auto found = std::find_if(
        values.begin(), values.end(), [&](const Assignment& a) { return a.path == path; });
    return found == values.end() ? nullptr : &*found;
}

/// Does the scenario itself say what the field is, whatever is imported?
bool is_settled(const Assignment& one, const Assignment& another, const Settle& settle) {
    const Field<Scenario>& field = *find_field(one.path);
    return field.get(settle({one})) == field.get(settle({another}));
}

/// Both say the same field, and not the same.
Faults contradictions(const Assignments& arguments,
                      const Assignments& config,
                      const Settle& settle) {
    Faults faults;
    for (const Assignment& value : config) {
        const Assignment* other = find_value(arguments, value.path);
        if (other == nullptr || is_settled(value, *other, settle))
            continue;
        faults.push_back({ErrorCode::conflict,
                          value.path,
                          fmt::format("{} = {}: import.megatron_args says {}",
                                      value.path,
                                      to_text(value.value),
                                      to_text(other->value)),
                          "make both the same, or give " + value.path + " in the scenario",
                          value.place});
    }
    return faults;
}

}  // namespace

Scenario with_values(Scenario scenario, const Assignments& values) {
    for (const Assignment& value : values) {
        const Field<Scenario>* field = find_field(value.path);
        if (field == nullptr)
            continue;
        if (const Result<Value> good = checked(*field, value))
            field->set(scenario, *good);
    }
    return scenario;
}

std::string import_note(const Place& place, const std::string& text) {
    std::string note = render(Fault{ErrorCode::conflict, "", text, "", place});
    constexpr std::string_view kWord = "error: ";
    const std::size_t at = note.size() - text.size() - kWord.size();
    return note.replace(at, kWord.size(), "warning: ");
}

bool import_value(Imported& out,
                  const std::string& path,
                  const std::string& name,
                  Value value,
                  const Place& place,
                  const char* source) {
    const Result<Value> good =
        checked(*find_field(path), Assignment{name, std::move(value), place, {}});
    if (!good) {
        for (Fault fault : good.error()) {
            fault.path = path;
            out.faults.push_back(std::move(fault));
        }
        return false;
    }
    const auto earlier = std::find_if(
        out.values.begin(), out.values.end(), [&](const Assignment& a) { return a.path == path; });
    if (earlier != out.values.end())
        out.values.erase(earlier);
    out.values.push_back({path, *good, place, {source, "", false, {}, {}}});
    return true;
}

Imported read_imports(const std::optional<ImportSource>& megatron_args,
                      const std::optional<ImportSource>& deepspeed,
                      const Settle& settle) {
    Imported out;
    if (megatron_args)
        out = read_megatron_arguments(*megatron_args, settle);
    if (!deepspeed)
        return out;
    Assignments before = out.defaults;
    before.insert(before.end(), out.values.begin(), out.values.end());
    Imported config = read_deepspeed(deepspeed->file, [&](const Assignments& values) {
        Assignments all = before;
        all.insert(all.end(), values.begin(), values.end());
        return settle(all);
    });
    Faults faults = contradictions(out.values, config.values, settle);
    append(out, std::move(config));
    out.faults.insert(out.faults.end(), faults.begin(), faults.end());
    return out;
}

}  // namespace deepwallet
