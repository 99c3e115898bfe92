#include "cli/commands/commands.hpp"
#include "engine/report/json.hpp"
#include "engine/search/search_section.hpp"
#include "engine/sweep/axes.hpp"

namespace deepwallet::cli {

ExitCode schema(const Options& /*options*/, const Streams& streams) {
    streams.out << scenario_schema(
        {{"search", search_section_schema()}, {"sweep", sweep_section_schema()}});
    return ExitCode::done;
}

}  // namespace deepwallet::cli
