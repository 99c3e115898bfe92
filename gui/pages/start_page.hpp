#pragma once

/// What somebody sees who opens the program without a file: questions to begin with.

#include "gui/page.hpp"
#include "gui/session.hpp"

namespace deepwallet::gui {

class StartPage : public Page {
    Q_OBJECT

public:
    explicit StartPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString csv() const override { return {}; }
    [[nodiscard]] QStringList command() const override { return {"--help"}; }
    [[nodiscard]] Scenarios command_scenarios() const override { return Scenarios::none; }

Q_SIGNALS:
    void wants(const QStringList& files, const QString& page);
    void wants_file();  ///< of one's own
};

}  // namespace deepwallet::gui
