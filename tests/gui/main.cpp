// Qt's application around Catch: on the offscreen platform where no other is named.

#include <cstdlib>

#include <QApplication>
#include <QTemporaryDir>

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char** argv) {
    if (std::getenv("QT_QPA_PLATFORM") == nullptr)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Settings and stores of a person stay as they are, and one run finds none of another.
    const QTemporaryDir home;
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(place, home.path().toUtf8());
    int one = 1;
    QApplication app(one, argv);
    QApplication::setOrganizationName("deepwallet");
    QApplication::setApplicationName("deepwallet-tests");
    return Catch::Session().run(argc, argv);
}
