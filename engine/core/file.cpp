#include "engine/core/file.hpp"

#include <fstream>

namespace deepwallet {

Result<void> write_file(const std::filesystem::path& file, std::string_view content) {
    const auto refuse = [&](const char* what) {
        return failure({ErrorCode::io, "", what, "", {file.string()}});
    };
    std::filesystem::path beside = file;
    beside += ".part";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (!out)
        return refuse("cannot be written");
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    std::error_code ec;
    if (!out) {
        std::filesystem::remove(beside, ec);
        return refuse("cannot be written in full");
    }
    std::filesystem::rename(beside, file, ec);
    if (ec) {
        std::filesystem::remove(beside, ec);
        return refuse("cannot be replaced");
    }
    return {};
}

}  // namespace deepwallet
