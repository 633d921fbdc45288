// What the user gave, as a request: the form that fits, the target, the body. Values are not
// judged here beyond their kind; that is the server's part.
#pragma once

#include <expected>
#include <string>

#include "cli/operation_commands.hpp"
#include "client/engine.hpp"

namespace orgctl {

/// "2023-01-01", or "" for an operation without versions.
std::string version_text(atlas::OperationInfo const& info);

/// The form that takes all that was given: by version when one is asked for, else the latest. The
/// error says which option is missing or too many.
std::expected<Form const*, std::string> choose_form(OperationCommand const& command,
                                                    Given const& given, std::string_view version,
                                                    bool has_whole_body);

/// `whole_body` is sent as it is instead of the body's options.
std::expected<atlas::detail::CallRequest, std::string> make_request(Form const& form,
                                                                    Given const& given,
                                                                    std::string const* whole_body);

}  // namespace orgctl
