// The pages of a list, one request each.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_read.hpp"
#include "cli/call.hpp"

namespace orgctl {

using Items = std::expected<std::vector<atlas::JsonNode>, atlas::Error>;

/// How many items there are so far, on a terminal.
enum class Progress : bool { quiet, shown };

/// The items of the page that was asked for and of all after it; of a list without pages, all.
Items all_pages(Caller& caller, Caller::Prepared const& first, Progress progress);

/// The same for a request of one's own, whose answer may turn out to be no list: an error.
Items all_pages(Caller& caller, atlas::detail::CallRequest const& first, Progress progress);

}  // namespace orgctl
