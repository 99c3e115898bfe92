#include "engine/search/limit.hpp"

#include <algorithm>
#include <charconv>

#include "engine/sweep/names.hpp"

namespace deepwallet {

std::optional<Limit> limit_of(const Expression& condition) {
    const std::string& text = condition.text();
    const std::size_t sign = text.find_first_of("<>");
    if (sign == std::string::npos || condition.names().size() != 1)
        return std::nullopt;
    std::string name = text.substr(0, sign);
    name.erase(name.find_last_not_of(' ') + 1);
    const std::size_t number = text.find_first_not_of("= ", sign + 1);
    double bound = 0.0;
    const char* const end = text.data() + text.size();
    const auto read = number == std::string::npos
                          ? std::from_chars_result{end, std::errc::invalid_argument}
                          : std::from_chars(text.data() + number, end, bound);
    const bool whole =
        read.ec == std::errc{} && std::all_of(read.ptr, end, [](char c) { return c == ' '; });
    Result<Expression> need = metric_expression(name, {});
    // A formula of one metric is none of them by itself.
    if (!whole || !need || need->names().size() != 1 || need->text() != need->names().front())
        return std::nullopt;
    return Limit{std::move(*need), bound, text[sign] == '>'};
}

}  // namespace deepwallet
