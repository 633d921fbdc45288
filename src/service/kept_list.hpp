// Answers of lists in memory: a page that is asked for again is sent again, as long as the store
// would give the same.
#pragma once

#include <optional>
#include <string>

#include "service/clock_cache.hpp"
#include "store/ids.hpp"
#include "store/rows.hpp"

namespace orgd {

/// For how long a list is what it was when it was made.
enum class Lasts : std::uint8_t {
  not_at_all,   ///< it shows what its organization's data does not say
  this_second,  ///< it depends on the time
  until_changed
};

struct KeptList {
  std::string name{};  ///< who asks for what, and all else that shapes the body
  store::OrgId org_id{};
  std::uint64_t moment = 0;                ///< of the session, when it was read
  std::optional<store::Seconds> second{};  ///< when alone it stands
  std::string body{};

  std::string_view key() const { return name; }
  std::size_t bytes() const { return sizeof *this + name.capacity() + body.capacity(); }
};

struct Call;

/// Answers the call with the list that is kept for it, if that stands; judged it has been. If not,
/// the exchange gets the name under which the answer may be kept.
bool answer_as_before(Call& call);

/// Says for how long the list stands that was just read for the exchange.
void keep_for(Call& call, Lasts lasts);

}  // namespace orgd
