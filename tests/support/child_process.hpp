#pragma once

/// The program as a process of its own, to be interrupted and killed.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace deepwallet::test {

class ChildProcess {
public:
    /// What it writes goes to files; `most_bytes` is the size at which its files end, as a disk
    /// does.
    ChildProcess(std::vector<std::string> words,
                 const std::string& out,
                 const std::string& err,
                 rlim_t most_bytes = RLIM_INFINITY) {
        std::vector<char*> raw;
        for (std::string& word : words) raw.push_back(word.data());
        raw.push_back(nullptr);
        id_ = ::fork();
        if (id_ < 0)
            throw std::runtime_error("fork");
        if (id_ == 0)
            become(raw, out, err, most_bytes);
    }
    ~ChildProcess() {
        if (id_ > 0) {
            send(SIGKILL);
            wait();
        }
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    void send(int signal) const { ::kill(id_, signal); }

    /// Did it end within this time? It stays as it is where not.
    bool ends_within(std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!has_ended() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return has_ended();
    }

    /// Its exit code; that of a shell, 128 + signal, where a signal ended it.
    int wait() {
        if (id_ > 0 && ::waitpid(id_, &status_, 0) == id_)
            id_ = 0;
        constexpr int kSignalled = 128;
        return WIFEXITED(status_) ? WEXITSTATUS(status_) : kSignalled + WTERMSIG(status_);
    }

private:
    bool has_ended() {
        if (id_ > 0 && ::waitpid(id_, &status_, WNOHANG) == id_)
            id_ = 0;
        return id_ == 0;
    }

    [[noreturn]] static void become(const std::vector<char*>& words,
                                    const std::string& out,
                                    const std::string& err,
                                    rlim_t most_bytes) {
        constexpr mode_t kMode = 0644;
        ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, kMode), STDOUT_FILENO);
        ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, kMode), STDERR_FILENO);
        if (most_bytes != RLIM_INFINITY) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit = {most_bytes, most_bytes};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
        ::execv(words.front(), words.data());
        constexpr int kNoProgram = 127;
        ::_exit(kNoProgram);
    }

    pid_t id_ = -1;
    int status_ = 0;
};

}  // namespace deepwallet::test
