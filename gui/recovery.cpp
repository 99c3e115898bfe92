#include "gui/recovery.hpp"

#include <QUuid>
#include <algorithm>
#include <chrono>

#include <nlohmann/json.hpp>

#include "engine/config/toml_reader.hpp"
#include "engine/core/file.hpp"
#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

using nlohmann::json;

constexpr const char* kLock = "lock";
constexpr const char* kWork = "unsaved.json";

/// Held by a program that runs; one that does not run any more holds nothing, however young.
std::unique_ptr<QLockFile> lock_of(const std::filesystem::path& folder) {
    auto lock = std::make_unique<QLockFile>(qt((folder / kLock).string()));
    lock->setStaleLockTime(0);
    return lock;
}

std::string to_json(const Session& session) {
    json all = json::array();
    for (int i = 0; i < session.count(); ++i) {
        const Document& document = session.document(i);
        if (!document.is_unsaved())
            continue;
        json one = {{"file", document.file().string()},
                    {"place", document.place().string()},
                    {"text", document.text()}};
        if (document.saved())
            one["saved"] = *document.saved();
        all.push_back(std::move(one));
    }
    return all.empty() ? "" : all.dump(1, ' ', false, json::error_handler_t::replace);
}

/// Empty where it is none: somebody else may have written there.
std::string text_at(const json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::filesystem::path proposed_place(const std::filesystem::path& kept) {
    return kept.is_absolute() ? kept : kept.filename();
}

std::vector<UnsavedWork> work_in(const std::filesystem::path& folder) {
    constexpr std::uintmax_t kMost = 256U << 20U;
    const Result<std::string> text = read_file(folder / kWork, kMost);
    if (!text)
        return {};
    const json all = json::parse(*text, nullptr, false);
    std::vector<UnsavedWork> out;
    if (!all.is_array())
        return out;
    for (const json& one : all) {
        if (!one.is_object() || !one.contains("text") || !one["text"].is_string())
            continue;
        out.push_back({one["text"], text_at(one, "file"), text_at(one, "place"), {}});
        if (one.contains("saved") && one["saved"].is_string())
            out.back().saved = one["saved"].get<std::string>();
    }
    return out;
}

}  // namespace

Recovery::Recovery(Session& session, std::filesystem::path root, KeepingPace pace, QObject* parent)
    : QObject(parent),
      session_(session),
      root_(std::move(root)),
      own_(root_ / QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()) {
    std::error_code ec;
    std::filesystem::create_directories(own_, ec);
    lock_ = lock_of(own_);
    lock_->tryLock(0);
    pause_.setSingleShot(true);
    pause_.setInterval(pace.pause);
    at_most_.setSingleShot(true);
    at_most_.setInterval(pace.at_most);
    connect(&pause_, &QTimer::timeout, this, &Recovery::keep);
    connect(&at_most_, &QTimer::timeout, this, &Recovery::keep);
    connect(&session_, &Session::edited, this, &Recovery::keep_soon);
    connect(&session_, &Session::documents_changed, this, &Recovery::keep_soon);
}

void Recovery::keep_soon() {
    pause_.start();
    if (!at_most_.isActive())
        at_most_.start();
}

Recovery::~Recovery() {
    lock_.reset();
    std::error_code ec;
    std::filesystem::remove_all(own_, ec);
}

void Recovery::keep() {
    pause_.stop();
    at_most_.stop();
    const std::string text = to_json(session_);
    std::error_code ec;
    if (text.empty())
        std::filesystem::remove(own_ / kWork, ec);
    else if (const auto written = write_file(own_ / kWork, text); !written)
        Q_EMIT session_.refused(told_faults(written.error()));
}

std::vector<std::filesystem::path> Recovery::abandoned() const {
    std::vector<std::filesystem::path> out;
    std::error_code ec;
    for (const auto& entry : std::filesystem::directory_iterator(root_, ec)) {
        if (entry.path() == own_ || !entry.is_directory(ec))
            continue;
        const auto lock = lock_of(entry.path());
        if (lock->tryLock(0))
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<UnsavedWork> Recovery::left_behind() const {
    std::vector<UnsavedWork> out;
    for (const auto& folder : abandoned()) {
        for (UnsavedWork& work : work_in(folder)) out.push_back(std::move(work));
    }
    return out;
}

void Recovery::forget_left_behind() {
    std::error_code ec;
    for (const auto& folder : abandoned()) std::filesystem::remove_all(folder, ec);
}

void Recovery::reopen(const std::vector<UnsavedWork>& work) {
    for (const UnsavedWork& one : work) reopen_one(one);
    keep();
}

void Recovery::reopen_one(const UnsavedWork& work) {
    // From where a path leads that is not whole nobody knows any more.
    if (!work.file.is_absolute())
        return session_.add(Document::unsaved(
            work.text, proposed_place(work.place.empty() ? work.file : work.place)));
    if (const int there = session_.find(work.file); there >= 0) {
        session_.set_current(there);
        return session_.recover(work.text, work.saved);
    }
    // What is unsaved is so against the file as it was then; where nobody kept that, as it is now.
    Result<Document> document = Document::open(work.file);
    if (!document)
        return session_.add(Document::unsaved(work.text, work.file));
    document->recover(work.text, work.saved);
    session_.add(std::move(*document));
}

}  // namespace deepwallet::gui
