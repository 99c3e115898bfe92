#include "gui/session.hpp"

#include <QCoreApplication>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <utility>

#include "gui/fault_text.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

namespace {

/// Pages draw an answer's numbers, and the next key may come, before every core works on its doubt.
constexpr std::chrono::milliseconds kBeforeDoubt{100};

}  // namespace

// One answer after the other: each uses all cores where that helps.
Session::Session(HardwareDb db, QObject* parent)
    : QObject(parent),
      db_(std::move(db)),
      thread_([this] { answer_all(); }),
      doubt_thread_([this] { doubt_all(); }) {}

Session::~Session() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
        stop_doubt_ = true;
    }
    wake_.notify_all();
    thread_.join();
    doubt_thread_.join();
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
            if (reload(i))
                Q_EMIT read_again(i);
            continue;
        }
        const bool gone = open.document.is_gone();
        news = news || open.stale != differs || open.gone != gone;
        open.stale = differs;
        open.gone = gone;
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

void Session::reset_value(const std::string& path, bool goes_on) {
    if (current_ >= 0)
        after_edit(front().document.reset(path, goes_on));
}

void Session::set_text(const std::string& text, bool goes_on) {
    if (current_ < 0 || text == front().document.text())
        return;
    front().document.set_text(text, goes_on);
    after_edit({});
}

void Session::recover(const std::string& text, const std::optional<std::string>& saved) {
    front().document.recover(text, saved);
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
        front().gone = false;
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
        const Fault& fault = result.error().front();
        Q_EMIT refused(fault.code == ErrorCode::syntax
                           ? tr("The text is not TOML: mend that first, as the page Text marks it")
                           : told_faults(result.error()));
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
        if (doubting_ == open.id)
            stop_doubt_ = true;
        doubt_questions_.erase(std::remove_if(doubt_questions_.begin(),
                                              doubt_questions_.end(),
                                              [&](const Reply& one) { return one.id == open.id; }),
                               doubt_questions_.end());
    }
    wake_.notify_all();
}

/// Of its answer, which is that to its text.
void Session::ask_doubt(Open& open) {
    {
        const std::lock_guard lock(mutex_);
        doubt_questions_.push_back({open.id, open.answer});
    }
    wake_.notify_all();
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
        std::shared_ptr<Answered> answer = first_answer(question.text, question.file, db);
        lock.lock();
        answers_.push_back({question.id, std::move(answer)});
        QMetaObject::invokeMethod(this, "take_answers", Qt::QueuedConnection);
    }
}

/// In the other thread, until the session ends.
void Session::doubt_all() {
    const HardwareDb db{db_.root, db_.models, &doubt_entries_};
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [&] { return ends_ || !doubt_questions_.empty(); });
        if (ends_)
            return;
        const Reply question = std::move(doubt_questions_.front());
        doubt_questions_.pop_front();
        doubting_ = question.id;
        stop_doubt_ = false;
        lock.unlock();
        AnswerPtr answer = whole_answer(*question.answer, db, &stop_doubt_);
        lock.lock();
        doubting_ = -1;
        if (!stop_doubt_)
            doubts_.push_back({question.id, std::move(answer)});
        QMetaObject::invokeMethod(this, "take_answers", Qt::QueuedConnection);
    }
}

void Session::take_answers() {
    std::vector<FirstReply> all;
    std::vector<Reply> doubts;
    {
        const std::lock_guard lock(mutex_);
        all.swap(answers_);
        doubts.swap(doubts_);
    }
    for (const FirstReply& one : all) take(one.id, one.answer);
    for (const Reply& one : doubts) take_doubt(one.id, one.answer);
}

void Session::take(int id, const std::shared_ptr<Answered>& answer) {
    const int index = index_of(id);
    if (index < 0)
        return;
    Open& open = open_[static_cast<std::size_t>(index)];
    open.asked = false;
    // Until its own doubt comes, that of the text before stands for it, and says so.
    if (!answer->is_whole && open.last_good != nullptr) {
        answer->uncertainty = open.last_good->uncertainty;
        answer->doubt = open.last_good->doubt;
        answer->presets = open.last_good->presets;
        answer->remedies = open.last_good->remedies;
    }
    const bool is_first = open.answer == nullptr;
    open.answer = answer;
    const bool is_latest = answer->text == open.document.text();
    open.doubts = is_latest && !answer->is_whole;
    if (answer->has_report())
        open.last_good = answer;
    if (!is_latest)
        ask(open);
    Q_EMIT answered(index);
    if (is_first && !answer->faults.empty() && index_of(id) == index)
        Q_EMIT came_with_faults(index);
    if (awaits_doubt(id, answer))
        QTimer::singleShot(kBeforeDoubt, this, [this, id, answer] {
            // Whoever was told may have edited.
            if (awaits_doubt(id, answer))
                ask_doubt(open_[static_cast<std::size_t>(index_of(id))]);
        });
}

/// Does the answer stand, and its doubt not?
bool Session::awaits_doubt(int id, const AnswerPtr& answer) const {
    const int index = index_of(id);
    return index >= 0 && at(index).doubts && at(index).answer == answer;
}

void Session::take_doubt(int id, const AnswerPtr& answer) {
    const int index = index_of(id);
    if (index < 0)
        return;
    Open& open = open_[static_cast<std::size_t>(index)];
    // A later answer has, or gets, a doubt of its own.
    if (open.answer == nullptr || open.answer->text != answer->text || open.answer->is_whole)
        return;
    open.doubts = false;
    open.answer = answer;
    if (answer->has_report())
        open.last_good = answer;
    Q_EMIT doubted(index);
}

void Session::wait() {
    const auto is_behind = [&] {
        for (const Open& open : open_) {
            if (open.asked || open.doubts)
                return true;
        }
        return false;
    };
    while (is_behind()) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

}  // namespace deepwallet::gui
