// Documents: edits keep the rest of the text, and can be taken back.

#include "gui/document.hpp"
#include "gui/answer.hpp"

#include "tests/support/catch.hpp"

using namespace deepwallet;
using deepwallet::gui::Document;

namespace {

const std::string kText = "# mine\n[cluster]\nservers = 280  # of them\n";

}  // namespace

TEST_CASE("an edit changes one value and can be undone and redone") {
    Document document(kText);
    REQUIRE(document.set("cluster.servers", std::int64_t{420}));
    CHECK(document.text() == "# mine\n[cluster]\nservers = 420  # of them\n");
    CHECK(document.is_changed());
    document.undo();
    CHECK(document.text() == kText);
    CHECK_FALSE(document.is_changed());
    document.redo();
    CHECK(document.text() == "# mine\n[cluster]\nservers = 420  # of them\n");
    CHECK_FALSE(document.can_redo());
}

TEST_CASE("what is dragged is one step back") {
    Document document(kText);
    REQUIRE(document.set("cluster.servers", std::int64_t{281}));
    for (std::int64_t n = 282; n < 300; ++n) REQUIRE(document.set("cluster.servers", n, true));
    REQUIRE(document.set("site.pue", 1.2, true));
    document.undo();
    CHECK(document.text() == "# mine\n[cluster]\nservers = 299  # of them\n");
    document.undo();
    CHECK(document.text() == kText);
    CHECK_FALSE(document.can_undo());
}

TEST_CASE("an edit after an undo forgets what was undone") {
    Document document(kText);
    REQUIRE(document.set("cluster.servers", std::int64_t{1}));
    document.undo();
    REQUIRE(document.set("cluster.servers", std::int64_t{2}));
    CHECK_FALSE(document.can_redo());
    document.undo();
    CHECK(document.text() == kText);
}

TEST_CASE("an edit that cannot be made leaves the text") {
    Document document("cluster = 1\n");
    CHECK_FALSE(document.set("cluster.gpus", std::int64_t{4}));
    CHECK(document.text() == "cluster = 1\n");
}
