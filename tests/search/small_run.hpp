#pragma once

/// A small model on two servers, whose plans are few.

#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "tests/support/scenarios.hpp"

namespace deepwallet::test {

inline Assignments small_run(const std::vector<std::string>& more = {}) {
    std::vector<std::string> settings = {"model.preset=\"gpt3-1.3b\"",
                                         "cluster.servers=2",
                                         "parallelism.tensor=1",
                                         "parallelism.pipeline=1",
                                         "training.global_batch=64",
                                         "training.tokens=10e9",
                                         "economics.compare=[\"on-prem\"]"};
    settings.insert(settings.end(), more.begin(), more.end());
    return *read_inputs(reference_file(), settings);
}

}  // namespace deepwallet::test
