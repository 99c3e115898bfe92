#include "engine/config/value.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace deepwallet {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

template <class T, class Print>
std::string bracketed(const std::vector<T>& items, Print print) {
    std::string out = "[";
    for (const T& item : items) {
        if (out.size() > 1)
            out += ", ";
        out += print(item);
    }
    return out + ']';
}

struct Printer {
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return fmt::format("{}", n); }
    std::string operator()(double x) const { return to_text(x); }
    std::string operator()(const std::string& s) const { return quoted(s); }
    std::string operator()(const std::vector<double>& xs) const {
        return bracketed(xs, [](double x) { return to_text(x); });
    }
    std::string operator()(const std::vector<std::string>& xs) const {
        return bracketed(xs, quoted);
    }
};

}  // namespace

std::string to_text(double number) { return fmt::format("{}", number); }

std::string to_text(const Value& value) { return std::visit(Printer{}, value); }

std::string read_back(const Value& value) {
    const auto* x = std::get_if<double>(&value);
    if (x == nullptr || !std::isfinite(*x))
        return to_text(value);
    const std::string sure = fmt::format("{:.14g}", *x);
    double rounded = 0.0;
    std::from_chars(sure.data(), sure.data() + sure.size(), rounded);
    return to_text(Value(rounded));
}

}  // namespace deepwallet
