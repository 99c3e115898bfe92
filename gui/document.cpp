#include "gui/document.hpp"

#include <QCoreApplication>

#include "engine/config/toml_edit.hpp"
#include "engine/config/toml_reader.hpp"
#include "engine/core/file.hpp"

namespace deepwallet::gui {

namespace {

/// The same file wherever the program is by then.
std::filesystem::path whole_path(const std::filesystem::path& file) {
    std::error_code ec;
    std::filesystem::path whole = std::filesystem::absolute(file, ec);
    return ec || file.empty() ? file : whole;
}

}  // namespace

Document::Document(std::string text, std::filesystem::path file)
    : steps_({{text, {}}}), saved_(std::move(text)), file_(std::move(file)), place_(file_) {}

Document Document::unsaved(std::string text, std::filesystem::path name) {
    Document out(std::move(text));
    out.saved_.reset();
    out.place_ = std::move(name);
    return out;
}

Document Document::draft(std::string text, std::filesystem::path name) {
    Document out(std::move(text));
    out.place_ = std::move(name);
    return out;
}

Result<Document> Document::open(const std::filesystem::path& file) {
    Result<std::string> text = read_file(file, kLargestFile);
    if (!text)
        return tl::unexpected(text.error());
    return Document(std::move(*text), whole_path(file));
}

std::string Document::title() const {
    return place_.empty() ? QCoreApplication::translate("document", "untitled").toStdString()
                          : place_.filename().string();
}

bool Document::is_gone() const {
    std::error_code ec;
    return !file_.empty() &&
           std::filesystem::status(file_, ec).type() == std::filesystem::file_type::not_found;
}

bool Document::differs_on_disk() const {
    if (file_.empty() || is_gone())
        return false;
    const Result<std::string> now = read_file(file_, kLargestFile);
    return !now || *now != saved_;
}

Result<void> Document::set(const std::string& path, const Value& value, bool goes_on) {
    Result<std::string> changed = with_value(base(path, goes_on), path, value);
    if (!changed)
        return tl::unexpected(changed.error());
    add(std::move(*changed), path, goes_on);
    return {};
}

Result<void> Document::reset(const std::string& path, bool goes_on) {
    Result<std::string> changed = without_value(base(path, goes_on), path);
    if (!changed)
        return tl::unexpected(changed.error());
    add(std::move(*changed), path, goes_on);
    return {};
}

void Document::set_text(std::string text, bool goes_on) { add(std::move(text), {}, goes_on); }

/// What was saved stays a step of its own, to come back to.
bool Document::continues(const std::string& about, bool goes_on) const {
    return goes_on && at_ > 0 && steps_[at_].about == about && steps_[at_].text != saved_;
}

const std::string& Document::base(const std::string& about, bool goes_on) const {
    return steps_[continues(about, goes_on) ? at_ - 1 : at_].text;
}

void Document::add(std::string text, const std::string& about, bool goes_on) {
    if (text == this->text())
        return;
    if (!continues(about, goes_on))
        ++at_;
    steps_.resize(at_);
    steps_.push_back({std::move(text), about});
}

void Document::undo() {
    if (can_undo())
        --at_;
}

void Document::redo() {
    if (can_redo())
        ++at_;
}

Result<void> Document::save() { return save_as(file_); }

Result<void> Document::save_as(const std::filesystem::path& file) {
    if (auto written = write_file(file, text()); !written)
        return tl::unexpected(written.error());
    file_ = whole_path(file);
    place_ = file_;
    saved_ = text();
    return {};
}

Result<void> Document::reload() {
    Result<std::string> now = read_file(file_, kLargestFile);
    if (!now)
        return tl::unexpected(now.error());
    saved_ = *now;
    set_text(std::move(*now));
    return {};
}

void Document::recover(std::string text, std::optional<std::string> saved) {
    if (saved && *saved != saved_) {
        set_text(*saved);
        saved_ = std::move(saved);
    }
    set_text(std::move(text));
}

}  // namespace deepwallet::gui
