// Ranks of a build without MPI: always one, so nobody asks or answers.

#include <stdexcept>

#include "cli/ranks.hpp"

namespace deepwallet::cli {

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

std::string Ranks::ask(const std::string&) const { throw std::logic_error("no other rank"); }
RankMessage Ranks::next_question() const { throw std::logic_error("no other rank"); }
void Ranks::answer(int, const std::string&) const { throw std::logic_error("no other rank"); }

}  // namespace deepwallet::cli
