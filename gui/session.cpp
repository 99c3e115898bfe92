#include "gui/session.hpp"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

// One answer after the other: each uses all cores where that helps.
Session::Session(HardwareDb db, QObject* parent)
    : QObject(parent), db_(std::move(db)), thread_([this] { answer_all(); }) {}

Session::~Session() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Session::set_current(int index) {
    if (index == current_ || index < -1 || index >= count())
        return;
    current_ = index;
    Q_EMIT current_changed();
}

int Session::find(const std::filesystem::path& file) const {
    for (int i = 0; i < count(); ++i) {
        std::error_code ec;
        const std::filesystem::path& own = document(i).file();
        if (!own.empty() && (own == file || std::filesystem::equivalent(own, file, ec)))
            return i;
    }
    return -1;
}

std::filesystem::path Session::free_name(const std::filesystem::path& beside,
                                         const std::string& what) const {
    const auto is_taken = [&](const std::filesystem::path& name) {
        std::error_code ec;
        return std::filesystem::exists(name, ec) ||
               std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
                   return open.document.place() == name;
               });
    };
    const std::string stem = beside.empty() ? Document().title() : beside.stem().string();
    std::filesystem::path out = beside.parent_path() / (stem + "-" + what + ".toml");
    for (int n = 2; is_taken(out); ++n)
        out = beside.parent_path() / (stem + "-" + what + "-" + std::to_string(n) + ".toml");
    return out;
}

void Session::look_at_files() {
    bool news = false;
    for (int i = 0; i < count(); ++i) {
        Open& open = open_[static_cast<std::size_t>(i)];
        const bool differs = open.document.differs_on_disk();
        if (differs && !open.document.is_changed()) {
            static_cast<void>(reload(i));
            continue;
        }
        news = news || open.stale != differs;
        open.stale = differs;
    }
    if (news)
        Q_EMIT documents_changed();
}

Result<void> Session::reload(int index) {
    Open& open = open_[static_cast<std::size_t>(index)];
    if (Result<void> read = open.document.reload(); !read)
        return read;
    open.stale = false;
    changed(index);
    return {};
}

Result<void> Session::open(const std::filesystem::path& file) {
    if (const int there = find(file); there >= 0) {
        set_current(there);
        look_at_files();
        return {};
    }
    Result<Document> document = Document::open(file);
    if (!document)
        return tl::unexpected(document.error());
    add(std::move(*document));
    return {};
}

void Session::add(Document document) {
    Open open{next_id_++, std::move(document)};
    open_.push_back(std::move(open));
    ask(open_.back());
    current_ = count() - 1;
    Q_EMIT documents_changed();
    Q_EMIT current_changed();
}

void Session::duplicate(int index) {
    const Document& one = document(index);
    add(Document::unsaved(one.text(), free_name(one.place(), "copy")));
}

void Session::close(int index) {
    open_.erase(open_.begin() + index);
    if (current_ >= index)
        --current_;
    if (current_ < 0 && count() > 0)
        current_ = 0;
    Q_EMIT documents_changed();
    Q_EMIT current_changed();
}

void Session::set_value(const std::string& path, const Value& value, bool goes_on) {
    if (current_ >= 0)
        after_edit(front().document.set(path, value, goes_on));
}

void Session::reset_value(const std::string& path) {
    if (current_ >= 0)
        after_edit(front().document.reset(path));
}

void Session::set_text(const std::string& text, bool goes_on) {
    if (current_ < 0 || text == front().document.text())
        return;
    front().document.set_text(text, goes_on);
    after_edit({});
}

void Session::undo() {
    if (current_ < 0 || !front().document.can_undo())
        return;
    front().document.undo();
    after_edit({});
}

void Session::redo() {
    if (current_ < 0 || !front().document.can_redo())
        return;
    front().document.redo();
    after_edit({});
}

Result<void> Session::save_as(const std::filesystem::path& file) {
    Result<void> saved = front().document.save_as(file);
    if (saved) {
        front().stale = false;
        Q_EMIT documents_changed();
    }
    return saved;
}

void Session::changed(int index) {
    ask(open_[static_cast<std::size_t>(index)]);
    Q_EMIT edited(index);
}

void Session::after_edit(const Result<void>& result) {
    if (!result) {
        Q_EMIT refused(told_faults(result.error()));
        return;
    }
    changed(current_);
}

int Session::index_of(int id) const {
    for (int i = 0; i < count(); ++i) {
        if (at(i).id == id)
            return i;
    }
    return -1;
}

/// One answer at a time for each document: what was typed meanwhile is asked about when it comes.
void Session::ask(Open& open) {
    if (open.asked)
        return;
    open.asked = true;
    {
        const std::lock_guard lock(mutex_);
        questions_.push_back({open.id, open.document.text(), open.document.place()});
    }
    wake_.notify_one();
}

/// In the thread, until the session ends.
void Session::answer_all() {
    const HardwareDb db{db_.root, db_.models, &entries_};
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [&] { return ends_ || !questions_.empty(); });
        if (ends_)
            return;
        const Question question = std::move(questions_.front());
        questions_.pop_front();
        lock.unlock();
        AnswerPtr answer = answer_to(question.text, question.file, db);
        lock.lock();
        answers_.push_back({question.id, std::move(answer)});
        QMetaObject::invokeMethod(this, "take_answers", Qt::QueuedConnection);
    }
}

void Session::take_answers() {
    std::vector<Reply> all;
    {
        const std::lock_guard lock(mutex_);
        all.swap(answers_);
    }
    for (const Reply& one : all) take(one.id, one.answer);
}

void Session::take(int id, const AnswerPtr& answer) {
    const int index = index_of(id);
    if (index < 0)
        return;
    Open& open = open_[static_cast<std::size_t>(index)];
    open.asked = false;
    const bool is_first = open.answer == nullptr;
    open.answer = answer;
    if (answer->has_report())
        open.last_good = answer;
    if (answer->text != open.document.text())
        ask(open);
    Q_EMIT answered(index);
    if (is_first && !answer->faults.empty())
        Q_EMIT came_with_faults(index);
}

void Session::wait() {
    const auto is_behind = [&] {
        for (const Open& open : open_) {
            if (open.asked)
                return true;
        }
        return false;
    };
    while (is_behind()) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

}  // namespace deepwallet::gui
