// One call for each row of a CSV file, with a record of what became of each, so that a run that was
// cut short goes on where it stopped.
#pragma once

#include "cli/call.hpp"

namespace orgctl {

/// The heading names options; options of the command line hold for every row. Each row's outcome is
/// added to `arguments.outcomes` (default: the file's name and ".outcome.csv") before the next row
/// begins, and secrets that its answer shows to a file beside it.
Exit run_bulk(Caller& caller, CallArguments const& arguments);

}  // namespace orgctl
