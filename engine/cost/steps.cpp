#include "engine/cost/steps.hpp"

#include <algorithm>

#include "engine/cost/compute.hpp"

namespace deepwallet {

namespace {

PassTime& pass_of(BlockTime& block, StepPass pass) {
    switch (pass) {
        case StepPass::forward:
            return block.forward;
        case StepPass::recompute:
            return block.recompute;
        case StepPass::input_gradient:
            return block.input_gradient;
        case StepPass::weight_gradient:
            return block.weight_gradient;
    }
    return block.forward;
}

Time& part_of(PassTime& pass, Scope scope) {
    switch (scope) {
        case Scope::tensor:
            return pass.tensor;
        case Scope::context:
            return pass.context;
        case Scope::expert:
            return pass.expert;
    }
    return pass.tensor;
}

}  // namespace

KernelTime& KernelTime::operator+=(const KernelTime& o) {
    compute += o.compute;
    streaming += o.streaming;
    return *this;
}

Time exposed(const Exchange& exchange, Time cover) {
    return std::max(interference(exchange.time, exchange.share), exchange.time - cover);
}

BlockTime block_time(const Steps& steps) {
    BlockTime block;
    for (const Step& step : steps) {
        PassTime& pass = pass_of(block, step.pass);
        pass.compute += step.kernels.compute + step.cover.compute;
        pass.streaming += step.kernels.streaming + step.cover.streaming;
        if (step.exchange.count > 0.0) {
            part_of(pass, step.exchange.scope) += step.cover.total() > Time{}
                                                      ? exposed(step.exchange, step.cover.total())
                                                      : step.exchange.time;
            block.hidden += step.exchange.time - beside_work(step.exchange).time;
        }
        pass.host += step.host;
    }
    return block;
}

}  // namespace deepwallet
