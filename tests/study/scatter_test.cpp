#include "engine/study/scatter.hpp"

#include <regex>
#include <set>

#include "tests/support/catch.hpp"

using namespace deepwallet;

namespace {

Validation of(std::vector<Comparison> rows) {
    Validation v;
    v.rows = std::move(rows);
    v.groups = errors_by_group(v.rows);
    return v;
}

Comparison time(const std::string& group, double measured, double predicted) {
    return {"id", group, "s", "iteration.time_s", measured, predicted};
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t n = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++n;
    return n;
}

struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// Markers in the plot come before those of the legend.
std::vector<Point> markers(const std::string& svg) {
    const std::regex use("<use href=\"#m[0-9]+\" x=\"([0-9.-]+)\" y=\"([0-9.-]+)\"/>");
    std::vector<Point> points;
    for (std::sregex_iterator it(svg.begin(), svg.end(), use), end; it != end; ++it)
        points.push_back({std::stod((*it)[1]), std::stod((*it)[2])});
    return points;
}

}  // namespace

TEST_CASE("each time is a marker, each group one more in the legend; other metrics are not in it") {
    const std::string svg = scatter_svg(of({time("a", 1.0, 1.1),
                                            time("a", 2.0, 2.0),
                                            time("b", 60.0, 50.0),
                                            {"id", "c", "s", "memory.per_gpu_gib", 10.0, 10.0}}));
    CHECK(count(svg, "<use ") == 3 + 2);
    CHECK_THAT(svg, ContainsSubstring(">a (2)<"));
    CHECK_THAT(svg, ContainsSubstring(">b (1)<"));
    CHECK_THAT(svg, !ContainsSubstring(">c ("));
}

TEST_CASE("equal ratios are equal distances, more is up and to the right") {
    const std::string svg =
        scatter_svg(of({time("a", 1.0, 1.0), time("a", 10.0, 10.0), time("a", 100.0, 1.0)}));
    const auto points = markers(svg);
    REQUIRE(points.size() == 4);
    constexpr double kPixel = 0.11;  // coordinates have one decimal
    CHECK_THAT(points[2].x - points[1].x, WithinAbs(points[1].x - points[0].x, kPixel));
    CHECK(points[1].x > points[0].x);
    CHECK(points[1].y < points[0].y);
    CHECK(points[2].y == points[0].y);
    CHECK_THAT(points[0].y - points[1].y, WithinAbs(points[1].x - points[0].x, kPixel));
}

TEST_CASE("groups differ by colour and by marker, as many as six by both") {
    std::vector<Comparison> rows;
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) rows.push_back(time(name, 1.0, 1.0));
    const std::string svg = scatter_svg(of(rows));
    const std::regex colour(
        "<g fill=\"(#[0-9a-f]+)\" fill-opacity=\"0.65\">\n<use href=\"(#m[0-9])\"");
    std::set<std::string> colours;
    std::set<std::string> shapes;
    for (std::sregex_iterator it(svg.begin(), svg.end(), colour), end; it != end; ++it) {
        colours.insert((*it)[1]);
        shapes.insert((*it)[2]);
    }
    CHECK(colours.size() == 6);
    CHECK(shapes.size() == 6);
}

TEST_CASE("ticks are times that people name") {
    const std::string svg = scatter_svg(of({time("a", 0.05, 0.05), time("a", 700.0, 700.0)}));
    for (const char* tick : {">100 ms<", ">1 s<", ">10 s<", ">1 min<", ">10 min<"}) {
        CAPTURE(tick);
        CHECK(count(svg, tick) == 2);
    }
    const std::string narrow = scatter_svg(of({time("a", 0.9, 0.9), time("a", 6.0, 6.0)}));
    for (const char* tick : {">1 s<", ">2 s<", ">5 s<"}) CHECK(count(narrow, tick) == 2);
}

TEST_CASE("a picture of nothing, of one point or of hostile names is still a picture") {
    for (const Validation& v : {of({}),
                                of({time("a", 1.0, 1.0)}),
                                of({time("a", 1e-300, 1e300)}),
                                of({time("a", 1.0, 0.0)}),
                                of({time("<script>&\"\x01\xff", 1.0, 2.0)})}) {
        const std::string svg = scatter_svg(v);
        CHECK_THAT(svg, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        CHECK_THAT(svg, EndsWith("</svg>\n"));
        for (const char* bad : {"nan", "inf", "<script", "\x01", "\xff"})
            CHECK_THAT(svg, !ContainsSubstring(bad));
    }
}
