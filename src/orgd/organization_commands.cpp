// Each is one transaction, with its audit events.
#include "orgd/organization_commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

#include "api/email.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "orgd/person_commands.hpp"
#include "service/account_mail.hpp"
#include "service/link.hpp"
#include "service/operations/key_views.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

constexpr store::Slice everything{.limit = 100'000};

// What is printed as JSON.
struct OrganizationLine {
  std::string id{};
  std::string name{};
};
struct CredentialsLine {
  std::string data_dir{};
  std::string org_id{};
  std::string owner_id{};
  std::string owner_username{};
  std::optional<std::string> password_link{};
  std::string private_key{};
  std::string public_key{};
};
struct KeyLine {
  std::string desc{};
  std::string id{};
  std::optional<std::string> private_key{};
  std::string public_key{};
  std::vector<std::string> roles{};
};
BOOST_DESCRIBE_STRUCT(OrganizationLine, (), (id, name))
BOOST_DESCRIBE_STRUCT(CredentialsLine, (),
                      (data_dir, org_id, owner_id, owner_username, password_link, private_key,
                       public_key))
BOOST_DESCRIBE_STRUCT(KeyLine, (), (desc, id, private_key, public_key, roles))

template <class T>
void print_as_json(T const& value) {
  std::string json;
  atlas::write_json(json, value);
  print(json);
}

void check_values(FirstOrganization const& first) {
  require_value(atlas::text::org_name, first.name, "organization name");
  require_value(atlas::text::email, first.owner_email, "e-mail address");
  require_value(atlas::text::first_name, first.first_name, "first name");
  require_value(atlas::text::last_name, first.last_name, "last name");
  require_value(atlas::text::country, first.country, "country code of two upper-case letters");
}

// What making keys needs of a server.
struct Tools {
  Log log{2, LogLevel::off, LogFormat::text};
  Environment environment;

  Tools(Platform& platform, Vault const& vault) : environment({}, platform, vault, log) {}
};

Task<Done> tell_owners(Transaction& tx, Environment& environment, store::ApiKeyRecord const& key,
                       store::Seconds now) {
  auto const organization = co_await store::find_organization(tx, key.org_id);
  MailWriting const by{.tx = tx, .environment = environment, .now = now};
  MadeKey const made{.organization = organization.value().name,
                     .public_key = key.public_key,
                     .description = key.description,
                     .maker = "orgd key create"};
  co_return co_await tell_key_created(by, key.org_id, made);
}

Task<store::Account> account_of(Transaction& tx, Environment& environment,
                                FirstOrganization const& first, store::Seconds now) {
  std::string const username = atlas::email_key(first.owner_email);
  auto const new_id = store::UserId::of(environment.ids.next(IdKind::person));
  auto const user_id = co_await store::claim_user_id(tx, username, new_id);
  auto known = co_await store::find_account(tx, user_id);
  if (known && known->proven) co_return std::move(*known);
  store::Account const account{.user_id = user_id,
                               .spelling = first.owner_email,
                               .username = username,
                               .first_name = first.first_name,
                               .last_name = first.last_name,
                               .country = first.country,
                               .created_at = now};
  // The operator's word for a person outweighs that of whoever made an account without proof.
  if (known) co_await store::prove_account(tx, account);
  if (!known) co_await store::insert_account(tx, account);
  auto made = co_await store::find_account(tx, user_id);
  co_return std::move(made.value());
}

Task<Done> add_organization(Transaction& tx, Environment& environment,
                            FirstOrganization const& first, FirstCredentials& made) {
  auto const now = now_in_seconds(environment.platform);
  made.org_id = environment.ids.next(IdKind::organization);
  store::NewOrganization const organization{.org_id = store::OrgId::of(made.org_id),
                                            .name = first.name,
                                            .name_folded = atlas::fold_case(first.name),
                                            .created_at = now};
  auto const org = co_await store::insert_organization(tx, organization);
  auto const account = co_await account_of(tx, environment, first, now);
  made.owner_id = account.user_id;
  store::Names const owner{std::string(store::owner_role)};
  co_await store::insert_member(tx, org, account, owner, now);
  atlas::CreateApiKey const request{.desc = "first key", .roles = roles_of(owner)};
  auto const key = co_await create_key(tx, environment, org, request, now);
  made.public_key = key.record.public_key;
  made.private_key = key.private_key;
  auto event = operator_event(environment.ids.next(IdKind::event), "ORG_CREATED", now);
  co_await store::insert_event(tx, org, event);
  event = operator_event(environment.ids.next(IdKind::event), "API_KEY_CREATED", now);
  event.target_public_key = made.public_key;
  co_return co_await store::insert_event(tx, org, event);
}

}  // namespace

NewStore make_store(StoreDirectory::Options const& options, Platform& platform,
                    FirstOrganization const& first, WriteFiles const& files) {
  check_values(first);
  FirstCredentials made;
  StoreDirectory::Contents contents;
  contents.rows = [&](Transaction& tx, Vault const& vault) -> Task<Done> {
    Tools tools(platform, vault);
    co_await add_organization(tx, tools.environment, first, made);
    made.password_token =
        co_await insert_operator_link(tx, platform, store::UserId::of(made.owner_id));
    co_return Done{};
  };
  if (files)
    contents.files = [&](std::filesystem::path const& directory) { files(directory, made); };
  auto store = StoreDirectory::create(options, platform, contents);
  return {std::move(store), std::move(made)};
}

FirstCredentials make_first_organization(StoreDirectory const& directory, Platform& platform,
                                         FirstOrganization const& first) {
  check_values(first);
  Tools tools(platform, directory.vault());
  FirstCredentials made;
  OperatorSession(directory).write(
      [&](Transaction& tx) { return add_organization(tx, tools.environment, first, made); });
  return made;
}

void print_credentials(StoreDirectory const& store, FirstOrganization const& first,
                       FirstCredentials const& made, std::string const& base_url, Output output) {
  std::optional<std::string> link;
  if (!made.password_token.empty()) link = password_link(base_url, made.password_token);
  if (output == Output::json)
    return print_as_json(CredentialsLine{store.path().native(), made.org_id, made.owner_id,
                                         first.owner_email, link, made.private_key,
                                         made.public_key});
  print(fmt::format("store        {}", store.path().native()));
  print(fmt::format("organization {}  {}", made.org_id, first.name));
  print(fmt::format("owner        {}  {}", made.owner_id, first.owner_email));
  if (link) print(fmt::format("password     {}  (sets the owner's, once, within a day)", *link));
  print(fmt::format("public key   {}", made.public_key));
  print(fmt::format("private key  {}  (shown this once)", made.private_key));
}

void print_organizations(StoreDirectory const& directory, Output output) {
  std::vector<OrganizationLine> lines;
  OperatorSession(directory).read([&](Transaction& tx) -> Task<Done> {
    lines.clear();
    auto const found = co_await store::list_organizations(tx, "", everything);
    for (auto const& one : found) lines.push_back({std::string(one.org_id), one.name});
    co_return Done{};
  });
  if (output == Output::json) return print_as_json(lines);
  for (auto const& line : lines) print(fmt::format("{}  {}", line.id, line.name));
}

void create_api_key(StoreDirectory const& directory, Platform& platform, NewKey const& wanted,
                    Output output) {
  for (auto const& role : wanted.roles)
    if (!atlas::parse_org_role(role))
      throw std::runtime_error(fmt::format("\"{}\" is no role; there are {}", role,
                                           fmt::join(atlas::org_role_names, ", ")));
  require_value(atlas::text::key_description, wanted.description, "description of a key");
  Tools tools(platform, directory.vault());
  CreatedKey made;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const now = now_in_seconds(platform);
    auto const org = co_await require_organization(tx, wanted.org_id);
    atlas::CreateApiKey const request{.desc = wanted.description, .roles = roles_of(wanted.roles)};
    made = co_await create_key(tx, tools.environment, org, request, now);
    auto event = operator_event(tools.environment.ids.next(IdKind::event), "API_KEY_CREATED", now);
    event.target_public_key = made.record.public_key;
    co_await store::insert_event(tx, org, event);
    co_await tell_owners(tx, tools.environment, made.record, now);
    co_return co_await store::touch_authorization(tx, org);
  });
  if (output == Output::json)
    return print_as_json(KeyLine{made.record.description, std::string(made.record.key_id),
                                 made.private_key, made.record.public_key, made.record.roles});
  print(fmt::format("organization {}", wanted.org_id));
  print(fmt::format("roles        {}", fmt::join(made.record.roles, " ")));
  print(fmt::format("public key   {}", made.record.public_key));
  print(fmt::format("private key  {}  (shown this once)", made.private_key));
}

void print_api_keys(StoreDirectory const& directory, std::string const& org_id, Output output) {
  std::vector<KeyLine> lines;
  OperatorSession(directory).read([&](Transaction& tx) -> Task<Done> {
    lines.clear();
    auto const id = co_await org_id_of(org_id);
    auto const organization = co_await store::find_organization(tx, id);
    if (!organization || organization->deleted_at) co_return fail(Code::org_not_found, org_id);
    auto const found = co_await store::list_api_keys(tx, id, everything);
    for (auto const& key : found)
      lines.push_back(
          {key.description, std::string(key.key_id), std::nullopt, key.public_key, key.roles});
    co_return Done{};
  });
  if (output == Output::json) return print_as_json(lines);
  for (auto const& line : lines)
    print(fmt::format("{}  {}  {}  {}", line.id, line.public_key, fmt::join(line.roles, " "),
                      line.desc));
}

void delete_api_key(StoreDirectory const& directory, Platform& platform, std::string const& org_id,
                    std::string const& public_key) {
  IdSource ids(platform);
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const org = co_await require_organization(tx, org_id);
    auto const key = co_await store::find_credential(tx, public_key);
    if (!key || key->org_id != org.id())
      throw std::runtime_error(
          fmt::format("organization {} has no API key {}; see: orgd key list", org_id, public_key));
    co_await store::delete_api_key(tx, org, *key);
    auto event =
        operator_event(ids.next(IdKind::event), "API_KEY_DELETED", now_in_seconds(platform));
    event.target_public_key = public_key;
    co_await store::insert_event(tx, org, event);
    co_return co_await store::touch_authorization(tx, org);
  });
  print(fmt::format("API key {} of organization {} is deleted", public_key, org_id));
}

}  // namespace orgd
