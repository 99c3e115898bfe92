// make_hardware_db TABLES_DIR DB_DIR: writes the database entries that the tables describe, and
// leaves files that are kept by hand as they are.

#include <iostream>

#include "hardware_db/generate/made_entries.hpp"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: make_hardware_db TABLES_DIR DB_DIR\n";
        return 2;
    }
    try {
        const auto entries = deepwallet::made_entries(argv[1]);
        const auto written = entries ? deepwallet::write_entries(*entries, argv[2])
                                     : deepwallet::Result<std::vector<std::filesystem::path>>(
                                           tl::unexpected(entries.error()));
        if (!written) {
            std::cerr << deepwallet::render(written.error());
            return 3;
        }
        std::cerr << written->size() << " of " << entries->size()
                  << " entries written, the others are kept by hand\n";
        return 0;
    } catch (const std::exception& e) {
        std::cerr << "make_hardware_db: " << e.what() << '\n';
        return 1;
    }
}
