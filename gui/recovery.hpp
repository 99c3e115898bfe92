#pragma once

/// Unsaved work, kept on disk while it is unsaved: after a crash the next start finds it.

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "gui/session.hpp"

namespace deepwallet::gui {

struct UnsavedWork {
    std::string text;
    std::filesystem::path file;             ///< that it was opened from; may be empty
    std::filesystem::path place = {};       ///< of what has no file: the one that is proposed
    std::optional<std::string> saved = {};  ///< what the file had when this was kept
};

/// When what is typed is kept: at the first pause, and in steady typing after a while anyway.
struct KeepingPace {
    std::chrono::milliseconds pause{1000};
    std::chrono::milliseconds at_most{3000};  ///< after the first edit that is not kept
};

class Recovery : public QObject {
    Q_OBJECT

public:
    /// Each program keeps its own in a folder below `root`, locked while it runs.
    Recovery(Session& session,
             std::filesystem::path root,
             KeepingPace pace = {},
             QObject* parent = nullptr);
    /// A program that ends by itself has asked about what is unsaved, and leaves nothing.
    ~Recovery() override;
    Recovery(const Recovery&) = delete;
    Recovery& operator=(const Recovery&) = delete;

    /// Writes what is unsaved now; otherwise it comes by itself, at its pace.
    void keep();

    /// What programs that run no longer have left.
    [[nodiscard]] std::vector<UnsavedWork> left_behind() const;
    void forget_left_behind();

    /// Documents with this work, changed and not saved; in the tab that has the file already where
    /// one has.
    void reopen(const std::vector<UnsavedWork>& work);

private:
    [[nodiscard]] std::vector<std::filesystem::path> abandoned() const;
    void keep_soon();
    void reopen_one(const UnsavedWork& work);

    Session& session_;
    std::filesystem::path root_;
    std::filesystem::path own_;
    std::unique_ptr<QLockFile> lock_;
    QTimer pause_;
    QTimer at_most_;
};

}  // namespace deepwallet::gui
