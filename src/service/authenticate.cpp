// Steps 2 and 3 of the pipeline: credentials, then the access list of the credential.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/text.hpp"
#include "service/exchange.hpp"
#include "service/session_caller.hpp"
#include "store/nonces.hpp"

namespace orgd {
namespace {

bool matches_challenge(DigestCredentials const& given, DigestAlgorithm algorithm) {
  return (given.qop.empty() || atlas::equal_ignoring_case(given.qop, "auth")) &&
         (given.algorithm.empty() ||
          atlas::equal_ignoring_case(given.algorithm, name_of(algorithm)));
}

// Whoever signs something else than he sends may be let in, but not unseen. The log has no queries.
void log_other_uri(Exchange const& exchange) {
  auto const& given = *exchange.credentials;
  auto& log = exchange.environment().log;
  if (exchange.covered || !log.wants(LogLevel::info)) return;
  auto const path = path_of(given.uri);
  std::string const difference =
      path == exchange.path ? "the target has another query"
                            : fmt::format("the target is {}", shown_of_request(exchange.path));
  log.message(LogLevel::info,
              fmt::format("the credentials of {} are for the uri {}, but {}", given.username,
                          shown_of_request(path), difference),
              exchange.request_id);
}

// Counts the request for the entry that let it pass.
void count_use(Exchange& exchange) {
  Caller const& caller = *exchange.caller;
  auto const from = atlas::Address::parse(exchange.request.remote_address);
  for (auto const& block : caller.access_list)
    if (from && block.contains(*from))
      return exchange.environment().usage.count(caller.home()->org_id(), caller.identity.id,
                                                block.text(), exchange.request.remote_address,
                                                exchange.now());
}

// In constant time; clients exist that write the digits in upper case.
bool equal_digests(std::string_view expected, std::string_view given) {
  std::array<char, 64> lowered{};
  if (given.size() > lowered.size()) return false;
  given.copy(lowered.data(), lowered.size());
  // All of them, so that compilers make vector instructions of it.
  for (char& c : lowered) c = static_cast<char>(c | (c >= 'A' && c <= 'F' ? 0x20 : 0));
  return equal_secrets(expected, std::string_view(lowered.data(), given.size()));
}

// Whether a person's session has ended for want of requests, as far as is known here.
bool is_idle(Exchange const& exchange, Caller const& caller) {
  auto const* const proof = caller.session();
  if (!proof) return false;
  auto const last = exchange.environment().session_usage.last_used(proof->session);
  return last + session_idle <= exchange.now();
}

// Whether the request's token is the caller's and still lives.
bool shows_token(Exchange const& exchange, Caller const* caller) {
  auto const* const proof = caller ? caller->token() : nullptr;
  std::string const& given = exchange.token->hash;
  bool const equal =
      equal_secrets(proof ? proof->token_hash : std::string(given.size(), '-'), given);
  return equal && proof && proof->expires_at > exchange.now() && !is_idle(exchange, *caller);
}

// Whether the request shows that it knows the caller's private key, or its token.
bool proven(Exchange const& exchange, Caller const* caller) {
  if (exchange.token) return shows_token(exchange, caller);
  auto const& given = *exchange.credentials;
  // Whoever spells a token's place as a public key has not found a key.
  if (caller && caller->token()) caller = nullptr;
  auto& hash = exchange.worker.hash;
  // An unknown key is worked through like a known one, so that time does not tell them apart.
  std::string_view const ha1 = caller ? std::string_view(caller->key().ha1) : hash.any_ha1();
  auto const expected = hash.response(ha1, given, exchange.request.method);
  bool const equal = equal_digests(expected, given.response);
  return equal && caller && matches_challenge(given, hash.algorithm());
}

bool use_nonce(Exchange& exchange) {
  auto const& given = *exchange.credentials;
  if (exchange.nonce_fresh) return *exchange.nonce_fresh;
  log_other_uri(exchange);
  exchange.nonce_fresh = exchange.environment().nonces.use(given.nonce, count_of(given));
  return *exchange.nonce_fresh;
}

// Whether the store, too, has not seen the nonce with this count.
Task<bool> claim_nonce(Exchange& exchange) {
  auto const& given = *exchange.credentials;
  store::NonceUse const use{.nonce = given.nonce,
                            .count = count_of(given),
                            .request = exchange.request_id,
                            .expires_at = NonceSource::dead_at(given.nonce)};
  bool fresh = false;
  auto const claim = [&](Transaction& tx) -> Task<Done> {
    fresh = co_await store::claim_nonce(tx, use);
    co_return Done{};
  };
  co_await exchange.worker.session->write_at_once(claim, exchange.until);
  co_return fresh;
}

using GoOn = std::function<Task<Done>()>;

// The claim travels with the questions of `go_on`, whose answer stands only if it is granted.
Task<Done> go_on_with_claim(Exchange& exchange, GoOn const& go_on) {
  Result<Done> outcome;
  auto const serving = [&]() -> Task<Done> {
    outcome = co_await as_result(go_on());
    co_return Done{};
  };
  auto const [fresh, served] = co_await both(claim_nonce(exchange), serving());
  exchange.nonce_claimed = fresh;
  if (fresh) co_return outcome;
  exchange.environment().nonces.refuse(NonceSource::Refusal::replayed);
  exchange.start_over();
  render_challenge(exchange, true);
  co_return Done{};
}

// Counts the request for its session, once, and judges what that makes of it.
std::shared_ptr<Caller const> admitted_session(Exchange& exchange,
                                               std::shared_ptr<Caller const> caller) {
  auto const& session = caller->session()->session;
  if (!exchange.longest_idle)
    exchange.longest_idle = exchange.environment().session_usage.count(session, exchange.now());
  return as_of(std::move(caller), exchange.now(), *exchange.longest_idle);
}

// Of a caller whose key or token is proven.
Task<Done> admit(Exchange& exchange, std::shared_ptr<Caller const> caller, GoOn const& go_on) {
  bool const fresh = exchange.token || use_nonce(exchange);
  if (!fresh) {
    render_challenge(exchange, true);
    co_return Done{};
  }
  if (auto const* const of_person = caller->session()) {
    bool const half = of_person->session.state == store::SessionState::second_factor_required;
    exchange.caller = admitted_session(exchange, std::move(caller));
    if (half && !exchange.for_half_signed_in) co_return fail(Code::second_factor_required);
    co_return co_await go_on();
  }
  exchange.own = &caller->home()->organization;
  exchange.caller = std::move(caller);
  co_await check_access_list(*exchange.caller, exchange.own->access_list_required,
                             exchange.request.remote_address);
  if (!exchange.caller->access_list.empty() && !exchange.use_counted) count_use(exchange);
  exchange.use_counted = true;
  bool const shared = exchange.environment().options.replay_protection == ReplayProtection::cluster;
  bool const claims = shared && exchange.credentials && !exchange.nonce_claimed;
  auto serving = claims ? go_on_with_claim(exchange, go_on) : go_on();
  co_return co_await std::move(serving);
}

// The cached caller if what its rights hang on stands, with the organization as it is now.
std::shared_ptr<Caller const> renewed(Caller const& cached,
                                      std::optional<store::OrganizationRecord> now) {
  auto const& known = cached.home()->organization;
  if (!now || now->deleted_at || now->auth_version != known.auth_version) return nullptr;
  auto caller = std::make_shared<Caller>(cached);
  caller->seats.front().organization = std::move(*now);
  return caller;
}

// The cached caller itself if nothing has changed, or as it is renewed; nothing when it is to be
// read again.
Task<std::shared_ptr<Caller const>> looked_up_again(Transaction& tx,
                                                    std::shared_ptr<Caller const> cached) {
  if (cached->session()) {
    bool const stands = co_await session_stands(tx, *cached);
    co_return stands ? cached : nullptr;
  }
  auto now = co_await store::find_organization(tx, cached->home()->org_id());
  if (now == cached->home()->organization) co_return cached;
  co_return renewed(*cached, std::move(now));
}

// Whether nothing on which the caller hangs was written since, as far as can be told for nothing.
bool is_unchanged(Session& session, Caller const& caller, std::uint64_t since) {
  auto const* const of_person = caller.session();
  if (of_person && !session.unchanged(of_person->session.user_id, since)) return false;
  auto const stands = [&](Seat const& seat) { return session.unchanged(seat.org_id(), since); };
  return std::ranges::all_of(caller.seats, stands);
}

// What an unknown one costs, so that time does not tell that this one is known.
Task<Done> look_for_nobody(Transaction& tx, Exchange const& exchange, std::string_view name) {
  if (!exchange.token) return load_nobody(tx, name);
  return exchange.token->of_session ? load_nobody_by_session(tx) : load_nobody_by_token(tx);
}

Task<std::shared_ptr<Caller const>> look_for_caller(Transaction& tx, Exchange const& exchange,
                                                    std::string_view name) {
  auto const& environment = exchange.environment();
  if (!exchange.token)
    return load_caller(tx, name, environment.vault, environment.options.digest_algorithm);
  return exchange.token->of_session ? load_caller_by_session(tx, name)
                                    : load_caller_by_token(tx, name);
}

// Under which name the cache has whom the request speaks of.
std::string_view name_of_caller(Exchange const& exchange) {
  return exchange.token ? exchange.token->place : std::string_view(exchange.credentials->username);
}

}  // namespace

Task<Done> authenticate(Exchange& exchange, Transaction& tx, GoOn const& go_on) {
  if (!exchange.credentials && !exchange.token) {
    exchange.caller = std::make_shared<Caller const>(Caller{.proof = Everybody{}});
    co_return co_await go_on();
  }
  auto& callers = exchange.worker.callers;
  auto& session = *exchange.worker.session;
  std::string_view const name = name_of_caller(exchange);
  std::shared_ptr<Caller const> caller;
  auto const* const found = callers.find(name);
  // One that was idle here may have been busy on another server.
  if (found && !is_idle(exchange, *found->caller)) {
    auto const [cached, moment] = *found;
    if (!proven(exchange, cached.get())) {
      co_await look_for_nobody(tx, exchange, name);
      render_unknown(exchange);
      co_return Done{};
    }
    if (is_unchanged(session, *cached, moment)) co_return co_await admit(exchange, cached, go_on);
    // Taken to stand until the store says otherwise: then the request's own question need not wait
    // for this one.
    Result<Done> outcome;
    auto const admission = [&]() -> Task<Done> {
      outcome = co_await as_result(admit(exchange, cached, go_on));
      co_return Done{};
    };
    auto const [now, admitted] = co_await both(looked_up_again(tx, cached), admission());
    // Whoever was not let in for what he sent is not let in by what has changed.
    bool const let_in = exchange.caller != nullptr;
    bool const stands = now == cached;
    if (stands && session.moment() != moment) callers.insert({cached, session.moment()});
    if (!let_in || stands) co_return outcome;
    exchange.start_over();
    callers.erase(name);
    caller = now;
  }
  if (!caller) {
    caller = co_await look_for_caller(tx, exchange, name);
    if (!proven(exchange, caller.get())) {
      if (caller) callers.insert({caller, session.moment()});
      render_unknown(exchange);
      co_return Done{};
    }
  }
  callers.insert({caller, session.moment()});
  co_return co_await admit(exchange, std::move(caller), go_on);
}

}  // namespace orgd
