// What the control plane of a sandbox tells: clocks, fault rules, requests, mails.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas::testing {

/// A world's time.
struct Clock {
  std::string mode{};  ///< "real": it runs, or "frozen": it stands
  Date at{};           ///< what time it is there
};
BOOST_DESCRIBE_STRUCT(Clock, (), (mode, at))

/// What is to become of a clock: its time is set, then moved on, then it runs or stands.
struct ClockChange {
  std::optional<std::string> mode{};     ///< "real" or "frozen"
  std::optional<Date> at{};              ///< what time it is from now on
  std::optional<std::string> advance{};  ///< how much passes at once: "31d", "12h", "90m", "5s"
};
BOOST_DESCRIBE_STRUCT(ClockChange, (), (mode, at, advance))

/// A fault rule and what it has done.
struct Fault {
  std::string id{};          ///< for World::remove_fault
  std::int64_t counted = 0;  ///< how many requests its `nth` and `every` have counted
  std::int64_t hits = 0;     ///< how often it has acted
  bool spent = false;        ///< whether it has acted as often as it may
};
BOOST_DESCRIBE_STRUCT(Fault, (), (id, counted, hits, spent))

/// A request of the journal and its answer. Secrets are struck out.
struct RecordedRequest {
  std::int64_t number = 0;                  ///< its place among all of the world, from 1
  Date time{};                              ///< when it was answered, on the world's clock
  std::string operation{};                  ///< the documented operation id, or ""
  std::string method{};                     ///< "GET", "POST", ...
  std::string path{};                       ///< as it was sent
  std::string query{};                      ///< as it was sent
  std::string org_id{};                     ///< the organization, or ""
  std::string caller{};                     ///< public key or client id, or ""
  bool challenge = false;                   ///< whether it is the 401 that starts a Digest call
  std::int32_t status = 0;                  ///< of the answer
  std::optional<std::string> error_code{};  ///< of the answer
  std::optional<std::string> rule{};        ///< the id of the fault rule that acted
  std::string request_body{};               ///< as it came
  std::string response_body{};              ///< as it went
};
BOOST_DESCRIBE_STRUCT(RecordedRequest, (),
                      (number, time, operation, method, path, query, org_id, caller, challenge,
                       status, error_code, rule, request_body, response_body))

/// Whether so many requests came in time.
struct Waited {
  bool reached = false;    ///< whether they did
  std::int64_t count = 0;  ///< how many there are now
};
BOOST_DESCRIBE_STRUCT(Waited, (), (reached, count))

/// Whether the journal holds what it should.
struct Verdict {
  bool verified = false;                 ///< whether it does
  std::int64_t count = 0;                ///< how many requests there are
  std::optional<std::string> reason{};   ///< what is otherwise
  std::vector<RecordedRequest> found{};  ///< the newest that match, whatever their bodies
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (verified, count, reason, found))

/// A mail that waits for its recipient.
struct Mail {
  std::string id{};                            ///< for World::accept and World::reject
  std::string org_id{};                        ///< the organization
  Date created_at{};                           ///< when it was written, on the world's clock
  std::string recipient{};                     ///< the address
  std::string kind{};                          ///< what it is about
  std::optional<std::string> invitation_id{};  ///< the invitation
  std::optional<std::string> link{};           ///< to accept by
};
BOOST_DESCRIBE_STRUCT(Mail, (), (id, org_id, created_at, recipient, kind, invitation_id, link))

/// Who accepts an invitation, where the server does not know the person yet.
struct Person {
  std::optional<std::string> first_name{};  ///< the first name
  std::optional<std::string> last_name{};   ///< the last name
  std::optional<std::string> country{};     ///< two upper-case letters (ISO 3166-1)
  std::optional<std::string> password{};    ///< a new one
};
BOOST_DESCRIBE_STRUCT(Person, (), (first_name, last_name, country, password))

/// Which requests are meant: names and values of `match`, as {"operation", "createProject"}.
/// Without any, all are.
using Filter = std::vector<std::pair<std::string, std::string>>;

}  // namespace atlas::testing
