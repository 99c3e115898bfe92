#include "gui/asked.hpp"

#include "gui/page.hpp"
#include "gui/text.hpp"

namespace deepwallet::gui {

Asked asked_of_front(const Session& session) {
    const int now = session.current();
    if (now < 0)
        return {};
    const Document& document = session.document(now);
    return {document.text(),
            document.file(),
            document.place(),
            session.id(now),
            qt(document.title()),
            {}};
}

bool is_of_front(const Asked& asked, const Session& session) {
    return session.current() >= 0 && session.id(session.current()) == asked.id;
}

QString title_of(const Asked& asked, const Session& session) {
    for (int i = 0; i < session.count(); ++i) {
        if (session.id(i) == asked.id)
            return qt(session.document(i).title());
    }
    return asked.title;
}

QString whose_text(const Asked& asked, const Session& session) {
    if (is_of_front(asked, session))
        return session.document(session.current()).text() == asked.text
                   ? QString()
                   : Page::tr("Results of %1 before its last edits").arg(asked.title);
    return Page::tr("Results of %1").arg(title_of(asked, session));
}

Document document_of(const Asked& asked, const Session& session) {
    for (int i = 0; i < session.count(); ++i) {
        if (session.id(i) == asked.id && session.document(i).text() == asked.text)
            return session.document(i);
    }
    if (!asked.file.empty()) {
        if (Result<Document> now = Document::open(asked.file)) {
            now->set_text(asked.text);
            return std::move(*now);
        }
    }
    return Document::unsaved(asked.text, asked.place);
}

}  // namespace deepwallet::gui
