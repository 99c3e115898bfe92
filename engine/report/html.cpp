#include "engine/report/html.hpp"

#include <fmt/format.h>

#include "engine/report/svg.hpp"

namespace deepwallet {

namespace {

constexpr const char* kPolicy = "default-src 'none'; style-src 'unsafe-inline'";

constexpr const char* kLight =
    "--paper:#fff;--panel:#f5f6f8;--ink:#1b1f24;--soft:#59626d;--grid:#dde1e6;--warn:#a33c00;";
constexpr const char* kDark =
    "--paper:#14171b;--panel:#1e2329;--ink:#e8eaed;--soft:#a2abb5;--grid:#343b44;--warn:#ffa463;";

constexpr const char* kPageStyle = R"(*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
main{max-width:1500px;margin:0 auto;padding:24px 28px 40px}
h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:19px;margin:34px 0 12px;border-bottom:1px solid var(--grid);padding-bottom:4px}
p{margin:8px 0;max-width:90ch;overflow-wrap:anywhere}
.sub,footer,caption,.soft{color:var(--soft)}
.warn{border-left:4px solid var(--warn);background:var(--panel);padding:8px 12px;white-space:pre-wrap}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(215px,1fr));gap:12px}
.tile{background:var(--panel);border-radius:8px;padding:12px 14px}
.tile b{display:block;font-size:24px;line-height:1.25;overflow-wrap:anywhere}
.tile span{display:block;font-size:13px;color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,560px),1fr));gap:18px 24px;margin:12px 0}
.charts svg{width:100%;max-width:760px}
.wide{overflow-x:auto;margin:12px 0}
table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:6px}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--grid);text-align:left;vertical-align:top;max-width:60ch;overflow-wrap:break-word}
th{font-weight:600}
.n{text-align:right;white-space:nowrap}
.long{white-space:normal;max-width:30ch}
summary{cursor:pointer;color:var(--soft)}
ul{margin:8px 0;padding-left:22px}
footer{margin-top:36px;border-top:1px solid var(--grid);padding-top:10px;font-size:13px;overflow-wrap:anywhere}
)";

/// On paper all is light, whatever the screen prefers, and nothing is torn between pages.
std::string style() {
    return fmt::format(
        ":root{{color-scheme:light dark;{}}}\n"
        "@media (prefers-color-scheme:dark){{:root{{{}}}}}\n"
        "@media print{{:root{{color-scheme:light;{}}}body{{font-size:11px}}main{{padding:0}}"
        ".tile,svg,tr{{break-inside:avoid}}h2{{break-after:avoid}}.wide{{overflow:visible}}"
        "*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}\n"
        "{}{}",
        kLight,
        kDark,
        kLight,
        kPageStyle,
        chart_style());
}

/// Numbers stay on one line; a list or a text among them does not.
const char* cell_class(const HtmlColumn& column, const std::string& text) {
    constexpr std::size_t kLongestNumber = 30;
    if (!column.number)
        return "";
    return text.size() > kLongestNumber ? " class=\"n long\"" : " class=\"n\"";
}

std::string cells(const std::vector<HtmlColumn>& columns, const std::vector<std::string>& row) {
    std::string out;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::string text = c < row.size() ? row[c] : "";
        out += fmt::format("<td{}>{}</td>", cell_class(columns[c], text), escaped_text(text));
    }
    return "<tr>" + out + "</tr>\n";
}

std::string heading(const std::vector<HtmlColumn>& columns) {
    std::string out;
    for (const HtmlColumn& column : columns) {
        out += fmt::format("<th scope=\"col\"{}>{}</th>",
                           column.number ? " class=\"n\"" : "",
                           escaped_text(column.name));
    }
    return "<thead>\n<tr>" + out + "</tr>\n</thead>\n";
}

std::string table_text(const HtmlTable& table) {
    std::string out = "<div class=\"wide\">\n<table>\n";
    if (!table.caption.empty() && !table.folded)
        out += "<caption>" + escaped_text(table.caption) + "</caption>\n";
    out += heading(table.columns) + "<tbody>\n";
    for (const auto& row : table.rows) out += cells(table.columns, row);
    return out + "</tbody>\n</table>\n</div>\n";
}

std::string tile_text(const HtmlTile& tile) {
    std::string out = "<div class=\"tile\"><span>" + escaped_text(tile.name) + "</span><b>" +
                      escaped_text(tile.value) + "</b>";
    for (const std::string& detail : tile.details)
        out += "<span>" + escaped_text(detail) + "</span>";
    return out + "</div>\n";
}

struct BlockText {
    std::string operator()(const HtmlNote& note) const {
        return fmt::format(
            "<p{}>{}</p>\n", note.warning ? " class=\"warn\"" : "", escaped_text(note.text));
    }
    std::string operator()(const HtmlTable& table) const {
        if (!table.folded)
            return table_text(table);
        return "<details>\n<summary>" + escaped_text(table.caption) + "</summary>\n" +
               table_text(table) + "</details>\n";
    }
    std::string operator()(const HtmlTiles& tiles) const {
        std::string out = "<div class=\"tiles\">\n";
        for (const HtmlTile& tile : tiles.tiles) out += tile_text(tile);
        return out + "</div>\n";
    }
    std::string operator()(const HtmlList& list) const {
        std::string out;
        for (const std::string& item : list.items) out += "<li>" + escaped_text(item) + "</li>\n";
        return out.empty() ? "" : "<ul>\n" + out + "</ul>\n";
    }
    std::string operator()(const HtmlCharts& charts) const {
        return fmt::format("<div class=\"charts\">\n{}</div>\n", fmt::join(charts.svgs, ""));
    }
};

std::string section_text(const HtmlSection& section) {
    if (section.blocks.empty())
        return "";
    std::string out = "<section>\n<h2>" + escaped_text(section.title) + "</h2>\n";
    for (const HtmlBlock& block : section.blocks) out += std::visit(BlockText{}, block);
    return out + "</section>\n";
}

}  // namespace

std::string html(const HtmlPage& page) {
    const std::string title = escaped_text(page.title);
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<header>\n"
        "<h1>{}</h1>\n<p class=\"sub\">{}</p>\n</header>\n",
        kPolicy,
        title,
        style(),
        title,
        escaped_text(page.subtitle));
    for (const HtmlSection& section : page.sections) out += section_text(section);
    return out + "<footer>" + escaped_text(page.footer) + "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace deepwallet
