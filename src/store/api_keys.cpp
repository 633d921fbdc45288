// SQL of API keys and their access lists.
#include "store/api_keys.hpp"

namespace orgd::store {
namespace {

constexpr SqlText keys_of_project =
    " FROM project_role r JOIN api_key k ON k.org_id = r.org_id AND k.key_id = r.principal_id "
    "WHERE r.org_id = $1 AND r.project_id = $2";

}  // namespace

Task<bool> claim_public_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key) {
  auto const rows = co_await tx.query(
      "INSERT INTO credential (public_key, org_id, key_id) VALUES ($1, $2, $3) "
      "ON CONFLICT DO NOTHING RETURNING key_id",
      key.public_key, org.id(), key.key_id);
  co_return !rows.empty();
}

Task<Done> insert_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key) {
  tx.enters(Directory::keys, org.id(), key.public_key);
  co_return co_await insert<ApiKeyRecord>(tx, org, key);
}

Task<std::optional<ApiKeyRecord>> find_api_key(Transaction& tx, OrgId org_id, KeyId key_id) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<ApiKeyRecord>,
                                          " FROM api_key k WHERE k.org_id = $1 AND k.key_id = $2">,
                                      org_id, key_id);
  co_return first_of<ApiKeyRecord>(rows);
}

Task<std::optional<CredentialPlace>> find_credential_place(Transaction& tx,
                                                           std::string_view public_key) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<CredentialPlace>, " FROM credential WHERE public_key = $1">,
      public_key);
  co_return first_of<CredentialPlace>(rows);
}

Task<std::optional<OrgId>> find_org_of_key(Transaction& tx, KeyId key_id) {
  auto const rows = co_await tx.query("SELECT org_id FROM credential WHERE key_id = $1", key_id);
  co_return first_cell<OrgId>(rows);
}

Task<std::optional<ApiKeyRecord>> find_credential(Transaction& tx, std::string_view public_key) {
  // Not joined: the directory and the key may lie on different nodes.
  auto const place = co_await find_credential_place(tx, public_key);
  if (!place) co_return std::optional<ApiKeyRecord>();
  auto found = co_await find_api_key(tx, place->org_id, place->key_id);
  co_return std::move(found);
}

Task<std::vector<ApiKeyRecord>> list_api_keys(Transaction& tx, OrgId org_id, Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<ApiKeyRecord>,
          " FROM api_key k WHERE k.org_id = $1 ORDER BY k.public_key LIMIT $2 OFFSET $3">,
      org_id, slice.limit, slice.offset);
  co_return all_of<ApiKeyRecord>(rows);
}

Task<std::int64_t> count_api_keys(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query("SELECT count(*) FROM api_key WHERE org_id = $1", org_id);
  co_return rows[0].integer(0);
}

Task<std::vector<ApiKeyRecord>> list_keys_of_project(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, Slice slice) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<ApiKeyRecord>, keys_of_project,
                                          " ORDER BY k.public_key LIMIT $3 OFFSET $4">,
                                      org_id, project_id, slice.limit, slice.offset);
  co_return all_of<ApiKeyRecord>(rows);
}

Task<std::int64_t> count_keys_of_project(Transaction& tx, OrgId org_id, ProjectId project_id) {
  auto const rows = co_await tx.query(sql<"SELECT count(*)", keys_of_project>, org_id, project_id);
  co_return rows[0].integer(0);
}

Task<Done> update_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key) {
  co_await tx.query(
      "UPDATE api_key SET description = $3, roles = $4 WHERE org_id = $1 AND key_id = $2", org.id(),
      key.key_id, key.description, join_names(key.roles));
  co_return Done{};
}

Task<Done> delete_api_key(Transaction& tx, LockedOrg const& org, ApiKeyRecord const& key) {
  co_await remove_all_project_roles(tx, org, key.key_id);
  co_await delete_access_list(tx, org, key.key_id);
  co_await tx.query("DELETE FROM api_key WHERE org_id = $1 AND key_id = $2", org.id(), key.key_id);
  co_await tx.query("DELETE FROM credential WHERE public_key = $1", key.public_key);
  co_return Done{};
}

Task<std::vector<AccessEntry>> list_access_entries(Transaction& tx, OrgId org_id,
                                                   PrincipalId key_id, Slice slice) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<AccessEntry>,
                            " FROM access_list_entry WHERE org_id = $1 AND key_id = $2 "
                            "ORDER BY entry_id LIMIT $3 OFFSET $4">,
                        org_id, key_id, slice.limit, slice.offset);
  co_return all_of<AccessEntry>(rows);
}

Task<Names> whole_access_list(Transaction& tx, OrgId org_id, PrincipalId key_id) {
  constexpr Slice all{.limit = 100000};
  auto entries = co_await list_access_entries(tx, org_id, key_id, all);
  Names blocks;
  for (auto& entry : entries) blocks.push_back(std::move(entry.block));
  co_return blocks;
}

Task<std::int64_t> count_access_entries(Transaction& tx, OrgId org_id, PrincipalId key_id) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM access_list_entry WHERE org_id = $1 AND key_id = $2", org_id, key_id);
  co_return rows[0].integer(0);
}

Task<std::optional<AccessEntry>> find_access_entry(Transaction& tx, OrgId org_id,
                                                   PrincipalId key_id, std::string_view block) {
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<AccessEntry>,
                                          " FROM access_list_entry "
                                          "WHERE org_id = $1 AND key_id = $2 AND block = $3">,
                                      org_id, key_id, block);
  co_return first_of<AccessEntry>(rows);
}

Task<std::set<std::string>> known_blocks(Transaction& tx, OrgId org_id, PrincipalId key_id,
                                         Names const& blocks) {
  std::set<std::string> known;
  for (auto const& b : eights_of(blocks)) {
    auto const rows = co_await tx.query(
        "SELECT block FROM access_list_entry WHERE org_id = $1 AND key_id = $2 AND block IN "
        "($3, $4, $5, $6, $7, $8, $9, $10)",
        org_id, key_id, *b[0], *b[1], *b[2], *b[3], *b[4], *b[5], *b[6], *b[7]);
    add_cells(rows, known);
  }
  co_return known;
}

Task<Done> insert_access_entries(Transaction& tx, LockedOrg const& org,
                                 std::vector<NewAccessEntry> const& entries) {
  co_return co_await insert_alike<NewAccessEntry>(tx, org, entries);
}

Task<Done> delete_access_entry(Transaction& tx, LockedOrg const& org, PrincipalId key_id,
                               std::string_view block) {
  co_await tx.query(
      "DELETE FROM access_list_entry WHERE org_id = $1 AND key_id = $2 AND block = $3", org.id(),
      key_id, block);
  co_return Done{};
}

Task<Done> delete_access_list(Transaction& tx, LockedOrg const& org, PrincipalId key_id) {
  co_await tx.query("DELETE FROM access_list_entry WHERE org_id = $1 AND key_id = $2", org.id(),
                    key_id);
  co_return Done{};
}

Task<std::int64_t> clear_access_lists(Transaction& tx, LockedOrg const& org) {
  auto const rows = co_await tx.query(
      "DELETE FROM access_list_entry WHERE org_id = $1 RETURNING block", org.id());
  co_return static_cast<std::int64_t>(rows.size());
}

Task<Done> record_access(Transaction& tx, OrgId org_id, AccessEntry const& use) {
  co_await tx.query(
      "UPDATE access_list_entry SET use_count = use_count + $4, last_used_at = $5, "
      "last_used_address = $6 WHERE org_id = $1 AND key_id = $2 AND block = $3",
      org_id, use.key_id, use.block, use.use_count, use.last_used_at, use.last_used_address);
  co_return Done{};
}

}  // namespace orgd::store
