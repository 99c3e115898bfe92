#include "engine/des/job.hpp"

#include "engine/des/trace.hpp"

namespace deepwallet {

const char* name_of(Cause cause) {
    switch (cause) {
        case Cause::kernels:
            return "kernels";
        case Cause::recompute:
            return "recompute";
        case Cause::tensor_comm:
            return "tensor comm";
        case Cause::context_comm:
            return "context comm";
        case Cause::expert_comm:
            return "expert comm";
        case Cause::pipeline_comm:
            return "pipeline comm";
        case Cause::data_comm:
            return "data comm";
        case Cause::host:
            return "host";
        case Cause::optimizer:
            return "optimizer";
        case Cause::waiting:
            return "waiting";
    }
    return "";
}

const char* name_of(Stream stream) {
    switch (stream) {
        case Stream::compute:
            return "compute";
        case Stream::collective:
            return "collective";
        case Stream::send:
            return "send";
        case Stream::data:
            return "data";
    }
    return "";
}

}  // namespace deepwallet
