// The one source that sees MPI.

#include <mpi.h>
#include <omp.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include "cli/ranks.hpp"

namespace deepwallet::cli {

namespace {

constexpr int kQuestion = 1;
constexpr int kAnswer = 2;

/// Looks again and again until something happened, ever more rarely: MPI's own waiting keeps a core
/// busy that others compute on.
template <class Happened>
void wait_until(const Happened& happened) {
    using namespace std::chrono_literals;
    constexpr auto kRarely = 1000us;
    for (auto pause = 10us; !happened(); pause = std::min(2 * pause, kRarely))
        std::this_thread::sleep_for(pause);
}

/// Started without a launcher, there is nobody to join, and joining takes a while.
bool has_launcher() {
    constexpr std::array kMarks = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE"};
    return std::any_of(kMarks.begin(), kMarks.end(), [](const char* mark) {
        return std::getenv(mark) != nullptr;
    });
}

/// Each core that this process may run on, divided by how many of this machine's ranks may.
int share_of_cores() {
    MPI_Comm machine = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
    cpu_set_t mine;
    CPU_ZERO(&mine);
    sched_getaffinity(0, sizeof mine, &mine);
    std::vector<int> is_mine(CPU_SETSIZE);
    for (std::size_t cpu = 0; cpu < is_mine.size(); ++cpu)
        is_mine[cpu] = CPU_ISSET(cpu, &mine) ? 1 : 0;
    std::vector<int> ranks(is_mine.size());
    MPI_Allreduce(is_mine.data(), ranks.data(), CPU_SETSIZE, MPI_INT, MPI_SUM, machine);
    MPI_Comm_free(&machine);
    double share = 0.0;
    for (std::size_t cpu = 0; cpu < ranks.size(); ++cpu)
        share += is_mine[cpu] == 0 ? 0.0 : 1.0 / ranks[cpu];
    // Thirds and the like do not add up to the last bit.
    constexpr double kRounding = 1e-6;
    return std::max(1, static_cast<int>(share + kRounding));
}

void wait_for(MPI_Request& request) {
    wait_until([&] {
        int done = 0;
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        return done != 0;
    });
}

void send(int to, int tag, const std::string& bytes) {
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Isend(
        bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, to, tag, MPI_COMM_WORLD, &request);
    wait_for(request);
}

RankMessage receive(int from, int tag) {
    MPI_Message message = MPI_MESSAGE_NULL;
    MPI_Status status = {};
    wait_until([&] {
        int there = 0;
        MPI_Improbe(from, tag, MPI_COMM_WORLD, &there, &message, &status);
        return there != 0;
    });
    int size = 0;
    MPI_Get_count(&status, MPI_CHAR, &size);
    RankMessage out{status.MPI_SOURCE, std::string(static_cast<std::size_t>(size), '\0')};
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Imrecv(out.bytes.data(), size, MPI_CHAR, &message, &request);
    wait_for(request);
    return out;
}

}  // namespace

Ranks::Ranks() {
    if (!has_launcher())
        return;
    int level = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &level);
    joined_ = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    if (are_several() && level < MPI_THREAD_SERIALIZED)
        throw std::runtime_error("this MPI knows no threads (MPI_THREAD_SERIALIZED)");
    if (are_several()) {
        const int share = share_of_cores();
        if (std::getenv("OMP_NUM_THREADS") == nullptr)
            omp_set_num_threads(share);
    }
}

Ranks::~Ranks() {
    if (joined_)
        MPI_Finalize();
}

std::string Ranks::ask(const std::string& message) const {
    send(0, kQuestion, message);
    return receive(0, kAnswer).bytes;
}

RankMessage Ranks::next_question() const { return receive(MPI_ANY_SOURCE, kQuestion); }

void Ranks::answer(int rank, const std::string& message) const { send(rank, kAnswer, message); }

}  // namespace deepwallet::cli
