// How a failed call ends the program, and what to do about it.
#pragma once

#include <string>

#include "atlas/response.hpp"

namespace orgctl {

/// Exit codes, the same for every command.
enum class Exit : int {
  done = 0,
  failed = 1,     ///< the server failed, or its answer is not what was asked for
  misused = 2,    ///< the command line is wrong, or somebody said no; nothing was sent
  forbidden = 3,  ///< 401 and 403: key, role or access list
  missing = 4,    ///< 404: nothing of that id
  refused = 5,    ///< other 4xx: the request breaks a rule
  unreached = 6,  ///< no answer: connection, time limit
  busy = 7,       ///< 429 and 503, also after retries
  partly = 8,     ///< some rows of a CSV file failed, or some of many things
};

Exit exit_of(atlas::Error const& error);

/// What to do next, or "".
std::string advice_for(atlas::Error const& error);

/// The lines for standard error that explain a failure.
std::string explanation_of(atlas::Error const& error, bool colours);

/// The list of exit codes, for help and manual.
std::string exit_codes_text();

}  // namespace orgctl
