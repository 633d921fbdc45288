// Arguments that are no options: ids, names of things, and the links of mails.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/call.hpp"

namespace orgctl {

/// The options that arguments of a command stand for, in their order: the places of its path, and
/// what a creation calls the new thing.
std::vector<Option const*> subjects_of(OperationCommand const& command);

/// Takes each argument for the option that it stands for; a name is looked up for its id. Set when
/// the program ends here: the reason has been told.
std::optional<Exit> name_subjects(Caller& caller, std::vector<std::string> const& words,
                                  Given& given);

/// The link of an invitation's mail, or the address of the API that it stands for.
struct InvitationLink {
  std::string server;
  std::string invitation;
  std::string token;
};
std::optional<InvitationLink> parse_link(std::string_view text);

/// The link among the arguments of a command that takes one.
std::optional<InvitationLink> link_in(OperationCommand const& command,
                                      std::vector<std::string> const& words);

}  // namespace orgctl
