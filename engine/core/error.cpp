#include "engine/core/error.hpp"

#include <fmt/format.h>

namespace deepwallet {

namespace {

std::string prefix(const Place& place) {
    if (place.file.empty())
        return "";
    if (place.line <= 0)
        return place.file + ": ";
    return fmt::format("{}:{}:{}: ", place.file, place.line, place.column);
}

}  // namespace

std::string render(const Fault& fault) {
    std::string text = prefix(fault.place) + "error: " + fault.message;
    if (!fault.help.empty())
        text += "\n  help: " + fault.help;
    return text;
}

std::string render(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults) text += render(fault) + '\n';
    return text;
}

}  // namespace deepwallet
