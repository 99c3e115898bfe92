#include "engine/report/html.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/markup.hpp"

using namespace deepwallet;
using deepwallet::test::unbalanced;

namespace {

HtmlPage page(const std::string& text) {
    return {text,
            text,
            {{text,
              {HtmlNote{text, true},
               HtmlTiles{{{text, text, {text}}}},
               HtmlTable{text, {{text}, {text, true}}, {{text, "1"}, {text}}},
               HtmlTable{text, {{text}}, {{text}}, true},
               HtmlList{{text}},
               HtmlCharts{{"<svg></svg>"}}}},
             {"left out", {}}},
            text};
}

}  // namespace

TEST_CASE("a page is in balance, and its texts are escaped everywhere") {
    const std::string plain = html(page("plain"));
    CHECK(unbalanced(plain) == "");
    CHECK_THAT(plain, StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    const std::string hostile = html(page("</title><script>alert(1)</script>&\"\x02\xff"));
    CHECK(unbalanced(hostile) == "");
    for (const char* bad : {"<script", "\x02", "\xff"})
        CHECK_THAT(hostile, !ContainsSubstring(bad));
    CHECK_THAT(hostile, ContainsSubstring("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;"));
}

TEST_CASE("a page fetches nothing and lets nothing be fetched") {
    const std::string text = html(page("plain"));
    CHECK_THAT(text, ContainsSubstring("default-src 'none'"));
    for (const char* bad :
         {"http:", "https:", "url(", "@import", "src=", "href=", "<script", "<link"})
        CHECK_THAT(text, !ContainsSubstring(bad));
}

TEST_CASE("a page has a light and a dark look, and prints in the light one") {
    const std::string text = html(page("plain"));
    const std::size_t dark = text.find("@media (prefers-color-scheme:dark)");
    const std::size_t print = text.find("@media print");
    REQUIRE(dark != std::string::npos);
    REQUIRE(print != std::string::npos);
    // Of equal rules the later one holds.
    CHECK(print > dark);
}

TEST_CASE("numbers stand to the right, and sections without blocks are left out") {
    const std::string text = html(page("plain"));
    CHECK_THAT(text, ContainsSubstring("<td class=\"n\">1</td>"));
    CHECK_THAT(text, ContainsSubstring("<th scope=\"col\" class=\"n\">plain</th>"));
    CHECK_THAT(text, !ContainsSubstring("left out"));
}
