#include "engine/report/chart.hpp"

#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/markup.hpp"

using namespace deepwallet;
using namespace deepwallet::test;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kPixel = 0.16;   // coordinates have one decimal
constexpr double kLetters = 4.0;  // from a tick's line down to where its label stands

AxisTitle linear(const char* unit = "") { return {"value", unit, AxisScale::linear}; }
AxisTitle logarithmic(const char* unit = "") { return {"value", unit, AxisScale::logarithmic}; }

/// One of each kind, with names and numbers of this making.
std::vector<std::string> all_kinds(const std::string& name, double a, double b, std::size_t n) {
    const std::vector<ChartPoint> points(n, {a, b});
    const std::vector<std::string> names(n, name);
    std::vector<std::string> out;
    for (const AxisTitle& title : {AxisTitle{name, "USD", AxisScale::linear},
                                   AxisTitle{name, "s", AxisScale::logarithmic}}) {
        out.push_back(to_svg(LineChart{name, title, title, {{name, points}}, {{{a, b}, name}}}));
        out.push_back(
            to_svg(ScatterChart{name, title, title, {{name, points}}, points, {{{a, b}, name}}}));
    }
    const AxisTitle usd{name, "USD", AxisScale::linear};
    out.push_back(to_svg(
        StackedChart{name, usd, names, names, std::vector(n, std::vector<double>(n, a)), b, name}));
    out.push_back(to_svg(BarChart{name, usd, names, {{name, points}, {name, points}}, true}));
    out.push_back(to_svg(HeatMap{
        name, usd, usd, usd, names, names, std::vector(n, std::vector<double>(n, a)), {}, {}}));
    out.push_back(to_svg(
        TornadoChart{name, usd, a, std::vector<TornadoChartBar>(n, {name, name, name, a, b})}));
    out.push_back(
        to_svg(WaterfallChart{name, usd, name, a, name, names, std::vector<double>(n, b)}));
    out.push_back(to_svg(BoxChart{name, usd, std::vector<BoxChartItem>(n, {name, a, b, b, a})}));
    return out;
}

}  // namespace

TEST_CASE("a point at a tick's value lies at that tick, on both axes and scales") {
    const std::string svg = to_svg(LineChart{
        "t", logarithmic(), linear("USD"), {{"", {{1.0, 0.0}, {10.0, 2e6}, {1000.0, 4e6}}}}, {}});
    const auto dots = circles(svg, "dot s0");
    REQUIRE(dots.size() == 3);
    CHECK_THAT(dots[0].x, WithinAbs(tick(svg, "1").x, kPixel));
    CHECK_THAT(dots[1].x, WithinAbs(tick(svg, "10").x, kPixel));
    CHECK_THAT(dots[2].x, WithinAbs(tick(svg, "1,000").x, kPixel));
    CHECK_THAT(dots[0].y + kLetters, WithinAbs(tick(svg, "$0").y, kPixel));
    CHECK_THAT(dots[1].y + kLetters, WithinAbs(tick(svg, "$2 M").y, kPixel));
    CHECK_THAT(dots[2].y + kLetters, WithinAbs(tick(svg, "$4 M").y, kPixel));
    // Half way between 1 and 100 is 10.
    CHECK_THAT(dots[1].x - dots[0].x, WithinAbs((dots[2].x - dots[0].x) / 3.0, kPixel));
}

TEST_CASE("stacked parts stand end to end and add up to their whole; the capacity at its value") {
    const std::string svg = to_svg(StackedChart{
        "t", linear("GiB"), {"stage"}, {"a", "b", "c"}, {{10.0, 20.0, 30.0}}, 80.0, "capacity"});
    const MarkupBox a = rects(svg, "area s0").at(1);  // the first of each is the legend's
    const MarkupBox b = rects(svg, "area s1").at(1);
    const MarkupBox c = rects(svg, "area s2").at(1);
    const double sixty = tick(svg, "60").x - tick(svg, "0").x;
    CHECK_THAT(a.left, WithinAbs(tick(svg, "0").x, kPixel));
    CHECK_THAT(b.left, WithinAbs(a.left + a.width, kPixel));
    CHECK_THAT(c.left, WithinAbs(b.left + b.width, kPixel));
    CHECK_THAT(a.width + b.width + c.width, WithinAbs(sixty, 3.0 * kPixel));
    CHECK_THAT(b.width, WithinAbs(2.0 * a.width, 2.0 * kPixel));
}

TEST_CASE("ranked bars fall, and a bar's length is its value's") {
    const std::string svg = to_svg(
        BarChart{"t", linear(), {"small", "large"}, {{"", {{0.0, 10.0}, {0.0, 40.0}}}}, true});
    const auto names = texts(svg, "name");
    REQUIRE(names.size() == 2);
    CHECK(names[0].text == "large");
    const auto bars = rects(svg, "area s0");
    REQUIRE(bars.size() == 2);
    CHECK_THAT(bars[0].width, WithinAbs(4.0 * bars[1].width, 4.0 * kPixel));
    CHECK_THAT(bars[0].left + bars[0].width, WithinAbs(tick(svg, "40").x, kPixel));
}

TEST_CASE("a tornado's ends on one side of the base are drawn on that side, the shorter in front") {
    const std::string svg =
        to_svg(TornadoChart{"t", linear(), 5.0, {{"input", "1", "2", 6.0, 8.0}}});
    const MarkupBox low = rects(svg, "area s0").at(1);
    const MarkupBox high = rects(svg, "area s1").at(1);
    const double base = tick(svg, "5").x > 0.0 ? tick(svg, "5").x : tick(svg, "5.0").x;
    CHECK_THAT(low.left, WithinAbs(base, kPixel));
    CHECK_THAT(high.left, WithinAbs(base, kPixel));
    CHECK_THAT(high.width, WithinAbs(3.0 * low.width, 3.0 * kPixel));
    CHECK(svg.rfind("area s0") > svg.rfind("area s1"));
}

TEST_CASE("a waterfall's steps lead from the first total to the last") {
    const std::string svg =
        to_svg(WaterfallChart{"t", linear(), "from", 40.0, "to", {"up", "down"}, {20.0, -50.0}});
    const MarkupBox from = rects(svg, "area s0").at(1);
    const MarkupBox to = rects(svg, "area s0").at(2);
    const MarkupBox up = rects(svg, "area s1").at(1);
    const MarkupBox down = rects(svg, "area s2").at(1);
    CHECK_THAT(up.left, WithinAbs(from.left + from.width, kPixel));
    CHECK_THAT(down.left + down.width, WithinAbs(up.left + up.width, kPixel));
    CHECK_THAT(down.left, WithinAbs(to.left + to.width, kPixel));
    CHECK_THAT(4.0 * to.width, WithinAbs(from.width, 4.0 * kPixel));  // 10 of 40
}

TEST_CASE(
    "steps that are small beside the totals are drawn on an axis that says it leaves zero out") {
    const auto chart = [](double step) {
        return to_svg(WaterfallChart{"t", linear(), "from", 100.0, "to", {"step"}, {step}});
    };
    CHECK_THAT(chart(1.0), ContainsSubstring("the axis does not begin at 0"));
    CHECK_THAT(chart(100.0), !ContainsSubstring("the axis does not begin at 0"));
}

TEST_CASE("a box goes from P10 to P90, with P50 inside") {
    const std::string svg = to_svg(BoxChart{"t", linear(), {{"way", 10.0, 30.0, 40.0, 20.0}}});
    const MarkupBox box = rects(svg, "area s4").at(1);
    CHECK_THAT(box.left, WithinAbs(tick(svg, "10").x, kPixel));
    CHECK_THAT(box.left + box.width, WithinAbs(tick(svg, "40").x, kPixel));
    CHECK_THAT(circles(svg, "dot s1").at(1).x, WithinAbs(tick(svg, "20").x, kPixel));
}

TEST_CASE("a front is a step line: it turns at right angles only") {
    const std::string svg = to_svg(ScatterChart{
        "t", linear(), linear(), {{"", {{1.0, 3.0}, {2.0, 1.0}}}}, {{1.0, 3.0}, {2.0, 1.0}}, {}});
    const std::regex front(
        "<polyline points=\"([0-9.]+),([0-9.]+) ([0-9.]+),([0-9.]+) "
        "([0-9.]+),([0-9.]+)\" class=\"front\"");
    std::sregex_iterator it(svg.begin(), svg.end(), front);
    REQUIRE(it != std::sregex_iterator());
    CHECK((*it)[2] == (*it)[4]);
    CHECK((*it)[3] == (*it)[5]);
}

TEST_CASE("legends end above the plot, however many series there are") {
    for (const std::size_t n : {1U, 7U, 30U}) {
        LineChart chart{"t", linear(), linear(), {}, {}};
        for (std::size_t i = 0; i < n; ++i)
            chart.series.push_back({"a series with a name, number " + std::to_string(i),
                                    {{0.0, 0.0}, {1.0, static_cast<double>(i + 1)}}});
        const std::string svg = to_svg(chart);
        double lowest = 0.0;
        for (const MarkupText& text : texts(svg, "legend")) lowest = std::max(lowest, text.y);
        const std::regex grid("y1=\"([0-9.]+)\" x2=\"[0-9.]+\" y2=\"[0-9.]+\" class=\"grid\"");
        double highest = 1e9;
        for (std::sregex_iterator it(svg.begin(), svg.end(), grid), end; it != end; ++it)
            highest = std::min(highest, std::stod((*it)[1]));
        CHECK(lowest < highest);
    }
}

TEST_CASE("charts of nothing, of one point, of equal and of impossible numbers are charts") {
    for (const std::size_t n : {0U, 1U, 3U}) {
        for (const auto& [a, b] : std::vector<std::pair<double, double>>{{1.0, 1.0},
                                                                         {0.0, 0.0},
                                                                         {-5.0, 3.0},
                                                                         {kNaN, kInfinity},
                                                                         {1e300, -1e-300},
                                                                         {kNaN, 2.0}}) {
            for (const std::string& svg : all_kinds("name", a, b, n)) {
                CAPTURE(svg);
                CHECK(unbalanced(svg) == "");
                CHECK_THAT(svg, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
                for (const char* bad : {"nan", "inf", "NaN", "-0.0\""})
                    CHECK_THAT(svg, !ContainsSubstring(bad));
            }
        }
    }
    for (const std::string& svg : all_kinds("name", kNaN, kNaN, 2)) {
        CAPTURE(svg);
        CHECK_THAT(svg, ContainsSubstring("nothing to draw"));
    }
}

TEST_CASE("names of any bytes stay text") {
    for (const std::string& svg :
         all_kinds("<script>\"'&\x01\xff\xed\xa0\x80</title>", 1.0, 2.0, 2)) {
        CHECK(unbalanced(svg) == "");
        for (const char* bad : {"<script", "\x01", "\xff", "\xed\xa0\x80"})
            CHECK_THAT(svg, !ContainsSubstring(bad));
        CHECK_THAT(svg, ContainsSubstring("&lt;script&gt;&quot;&#39;&amp;"));
    }
}

TEST_CASE("letters of other scripts pass, and are cut between characters") {
    CHECK(escaped_text("\xc3\x9c \xe4\xb8\xad \xf0\x9f\x98\x80") ==
          "\xc3\x9c \xe4\xb8\xad \xf0\x9f\x98\x80");
    const std::string cut =
        fitted_text("\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad", 40.0, 12.0);
    CHECK(cut == "\xe4\xb8\xad\xe4\xb8\xad\xe2\x80\xa6");
    CHECK(fitted_text("short", 400.0, 12.0) == "short");
}

TEST_CASE("the same chart is the same bytes") {
    CHECK(all_kinds("name", 1.0, 2.0, 3) == all_kinds("name", 1.0, 2.0, 3));
}
