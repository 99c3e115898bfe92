#pragma once

/// What is implausible about an entry of the hardware database, in words; nothing where it passes.
/// Each rule is an identity or an order that holds for any machine, so that a slip of a unit, a
/// factor of two or a sparse peak is seen.

#include <string>
#include <vector>

#include "engine/config/value.hpp"
#include "engine/energy/site.hpp"
#include "engine/hardware/accelerator.hpp"
#include "engine/hardware/fabric.hpp"
#include "engine/hardware/server.hpp"

namespace deepwallet::test {

using Complaints = std::vector<std::string>;

Complaints implausible(const Accelerator& accelerator);
Complaints implausible(const Server& server, const Accelerator& accelerator);
/// Do the published switch counts carry all ports without oversubscription?
Complaints implausible(const Fabric& fabric);
Complaints implausible(const Site& site);

/// Sources, dates of what ages, and ranges around what is assumed.
Complaints unsupported(const Assignments& values);

}  // namespace deepwallet::test
