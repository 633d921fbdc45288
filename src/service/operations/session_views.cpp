// Views of sessions.
#include "service/operations/session_views.hpp"

#include "security/session_token.hpp"
#include "service/account_mail.hpp"
#include "service/session_caller.hpp"
#include "service/sign_in.hpp"

namespace orgd {
namespace {

constexpr std::chrono::days device_life{90};

Task<bool> is_known_browser(Call& call, store::UserId user_id) {
  if (auto const* const proof = std::get_if<PasswordProof>(&call.caller().proof))
    co_return proof->known_device;
  std::string const device = device_hash_in(call.exchange);
  co_return co_await store::is_known_device(call.tx, user_id, device, call.now());
}

Task<Done> remember_device(Call& call, store::UserId user_id, BrowserSite const& site) {
  std::string const token = new_device_token(call.environment().platform);
  store::KnownDevice const device{.user_id = user_id,
                                  .device_hash = sha256_of(token),
                                  .created_at = call.now(),
                                  .expires_at = call.now() + device_life};
  co_await store::insert_device(call.tx, device);
  call.exchange.cookies.push_back(set_cookie(site, site.device_cookie, token, device_life));
  co_return Done{};
}

Task<Done> remember_place(Call& call, store::Account const& account, bool by_known_device) {
  auto const address = counted_address(call.exchange.request.remote_address);
  // No cookie has the text of which this is the hash.
  store::KnownDevice const place{.user_id = account.user_id,
                                 .device_hash = sha256_of("place\n" + address),
                                 .created_at = call.now(),
                                 .expires_at = call.now() + device_life};
  bool const known =
      co_await store::is_known_device(call.tx, place.user_id, place.device_hash, call.now());
  if (known) co_return Done{};
  co_await store::insert_device(call.tx, place);
  // Whoever has just accepted an invitation signs in for the first time, and knows it.
  bool const surprises = !by_known_device && account.last_auth_at;
  if (surprises) co_await tell_new_sign_in(call, account);
  co_return Done{};
}

}  // namespace

atlas::PersonSession session_view(Call const& call, store::PersonSession const& session,
                                  std::vector<std::string> factors) {
  auto const name_in = [](auto const& names, auto value) {
    return std::string(names.at(static_cast<std::size_t>(value)));
  };
  auto const* const own = call.caller().session();
  auto const last_used = std::max(session.last_used_at, session.created_at);
  atlas::PersonSession view{
      .address = session.address,
      .created_at = session.created_at,
      .current = own && own->session.session_id == session.session_id,
      .expires_at = session.expires_at,
      .factors = std::move(factors),
      .id = std::string(session.session_id),
      .idle_expires_at = std::min(session.expires_at, last_used + session_idle),
      .last_used_at = last_used,
      .method = name_in(atlas::sign_in_method_names, session.method),
      .state = name_in(atlas::session_state_names, session.state)};
  if (!session.user_agent.empty()) view.user_agent = session.user_agent;
  return view;
}

store::UserId own_id(Call const& call) { return call.caller().session()->session.user_id; }

Task<Done> complete_sign_in(Call& call, store::Account const& account, SignsInBy by) {
  bool const known = co_await is_known_browser(call, account.user_id);
  co_await remember_place(call, account, known);
  co_await store::record_sign_in(call.tx, account.user_id, call.now());
  auto const site = site_of(call.environment().options, call.exchange.request);
  bool const is_new = by == SignsInBy::cookie && site && !known;
  if (is_new) co_await remember_device(call, account.user_id, *site);
  co_return Done{};
}

}  // namespace orgd
