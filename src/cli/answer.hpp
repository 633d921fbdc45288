// What is shown of an answer, and what is said beside it.
#pragma once

#include <string>

#include "api/json_read.hpp"
#include "cli/call.hpp"

namespace orgctl {

/// Why the options about output cannot be followed, told before anything is sent, or "".
std::string wrong_output(GlobalOptions const& options, Format format,
                         OperationCommand const& command);

/// What the options choose of an answer. A secret that they leave out is kept in a file.
Exit print_answer(atlas::JsonNode const& answer, Caller const& caller, Form const& form);

/// The same for an answer as it came, which may be empty.
Exit print_response(atlas::HttpResponse const& answer, Caller const& caller,
                    Caller::Prepared const& call);

/// Where many things were asked for at once, why the first of those was refused that was; "" when
/// none was.
std::string refusal_in(atlas::JsonNode const& answer);

/// Status line and header fields.
void print_head(int status, std::string_view reason, atlas::Headers const& headers);

/// A failure on standard error: as JSON when that is the format and the server sent some.
Exit report(atlas::Error const& error, Format format);

}  // namespace orgctl
