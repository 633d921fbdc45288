// Examples by the rules of members, with the few rows whose examples need more than their types
// say.
#include "sample.hpp"

#include "api/json_write.hpp"
#include "text_samples.hpp"

namespace contract {
namespace {

std::string sample_text(Shape const& shape, Texts const& texts) {
  if (auto const at = texts.find(shape.name); at != texts.end()) return at->second;
  return shape.rule.text ? samples_of(*shape.rule.text).fine : "text";
}

std::int64_t sample_number(atlas::FieldRule const& rule) {
  return rule.minimum == atlas::FieldRule{}.minimum ? 1 : rule.minimum;
}

Sample element_of(Shape const& list, Texts const& texts, Variant const& variant) {
  Sample sample = sample_of(list.parts.front(), texts, variant);
  // An element has no name of its own: it is called by its list's.
  if (list.parts.front().kind == Shape::Kind::text)
    sample.json = json_text(sample_text(list, texts));
  return sample;
}

}  // namespace

std::vector<Variant> variants_of(Row const& row) {
  // Exactly one of ipAddress and cidrBlock.
  static std::vector<Variant> const one_of_two{
      {.texts = {{"ipAddress", "198.51.100.1"}}, .without = {"cidrBlock"}},
      {.without = {"ipAddress"}}};
  static std::map<std::string_view, std::vector<Variant>> const special{
      // Nothing is federated, so a request that names a federation never succeeds. A key and a
      // service account exclude each other.
      {"createOrganization",
       {{.without = {"federationSettingsId", "serviceAccount"}},
        {.without = {"federationSettingsId", "apiKey"}},
        {.without = {"apiKey"}, .succeeds = false}}},
      {"createOrganizationInvitation", {{.texts = {{"username", "another@example.org"}}}}},
      // What an element says is judged for it alone: the second is an answer that refuses it.
      {"inviteMany",
       {{.texts = {{"username", "another@example.org"}, {"roles", "ORG_MEMBER"}},
         .without = {"groupRoleAssignments"}},
        {.texts = {{"username", "another@example.org"}}}}},
      {"createProjectInvitation", {{.texts = {{"username", "another@example.org"}}}}},
      {"createOrgUser", {{.texts = {{"username", "another@example.org"}}}}},
      // What a role is on decides what may stand beside it, and its example has everything.
      {"createUser",
       {{.texts = {{"username", "another@example.org"}}, .without = {"roles"}},
        {.texts = {{"username", "another@example.org"}}, .succeeds = false}}},
      // One that the scene's member does not have, and one that is not all it has.
      {"addOrgUserRole", {{.texts = {{"orgRole", "ORG_GROUP_CREATOR"}}}}},
      {"removeOrgUserRole", {{.texts = {{"orgRole", "ORG_READ_ONLY"}}}}},
      {"addGroupUserRole", {{.texts = {{"groupRole", "GROUP_BACKUP_MANAGER"}}}}},
      {"removeGroupUserRole", {{.texts = {{"groupRole", "GROUP_CLUSTER_MANAGER"}}}}},
      // Who is in the team, unlike those that can be added.
      {"removeOrgTeamUser", {{.like = {{"id", "userId"}}}}},
      // At most one of two.
      {"listOrganizationUsers", {{.without = {"orgMembershipStatus"}}}},
      {"listProjectUsers", {{.without = {"orgMembershipStatus"}}}},
      {"listTeamUsers", {{.without = {"orgMembershipStatus"}}}},
      // A member who has signed in, with the password that members of scenes have.
      {"createSession",
       {{.texts = {{"password", "correct horse"}},
         .like = {{"username", "userName"}},
         .without = {"assertion"}},
        {.without = {"password", "username"}, .succeeds = false}}},
      {"resetPassword", {{.like = {{"username", "userName"}}}}},
      {"setPassword",
       {{.texts = {{"password", "battery staple 7"}}, .like = {{"token", "passwordToken"}}}}},
      {"changePassword",
       {{.texts = {{"currentPassword", "correct horse"}, {"newPassword", "battery staple 7"}}}}},
      // One thing is shown at a time, and a new factor shows a code of its own.
      {"verifySession",
       {{.without = {"assertion", "recoveryCode"}},
        {.without = {"assertion", "code"}},
        {.without = {"code", "recoveryCode"}, .succeeds = false}}},
      {"confirmFactor", {{.like = {{"code", "pendingCode"}}}}},
      {"createApiKeyAccessList", one_of_two},
      {"createGroupServiceAccountAccessList", one_of_two},
      {"createOrgServiceAccountAccessList", one_of_two},
  };
  auto const at = special.find(row.info->id);
  return at == special.end() ? std::vector<Variant>{{}} : at->second;
}

std::string json_text(std::string_view text) {
  std::string json;
  atlas::write_json(json, text);
  return json;
}

Sample sample_of(Shape const& shape, Texts const& given, Variant const& variant) {
  Texts texts = variant.texts;
  for (auto const& [name, other] : variant.like)
    if (auto const at = given.find(other); at != given.end()) texts.try_emplace(name, at->second);
  texts.insert(given.begin(), given.end());
  Sample sample{.shape = &shape};
  switch (shape.kind) {
    case Shape::Kind::boolean:
      sample.json = "true";
      break;
    case Shape::Kind::integer:
      sample.json = std::to_string(sample_number(shape.rule));
      break;
    case Shape::Kind::date:
      sample.json = "\"2025-01-01T00:00:00Z\"";
      break;
    case Shape::Kind::text:
    case Shape::Kind::scalar:
      sample.json = json_text(sample_text(shape, texts));
      break;
    case Shape::Kind::list:
      sample.children.push_back(element_of(shape, texts, variant));
      break;
    case Shape::Kind::object:
      for (Shape const& part : shape.parts)
        if (!part.rule.read_only && !variant.without.contains(part.name))
          sample.children.push_back(sample_of(part, texts, variant));
  }
  return sample;
}

std::string print(Sample const& sample, Change const* change) {
  bool const here = change && change->at == &sample;
  if (here && change->json) return *change->json;
  bool const object = sample.shape->kind == Shape::Kind::object;
  if (!object && sample.shape->kind != Shape::Kind::list) return sample.json;
  std::string inside;
  for (Sample const& child : sample.children) {
    bool const dropped = change && change->at == &child && !change->json && change->more.empty();
    if (dropped) continue;
    if (!inside.empty()) inside += ',';
    if (object) inside += json_text(child.shape->name) + ':';
    inside += print(child, change);
  }
  if (here && !change->more.empty()) inside += (inside.empty() ? "" : ",") + change->more;
  return object ? "{" + inside + "}" : "[" + inside + "]";
}

}  // namespace contract
