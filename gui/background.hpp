#pragma once

/// Work beside the GUI thread, of which only the latest counts.

#include <QObject>
#include <QThreadPool>
#include <memory>

namespace deepwallet::gui {

class Background : public QObject {
public:
    explicit Background(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }
    ~Background() override {
        pool_.clear();
        pool_.waitForDone();
    }

    /// Calls `work()` elsewhere, then `done(result)` here, unless another run began meanwhile.
    template <class Work, class Done>
    void run(Work work, Done done) {
        const int mine = ++latest_;
        pool_.clear();
        running_ = true;
        pool_.start([this, mine, work = std::move(work), done = std::move(done)]() mutable {
            // A shared pointer: what is posted must be copied.
            auto result = std::make_shared<decltype(work())>(work());
            QMetaObject::invokeMethod(
                this,
                [this, mine, result, done = std::move(done)]() mutable {
                    if (mine != latest_)
                        return;
                    running_ = false;
                    done(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

    /// What runs is of no use any more: nobody is told its result.
    void forget() {
        ++latest_;
        pool_.clear();
        running_ = false;
    }

    [[nodiscard]] bool is_running() const { return running_; }

private:
    int latest_ = 0;
    bool running_ = false;
    QThreadPool pool_;
};

}  // namespace deepwallet::gui
