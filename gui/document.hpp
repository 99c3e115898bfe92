#pragma once

/// A scenario that is being edited: its text, as the file has it, and the way back.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/config/value.hpp"

namespace deepwallet::gui {

/// The text is the document: what a form changes is a change of one value in it.
class Document {
public:
    explicit Document(std::string text = {}, std::filesystem::path file = {});

    /// Fault: a file that cannot be read. Text that is no scenario is a document all the same.
    static Result<Document> open(const std::filesystem::path& file);
    /// In no file yet, as what is made of another document: `name`, which it is proposed to have
    /// when it is saved, says what it is. Nothing lies before it that undo could come back to.
    static Document unsaved(std::string text, std::filesystem::path name);
    /// The same of what is kept elsewhere too, as an example or a row of results: nothing is lost
    /// with it before it is changed.
    static Document draft(std::string text, std::filesystem::path name);

    [[nodiscard]] const std::string& text() const { return steps_[at_].text; }
    /// That it was read from or saved to, from the root of all files on; empty where it has none.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// Its file, or the one that is proposed: what it imports is looked for beside it.
    [[nodiscard]] const std::filesystem::path& place() const { return place_; }
    /// The name of its place, or that it has none yet.
    [[nodiscard]] std::string title() const;
    /// What its file had when it was last read or saved, or what a draft came with.
    [[nodiscard]] const std::optional<std::string>& saved() const { return saved_; }
    [[nodiscard]] bool is_changed() const { return text() != saved_; }
    /// Did it have a file that is there no more? Then nothing holds its text but this.
    [[nodiscard]] bool is_gone() const;
    /// Would its text be lost with it?
    [[nodiscard]] bool is_unsaved() const { return is_changed() || is_gone(); }
    /// Did somebody else change its file since? A file that is gone holds nothing to lose.
    [[nodiscard]] bool differs_on_disk() const;

    /// A step that goes on with the one before, as while a value is dragged, is undone with it, and
    /// changes what was there before it: what stood beside a value comes back with it, though it
    /// was away for a moment.
    Result<void> set(const std::string& path, const Value& value, bool goes_on = false);
    Result<void> reset(const std::string& path, bool goes_on = false);
    void set_text(std::string text, bool goes_on = false);

    [[nodiscard]] bool can_undo() const { return at_ > 0; }
    [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
    void undo();
    void redo();

    /// Writes over whatever is there.
    Result<void> save();
    Result<void> save_as(const std::filesystem::path& file);
    /// Takes what its file has now, as a step like any other.
    Result<void> reload();
    /// Text that was not saved when its program ended, and what its file had then: where the file
    /// has something else by now, that differs_on_disk().
    void recover(std::string text, std::optional<std::string> saved);

private:
    struct Step {
        std::string text;
        std::string about;  ///< path of the field, or empty
    };

    [[nodiscard]] bool continues(const std::string& about, bool goes_on) const;
    /// The text that a step changes.
    [[nodiscard]] const std::string& base(const std::string& about, bool goes_on) const;
    void add(std::string text, const std::string& about, bool goes_on);

    std::vector<Step> steps_;
    std::size_t at_ = 0;
    std::optional<std::string> saved_;
    std::filesystem::path file_;
    std::filesystem::path place_;
};

}  // namespace deepwallet::gui
