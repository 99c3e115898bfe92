#include "engine/core/file.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace deepwallet {

namespace {

/// A link stays a link; what it leads to is replaced.
std::filesystem::path written_path(const std::filesystem::path& file) {
    std::error_code ec;
    return std::filesystem::is_symlink(file, ec) ? std::filesystem::weakly_canonical(file, ec)
                                                 : file;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::uintmax_t most_bytes) {
    const auto refuse = [&](const char* what, std::string help = "") {
        return failure({ErrorCode::io, "", what, std::move(help), {file.string()}});
    };
    std::error_code ec;
    const auto status = std::filesystem::status(file, ec);
    if (!std::filesystem::exists(status))
        return refuse("no such file");
    if (!std::filesystem::is_regular_file(status))
        return refuse("not a file");
    const std::uintmax_t size = std::filesystem::file_size(file, ec);
    if (ec || size > most_bytes)
        return refuse("too large", std::to_string(most_bytes >> 20U) + " MiB is the most");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (size > 0)
        text << in.rdbuf();
    if (!in)
        return refuse("cannot be read");
    return text.str();
}

Result<void> check_writable(const std::filesystem::path& file) {
    const auto refuse = [&](const char* what, std::string help = "") {
        return failure({ErrorCode::io, "", what, std::move(help), {file.string()}});
    };
    if (file == "-")
        return refuse("is no file", "/dev/stdout prints it");
    std::error_code ec;
    const std::filesystem::path target = written_path(file);
    const auto status = std::filesystem::status(target, ec);
    if (std::filesystem::is_directory(status))
        return refuse("is a folder");
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return {};
    const std::filesystem::path folder =
        target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, ec))
        return refuse("cannot be written", "there is no folder " + folder.string());
    // It is written beside and renamed: the folder has to take a new file.
    if (access(folder.c_str(), W_OK) != 0)
        return refuse("cannot be written", folder.string() + " takes no files");
    return {};
}

Result<void> write_file(const std::filesystem::path& file, std::string_view content) {
    return write_file(file, [&](std::ostream& out) {
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
    });
}

Result<void> write_file(const std::filesystem::path& file,
                        const std::function<void(std::ostream&)>& write) {
    const auto refuse = [&](const char* what) {
        return failure({ErrorCode::io, "", what, "", {file.string()}});
    };
    std::error_code ec;
    const std::filesystem::path target = written_path(file);
    const auto status = std::filesystem::status(target, ec);
    if (std::filesystem::is_directory(status))
        return refuse("is a folder");
    // A device or a pipe takes what is written; it cannot be replaced.
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        std::ofstream out(target, std::ios::binary);
        write(out);
        out.close();
        return out ? Result<void>{} : refuse("cannot be written in full");
    }
    std::filesystem::path beside = target;
    beside += ".part";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (!out)
        return refuse("cannot be written");
    write(out);
    out.close();
    if (!out) {
        std::filesystem::remove(beside, ec);
        return refuse("cannot be written in full");
    }
    if (std::filesystem::exists(status))
        std::filesystem::permissions(beside, status.permissions(), ec);
    std::filesystem::rename(beside, target, ec);
    if (ec) {
        std::filesystem::remove(beside, ec);
        return refuse("cannot be replaced");
    }
    return {};
}

}  // namespace deepwallet
