// Sessions of people: signing in and out, and a person's own sessions.
#include "security/session_token.hpp"
#include "service/bind.hpp"
#include "service/browser.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/session_views.hpp"
#include "service/passkeys.hpp"
#include "service/second_step.hpp"
#include "service/session_caller.hpp"
#include "service/sign_in.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

// Of those whose password was right and whose second factor is still to be shown: whoever knows the
// password alone ends no session of the person by making more.
constexpr std::int64_t half_sessions_of_one = 20;

// With the uses that are not written yet.
store::PersonSession as_used(Call const& call, store::PersonSession session) {
  session.last_used_at = call.environment().session_usage.last_used(session);
  return session;
}

bool wants_token(atlas::SignInRequest const& body) { return body.bearer.value_or(false); }

// Before the password is looked at: no other site's page may sign anybody in, not even as somebody
// else.
Result<Done> judge_browser(Exchange const& exchange, atlas::SignInRequest const& body) {
  auto const site = site_of(exchange.environment().options, exchange.request);
  bool const carries = site && carries_cookie(exchange.request, site->session_cookie);
  if (wants_token(body) && !carries) return Done{};
  if (!site) return fail(Code::cookie_needs_https);
  return judge_same_site(exchange.request, *site);
}

Result<Done> require_one_way(atlas::SignInRequest const& body) {
  bool const by_password = body.username || body.password;
  if (body.assertion && by_password)
    return fail(Code::validation_error, "assertion excludes username and password");
  if (body.assertion) return Done{};
  if (!body.username) return fail(Code::missing_attribute, "username");
  if (!body.password) return fail(Code::missing_attribute, "password");
  return Done{};
}

// The caller becomes the person. Tries are not counted: a signature cannot be guessed, and judging
// one takes less than counting would.
Task<Done> prepare_passkey(Exchange& exchange, atlas::PasskeyAssertion const& assertion) {
  auto const user_id = user_of_handle(assertion.user_handle.value_or(""));
  if (!user_id) co_return fail(Code::sign_in_failed);
  std::optional<store::Account> account;
  std::vector<store::Factor> factors;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    account = co_await store::find_account(tx, *user_id);
    factors = co_await store::list_factors(tx, *user_id);
    co_return Done{};
  };
  co_await exchange.worker.session->read(look, exchange.until);
  auto const shown =
      fitting_passkey(exchange, purpose_of_sign_in(), confirmed_of(std::move(factors)), assertion);
  // It takes the place of two proofs: of what the person has, and of who it is.
  bool const fits = account && shown && shown->user_verified;
  if (!fits) co_return fail(Code::sign_in_failed);
  exchange.caller = std::make_shared<Caller const>(
      Caller{.identity = {store::ActorKind::person, account->user_id, account->spelling},
             .proof = PasskeyProof{.shown = *shown}});
  co_return Done{};
}

// The caller becomes the person, and the password its hash; judging takes long, so it is done
// before the transaction.
Task<Done> prepare_sign_in(Exchange& exchange, Input<ops::create_session>& input) {
  co_await require_one_way(input.body);
  co_await judge_browser(exchange, input.body);
  if (input.body.assertion) co_return co_await prepare_passkey(exchange, *input.body.assertion);
  auto const begun = co_await begin_try(exchange, *input.body.username);
  bool const fits = co_await judge_password(exchange, begun, std::move(*input.body.password));
  if (!fits) co_return fail(Code::sign_in_failed);
  // The wait for a hash is not the database's.
  exchange.until = exchange.worker.session->deadline();
  auto const& account = *begun.account;
  input.body.password = *account.password_hash;
  exchange.caller = std::make_shared<Caller const>(Caller{
      .identity = {store::ActorKind::person, account.user_id, account.spelling},
      .proof = PasswordProof{.counters = begun.counters, .known_device = begun.known_device}});
  co_return Done{};
}

PasskeyProof const* passkey_of(Call const& call) {
  return std::get_if<PasskeyProof>(&call.caller().proof);
}

store::PersonSession new_session(Call const& call, std::string_view token_hash,
                                 store::SessionId session_id, store::SessionState state) {
  auto const& request = call.exchange.request;
  bool const by_passkey = passkey_of(call) != nullptr;
  return {.user_id = store::UserId::of(call.caller().identity.id),
          .session_id = session_id,
          .token_hash = std::string(token_hash),
          .state = state,
          .method = by_passkey ? store::SignInMethod::passkey : store::SignInMethod::password,
          .created_at = call.now(),
          .expires_at = call.now() + session_life,
          .last_used_at = call.now(),
          .factor_at = by_passkey ? std::optional(call.now()) : std::nullopt,
          .address = request.remote_address,
          .user_agent = user_agent_of(request)};
}

// A browser has one session: the one whose cookie is replaced ends, whosever it was.
Task<Done> end_replaced(Call& call, BrowserSite const& site) {
  auto const cookie = cookie_of(call.exchange.request, site.session_cookie);
  auto const place = place_of_session_token(cookie);
  if (!place) co_return Done{};
  auto const parts = parts_of_place(*place);
  auto const user_id = store::UserId::of(parts.account_id);
  auto const session_id = store::SessionId::of(parts.token_id);
  auto const session = co_await store::find_session(call.tx, user_id, session_id);
  bool const shown = session && equal_secrets(session->token_hash, sha256_of(cookie));
  if (shown) co_await store::delete_session(call.tx, user_id, session_id);
  co_return Done{};
}

// Whether what was judged still stands; what counts once is used up by that.
Task<bool> use_up_proof(Call& call, store::Account const& account,
                        atlas::SignInRequest const& body) {
  if (auto const* const passkey = passkey_of(call))
    co_return co_await use_passkey(call, account.user_id, passkey->shown);
  bool const fits = body.password && account.password_hash == *body.password;
  if (!fits) co_return false;
  co_await store::forgive_try(call.tx, std::get<PasswordProof>(call.caller().proof).counters);
  co_return true;
}

Task<Done> hand_out(Call& call, atlas::SignInRequest const& body, std::string const& token,
                    atlas::PersonSession& view) {
  call.exchange.secret = true;
  if (wants_token(body)) {
    view.token = token;
    co_return Done{};
  }
  auto const site = site_of(call.environment().options, call.exchange.request).value();
  co_await end_replaced(call, site);
  call.exchange.cookies.push_back(set_cookie(site, site.session_cookie, token));
  co_return Done{};
}

Task<atlas::PersonSession> create_session(Call& call, Input<ops::create_session> const& input) {
  auto const& identity = call.caller().identity;
  auto const user_id = store::UserId::of(identity.id);
  // Somebody may have changed it since it was judged, and nobody may from now on: a session by a
  // password that is changed at the same moment must be there to be ended.
  auto const account = co_await store::lock_account(call.tx, user_id);
  if (!account) co_return fail(Code::sign_in_failed);
  bool const stands = co_await use_up_proof(call, *account, input.body);
  if (!stands) co_return fail(Code::sign_in_failed);
  auto const session_id = call.new_id<store::SessionId>();
  std::string const token =
      new_session_token(call.environment().platform, {user_id.view(), session_id.view()});
  auto const factors = co_await store::list_factors(call.tx, user_id);
  auto types = factor_types_of(confirmed_of(factors));
  using enum store::SessionState;
  auto const state = types.empty() || passkey_of(call) ? active : second_factor_required;
  auto const session = new_session(call, sha256_of(token), session_id, state);
  co_await store::insert_session(call.tx, session);
  auto const kept = state == active ? sessions_of_one : half_sessions_of_one;
  co_await store::keep_newest_sessions(call.tx, user_id, state, kept);
  auto view = session_view(call, session, std::move(types));
  co_await hand_out(call, input.body, token, view);
  // A password alone is no full sign-in where there is more to show.
  auto const by = wants_token(input.body) ? SignsInBy::token : SignsInBy::cookie;
  if (state == active) co_await complete_sign_in(call, *account, by);
  co_return view;
}

// Who answers it says who it is: nothing of anybody is told before. Nothing is written, either.
Task<atlas::PasskeyRequest> challenge_sign_in(Call& call, Input<ops::challenge_sign_in> const&) {
  auto const party = co_await relying_party_for(call.exchange);
  std::vector<store::Factor> const any;
  co_return passkey_request(call.exchange, party, purpose_of_sign_in(), Verification::required,
                            any);
}

Task<std::vector<std::string>> own_types(Call& call) {
  auto const factors = co_await store::list_factors(call.tx, own_id(call));
  co_return factor_types_of(confirmed_of(factors));
}

Task<ArrayListing<atlas::PersonSession>> list_sessions(Call& call,
                                                       Input<ops::list_sessions> const&) {
  auto all = co_await store::list_sessions(call.tx, own_id(call), call.now());
  auto const types = co_await own_types(call);
  std::vector<atlas::PersonSession> views;
  for (auto& session : all) {
    auto view = session_view(call, as_used(call, std::move(session)), types);
    if (view.idle_expires_at > call.now()) views.push_back(std::move(view));
  }
  co_return array_of(std::move(views), [](auto const& view) { return view; });
}

Task<atlas::PersonSession> get_current_session(Call& call, Input<ops::get_current_session> const&) {
  auto session = co_await store::find_session(call.tx, own_id(call),
                                              call.caller().session()->session.session_id);
  // It may have ended while it was taken to stand: then nobody sees this answer.
  if (!session) co_return fail(Code::user_unauthorized);
  auto types = co_await own_types(call);
  co_return session_view(call, as_used(call, std::move(*session)), std::move(types));
}

// A browser forgets the cookie of a session that has ended.
void take_cookie_back(Call& call) {
  if (!call.exchange.by_cookie) return;
  auto const site = site_of(call.environment().options, call.exchange.request);
  if (site)
    call.exchange.cookies.push_back(
        set_cookie(*site, site->session_cookie, "", std::chrono::seconds(0)));
}

Task<atlas::NoBody> delete_current_session(Call& call, Input<ops::delete_current_session> const&) {
  co_await store::delete_session(call.tx, own_id(call),
                                 call.caller().session()->session.session_id);
  take_cookie_back(call);
  co_return atlas::NoBody{};
}

Task<atlas::NoBody> delete_session(Call& call, Input<ops::delete_session> const& input) {
  auto const session_id = store::SessionId::of(input.path.session_id);
  bool const ended = co_await store::delete_session(call.tx, own_id(call), session_id);
  if (!ended) co_return fail(Code::session_not_found, input.path.session_id);
  if (session_id == call.caller().session()->session.session_id) take_cookie_back(call);
  co_return atlas::NoBody{};
}

}  // namespace

void bind_sessions(Router& router) {
  bind<ops::create_session, create_session, prepare_sign_in>(router);
  bind<ops::challenge_sign_in, challenge_sign_in>(router);
  bind<ops::list_sessions, list_sessions>(router);
  bind<ops::get_current_session, get_current_session>(router);
  bind<ops::delete_current_session, delete_current_session>(router);
  bind<ops::delete_session, delete_session>(router);
}

}  // namespace orgd
