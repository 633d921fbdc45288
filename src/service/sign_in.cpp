// Tries to sign in. Accounts that are not there, or whose person never accepted, go the same way.
#include "service/sign_in.hpp"

#include <fmt/format.h>

#include "api/append.hpp"
#include "api/email.hpp"
#include "security/password_strength.hpp"
#include "security/session_token.hpp"
#include "service/browser.hpp"

namespace orgd {
namespace {

constexpr std::int64_t free_of_pair = 5;  // of one account from one address, or one device
constexpr std::int64_t free_of_address = 100;
constexpr std::int64_t free_of_account = 20;
constexpr std::int64_t free_mails_of_address = 20;  // asked for by one client
constexpr std::int64_t without_end = std::int64_t{1} << 40;

constexpr std::string_view fits = "fits";

// Strangers never delay whoever comes with a device of the person.
std::vector<store::FailureCounter> counters_of(SignInTry const& begun, std::string_view key,
                                               std::string_view address) {
  if (begun.known_device) return {counter_of("device", begun.device_hash, "", free_of_pair)};
  return {counter_of("pair", key, address, free_of_pair),
          counter_of("address", "", address, free_of_address),
          counter_of("account", key, "", free_of_account)};
}

// Each statement is asked for whoever it is.
Task<Done> look_for_person(Transaction& tx, Exchange const& exchange, std::string_view key,
                           SignInTry& begun) {
  auto const user_id = co_await store::find_user_id(tx, key);
  auto const id = user_id.value_or(store::UserId::of(std::string(24, ' ')));
  begun.account = co_await store::find_account(tx, id);
  if (begun.account && !begun.account->proven) begun.account.reset();
  bool const known = co_await store::is_known_device(tx, id, begun.device_hash, exchange.now());
  begun.known_device = known && begun.account && !begun.device_hash.empty();
  co_return Done{};
}

Task<Done> count(Exchange& exchange, SignInTry const& begun) {
  std::optional<store::Seconds> until;
  auto const work = [&](Transaction& tx) -> Task<Done> {
    until = co_await store::count_try(tx, begun.counters, exchange.now());
    if (until) co_return fail(Code::too_many_tries, std::int64_t{});  // undone, and told below
    co_return Done{};
  };
  auto const counted = co_await as_result(exchange.worker.session->write(work, exchange.until));
  co_return until ? told_to_wait(exchange, *until) : counted;
}

Task<Done> take_back(Exchange& exchange, SignInTry const& begun) {
  auto const work = [&](Transaction& tx) { return store::take_back_try(tx, begun.counters); };
  co_return co_await exchange.worker.session->write(work, exchange.worker.session->deadline());
}

Offload::Turn turn_of(Exchange const& exchange, SignInTry const& begun) {
  if (begun.known_device && begun.account)
    return Offload::Turn::of_person(std::string(begun.account->user_id));
  return Offload::Turn::of_client(counted_address(exchange.request.remote_address), false);
}

// A flood of tries that cannot be judged writes nothing.
void require_turn(Exchange const& exchange, SignInTry const& begun) {
  if (!exchange.environment().offload->takes(turn_of(exchange, begun)))
    throw Overload("too many tries to sign in wait to be judged");
}

}  // namespace

store::FailureCounter counter_of(std::string_view kind, std::string_view what,
                                 std::string_view where, std::int64_t free) {
  std::string text;
  atlas::append(text, kind, "\n", what, "\n", where);
  return {.counter = sha256_of(text), .free = free};
}

Result<Done> told_to_wait(Exchange& exchange, store::Seconds until) {
  auto const seconds = (until - exchange.now()).count();
  exchange.response.add_field("Retry-After", fmt::to_string(seconds));
  return fail(Code::too_many_tries, seconds);
}

std::string device_hash_in(Exchange const& exchange) {
  auto const site = site_of(exchange.environment().options, exchange.request);
  if (!site) return {};
  auto const token = cookie_of(exchange.request, site->device_cookie);
  return may_be_device_token(token) ? sha256_of(token) : std::string();
}

std::string counted_address(std::string_view remote_address) {
  auto const address = atlas::Address::parse(remote_address);
  if (!address) return std::string(remote_address);
  if (!remote_address.contains(':')) return address->text();
  auto const network = atlas::Block::parse(fmt::format("{}/64", address->text()));
  return network ? network->text() : address->text();
}

Task<SignInTry> begin_try(Exchange& exchange, std::string_view username) {
  std::string const key = atlas::email_key(username);
  SignInTry begun;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    begun = {.device_hash = device_hash_in(exchange)};
    co_return co_await look_for_person(tx, exchange, key, begun);
  };
  co_await exchange.worker.session->read(look, exchange.until);
  require_turn(exchange, begun);
  begun.counters = counters_of(begun, key, counted_address(exchange.request.remote_address));
  co_await count(exchange, begun);
  co_return std::move(begun);
}

Task<SignInTry> begin_try_again(Exchange& exchange, store::UserId user_id) {
  SignInTry begun;
  auto const look = [&](Transaction& tx) -> Task<Done> {
    begun.account = co_await store::find_account(tx, user_id);
    co_return Done{};
  };
  co_await exchange.worker.session->read(look, exchange.until);
  // Whoever has the session is no stranger, and shows nothing new to others by his failures.
  begun.known_device = true;
  require_turn(exchange, begun);
  begun.counters = {counter_of("again", user_id, "", free_of_pair)};
  co_await count(exchange, begun);
  co_return std::move(begun);
}

Task<Done> count_asking(Exchange& exchange) {
  SignInTry const asked{
      .counters = {counter_of("mail from", "", counted_address(exchange.request.remote_address),
                              free_mails_of_address)}};
  co_return co_await count(exchange, asked);
}

Task<Done> count_asking_for(Transaction& tx, std::string_view key, store::Seconds now) {
  std::vector<store::FailureCounter> const counters{counter_of("mail to", key, "", without_end)};
  co_await store::count_try(tx, counters, now);
  co_return Done{};
}

Task<bool> judge_password(Exchange& exchange, SignInTry const& begun, std::string password) {
  auto const judge = [hash = std::string(begun.password_hash()), password = std::move(password)] {
    return std::string(fits_password(hash, password) ? fits : "");
  };
  std::string verdict;
  std::exception_ptr failure;
  auto& offload = *exchange.environment().offload;
  try {
    verdict = co_await offload.work(exchange.worker.loop, judge, turn_of(exchange, begun));
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    co_await take_back(exchange, begun);
    std::rethrow_exception(failure);
  }
  co_return verdict == fits;
}

Task<std::string> hash_new_password_of_person(Exchange& exchange, std::string password,
                                              std::vector<std::string> own_words,
                                              Offload::Turn turn) {
  auto const work = [password = std::move(password), own_words = std::move(own_words)] {
    return is_easily_guessed(password, own_words) ? std::string() : hash_password(password);
  };
  auto hash =
      co_await exchange.environment().offload->work(exchange.worker.loop, work, std::move(turn));
  // The wait for a hash is not the database's.
  exchange.until = exchange.worker.session->deadline();
  if (hash.empty()) co_return fail(Code::common_password);
  co_return std::move(hash);
}

std::vector<std::string> words_of(store::Account const& account) {
  auto const at = account.username.find('@');
  std::vector<std::string> words{account.username, account.username.substr(0, at),
                                 account.first_name, account.last_name};
  if (at != std::string::npos) {
    auto const domain = account.username.substr(at + 1);
    words.push_back(domain);
    words.push_back(domain.substr(0, domain.find('.')));
  }
  return words;
}

}  // namespace orgd
