// Loading people by their sessions.
#include "service/session_caller.hpp"

#include <algorithm>

namespace orgd {
namespace {

std::optional<std::chrono::seconds> limit_in(std::optional<std::int32_t> seconds) {
  return seconds.transform([](std::int32_t count) { return std::chrono::seconds(count); });
}

Seat seat_of(store::SeatOfPerson found) {
  auto const& record = found.seat;
  Seat seat{.organization = std::move(found.organization),
            .inside = record.status == store::Standing::active};
  auto const& limits = found.limits;
  seat.rules.multi_factor_required = limits.multi_factor_required;
  if (limits.has_session_timeouts) {
    seat.rules.absolute = limit_in(limits.session_absolute_s);
    seat.rules.idle = limit_in(limits.session_idle_s);
  }
  for (auto const& name : record.roles)
    if (auto const role = atlas::parse_org_role(name)) seat.org_roles.add(*role);
  add_project_roles(seat, record.project_roles);
  add_project_roles(seat, record.team_roles);
  return seat;
}

std::optional<Code> bar_of(SessionRules const& rules, store::PersonSession const& session,
                           store::Seconds now, std::chrono::seconds longest_idle) {
  bool const too_old = rules.absolute && session.created_at + *rules.absolute <= now;
  bool const was_idle = rules.idle && longest_idle >= *rules.idle;
  if (too_old || was_idle) return Code::session_expired_for_org;
  if (rules.multi_factor_required && !session.factor_at) return Code::mfa_required;
  return std::nullopt;
}

bool same_session(store::PersonSession const& a, store::PersonSession const& b) {
  return equal_secrets(a.token_hash, b.token_hash) && a.state == b.state &&
         a.expires_at == b.expires_at && a.factor_at == b.factor_at;
}

}  // namespace

Task<std::shared_ptr<Caller const>> load_caller_by_session(Transaction& tx,
                                                           std::string_view place) {
  auto const parts = parts_of_place(place);
  auto const user_id = store::UserId::of(parts.account_id);
  auto const session_id = store::SessionId::of(parts.token_id);
  auto [found, seats] = co_await both(store::find_session_of_account(tx, user_id, session_id),
                                      store::list_seats(tx, user_id));
  if (!found) co_return std::shared_ptr<Caller const>();
  auto const caller = std::make_shared<Caller>();
  caller->identity = {store::ActorKind::person, user_id, found->account.spelling};
  SessionProof proof;
  proof.place = place;
  proof.token_hash = found->session.token_hash;
  proof.expires_at = found->session.expires_at;
  proof.session = std::move(found->session);
  proof.account = std::move(found->account);
  caller->proof = std::move(proof);
  bool const signed_in = caller->session()->session.state == store::SessionState::active;
  if (signed_in)
    for (auto& seat : seats) caller->seats.push_back(seat_of(std::move(seat)));
  co_return std::shared_ptr<Caller const>(caller);
}

Task<Done> load_nobody_by_session(Transaction& tx) {
  std::string const nowhere(token_place_size, ' ');
  co_await load_caller_by_session(tx, nowhere);
  co_return Done{};
}

Task<bool> session_stands(Transaction& tx, Caller const& caller) {
  auto const& known = caller.session()->session;
  auto const [found, organizations] =
      co_await both(store::find_session_of_account(tx, known.user_id, known.session_id),
                    store::list_organizations_of(tx, known.user_id));
  bool const same_person = found && found->account == caller.session()->account;
  if (!same_person || !same_session(found->session, known)) co_return false;
  bool const signed_in = known.state == store::SessionState::active;
  auto const of_seat = [](Seat const& seat) { return seat.organization; };
  bool const same = std::ranges::equal(caller.seats, organizations, {}, of_seat);
  co_return !signed_in || same;
}

std::shared_ptr<Caller const> as_of(std::shared_ptr<Caller const> caller, store::Seconds now,
                                    std::chrono::seconds longest_idle) {
  auto const asks = [](Seat const& seat) { return seat.rules.any(); };
  if (std::ranges::none_of(caller->seats, asks)) return caller;
  auto judged = std::make_shared<Caller>(*caller);
  for (Seat& seat : judged->seats)
    seat.barred = bar_of(seat.rules, judged->session()->session, now, longest_idle);
  return judged;
}

}  // namespace orgd
