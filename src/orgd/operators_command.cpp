// One account, one event.
#include "orgd/operators_command.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "api/email.hpp"
#include "service/id_kinds.hpp"
#include "store/operators.hpp"
#include "store/people.hpp"

namespace orgd {

void mark_operator(StoreDirectory const& directory, Platform& platform, std::string const& email,
                   Marking marking) {
  IdSource ids(platform);
  auto const now = now_in_seconds(platform);
  bool const given = marking == Marking::given;
  bool changed = false;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const user_id = co_await store::find_user_id(tx, atlas::email_key(email));
    auto const account = co_await store::find_account(tx, user_id.value_or(store::UserId()));
    if (!account) throw std::runtime_error(fmt::format("nobody has an account for {}", email));
    auto const since = given ? std::optional(now) : std::nullopt;
    changed = co_await store::set_operator(tx, account->user_id, since);
    if (!changed) co_return Done{};
    store::OperatorEvent const event{.user_id = account->user_id,
                                     .event_id = ids.next(IdKind::event),
                                     .created_at = now,
                                     .type = given ? "OPERATOR_ADDED" : "OPERATOR_REMOVED",
                                     .username = account->spelling};
    co_return co_await store::insert_operator_event(tx, event);
  });
  std::string_view const what = given ? "an operator" : "no operator";
  print(fmt::format("{} {} {}", email, changed ? "is from now on" : "was already", what));
}

}  // namespace orgd
