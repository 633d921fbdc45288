// The walk along X-Forwarded-For.
#include "server/client_address.hpp"

#include <algorithm>

#include "api/text.hpp"

namespace orgd {

namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view blank = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
  return text.substr(0, text.find_last_not_of(blank) + 1);
}

// Takes the last element off a comma-separated list.
std::string_view take_last(std::string_view& list) {
  auto const comma = list.rfind(',');
  auto const last = list.substr(comma == list.npos ? 0 : comma + 1);
  list = list.substr(0, comma == list.npos ? 0 : comma);
  return trim(last);
}

}  // namespace

bool is_trusted(atlas::Address const& address, std::span<atlas::Block const> trusted) {
  return std::ranges::any_of(trusted, [&](auto const& block) { return block.contains(address); });
}

atlas::Address client_address(atlas::Address const& peer, std::string_view forwarded_for,
                              std::span<atlas::Block const> trusted) {
  atlas::Address nearest = peer;
  while (is_trusted(nearest, trusted) && !forwarded_for.empty()) {
    auto const next = atlas::Address::parse(take_last(forwarded_for));
    if (!next) break;
    nearest = *next;
  }
  return nearest;
}

bool forwarded_secure(std::string_view forwarded_proto, bool connection_secure) {
  if (forwarded_proto.empty()) return connection_secure;
  return atlas::equal_ignoring_case(take_last(forwarded_proto), "https");
}

}  // namespace orgd
