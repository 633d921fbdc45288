// API keys of an organization and their access lists. Secrets arrive here already encrypted.
#pragma once

#include "store/project_roles.hpp"

namespace orgd::store {

struct ApiKeyRecord {
  OrgId org_id{};
  KeyId key_id{};
  std::string public_key{};
  std::string description{};
  Names roles{};
  std::string ha1_md5{};           ///< encrypted
  std::string ha1_sha256{};        ///< encrypted
  std::string private_key_tail{};  ///< the last 12 digits, for redacted display
  Seconds created_at{};
  AllProjectRoles project_roles{};

  static constexpr std::string_view table = "api_key";
  static constexpr std::string_view alias = "k";
  static constexpr std::array computed{
      Computed{"project_roles", AllProjectRoles::sql_of<"k.org_id", "k.key_id">.text()}};
};
BOOST_DESCRIBE_STRUCT(ApiKeyRecord, (),
                      (org_id, key_id, public_key, description, roles, ha1_md5, ha1_sha256,
                       private_key_tail, created_at, project_roles))

/// As it is read, or what was counted of its use.
struct AccessEntry {
  PrincipalId key_id{};
  std::string block{};  ///< canonical CIDR text
  std::string entry_id{};
  Seconds created_at{};
  std::int64_t use_count{};
  std::optional<Seconds> last_used_at{};
  std::optional<std::string> last_used_address{};
};
BOOST_DESCRIBE_STRUCT(AccessEntry, (),
                      (key_id, block, entry_id, created_at, use_count, last_used_at,
                       last_used_address))

/// What a SELECT asks for to have a whole list's blocks as one text, by creation; `Owner` and `Key`
/// are the columns of the record whose list it is.
template <SqlText Owner, SqlText Key>
inline constexpr auto access_list_of = joined<
    "coalesce((SELECT string_agg(a.block, ' ') FROM (SELECT block FROM "
    "access_list_entry WHERE org_id = ",
    Owner, " AND key_id = ", Key, " ORDER BY entry_id) a), '')">;

struct NewAccessEntry {
  OrgId org_id{};
  PrincipalId key_id{};
  std::string block{};
  std::string entry_id{};
  Seconds created_at{};

  static constexpr std::string_view table = "access_list_entry";
  static constexpr std::array<std::string_view, 2> varying{"block", "entry_id"};
};
BOOST_DESCRIBE_STRUCT(NewAccessEntry, (), (org_id, key_id, block, entry_id, created_at))

/// Takes the public key for this API key; false when another one has it.
Task<bool> claim_public_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key);
Task<Done> insert_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key);

Task<std::optional<ApiKeyRecord>> find_api_key(Transaction& tx, OrgId org_id, KeyId key_id);
/// Where the key of a public key is, by the directory of public keys.
struct CredentialPlace {
  OrgId org_id{};
  KeyId key_id{};
};
BOOST_DESCRIBE_STRUCT(CredentialPlace, (), (org_id, key_id))
Task<std::optional<CredentialPlace>> find_credential_place(Transaction& tx,
                                                           std::string_view public_key);
/// The organization that has the key, by that directory.
Task<std::optional<OrgId>> find_org_of_key(Transaction& tx, KeyId key_id);
/// Through that directory.
Task<std::optional<ApiKeyRecord>> find_credential(Transaction& tx, std::string_view public_key);

/// Keys by public key.
Task<std::vector<ApiKeyRecord>> list_api_keys(Transaction& tx, OrgId org_id, Slice slice);
Task<std::int64_t> count_api_keys(Transaction& tx, OrgId org_id);
/// Those of them that have a role on the project.
Task<std::vector<ApiKeyRecord>> list_keys_of_project(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, Slice slice);
Task<std::int64_t> count_keys_of_project(Transaction& tx, OrgId org_id, ProjectId project_id);
Task<Done> update_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key);
Task<Done> delete_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key);

/// Entries by creation.
Task<std::vector<AccessEntry>> list_access_entries(Transaction& tx, OrgId org_id,
                                                   PrincipalId key_id, Slice slice);
/// The blocks of all of them, by creation.
Task<Names> whole_access_list(Transaction& tx, OrgId org_id, PrincipalId key_id);
Task<std::int64_t> count_access_entries(Transaction& tx, OrgId org_id, PrincipalId key_id);
Task<std::optional<AccessEntry>> find_access_entry(Transaction& tx, OrgId org_id,
                                                   PrincipalId key_id, std::string_view block);
/// Those of `blocks` that stand in the key's list already.
Task<std::set<std::string>> known_blocks(Transaction& tx, OrgId org_id, PrincipalId key_id,
                                         Names const& blocks);
/// New entries of one key's list, made at one time.
Task<Done> insert_access_entries(Transaction& tx, LockedOrg const& org,
                                 std::vector<NewAccessEntry> const& entries);
Task<Done> delete_access_entry(Transaction& tx, LockedOrg const& org, PrincipalId key_id,
                               std::string_view block);
/// Removes the list of one key or account.
Task<Done> delete_access_list(Transaction& tx, LockedOrg const& org, PrincipalId key_id);
/// Removes every access list of the organization; the number of entries that stood there.
Task<std::int64_t> clear_access_lists(Transaction& tx, LockedOrg const& org);

/// Adds to an entry's counters what it let pass since the last time. It only adds, to one row, and
/// is done for many organizations at once: it needs no lock, and must not hold so many.
Task<Done> record_access(Transaction& tx, OrgId org_id, AccessEntry const& use);

}  // namespace orgd::store
