#pragma once

/// Unsaved work, kept on disk while it is unsaved: after a crash the next start finds it.

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "gui/session.hpp"

namespace deepwallet::gui {

struct UnsavedWork {
    std::string text;
    std::filesystem::path file;  ///< that it was opened from; may be empty
};

class Recovery : public QObject {
    Q_OBJECT

public:
    /// Each program keeps its own in a folder below `root`, locked while it runs.
    Recovery(Session& session, std::filesystem::path root, QObject* parent = nullptr);
    /// A program that ends by itself has asked about what is unsaved, and leaves nothing.
    ~Recovery() override;
    Recovery(const Recovery&) = delete;
    Recovery& operator=(const Recovery&) = delete;

    /// Writes what is unsaved now; otherwise it waits until nothing was typed for a second.
    void keep();

    /// What programs that run no longer have left.
    [[nodiscard]] std::vector<UnsavedWork> left_behind() const;
    void forget_left_behind();

    /// Documents with this work, changed and not saved.
    void reopen(const std::vector<UnsavedWork>& work);

private:
    [[nodiscard]] std::vector<std::filesystem::path> abandoned() const;

    Session& session_;
    std::filesystem::path root_;
    std::filesystem::path own_;
    std::unique_ptr<QLockFile> lock_;
    QTimer pause_;
};

}  // namespace deepwallet::gui
