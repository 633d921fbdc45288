// The program, all but what every program does at its beginning and end.
#pragma once

#include "cli/outcome.hpp"

namespace orgctl {

/// Does what the command line says. Throws what no command expects.
Exit run(int argc, char** argv);

}  // namespace orgctl
