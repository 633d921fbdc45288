// What the control plane takes and tells of worlds, their clocks and mails.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/types.hpp"

namespace orgd::sandbox {

/// Which world; the default one where it is absent.
struct WorldQuery {
  std::optional<std::string> world{};
};
/// Of the requests that fit, which ones; what a filter has beside it.
struct RequestsQuery {
  std::optional<std::string> world{};
  std::optional<std::int32_t> after{};
  std::optional<std::int32_t> before{};
  std::optional<std::string> status{};
  std::optional<std::int32_t> limit{};
};
struct WaitQuery {
  std::optional<std::string> world{};
  std::optional<std::int32_t> after{};
  std::optional<std::int32_t> count{};
  std::optional<std::string> timeout{};
};
struct ExportQuery {
  std::optional<std::string> world{};
  std::optional<std::string> format{};
};

struct NoParameters {};
struct NamePath {
  std::string name{};
};
struct IdPath {
  std::string id{};
};

/// What is to become of a clock: its time is set, then moved on, then it runs or stands.
struct ClockRequest {
  std::optional<std::string> mode{};
  std::optional<atlas::Date> at{};
  std::optional<std::string> advance{};
};
struct ClockView {
  std::string mode{};
  atlas::Date at{};
};

struct WorldRequest {
  std::optional<AnyJson> seed{};
  std::optional<std::int64_t> id_seed{};
  std::optional<ClockRequest> clock{};
};
struct WorldView {
  std::string name{};
  std::string base_url{};
  std::int64_t id_seed = 0;
  ClockView clock{};
  std::vector<std::string> snapshots{};
};
struct WorldList {
  std::vector<WorldView> worlds{};
};

struct FaultList {
  std::vector<RuleView> faults{};
};

/// What the journal has of the requests that were asked for; it is written entry by entry.
struct RequestList {
  std::int64_t dropped = 0;
  std::vector<Entry> requests{};
};

/// Whether so many requests came in time.
struct WaitView {
  bool reached = false;
  std::int64_t count = 0;
  std::int64_t dropped = 0;
};

struct MailView {
  std::string id{};
  std::optional<std::string> org_id{};
  std::optional<std::string> user_id{};
  atlas::Date created_at{};
  std::string recipient{};
  std::string kind{};
  std::optional<std::string> invitation_id{};
  std::optional<std::string> link{};
};
struct MailList {
  std::vector<MailView> mails{};
};

/// Who accepts an invitation, where the server does not know the person yet.
struct AcceptRequest {
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> password{};
};

/// A body that is the text of a seed file, YAML or JSON.
struct RawBody {};
/// An answer that is no described struct.
struct RawReply {
  int status = 0;  ///< in place of the row's, unless it is 0
  std::string media_type = "application/json";
  std::string text{};
};
/// The same, whose text is a T as JSON.
template <class T>
struct Written : RawReply {
  using Described = T;
};

namespace kind {
extern atlas::TextRule const world;   ///< the name of a world or a snapshot
extern atlas::TextRule const mode;    ///< of a clock
extern atlas::TextRule const format;  ///< of a seed
extern atlas::TextRule const span;    ///< of time
extern atlas::TextRule const status;  ///< a status, or a class of them
}  // namespace kind

BOOST_DESCRIBE_STRUCT(NoParameters, (), ())
ORGD_SANDBOX_FIELDS(WorldQuery, (world, "the world's name; without it, the default world's",
                                 .text = &kind::world))
ORGD_SANDBOX_FIELDS(RequestsQuery,
                    (world, "the world's name; without it, the default world's",
                     .text = &kind::world),
                    (after, "only those with a number above this", .minimum = 0,
                     .maximum = std::numeric_limits<std::int32_t>::max()),
                    (before, "only those with a number below this", .minimum = 1,
                     .maximum = std::numeric_limits<std::int32_t>::max()),
                    (status, "only those that were answered so", .text = &kind::status),
                    (limit, "only the newest so many of them", .minimum = 1, .maximum = 10'000))
ORGD_SANDBOX_FIELDS(
    WaitQuery, (world, "the world's name; without it, the default world's", .text = &kind::world),
    (after, "only requests with a number above this count", .minimum = 0,
     .maximum = std::numeric_limits<std::int32_t>::max()),
    (count, "how many requests are waited for; without it, one", .minimum = 1, .maximum = 10'000),
    (timeout, "how long at most, on the real clock: \"10s\", the default, to \"10m\"",
     .text = &kind::span))
ORGD_SANDBOX_FIELDS(ExportQuery,
                    (world, "the world's name; without it, the default world's",
                     .text = &kind::world),
                    (format, "\"json\", the default, or \"yaml\"", .text = &kind::format))
ORGD_SANDBOX_FIELDS(NamePath, (name, "the name, one to 40 of a-z, 0-9 and -", .text = &kind::world))
ORGD_SANDBOX_FIELDS(IdPath, (id, "the id"))
ORGD_SANDBOX_FIELDS(ClockRequest,
                    (mode, "\"real\": time runs, or \"frozen\": it stands", .text = &kind::mode),
                    (at, "what time it is from now on"),
                    (advance, "how much time passes at once, also as a duration of ISO 8601",
                     .text = &kind::span))
ORGD_SANDBOX_FIELDS(ClockView, (mode, "\"real\" or \"frozen\""), (at, "the time"))
ORGD_SANDBOX_FIELDS(
    WorldRequest,
    (seed, "the seed file that it begins with, or its text; without it, that of the command"),
    (id_seed, "what ids and secrets follow from; without it, that of the command", .minimum = 0,
     .maximum = std::int64_t{1} << 53U),
    (clock, "its clock"))
ORGD_SANDBOX_FIELDS(WorldView, (name, "its name"), (base_url, "the base URL that names it"),
                    (id_seed, "what ids and secrets follow from"), (clock, "its clock"),
                    (snapshots, "the names of its snapshots"))
ORGD_SANDBOX_FIELDS(WorldList, (worlds, "all worlds, by their names"))
ORGD_SANDBOX_FIELDS(FaultList, (faults, "the rules in their order"))
ORGD_SANDBOX_FIELDS(RequestList,
                    (dropped,
                     "how many older requests were dropped to make room; some of them may "
                     "have matched"),
                    (requests, "those that fit, the oldest first"))
ORGD_SANDBOX_FIELDS(WaitView, (reached, "whether so many came in time"),
                    (count, "how many there are now"),
                    (dropped,
                     "how many older requests were dropped to make room; some of them may "
                     "have matched"))
ORGD_SANDBOX_FIELDS(MailView, (id, "its id"), (org_id, "the organization's id"),
                    (user_id, "of one to a person: the account's id"),
                    (created_at, "when it was written, on the world's clock"),
                    (recipient, "the address"), (kind, "what it is about"),
                    (invitation_id, "the invitation's id"),
                    (link, "the link to accept by, or to set a password"))
ORGD_SANDBOX_FIELDS(MailList, (mails, "the mails that wait"))
ORGD_SANDBOX_FIELDS(AcceptRequest, (first_name, "the first name", .text = &atlas::text::first_name),
                    (last_name, "the last name", .text = &atlas::text::last_name),
                    (country, "the country: two upper-case letters (ISO 3166-1)",
                     .text = &atlas::text::country),
                    (password, "a new password", .text = &atlas::text::password))

}  // namespace orgd::sandbox
