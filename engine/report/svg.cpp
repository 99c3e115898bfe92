#include "engine/report/svg.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace deepwallet {

namespace {

constexpr std::size_t kColours = 7;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD
constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Bytes that a first byte announces; 0 of what cannot be one (RFC 3629, section 4).
std::size_t announced(unsigned char first) {
    if (first < 0x80U)
        return 1;
    if (first >= 0xC2U && first <= 0xDFU)
        return 2;
    if (first >= 0xE0U && first <= 0xEFU)
        return 3;
    return first >= 0xF0U && first <= 0xF4U ? 4 : 0;
}

/// Neither overlong, nor a surrogate, nor beyond U+10FFFF, nor U+FFFE and U+FFFF, which XML lacks.
bool allowed(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() < 3)
        return true;
    const unsigned char first = byte(0);
    const unsigned char second = byte(1);
    if (first == 0xEFU)
        return !(second == 0xBFU && byte(2) >= 0xBEU);
    return !(first == 0xE0U && second < 0xA0U) && !(first == 0xEDU && second > 0x9FU) &&
           !(first == 0xF0U && second < 0x90U) && !(first == 0xF4U && second > 0x8FU);
}

/// Bytes of the character here, 0 where it is broken.
std::size_t character_size(std::string_view text, std::size_t at) {
    const std::size_t size = announced(static_cast<unsigned char>(text[at]));
    for (std::size_t i = 1; i < size; ++i) {
        if (!continues(text, at + i))
            return 0;
    }
    return size > 0 && allowed(text.substr(at, size)) ? size : 0;
}

std::string_view escape_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return static_cast<unsigned char>(c) < 0x20U || c == '\x7f' ? " " : "";
    }
}

/// Of one character, in units of the font's size. Scripts from U+1100 on are as wide as high; two
/// bytes are Latin, Greek, Cyrillic and their like.
double advance(std::string_view character) {
    if (character.size() >= 3)
        return character.front() == '\xe2' ? 0.7 : 1.0;
    const char c = character.front();
    if (std::string_view("iljtfr.,:;|!'()[] ").find(c) != std::string_view::npos)
        return 0.38;
    if (std::string_view("mwMW@%<>&+=~#").find(c) != std::string_view::npos)
        return 0.9;
    return c >= 'A' && c <= 'Z' ? 0.7 : 0.58;
}

std::string class_attribute(std::string_view name) {
    return name.empty() ? "" : fmt::format(" class=\"{}\"", name);
}

/// An element of its own, or with what is shown to who points at it.
std::string closed(std::string_view name, std::string_view hint) {
    return hint.empty() ? "/>\n"
                        : fmt::format("><title>{}</title></{}>\n", escaped_text(hint), name);
}

}  // namespace

std::string escaped_text(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = character_size(text, at);
        const std::string_view escape = size == 1 ? escape_of(text[at]) : "";
        if (size == 0)
            out += kReplacement;
        else
            out += escape.empty() ? text.substr(at, size) : escape;
        at += std::max<std::size_t>(1, size);
    }
    return out;
}

double text_width(std::string_view text, double size) {
    double width = 0.0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = std::max<std::size_t>(1, character_size(text, at));
        width += advance(text.substr(at, bytes));
        at += bytes;
    }
    return width * size;
}

std::string fitted_text(std::string_view text, double width, double size) {
    if (text_width(text, size) <= width)
        return std::string(text);
    const double room = width - text_width(kEllipsis, size);
    std::size_t end = 0;
    double used = 0.0;
    while (end < text.size()) {
        const std::size_t bytes = std::max<std::size_t>(1, character_size(text, end));
        used += size * advance(text.substr(end, bytes));
        if (used > room)
            break;
        end += bytes;
    }
    return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::string pixels(double x) {
    const double tenths = std::round(10.0 * x);
    return fmt::format("{:.1f}", tenths == 0.0 ? 0.0 : tenths / 10.0);
}

std::string series_class(std::size_t place) {
    return fmt::format("s{}{}", place % kColours, (place / kColours) % 2 == 1 ? " again" : "");
}

std::string svg_text(ChartPoint at,
                     Anchor anchor,
                     std::string_view text,
                     std::string_view css_class) {
    const char* side = anchor == Anchor::start    ? "start"
                       : anchor == Anchor::middle ? "middle"
                                                  : "end";
    return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n",
                       pixels(at.x),
                       pixels(at.y),
                       side,
                       class_attribute(css_class),
                       escaped_text(text));
}

std::string svg_line(ChartPoint from, ChartPoint to, std::string_view css_class) {
    return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n",
                       pixels(from.x),
                       pixels(from.y),
                       pixels(to.x),
                       pixels(to.y),
                       class_attribute(css_class));
}

std::string svg_rect(const Box& box, std::string_view css_class, std::string_view hint) {
    return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}",
                       pixels(box.left),
                       pixels(box.top),
                       pixels(std::max(0.0, box.width)),
                       pixels(std::max(0.0, box.height)),
                       class_attribute(css_class)) +
           closed("rect", hint);
}

std::string svg_circle(ChartPoint at,
                       double radius,
                       std::string_view css_class,
                       std::string_view hint) {
    return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}",
                       pixels(at.x),
                       pixels(at.y),
                       pixels(radius),
                       class_attribute(css_class)) +
           closed("circle", hint);
}

std::string svg_polyline(const std::vector<ChartPoint>& points, std::string_view css_class) {
    if (points.size() < 2)
        return "";
    std::string list;
    for (const ChartPoint& p : points)
        list += fmt::format("{}{},{}", list.empty() ? "" : " ", pixels(p.x), pixels(p.y));
    return fmt::format("<polyline points=\"{}\"{}/>\n", list, class_attribute(css_class));
}

std::string svg_picture(double width,
                        double height,
                        std::string_view title,
                        std::string_view body) {
    const std::string name = escaped_text(title);
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {0} {1}\" "
        "width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"{2}\">\n{3}</svg>\n",
        pixels(width),
        pixels(height),
        name,
        body);
}

std::string chart_style() {
    return R"(.chart{font:12px system-ui,sans-serif;fill:var(--ink);display:block;max-width:100%;height:auto}
.chart .head{font-size:15px;font-weight:600}
.chart .soft{fill:var(--soft)}
.chart .grid{stroke:var(--grid)}
.chart .axis{stroke:var(--soft)}
.chart .notch{stroke:#000;stroke-width:2}
.chart .s0{--c:#0072b2}
.chart .s1{--c:#d55e00}
.chart .s2{--c:#009e73}
.chart .s3{--c:#cc79a7}
.chart .s4{--c:#56b4e9}
.chart .s5{--c:#e69f00}
.chart .s6{--c:var(--soft)}
.chart .area{fill:var(--c);stroke:var(--paper);stroke-width:1}
.chart .area.again{fill-opacity:.5}
.chart .band{fill:var(--c);fill-opacity:.15}
.chart .dot{fill:var(--c)}
.chart .dot.again{fill:var(--paper);stroke:var(--c);stroke-width:1.5}
.chart .trace{fill:none;stroke:var(--c);stroke-width:2}
.chart .trace.again{stroke-dasharray:6 3}
.chart .front{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:2 3}
.chart .limit{stroke:var(--ink);stroke-width:2;stroke-dasharray:5 3}
.chart .ring{fill:none;stroke:var(--ink);stroke-width:2}
.chart .halo{stroke:var(--paper);stroke-width:5}
.chart .mark{paint-order:stroke;stroke:var(--paper);stroke-width:3;stroke-linejoin:round}
.chart .void{fill:none;stroke:var(--grid)}
.chart .on-dark{fill:#fff}
.chart .on-light{fill:#000}
)";
}

}  // namespace deepwallet
