// Who accepts an invitation and is new to the server says who he is; whoever has an account is
// asked for nothing. Only the server knows which it is, so that it is asked first.
#pragma once

#include <optional>

#include "cli/call.hpp"

namespace orgctl {

/// When `answer` refuses the call because the server does not know the person: asks on the terminal
/// for what has not been given, and calls once more, whose answer and request take the others'
/// places. Without a terminal, or when somebody does not answer, all that is missing is told, and
/// the program ends with the exit code.
std::optional<Exit> introduce(Caller& caller, Caller::Prepared& call,
                              std::expected<atlas::HttpResponse, atlas::Error>& answer);

}  // namespace orgctl
