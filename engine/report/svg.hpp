#pragma once

/// SVG, element by element. Coordinates are pixels with one decimal and never depend on the locale;
/// colours come from the classes that `chart_style` describes.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace deepwallet {

/// Text of people for HTML and SVG: no markup of its own, no control characters, valid UTF-8.
std::string escaped_text(std::string_view text);

/// An estimate, on the wide side, of a sans-serif font of this size.
double text_width(std::string_view text, double size);

/// What of it fits into a width, with an ellipsis where something was cut.
std::string fitted_text(std::string_view text, double width, double size);

struct ChartPoint {
    double x = 0.0;
    double y = 0.0;
};

struct Box {
    double left = 0.0;
    double top = 0.0;
    double width = 0.0;
    double height = 0.0;

    [[nodiscard]] double right() const { return left + width; }
    [[nodiscard]] double bottom() const { return top + height; }
    [[nodiscard]] bool overlaps(const Box& other) const {
        return left < other.right() && other.left < right() && top < other.bottom() &&
               other.top < bottom();
    }
};

enum class Anchor { start, middle, end };

/// A coordinate; never "-0.0".
std::string pixels(double x);

/// `class` and colour of a series by its place: seven colours, then the same again in another look.
std::string series_class(std::size_t place);

std::string svg_text(ChartPoint at,
                     Anchor anchor,
                     std::string_view text,
                     std::string_view css_class = "");

std::string svg_line(ChartPoint from, ChartPoint to, std::string_view css_class);

/// `hint` is what a reader sees who points at it.
std::string svg_rect(const Box& box, std::string_view css_class, std::string_view hint = "");

std::string svg_circle(ChartPoint at,
                       double radius,
                       std::string_view css_class,
                       std::string_view hint = "");

/// Through all points; nothing of fewer than two.
std::string svg_polyline(const std::vector<ChartPoint>& points, std::string_view css_class);

/// The whole picture; `title` is what is read aloud for it.
std::string svg_picture(double width, double height, std::string_view title, std::string_view body);

/// CSS of the classes that charts use, light, dark and printed. Colours that the colour-blind tell
/// apart (Okabe and Ito 2008), but for yellow, which is lost on white.
std::string chart_style();

}  // namespace deepwallet
