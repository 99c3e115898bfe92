#include "cli/commands/commands.hpp"
#include "engine/report/json.hpp"

namespace deepwallet::cli {

ExitCode schema(const Options& /*options*/, const Streams& streams) {
    streams.out << scenario_schema();
    return ExitCode::done;
}

}  // namespace deepwallet::cli
