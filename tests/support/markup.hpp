#pragma once

/// Reads HTML and SVG of the project's own writers: are the tags in balance, what stands where.

#include <algorithm>
#include <array>
#include <regex>
#include <string>
#include <vector>

namespace deepwallet::test {

/// What is wrong with the nesting of elements, or nothing. Void elements of HTML (WHATWG HTML,
/// 13.1.2) and those that close themselves have no end.
inline std::string unbalanced(const std::string& text) {
    static const std::array<std::string, 3> kVoid = {"meta", "br", "hr"};
    const std::regex tag("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"]|\"[^\"<]*\")*)>");
    std::vector<std::string> open;
    std::size_t tags = 0;
    for (std::sregex_iterator it(text.begin(), text.end(), tag), end; it != end; ++it, ++tags) {
        const std::string name = (*it)[2];
        const std::string rest = (*it)[3];
        if ((*it)[1] == "/") {
            if (open.empty() || open.back() != name)
                return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
            open.pop_back();
        } else if (rest.empty() || rest.back() != '/') {
            if (std::find(kVoid.begin(), kVoid.end(), name) == kVoid.end())
                open.push_back(name);
        }
    }
    // Every other "<" is escaped, but for the document type's.
    const auto angles = static_cast<std::size_t>(std::count(text.begin(), text.end(), '<'));
    if (angles != tags + (text.rfind("<!DOCTYPE html>", 0) == 0 ? 1U : 0U))
        return "a < that begins no tag";
    return open.empty() ? "" : "<" + open.back() + "> stays open";
}

struct MarkupBox {
    double left = 0.0;
    double top = 0.0;
    double width = 0.0;
    double height = 0.0;
};

/// Rectangles of a class, as they come.
inline std::vector<MarkupBox> rects(const std::string& svg, const std::string& css_class) {
    const std::regex rect(
        "<rect x=\"([0-9.-]+)\" y=\"([0-9.-]+)\" width=\"([0-9.]+)\" "
        "height=\"([0-9.]+)\" class=\"" +
        css_class + "\"");
    std::vector<MarkupBox> out;
    for (std::sregex_iterator it(svg.begin(), svg.end(), rect), end; it != end; ++it)
        out.push_back(
            {std::stod((*it)[1]), std::stod((*it)[2]), std::stod((*it)[3]), std::stod((*it)[4])});
    return out;
}

struct MarkupPoint {
    double x = 0.0;
    double y = 0.0;
};

inline std::vector<MarkupPoint> circles(const std::string& svg, const std::string& css_class) {
    const std::regex circle("<circle cx=\"([0-9.-]+)\" cy=\"([0-9.-]+)\" r=\"[0-9.]+\" class=\"" +
                            css_class + "\"");
    std::vector<MarkupPoint> out;
    for (std::sregex_iterator it(svg.begin(), svg.end(), circle), end; it != end; ++it)
        out.push_back({std::stod((*it)[1]), std::stod((*it)[2])});
    return out;
}

struct MarkupText {
    double x = 0.0;
    double y = 0.0;
    std::string text;
};

inline std::vector<MarkupText> texts(const std::string& svg, const std::string& css_class) {
    const std::regex text(
        "<text x=\"([0-9.-]+)\" y=\"([0-9.-]+)\" text-anchor=\"[a-z]+\" class=\"" + css_class +
        "\">([^<]*)</text>");
    std::vector<MarkupText> out;
    for (std::sregex_iterator it(svg.begin(), svg.end(), text), end; it != end; ++it)
        out.push_back({std::stod((*it)[1]), std::stod((*it)[2]), (*it)[3]});
    return out;
}

/// Where the label of a tick stands; far away where there is none.
inline MarkupText tick(const std::string& svg, const std::string& label) {
    for (const MarkupText& text : texts(svg, "tick")) {
        if (text.text == label)
            return text;
    }
    return {-1e9, -1e9, ""};
}

}  // namespace deepwallet::test
