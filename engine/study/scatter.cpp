#include "engine/study/scatter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace deepwallet {

namespace {

// The picture, in pixels. The legend stands to the right of the plot.
constexpr double kWidth = 920.0;
constexpr double kHeight = 640.0;
constexpr double kLeft = 90.0;
constexpr double kTop = 56.0;
constexpr double kSide = 520.0;
constexpr double kLegend = kLeft + kSide + 28.0;
constexpr double kLegendLine = 22.0;

/// Colours that the colour-blind tell apart (Okabe and Ito 2008), but for yellow and black: one is
/// lost on white, the other is the axes'.
constexpr std::array<const char*, 6> kColours = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"};

/// Markers about the origin. Seven of them and six colours: the pair repeats after 42 groups.
constexpr std::array<const char*, 7> kMarkers = {"M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
                                                 "M-3.6,-3.6h7.2v7.2h-7.2z",
                                                 "M0,-4.6L4.4,3.4H-4.4z",
                                                 "M0,-5L5,0L0,5L-5,0z",
                                                 "M0,4.6L4.4,-3.4H-4.4z",
                                                 "M-1.5,-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
                                                 "M0,-5L1.3,-1.6L4.8,-1.5L2.1,.8L3,4.2L0,2.2L-3,4.2"
                                                 "L-2.1,.8L-4.8,-1.5L-1.3,-1.6z"};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (byte < 0x20U || byte > 0x7eU)
            out += '?';
        else
            out += c;
    }
    return out;
}

struct Tick {
    double seconds = 0.0;
    std::string label;
    bool whole = true;  ///< a power of ten of its unit
};

/// Times that people name, from a nanosecond to 5,000 days.
std::vector<Tick> nice_times() {
    struct Unit {
        const char* name;
        double seconds;
        double most;  ///< of it, before the next unit
    };
    constexpr std::array<Unit, 7> kUnits = {{{"ns", 1e-9, 1e3},
                                             {"µs", 1e-6, 1e3},
                                             {"ms", 1e-3, 1e3},
                                             {"s", 1.0, 60.0},
                                             {"min", 60.0, 60.0},
                                             {"h", 3600.0, 24.0},
                                             {"days", 86400.0, 1e4}}};
    std::vector<Tick> ticks;
    for (const Unit& unit : kUnits) {
        for (double decade = 1.0; decade < unit.most; decade *= 10.0) {
            for (const double step : {1.0, 2.0, 5.0}) {
                const double n = step * decade;
                if (n < unit.most)
                    ticks.push_back(
                        {n * unit.seconds, fmt::format("{:.0f} {}", n, unit.name), step == 1.0});
            }
        }
    }
    return ticks;
}

/// One scale for both axes.
struct Axis {
    double low = 0.0;  ///< log10 of seconds
    double high = 1.0;

    [[nodiscard]] double share(double seconds) const {
        return (std::log10(seconds) - low) / (high - low);
    }
    [[nodiscard]] double x(double seconds) const { return kLeft + kSide * share(seconds); }
    [[nodiscard]] double y(double seconds) const { return kTop + kSide * (1.0 - share(seconds)); }

    /// As many of the nice times as have room, powers of ten of a unit first.
    [[nodiscard]] std::vector<Tick> ticks() const {
        constexpr double kRoom = 52.0;
        std::vector<Tick> chosen;
        const auto fits = [&](const Tick& tick) {
            const double at = share(tick.seconds);
            return at >= 0.0 && at <= 1.0 &&
                   std::none_of(chosen.begin(), chosen.end(), [&](const Tick& other) {
                       return kSide * std::abs(at - share(other.seconds)) < kRoom;
                   });
        };
        for (const bool whole : {true, false}) {
            for (const Tick& tick : nice_times()) {
                if (tick.whole == whole && fits(tick))
                    chosen.push_back(tick);
            }
        }
        return chosen;
    }
};

using Rows = std::vector<const Comparison*>;

struct PlottedGroup {
    std::string name;
    Rows rows;
    std::size_t look = 0;  ///< its place among the groups chooses colour and marker
};

std::vector<PlottedGroup> groups_of(const Validation& validation) {
    std::vector<PlottedGroup> groups;
    for (const Comparison& row : validation.rows) {
        if (row.metric != "iteration.time_s" || !(row.predicted > 0.0))
            continue;
        auto group = std::find_if(groups.begin(), groups.end(), [&](const PlottedGroup& g) {
            return g.name == row.group;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), {row.group, {}, groups.size()});
        group->rows.push_back(&row);
    }
    return groups;
}

Axis axis_of(const std::vector<PlottedGroup>& groups) {
    if (groups.empty())
        return {};
    constexpr double kMargin = 0.08;
    const Comparison& first = *groups.front().rows.front();
    Axis axis{std::log10(first.measured), std::log10(first.measured)};
    for (const PlottedGroup& group : groups) {
        for (const Comparison* row : group.rows) {
            for (const double seconds : {row->measured, row->predicted}) {
                axis.low = std::min(axis.low, std::log10(seconds));
                axis.high = std::max(axis.high, std::log10(seconds));
            }
        }
    }
    return {axis.low - kMargin, axis.high + kMargin};
}

std::string text_at(double x, double y, const char* anchor, std::string_view text) {
    return fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

std::string definitions() {
    std::string text = "<defs>\n";
    text += fmt::format(
        "<clipPath id=\"plot\"><rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{2}\"/>"
        "</clipPath>\n",
        kLeft,
        kTop,
        kSide);
    for (std::size_t i = 0; i < kMarkers.size(); ++i)
        text += fmt::format("<path id=\"m{}\" d=\"{}\"/>\n", i, kMarkers[i]);
    return text + "</defs>\n";
}

std::string axes(const Axis& axis) {
    constexpr double kBottom = kTop + kSide;
    std::string lines = "<g stroke=\"#d9d9d9\">\n";
    std::string labels = "<g font-size=\"12\">\n";
    for (const Tick& tick : axis.ticks()) {
        const double x = axis.x(tick.seconds);
        const double y = axis.y(tick.seconds);
        lines += fmt::format(
            "<path d=\"M{:.1f},{}v{}M{},{:.1f}h{}\"/>\n", x, kTop, kSide, kLeft, y, kSide);
        labels += text_at(x, kBottom + 18.0, "middle", tick.label);
        labels += text_at(kLeft - 8.0, y + 4.0, "end", tick.label);
    }
    return lines + "</g>\n" + labels + "</g>\n";
}

std::string titles() {
    constexpr double kMiddle = kTop + kSide / 2.0;
    std::string text = "<g font-size=\"17\" font-weight=\"bold\">\n";
    text += text_at(kLeft, 34.0, "start", "Iteration time, predicted against measured");
    text += "</g>\n<g font-size=\"14\">\n";
    text += text_at(kLeft + kSide / 2.0, kTop + kSide + 44.0, "middle", "measured iteration time");
    text += fmt::format("<g transform=\"rotate(-90 22 {})\">\n", kMiddle);
    text += text_at(22.0, kMiddle, "middle", "predicted iteration time");
    return text + "</g>\n</g>\n";
}

/// Equality, and 10 % of the measured value on either side.
std::string reference_lines(const Axis& axis) {
    constexpr double kBand = 0.1;
    const double from = std::pow(10.0, axis.low);
    const double to = std::pow(10.0, axis.high);
    const auto corner = [&](double seconds, double factor) {
        return fmt::format("{:.1f},{:.1f}", axis.x(seconds), axis.y(seconds * factor));
    };
    return fmt::format(
        "<g clip-path=\"url(#plot)\">\n<path fill=\"#000000\" fill-opacity=\"0.12\" "
        "d=\"M{}L{}L{}L{}z\"/>\n"
        "<path stroke=\"#404040\" fill=\"none\" d=\"M{}L{}\"/>\n</g>\n",
        corner(from, 1.0 + kBand),
        corner(to, 1.0 + kBand),
        corner(to, 1.0 - kBand),
        corner(from, 1.0 - kBand),
        corner(from, 1.0),
        corner(to, 1.0));
}

std::string frame() {
    return fmt::format(
        "<rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{2}\" fill=\"none\" "
        "stroke=\"#404040\"/>\n",
        kLeft,
        kTop,
        kSide);
}

std::string marker(const PlottedGroup& group, double x, double y) {
    return fmt::format(
        "<use href=\"#m{}\" x=\"{:.1f}\" y=\"{:.1f}\"/>\n", group.look % kMarkers.size(), x, y);
}

std::string open_group(const PlottedGroup& group, double opacity) {
    return fmt::format(
        "<g fill=\"{}\" fill-opacity=\"{}\">\n", kColours[group.look % kColours.size()], opacity);
}

/// Large groups below, so that they hide no small one.
std::string points(std::vector<PlottedGroup> groups, const Axis& axis) {
    constexpr double kOpacity = 0.65;
    std::stable_sort(
        groups.begin(), groups.end(), [](const PlottedGroup& a, const PlottedGroup& b) {
            return a.rows.size() > b.rows.size();
        });
    std::string text;
    for (const PlottedGroup& group : groups) {
        text += open_group(group, kOpacity);
        for (const Comparison* row : group.rows)
            text += marker(group, axis.x(row->measured), axis.y(row->predicted));
        text += "</g>\n";
    }
    return text;
}

std::string legend(const std::vector<PlottedGroup>& groups) {
    constexpr std::size_t kLongest = 28;
    double y = kTop + 12.0;
    std::string text = "<g font-size=\"12\">\n";
    for (const PlottedGroup& group : groups) {
        text += open_group(group, 1.0) + marker(group, kLegend + 10.0, y - 4.0) + "</g>\n";
        const std::string name = escaped(group.name.substr(0, kLongest));
        text +=
            text_at(kLegend + 26.0, y, "start", fmt::format("{} ({})", name, group.rows.size()));
        y += kLegendLine;
    }
    y += kLegendLine / 2.0;
    text += fmt::format("<path stroke=\"#404040\" d=\"M{},{}h20\"/>\n", kLegend, y - 4.0);
    text += text_at(kLegend + 26.0, y, "start", "predicted as measured");
    y += kLegendLine;
    text +=
        fmt::format("<rect fill-opacity=\"0.12\" x=\"{}\" y=\"{}\" width=\"20\" height=\"12\"/>\n",
                    kLegend,
                    y - 10.0);
    text += text_at(kLegend + 26.0, y, "start", "within 10 %");
    return text + "</g>\n";
}

/// The picture grows with a legend that is longer than the plot is high.
double height_of(const std::vector<PlottedGroup>& groups) {
    return std::max(kHeight, kTop + kLegendLine * (static_cast<double>(groups.size()) + 4.0));
}

}  // namespace

std::string scatter_svg(const Validation& validation) {
    const std::vector<PlottedGroup> groups = groups_of(validation);
    const Axis axis = axis_of(groups);
    const double height = height_of(groups);
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
        "height=\"{1}\" font-family=\"sans-serif\" fill=\"#202020\">\n"
        "<title>Iteration time, predicted against measured</title>\n"
        "<rect width=\"{0}\" height=\"{1}\" rx=\"8\" fill=\"#ffffff\"/>\n",
        kWidth,
        height);
    return svg + definitions() + titles() + axes(axis) + reference_lines(axis) +
           points(groups, axis) + frame() + legend(groups) + "</svg>\n";
}

}  // namespace deepwallet
