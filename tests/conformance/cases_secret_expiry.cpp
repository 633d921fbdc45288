// Secrets of service accounts expire by themselves, and the audit trail tells of it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::secret_expiry {
namespace {

using namespace accounts;

using Types = std::vector<std::string>;

constexpr std::chrono::seconds day{24 * 3600};
constexpr std::chrono::seconds second{1};
// Of a secret that wanted() asks for.
constexpr std::chrono::seconds usual_life{8 * 3600};

/// What the audit trail says from here on.
class Trail {
 public:
  explicit Trail(World& w) : world_(w), known_(w.event_types().size()) {}

  // After the server's next look at what expires.
  void expect_told(Types const& expected) {
    world_.door().backstage().keep_up_with_expiry();
    expect_events(expected);
  }
  void expect_events(Types const& expected) {
    Types types = world_.event_types();
    types.erase(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(known_));
    expect_equal(world_.get(world_.org()), "the new events",
                 fmt::format("{}", fmt::join(types, " ")),
                 fmt::format("{}", fmt::join(expected, " ")));
  }

 private:
  World& world_;
  std::size_t known_;
};

void remove_secret(World& w, Account const& account) {
  expect_no_content(send(w, "DELETE", at(w, account.client_id, "/secrets/" + account.secret_id)),
                    v2024);
}

void told_once(World& w) {
  account_of(send(w, "POST", w.org("/serviceAccounts"), wanted("ORG_MEMBER", 8 * 24)));
  Trail trail(w);
  w.door().advance_clock(day - second);
  trail.expect_told({});
  w.door().advance_clock(second);
  Types told{"ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING"};
  trail.expect_told(told);
  w.door().advance_clock(7 * day - second);
  trail.expect_told(told);
  w.door().advance_clock(second);
  told.emplace_back("ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED");
  trail.expect_told(told);
  w.door().advance_clock(day);
  trail.expect_told(told);
}

void event_of_the_server(World& w) {
  new_account(w);
  w.door().backstage().keep_up_with_expiry();
  Answer const answer =
      w.get(w.org("/events?includeRaw=true&eventType=ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING"));
  Node const page = expect_ok(answer);
  expect_member(answer, page, "totalCount", "1");
  Node const& event = member(answer, page, "results").children.at(0);
  expect_members(answer, event,
                 {"created", "eventTypeName", "id", "isGlobalAdmin", "links", "orgId", "raw"});
  expect_member(answer, event, "isGlobalAdmin", "false");
}

void missed(World& w) {
  new_account(w);
  Trail trail(w);
  w.door().advance_clock(usual_life);
  trail.expect_told({"ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED"});
  trail.expect_told({"ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED"});
}

void no_longer_expiring(World& w) {
  Account const first = new_account(w);
  Account const other = new_account(w);
  Trail trail(w);
  Types told{"ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING"};
  trail.expect_told(told);
  remove_secret(w, first);
  told.emplace_back("SERVICE_ACCOUNT_SECRET_DELETED");
  trail.expect_events(told);
  expect_no_content(send(w, "DELETE", at(w, other.client_id)), v2024);
  told.emplace_back("SERVICE_ACCOUNT_DELETED");
  told.emplace_back("ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRING");
  trail.expect_told(told);
}

void no_longer_expired(World& w) {
  Account const account = new_account(w);
  Trail trail(w);
  w.door().advance_clock(usual_life);
  Types told{"ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED"};
  trail.expect_told(told);
  expect_ok(send(w, "POST", at(w, account.client_id, "/secrets"), hours(8 * 24)), 201, v2024);
  told.emplace_back("SERVICE_ACCOUNT_SECRET_ADDED");
  trail.expect_told(told);
  remove_secret(w, account);
  told.emplace_back("SERVICE_ACCOUNT_SECRET_DELETED");
  told.emplace_back("ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRED");
  trail.expect_told(told);
}

void nothing_told(World& w) {
  Account const account = new_account(w);
  Trail trail(w);
  remove_secret(w, account);
  trail.expect_told({"SERVICE_ACCOUNT_SECRET_DELETED"});
}

constexpr std::array cases{
    Case{"seven days before its end a secret is told of, and at its end, each once", told_once},
    Case{"such an event is nobody's", event_of_the_server},
    Case{"of what expired while no server ran is told at its end alone", missed},
    Case{"the last expiring secret that is deleted ends that", no_longer_expiring},
    Case{"the last expired secret that is replaced ends that", no_longer_expired},
    Case{"a secret of which nothing was told goes without a word", nothing_told},
};

}  // namespace
}  // namespace conformance::secret_expiry

std::span<conformance::Case const> conformance::secret_expiry_cases() {
  return secret_expiry::cases;
}
