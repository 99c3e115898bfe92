// Heat map.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/report/chart.hpp"
#include "engine/report/chart_frame.hpp"

namespace deepwallet {

namespace {

struct Colour {
    double red;
    double green;
    double blue;
};

/// Cividis at even distances.
constexpr std::array<Colour, 6> kCividis = {{{0.0, 32.0, 77.0},
                                             {49.0, 68.0, 107.0},
                                             {102.0, 105.0, 112.0},
                                             {149.0, 143.0, 120.0},
                                             {203.0, 186.0, 105.0},
                                             {255.0, 234.0, 70.0}}};
constexpr double kKeyHeight = 30.0;
constexpr double kColumnLabels = 48.0;

Colour colour_at(double share) {
    const double at = std::clamp(share, 0.0, 1.0) * (kCividis.size() - 1.0);
    const auto i = std::min(static_cast<std::size_t>(at), kCividis.size() - 2);
    const double t = at - static_cast<double>(i);
    const auto mix = [t](double a, double b) { return a + t * (b - a); };
    return {mix(kCividis[i].red, kCividis[i + 1].red),
            mix(kCividis[i].green, kCividis[i + 1].green),
            mix(kCividis[i].blue, kCividis[i + 1].blue)};
}

std::string colour_text(const Colour& c) {
    return fmt::format("#{:02x}{:02x}{:02x}",
                       static_cast<unsigned>(std::lround(c.red)),
                       static_cast<unsigned>(std::lround(c.green)),
                       static_cast<unsigned>(std::lround(c.blue)));
}

std::string filled(const Box& box, double share, const std::string& hint) {
    return fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"><title>{}</title></rect>\n",
        pixels(box.left),
        pixels(box.top),
        pixels(box.width),
        pixels(box.height),
        heat_colour(share),
        escaped_text(hint));
}

/// The lower half of the scale is dark.
const char* letters_on(double share) { return share < 0.5 ? "on-dark" : "on-light"; }

double cell(const HeatMap& map, std::size_t row, std::size_t column) {
    return row < map.cells.size() && column < map.cells[row].size() ? map.cells[row][column] : NAN;
}

/// The range of what is drawn; none where nothing is.
struct Span {
    double low = 0.0;
    double high = 0.0;

    [[nodiscard]] double share(double value) const {
        return high > low ? (value - low) / (high - low) : 0.5;
    }
};

std::optional<Span> span_of(const HeatMap& map) {
    std::optional<Span> out;
    for (std::size_t r = 0; r < map.rows.size(); ++r) {
        for (std::size_t c = 0; c < map.columns.size(); ++c) {
            const double value = cell(map, r, c);
            if (!is_drawn(value, AxisScale::linear))
                continue;
            out = out ? Span{std::min(out->low, value), std::max(out->high, value)}
                      : Span{value, value};
        }
    }
    return out;
}

/// Which colour is which value.
std::string colour_key(const HeatMap& map, const Span& span, double top) {
    constexpr int kSteps = 32;
    constexpr double kWidth = 160.0;
    const std::string low = value_label(span.low, map.value.unit);
    const double left = 10.0 + text_width(low, kTextSize) + 8.0;
    std::string out = svg_text({10.0, top + 11.0}, Anchor::start, low, "legend");
    for (int i = 0; i < kSteps; ++i) {
        const double share = (i + 0.5) / kSteps;
        out += filled({left + kWidth * i / kSteps, top, kWidth / kSteps + 0.5, 14.0},
                      share,
                      value_label(span.low + share * (span.high - span.low), map.value.unit));
    }
    const std::string high =
        value_label(span.high, map.value.unit) + " \xc2\xb7 " + map.value.label;
    return out + svg_text({left + kWidth + 8.0, top + 11.0},
                          Anchor::start,
                          fitted_text(high, kChartWidth - left - kWidth - 18.0, kTextSize),
                          "legend");
}

struct Grid {
    Box box;
    double row = 0.0;
    double column = 0.0;

    [[nodiscard]] Box cell(std::size_t r, std::size_t c) const {
        return {box.left + column * static_cast<double>(c),
                box.bottom() - row * static_cast<double>(r + 1),
                column,
                row};
    }
};

Grid grid_of(const HeatMap& map, double top) {
    const double rows = static_cast<double>(std::max<std::size_t>(1, map.rows.size()));
    const double columns = static_cast<double>(std::max<std::size_t>(1, map.columns.size()));
    const double left = 44.0 + std::min(160.0, widest_text(map.rows));
    const double row = std::clamp(320.0 / rows, 8.0, 34.0);
    const Box box{left, top, kChartWidth - left - 14.0, row * rows};
    return {box, row, box.width / columns};
}

std::string cell_svg(
    const HeatMap& map, const Grid& grid, const Span& span, std::size_t r, std::size_t c) {
    const Box box = grid.cell(r, c);
    const double value = cell(map, r, c);
    if (!is_drawn(value, AxisScale::linear))
        return svg_rect(box, "void", map.columns[c] + ", " + map.rows[r] + ": not known");
    const std::string label = value_label(value, map.value.unit);
    const double share = span.share(value);
    std::string out = filled(box, share, map.columns[c] + ", " + map.rows[r] + ": " + label);
    if (text_width(label, kTextSize) + 4.0 < box.width && box.height >= 16.0)
        out += svg_text({box.left + box.width / 2.0, box.top + box.height / 2.0 + 4.0},
                        Anchor::middle,
                        label,
                        letters_on(share));
    return out;
}

std::string cells_svg(const HeatMap& map, const Grid& grid, const Span& span) {
    std::string out;
    for (std::size_t r = 0; r < map.rows.size(); ++r) {
        for (std::size_t c = 0; c < map.columns.size(); ++c) out += cell_svg(map, grid, span, r, c);
    }
    if (map.marked_row && map.marked_column) {
        const Box box = grid.cell(*map.marked_row, *map.marked_column);
        out += svg_rect({box.left + 1.5, box.top + 1.5, box.width - 3.0, box.height - 3.0},
                        "ring halo") +
               svg_rect({box.left + 1.5, box.top + 1.5, box.width - 3.0, box.height - 3.0}, "ring");
    }
    return out;
}

/// As many names as have room.
std::string names_svg(const HeatMap& map, const Grid& grid) {
    std::string out;
    const double widest = std::min(std::max(grid.column, 90.0), widest_text(map.columns) + 6.0);
    const auto each = static_cast<std::size_t>(std::ceil(widest / grid.column));
    const double room = grid.column * static_cast<double>(each) - 4.0;
    for (std::size_t c = 0; c < map.columns.size(); c += std::max<std::size_t>(1, each)) {
        out += svg_text({grid.cell(0, c).left + grid.column / 2.0, grid.box.bottom() + 17.0},
                        Anchor::middle,
                        fitted_text(map.columns[c], room, kTextSize),
                        "tick");
    }
    const auto every = static_cast<std::size_t>(std::ceil(14.0 / grid.row));
    for (std::size_t r = 0; r < map.rows.size(); r += std::max<std::size_t>(1, every)) {
        out += svg_text({grid.box.left - 8.0, grid.cell(r, 0).top + grid.row / 2.0 + 4.0},
                        Anchor::end,
                        fitted_text(map.rows[r], 160.0, kTextSize),
                        "tick");
    }
    return out;
}

std::string titles_svg(const HeatMap& map, const Grid& grid) {
    const double middle = grid.box.top + grid.box.height / 2.0;
    const double room = std::max(120.0, grid.box.height);
    return svg_text({grid.box.left + grid.box.width / 2.0, grid.box.bottom() + 37.0},
                    Anchor::middle,
                    fitted_text(title_text(map.x), grid.box.width, kTextSize),
                    "soft") +
           fmt::format("<g transform=\"rotate(-90 18.0 {})\">\n{}</g>\n",
                       pixels(middle),
                       svg_text({18.0, middle},
                                Anchor::middle,
                                fitted_text(title_text(map.y), room, kTextSize),
                                "soft"));
}

}  // namespace

std::string heat_colour(double share) { return colour_text(colour_at(share)); }

std::string to_svg(const HeatMap& map) {
    const std::optional<Span> span = span_of(map);
    const ChartHead head = chart_head(map.title, {});
    const Grid grid = grid_of(map, head.height + kKeyHeight);
    std::string body = head.svg;
    if (span)
        body += colour_key(map, *span, head.height) + cells_svg(map, grid, *span);
    else
        body += svg_rect(grid.box, "void") + nothing_text(grid.box);
    body += names_svg(map, grid) + titles_svg(map, grid);
    return chart_picture(map.title, grid.box.bottom() + kColumnLabels, body);
}

}  // namespace deepwallet
