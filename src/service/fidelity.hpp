// What a server does otherwise when it is set to `fidelity = hosted`: one row for each difference,
// from which docs/fidelity.md is derived. What asks which way to go names its row.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace orgd {

/// Whether what the hosted service does but clients suffer from is done too.
enum class Fidelity : std::uint8_t { lenient, hosted };

/// What is done in two ways.
enum class Difference : std::uint8_t { version, media_type, name, uri, login, rate, deprecation };

/// One difference, in words for people.
struct DifferenceRow {
  Difference difference;
  std::string_view about;
  std::string_view lenient;
  std::string_view hosted;
  std::string_view shown_by;  ///< the conformance case that shows both sides
};

/// All of them, in the order of the enumeration.
inline constexpr std::array differences{
    DifferenceRow{Difference::version,
                  "A request whose `Accept` names no version: `application/json`, `application/*`, "
                  "`*/*`, or none",
                  "the oldest version answers",
                  "406 `INVALID_VERSION_DATE`, except on `DELETE`, which the oldest answers",
                  "a request names a version, unless it deletes"},
    DifferenceRow{Difference::media_type, "`Content-Type` of a success",
                  "`application/vnd.atlas.DATE+json` alone: generated clients compare it with "
                  "their description",
                  "the same with `;charset=utf-8`, also on 204; errors stay `application/json`",
                  "a success has a charset, an error none"},
    DifferenceRow{Difference::name, "Names of organizations, projects and teams",
                  "letters, digits, combining marks, spaces and `-_.(),:&@+'{}`, joiners between "
                  "letters: people have such names",
                  "the documented pattern: 1 to 64 letters, digits and `-_.(),:&@+'`; others are "
                  "400 `INVALID_ORG_NAME`, `INVALID_GROUP_NAME` or `INVALID_TEAM_NAME`",
                  "a name has the documented pattern"},
    DifferenceRow{Difference::uri, "Digest credentials for another `uri` than the request's target",
                  "the hash is computed over the `uri` as given, and the log has a line",
                  "400 `CREDENTIALS_FOR_OTHER_URI`, which names both",
                  "the target that was signed and the one that came are named"},
    DifferenceRow{Difference::login,
                  "`client_id` and `client_secret` in the form of `/api/oauth/token` and "
                  "`/api/oauth/revoke`",
                  "taken, when there is no `Authorization` header and the form is at most 4 KiB: "
                  "published clients log in so",
                  "401 `invalid_client`: credentials stand in the header alone",
                  "a client shows itself in the header alone"},
    DifferenceRow{Difference::rate, "Calls beyond the documented rates",
                  "served; `RateLimit-Limit` and `RateLimit-Remaining` show full buckets",
                  "429 `RATE_LIMITED_TOKEN_BUCKET` with `Retry-After`; the setting `rate_limits` "
                  "decides it alone, either way",
                  "the documented rates are enforced"},
    DifferenceRow{Difference::deprecation, "Successes of deprecated operations and versions",
                  "like any others",
                  "`Deprecation` and `Sunset` say since when and until when, `Link` with "
                  "`rel=\"successor-version\"` what took their place",
                  "what is deprecated says so"}};

static_assert([] {
  for (std::size_t i = 0; i < differences.size(); ++i)
    if (static_cast<std::size_t>(differences[i].difference) != i) return false;
  return differences.size() == static_cast<std::size_t>(Difference::deprecation) + 1;
}());

/// docs/fidelity.md, the same bytes for the same tables.
std::string fidelity_document();

}  // namespace orgd
