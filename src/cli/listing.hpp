// What there is on the server, by id and by the name that people know.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_read.hpp"
#include "cli/call.hpp"

namespace orgctl {

struct Listed {
  std::string id;
  std::string label;               ///< what people call it, or ""
  std::vector<std::string> names;  ///< everything it answers to
};

/// What people call an item: its name, e-mail address or description; "" when it has none.
std::string label_of(atlas::JsonNode const& item);

/// Everything that the option's place can name, all pages; `given` says where. The error is for the
/// user.
std::expected<std::vector<Listed>, atlas::Error> list_items(Caller& caller, std::string_view option,
                                                            Given const& given);

}  // namespace orgctl
