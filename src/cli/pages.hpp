// The pages of a list, one request each.
#pragma once

#include <expected>
#include <functional>
#include <vector>

#include "api/json_read.hpp"
#include "cli/call.hpp"

namespace orgctl {

/// The items of the page that was asked for and of all after it; of a list without pages, all.
/// `progress` hears how many there are so far.
std::expected<std::vector<atlas::JsonNode>, atlas::Error> all_pages(
    Caller& caller, Caller::Prepared const& first,
    std::function<void(std::size_t)> const& progress);

}  // namespace orgctl
