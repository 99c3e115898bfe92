#pragma once

/// A scenario that is being edited: its text, as the file has it, and the way back.

#include <filesystem>
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

    [[nodiscard]] const std::string& text() const { return steps_[at_].text; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// The name of the file, or that it has none yet.
    [[nodiscard]] std::string title() const;
    [[nodiscard]] bool is_changed() const { return text() != saved_; }

    /// A step that goes on with the one before, as while a value is dragged, is undone with it.
    Result<void> set(const std::string& path, const Value& value, bool goes_on = false);
    Result<void> reset(const std::string& path);
    void set_text(std::string text, bool goes_on = false);

    [[nodiscard]] bool can_undo() const { return at_ > 0; }
    [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
    void undo();
    void redo();

    Result<void> save();
    Result<void> save_as(const std::filesystem::path& file);

private:
    struct Step {
        std::string text;
        std::string about;  ///< path of the field, or empty
    };

    void add(std::string text, const std::string& about, bool goes_on);

    std::vector<Step> steps_;
    std::size_t at_ = 0;
    std::string saved_;
    std::filesystem::path file_;
};

}  // namespace deepwallet::gui
