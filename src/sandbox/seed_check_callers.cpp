// Judges API keys, service accounts, and who is on which project.
#include <array>

#include "api/address.hpp"
#include "sandbox/seed_judge.hpp"
#include "sandbox/seed_names.hpp"
#include "security/client_credentials.hpp"

namespace orgd::sandbox {

void SeedJudge::judge_access_list(std::vector<SeedAccessEntry> const& list,
                                  SeedPlace const& place) {
  found_.at_most(std::ssize(list), limits_.access_list_entries, SeedPlace{&place, "accessList"},
                 "entries");
  SeedTexts blocks;
  SeedTexts ids;
  each(list, place, "accessList", [&](auto const& entry, auto const& at) {
    auto const block = atlas::Block::parse(entry.cidr_block);
    if (!block)
      return found_.tell(SeedPlace{&at, "cidrBlock"}, "expected a block as \"192.0.2.0/24\"");
    found_.once(blocks, block->text(), SeedPlace{&at, "cidrBlock"});
    found_.once(ids, entry.id.value(), SeedPlace{&at, "id"});
    if (entry.last_used_address && !atlas::Address::parse(*entry.last_used_address))
      found_.tell(SeedPlace{&at, "lastUsedAddress"}, "expected an address as \"192.0.2.1\"");
  });
}

void SeedJudge::judge_key(SeedApiKey const& key, SeedPlace const& place) {
  found_.once(keys_, key.id.value(), SeedPlace{&place, "id"});
  found_.once(credentials_, key.public_key.value(), SeedPlace{&place, "publicKey"});
  either(key.private_key.has_value(), key.digest_hash.has_value(), place,
         "privateKey and digestHash");
  if (key.digest_hash.has_value() != key.private_key_tail.has_value())
    found_.tell(place, "expected digestHash and privateKeyTail together");
  judge_access_list(key.access_list, place);
}

void SeedJudge::judge_account(SeedServiceAccount const& account, SeedPlace const& place) {
  auto const& client_id = account.client_id.value();
  found_.once(keys_, account_of_client(client_id).value(), SeedPlace{&place, "clientId"});
  found_.at_most(std::ssize(*account.secrets), limits_.secrets_per_service_account,
                 SeedPlace{&place, "secrets"}, "secrets");
  SeedTexts secrets;
  each(*account.secrets, place, "secrets", [&](auto const& secret, auto const& at) {
    found_.once(secrets, secret.id.value(), SeedPlace{&at, "id"});
    either(secret.secret.has_value(), secret.secret_hash.has_value(), at, "secret and secretHash");
    if (secret.secret_hash.has_value() != secret.secret_tail.has_value())
      found_.tell(at, "expected secretHash and secretTail together");
  });
  found_.at_most(std::ssize(account.tokens), limits_.tokens_per_account,
                 SeedPlace{&place, "tokens"}, "tokens");
  SeedTexts tokens;
  each(account.tokens, place, "tokens", [&](auto const& token, auto const& at) {
    found_.once(tokens, token.id, SeedPlace{&at, "id"});
  });
  judge_access_list(account.access_list, place);
}

void SeedJudge::judge_project(SeedProject const& project, SeedPlace const& place, Inside& inside) {
  found_.once(projects_, project.id.value(), SeedPlace{&place, "id"});
  SeedTexts tags;
  each(project.tags, place, "tags",
       [&](auto const& tag, auto const& at) { found_.once(tags, tag.key, SeedPlace{&at, "key"}); });
  SeedTexts names;
  each(project.limits, place, "limits", [&](auto const& limit, auto const& at) {
    found_.once(names, limit.name, SeedPlace{&at, "name"});
  });
  judge_grants(project, place, inside);
  judge_invitations(project, place, inside);
}

void SeedJudge::judge_grants(SeedProject const& project, SeedPlace const& place, Inside& inside) {
  SeedTexts subjects;
  std::int64_t people = std::ssize(project.invitations);
  std::int64_t teams = 0;
  each(project.roles, place, "roles", [&](auto const& grant, auto const& at) {
    people += grant.person ? 1 : 0;
    teams += grant.team ? 1 : 0;
    judge_subject(grant, at, subjects, inside);
  });
  found_.at_most(people, limits_.users_per_project, place, "people of its own on a project");
  found_.at_most(teams, limits_.teams_per_project, place, "teams on a project");
}

void SeedJudge::judge_subject(SeedGrant const& grant, SeedPlace const& place, SeedTexts& subjects,
                              Inside& inside) {
  std::array const given{grant.person.has_value(), grant.team.has_value(),
                         grant.api_key.has_value(), grant.service_account.has_value()};
  if (std::ranges::count(given, true) != 1)
    return found_.tell(place, "expected exactly one of person, team, apiKey and serviceAccount");
  auto const& organization = inside.organization;
  if (grant.person) {
    SeedPlace const at{&place, "person"};
    if (!require_inside(*grant.person, at, inside)) return;
    auto const key = atlas::email_key(*grant.person);
    if (++inside.projects[key] > limits_.projects_per_user)
      found_.at_most(inside.projects[key], limits_.projects_per_user, at, "projects of one person");
    return found_.once(subjects, key, at);
  }
  auto const judge = [&](std::string_view name, auto const& id, std::string what) {
    SeedPlace const at{&place, name};
    if (!id) return found_.tell(at, std::move(what));
    found_.once(subjects, *id, at);
  };
  if (grant.team)
    judge("team", team_id_of(organization, *grant.team),
          "expected the name of a team of the organization");
  if (grant.api_key)
    judge("apiKey", key_id_of(organization, *grant.api_key),
          "expected the public key of an API key of the organization, or a desc that one key has");
  if (grant.service_account)
    judge("serviceAccount", account_id_of(organization, *grant.service_account),
          "expected the client id of a service account of the organization, or a name that one "
          "account has");
}

void SeedJudge::judge_invitations(SeedProject const& project, SeedPlace const& place,
                                  Inside& inside) {
  SeedTexts people;
  each(project.invitations, place, "invitations", [&](auto const& invitation, auto const& at) {
    found_.once(invitations_, invitation.id.value(), SeedPlace{&at, "id"});
    either(invitation.token.has_value(), invitation.token_hash.has_value(), at,
           "token and tokenHash");
    SeedPlace const email{&at, "email"};
    if (require_inside(invitation.email, email, inside))
      found_.once(people, atlas::email_key(invitation.email), email);
  });
}

}  // namespace orgd::sandbox
