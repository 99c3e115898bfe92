#pragma once

/// The open documents, the one in front, and what the engine says to each. Pages look at it and are
/// told when it changes; they change documents through it alone.

#include <QObject>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "gui/answer.hpp"
#include "gui/document.hpp"

namespace deepwallet::gui {

class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(HardwareDb db, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] const HardwareDb& database() const { return db_; }
    [[nodiscard]] int count() const { return static_cast<int>(open_.size()); }
    [[nodiscard]] const Document& document(int index) const { return at(index).document; }
    /// The latest; null before the first.
    [[nodiscard]] AnswerPtr answer(int index) const { return at(index).answer; }
    /// The same for as long as a document is open, whatever its place.
    [[nodiscard]] int id(int index) const { return at(index).id; }
    /// The latest that had a report, for pages that go on showing it while the text has faults.
    [[nodiscard]] AnswerPtr last_good(int index) const { return at(index).last_good; }
    /// -1 where none is open.
    [[nodiscard]] int current() const { return current_; }
    /// Of the document in front; null where none is open.
    [[nodiscard]] AnswerPtr front_answer() const {
        return current_ < 0 ? nullptr : answer(current_);
    }
    [[nodiscard]] AnswerPtr front_last_good() const {
        return current_ < 0 ? nullptr : last_good(current_);
    }

    void set_current(int index);
    /// The document that has this file; -1 where none has.
    [[nodiscard]] int find(const std::filesystem::path& file) const;
    /// `stem-what.toml` beside a file, numbered where something on disk or in a tab has that name.
    [[nodiscard]] std::filesystem::path free_name(const std::filesystem::path& beside,
                                                  const std::string& what) const;
    /// Has it changes, and has somebody else changed its file? As of the last look_at_files().
    [[nodiscard]] bool is_stale(int index) const { return at(index).stale; }
    /// Is its file gone, so that its text is nowhere else? As of then too.
    [[nodiscard]] bool is_gone(int index) const { return at(index).gone; }
    /// Reads again what was changed on disk and not here; what was changed in both is stale.
    void look_at_files();
    /// Takes what its file has now; undo comes back to what it had.
    Result<void> reload(int index);

    /// Opens a file, or brings the document that has it to the front and looks at the file again.
    Result<void> open(const std::filesystem::path& file);
    void add(Document document);
    void duplicate(int index);
    void close(int index);

    // The document in front.
    void set_value(const std::string& path, const Value& value, bool goes_on = false);
    void reset_value(const std::string& path, bool goes_on = false);
    void set_text(const std::string& text, bool goes_on = false);
    void recover(const std::string& text, const std::optional<std::string>& saved);
    void undo();
    void redo();
    Result<void> save_as(const std::filesystem::path& file);

    /// Waits until every document has the answer to its text.
    void wait();

Q_SIGNALS:
    void documents_changed();  ///< one came, went, was saved or renamed
    void current_changed();
    void edited(int index);
    void answered(int index);
    void read_again(int index);  ///< somebody else changed its file, and nobody changed it here
    void came_with_faults(int index);  ///< with its first answer
    void doubted(int index);  ///< the answer's doubt and presets came, after all else of it
    void refused(const QString& message);  ///< an edit that cannot be made

private:
    /// What the threads answer, and what they answered: the first its numbers, the second its
    /// doubt, so that no number waits for the doubt of the one before.
    struct Question {
        int id = 0;
        std::string text;
        std::filesystem::path file;
    };
    struct Reply {
        int id = 0;
        AnswerPtr answer;
    };

    struct Open {
        int id = 0;
        Document document;
        AnswerPtr answer = nullptr;
        AnswerPtr last_good = nullptr;
        bool asked = false;   ///< an answer is on its way
        bool doubts = false;  ///< its doubt is on its way
        bool stale = false;
        bool gone = false;
    };
    struct FirstReply {
        int id = 0;
        std::shared_ptr<Answered> answer;
    };

    [[nodiscard]] const Open& at(int index) const { return open_[static_cast<std::size_t>(index)]; }
    Open& front() { return open_[static_cast<std::size_t>(current_)]; }
    [[nodiscard]] int index_of(int id) const;
    void ask(Open& open);
    void ask_doubt(Open& open);
    void answer_all();
    void doubt_all();
    Q_INVOKABLE void take_answers();
    void take(int id, const std::shared_ptr<Answered>& answer);
    void take_doubt(int id, const AnswerPtr& answer);
    [[nodiscard]] bool awaits_doubt(int id, const AnswerPtr& answer) const;
    void after_edit(const Result<void>& result);
    void changed(int index);

    HardwareDb db_;
    std::vector<Open> open_;
    int current_ = -1;
    int next_id_ = 0;
    EntryCache entries_;        ///< of the thread
    EntryCache doubt_entries_;  ///< of the other

    // Between the two threads. Questions and answers lie here and not in what Qt queues, so that
    // whoever looks for races sees who hands what to whom.
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Question> questions_;
    std::vector<FirstReply> answers_;
    std::deque<Reply> doubt_questions_;
    std::vector<Reply> doubts_;
    int doubting_ = -1;                     ///< the document that is doubted now
    std::atomic<bool> stop_doubt_ = false;  ///< its text is another by now
    bool ends_ = false;

    // The last members: all others are there before they begin.
    std::thread thread_;
    std::thread doubt_thread_;
};

}  // namespace deepwallet::gui
