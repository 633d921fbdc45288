// Steps 2 and 3 of the pipeline: credentials, then the access list of the credential.
#include <charconv>

#include "api/text.hpp"
#include "server/exchange.hpp"

namespace orgd {
namespace {

enum class Scheme : std::uint8_t { none, digest, bearer };

// The scheme of an Authorization value; what the API does not know counts as none.
Scheme take_scheme(std::string_view& value) {
  auto const space = value.find(' ');
  if (space == std::string_view::npos) return Scheme::none;
  std::string_view const name = value.substr(0, space);
  value.remove_prefix(space + 1);
  if (atlas::equal_ignoring_case(name, "Digest")) return Scheme::digest;
  return atlas::equal_ignoring_case(name, "Bearer") ? Scheme::bearer : Scheme::none;
}

bool matches_request(DigestCredentials const& given, Exchange const& exchange) {
  auto const algorithm = name_of(exchange.worker.hash.algorithm());
  return given.uri == exchange.request.target &&
         (given.qop.empty() || atlas::equal_ignoring_case(given.qop, "auth")) &&
         (given.algorithm.empty() || atlas::equal_ignoring_case(given.algorithm, algorithm));
}

// The caller of a public key and its organization's row as they stand now. A cached caller holds as
// long as its organization's auth_version does.
Task<std::shared_ptr<Caller const>> find_caller(Exchange& exchange, Transaction& tx,
                                                std::string_view public_key) {
  auto& worker = exchange.worker;
  auto cached = worker.callers.find(public_key);
  if (cached) {
    exchange.own = co_await store::find_organization(tx, cached->org_id);
    bool const stands = exchange.own && !exchange.own->deleted_at &&
                        exchange.own->auth_version == cached->auth_version;
    if (stands) co_return cached;
    worker.callers.erase(public_key);
  }
  auto loaded = co_await load_caller(tx, public_key, exchange.environment().vault,
                                     exchange.environment().options.digest_algorithm);
  if (!loaded) co_return std::shared_ptr<Caller const>();
  auto caller = std::make_shared<Caller const>(std::move(*loaded));
  exchange.own = co_await store::find_organization(tx, caller->org_id);
  worker.callers.insert(caller);
  co_return caller;
}

std::uint32_t count_of(std::string_view nc) {
  std::uint32_t count = 0;
  auto const [at, error] = std::from_chars(nc.data(), nc.data() + nc.size(), count, 16);
  // Credentials without qop carry no count: their nonce serves once.
  return nc.empty() ? 1 : (error == std::errc{} && at == nc.data() + nc.size() ? count : 0);
}

Task<bool> authenticate_digest(Exchange& exchange, Transaction& tx, std::string_view value) {
  auto const given = parse_digest(value);
  if (!given) {
    render_challenge(exchange, false);
    co_return false;
  }
  auto caller = co_await find_caller(exchange, tx, given->username);
  // An unknown key is worked through like a known one, so that time does not tell them apart.
  std::string_view const ha1 = caller ? std::string_view(caller->ha1) : "unknown";
  std::string const expected = exchange.worker.hash.response(ha1, *given, exchange.request.method);
  bool const proven = equal_secrets(expected, given->response);
  if (!proven || !caller || !matches_request(*given, exchange)) {
    render_challenge(exchange, false);
    co_return false;
  }
  if (!exchange.environment().nonces.use(given->nonce, count_of(given->nc))) {
    render_challenge(exchange, true);
    co_return false;
  }
  exchange.caller = std::move(caller);
  co_return true;
}

// Counts the request for the entry that let it pass.
void count_use(Exchange& exchange) {
  Caller const& caller = *exchange.caller;
  auto const from = atlas::Address::parse(exchange.request.remote_address);
  for (auto const& block : caller.access_list)
    if (from && block.contains(*from))
      return exchange.environment().usage.count(caller.org_id, caller.key_id, block.text(),
                                                exchange.request.remote_address, exchange.now());
}

}  // namespace

Task<bool> authenticate(Exchange& exchange, Transaction& tx) {
  std::string_view value = exchange.request.field("authorization");
  Scheme const scheme = take_scheme(value);
  if (scheme == Scheme::bearer) {
    render_bearer_refusal(exchange);
    co_return false;
  }
  if (scheme == Scheme::none) {
    if (!exchange.environment().options.examples) {
      render_challenge(exchange, false);
      co_return false;
    }
    exchange.caller = std::make_shared<Caller const>(Caller{.kind = Caller::Kind::everyone});
    co_return true;
  }
  if (!co_await authenticate_digest(exchange, tx, value)) co_return false;
  co_await check_access_list(*exchange.caller, exchange.own->access_list_required,
                             exchange.request.remote_address);
  if (!exchange.caller->access_list.empty()) count_use(exchange);
  co_return true;
}

}  // namespace orgd
