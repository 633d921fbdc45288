// The words of the OpenAPI document that stand beside its operations.
#include "api/openapi_head.hpp"

#include <array>

#include "api/openapi.hpp"
#include "api/schema.hpp"

namespace atlas {
namespace {

constexpr std::array all_tags{
    TagText{"Organizations", "Organizations, their settings, people, invitations and projects."},
    TagText{"Programmatic API Keys",
            "API keys of organizations and projects, and their access lists."},
    TagText{"Service Accounts",
            "Service accounts of organizations and projects, their secrets and access lists."},
    TagText{"Projects", "Projects of organizations, and invitations to them."},
    TagText{"Events", "What was done in organizations and projects, by whom and from where."},
    TagText{"Teams", "Teams of an organization, their users, and their roles on projects."},
    TagText{"Cloud Users", "People's accounts: making one, and looking people up."},
    TagText{"Invitation Links", "Accepting and rejecting an invitation by the link in its mail."},
    TagText{"Sessions",
            "People: signing in, their sessions, second factors, and their own accounts."},
    TagText{"Operators", "What operators see of the whole server."},
    TagText{"Rate Limiting", "How many calls the server takes, and of whom."},
    TagText{"Root", "The server itself and the calling key."}};

}  // namespace

std::span<TagText const> tags() { return all_tags; }

std::string_view tag_of(std::string_view path) {
  if (path.starts_with("/orgd/v1/invitations")) return "Invitation Links";
  if (path.starts_with("/orgd/v1/passwords")) return "Sessions";
  if (path.starts_with("/orgd/v1/sessions") || path.starts_with("/orgd/v1/me")) return "Sessions";
  if (path.starts_with("/orgd/v1/operator/")) return "Operators";
  if (path.contains("/apiKeys")) return "Programmatic API Keys";
  if (path.contains("/serviceAccounts")) return "Service Accounts";
  if (path.contains("/events") || path.ends_with("/eventTypes")) return "Events";
  if (path.ends_with("/activityFeed")) return "Events";
  if (path.contains("/rateLimits")) return "Rate Limiting";
  if (path.contains("/teams")) return "Teams";
  if (path.starts_with("/api/atlas/v2/users")) return "Cloud Users";
  if (path.starts_with("/api/atlas/v2/groups")) return "Projects";
  bool const of_organizations =
      path.starts_with("/api/atlas/v2/orgs") || path.starts_with("/orgd/v1/orgs");
  return of_organizations ? "Organizations" : "Root";
}

std::string info_json() {
  return ObjectText()
      .text("title", "orgd")
      .text("version", "v2")
      .text("description",
            "The organizations part of the Atlas Administration API, as orgd serves it.")
      .raw("contact", ObjectText().text("name", "The orgd project").done())
      .raw("license", ObjectText()
                          .text("name", "Apache-2.0")
                          .text("url", "https://www.apache.org/licenses/LICENSE-2.0")
                          .done())
      .done();
}

std::string tags_json() {
  std::string list;
  for (auto const& [name, about] : all_tags)
    (list += list.empty() ? "" : ",") +=
        ObjectText().text("name", name).text("description", about).done();
  return "[" + list + "]";
}

std::string error_schema() {
  std::string codes;
  for (std::size_t i = 0; i < code_rows.size(); ++i) {
    if (i > 0) codes += ',';
    write_json(codes, wire_name(static_cast<Code>(i)));
  }
  ObjectText properties;
  properties.raw("detail", R"({"type":"string"})")
      .raw("error", R"({"type":"integer","format":"int32","minimum":200,"maximum":599})")
      .raw("errorCode", ObjectText()
                            .text("type", "string")
                            .text("description",
                                  "Which rule was broken: a known value, or one that a later "
                                  "version adds.")
                            .raw("x-known-values", "[" + codes + "]")
                            .done())
      .raw("parameters",
           R"({"type":"array","items":{"oneOf":[{"type":"string"},{"type":"integer"}]}})")
      .raw("reason", R"({"type":"string"})");
  return ObjectText()
      .text("type", "object")
      .raw("required", R"(["error","errorCode"])")
      .raw("properties", properties.done())
      .done();
}

}  // namespace atlas
