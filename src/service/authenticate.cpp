// Steps 2 and 3 of the pipeline: credentials, then the access list of the credential.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/text.hpp"
#include "http/host.hpp"
#include "service/exchange.hpp"
#include "store/nonces.hpp"

namespace orgd {
namespace {

enum class Scheme : std::uint8_t { none, digest, bearer };

// The scheme of an Authorization value; what the API does not know counts as none.
Scheme take_scheme(std::string_view& value) {
  auto const blank = value.find_first_of(" \t");
  if (blank == std::string_view::npos) return Scheme::none;
  std::string_view const name = value.substr(0, blank);
  value.remove_prefix(blank + 1);
  if (atlas::equal_ignoring_case(name, "Digest")) return Scheme::digest;
  return atlas::equal_ignoring_case(name, "Bearer") ? Scheme::bearer : Scheme::none;
}

bool matches_challenge(DigestCredentials const& given, DigestAlgorithm algorithm) {
  return (given.qop.empty() || atlas::equal_ignoring_case(given.qop, "auth")) &&
         (given.algorithm.empty() ||
          atlas::equal_ignoring_case(given.algorithm, name_of(algorithm)));
}

// Text of a request for people: visible ASCII, and no more of it than helps.
std::string shown(std::string_view text) {
  constexpr std::size_t limit = 256;
  std::string out;
  for (char const c : text) {
    if (out.size() >= limit) return out + "...";
    if (c > ' ' && c < '\x7f')
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// Whoever signs something else than he sends may be let in, but not unseen. The log has no queries.
void log_other_uri(Exchange const& exchange) {
  auto const& given = *exchange.credentials;
  auto& log = exchange.environment().log;
  if (exchange.covered || !log.wants(LogLevel::info)) return;
  auto const path = path_of(given.uri);
  std::string const difference = path == exchange.path
                                     ? "the target has another query"
                                     : fmt::format("the target is {}", shown(exchange.path));
  log.message(LogLevel::info,
              fmt::format("the credentials of {} are for the uri {}, but {}", given.username,
                          shown(path), difference),
              exchange.request_id);
}

// Counts the request for the entry that let it pass.
void count_use(Exchange& exchange) {
  Caller const& caller = *exchange.caller;
  auto const from = atlas::Address::parse(exchange.request.remote_address);
  for (auto const& block : caller.access_list)
    if (from && block.contains(*from))
      return exchange.environment().usage.count(caller.org_id, caller.identity.id, block.text(),
                                                exchange.request.remote_address, exchange.now());
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

// Whether the request's token is the caller's and still lives.
bool shows_token(Exchange const& exchange, Caller const* caller) {
  auto const* const proof = caller ? caller->token() : nullptr;
  std::string const& given = exchange.token->hash;
  bool const equal =
      equal_secrets(proof ? proof->token_hash : std::string(given.size(), '-'), given);
  return equal && proof && proof->expires_at > exchange.now();
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

// Of a caller whose key or token is proven.
Task<Done> admit(Exchange& exchange, std::shared_ptr<Caller const> caller, GoOn const& go_on) {
  bool const fresh = exchange.token || use_nonce(exchange);
  if (!fresh) {
    render_challenge(exchange, true);
    co_return Done{};
  }
  exchange.own = &caller->organization;
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
  if (!now || now->deleted_at || now->auth_version != cached.organization.auth_version)
    return nullptr;
  auto caller = std::make_shared<Caller>(cached);
  caller->organization = std::move(*now);
  return caller;
}

// Under which name the cache has whom the request speaks of.
std::string_view name_of_caller(Exchange const& exchange) {
  return exchange.token ? exchange.token->place : std::string_view(exchange.credentials->username);
}

}  // namespace

bool read_credentials(Exchange& exchange) {
  Request const& request = exchange.request;
  auto const& options = exchange.environment().options;
  auto const refuse = [&](Code code, std::vector<atlas::Parameter> parameters) {
    render_error(exchange, atlas::make_error(code, std::move(parameters)));
    return false;
  };
  if (request.count("Authorization") > 1)
    return refuse(Code::repeated_credentials, {"Authorization"});
  std::string_view value = request.field("Authorization");
  Scheme const scheme = take_scheme(value);
  if (scheme == Scheme::bearer) {
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    if (auto const place = place_of_token(value)) {
      exchange.token = TokenCredentials{*place, hash_token(value)};
      return true;
    }
    render_bearer_refusal(exchange);
    return false;
  }
  if (scheme == Scheme::digest) {
    auto const reading = read_digest(value, exchange.unescaped_credentials);
    if (!reading.repeated.empty())
      return refuse(Code::repeated_credentials, {shown(reading.repeated)});
    exchange.credentials = reading.credentials;
  }
  if (exchange.credentials) {
    auto const& uri = exchange.credentials->uri;
    auto const& before_target = request.prefix.empty() ? options.public_url : request.prefix;
    exchange.covered = covers(uri, request.target, before_target);
    if (exchange.covered || !options.as_hosted(Difference::uri)) return true;
    return refuse(Code::credentials_for_other_uri, {shown(uri), shown(request.target)});
  }
  // A browser adds no credentials of its own to what a foreign page sends, but here none are
  // needed.
  if (scheme == Scheme::none && options.examples && is_meant_for_loopback(request)) return true;
  render_challenge(exchange, false);
  return false;
}

Task<Done> authenticate(Exchange& exchange, Transaction& tx, GoOn const& go_on) {
  if (!exchange.credentials && !exchange.token) {
    exchange.caller = std::make_shared<Caller const>(Caller{.proof = Everybody{}});
    co_return co_await go_on();
  }
  auto& callers = exchange.worker.callers;
  auto& session = *exchange.worker.session;
  std::string_view const name = name_of_caller(exchange);
  std::shared_ptr<Caller const> caller;
  if (auto const* const found = callers.find(name)) {
    auto const [cached, moment] = *found;
    if (!proven(exchange, cached.get())) {
      // What an unknown key costs, so that time does not tell that this one is known.
      auto nobody = exchange.token ? load_nobody_by_token(tx) : load_nobody(tx, name);
      co_await std::move(nobody);
      render_unknown(exchange);
      co_return Done{};
    }
    if (session.unchanged(cached->org_id, moment))
      co_return co_await admit(exchange, cached, go_on);
    // Taken to stand until the store says otherwise: then the request's own question need not wait
    // for this one.
    Result<Done> outcome;
    auto const admission = [&]() -> Task<Done> {
      outcome = co_await as_result(admit(exchange, cached, go_on));
      co_return Done{};
    };
    auto const [now, admitted] =
        co_await both(store::find_organization(tx, cached->organization.org_id), admission());
    // Whoever was not let in for what he sent is not let in by what has changed.
    bool const let_in = exchange.caller != nullptr;
    bool const stands = now == cached->organization;
    if (stands && session.moment() != moment) callers.insert({cached, session.moment()});
    if (!let_in || stands) co_return outcome;
    exchange.start_over();
    callers.erase(name);
    caller = renewed(*cached, now);
  }
  if (!caller) {
    auto const& environment = exchange.environment();
    auto loading = exchange.token ? load_caller_by_token(tx, name)
                                  : load_caller(tx, name, environment.vault,
                                                environment.options.digest_algorithm);
    caller = co_await std::move(loading);
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
