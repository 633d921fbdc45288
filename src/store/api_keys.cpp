// SQL of API keys and their access lists.
#include "store/api_keys.hpp"

namespace orgd::store {

// $1 is the organization, here and below: a distributed database wants it in every SELECT.
#define ORGD_KEY_SELECT                                                                        \
  "SELECT k.org_id, k.key_id, k.public_key, k.description, k.roles, k.ha1_md5, k.ha1_sha256, " \
  "k.private_key_tail, k.created_at, "                                                         \
  "coalesce((SELECT string_agg(p.project_id || '=' || replace(p.roles, ' ', ','), ' ') "       \
  "FROM project_role p "                                                                       \
  "WHERE p.org_id = $1 AND p.org_id = k.org_id AND p.principal_id = k.key_id), '') "
#define ORGD_ENTRY_COLUMNS \
  "key_id, block, entry_id, created_at, use_count, last_used_at, last_used_address "

Task<bool> claim_public_key(Transaction& tx, ApiKeyRecord const& key) {
  auto const rows = co_await tx.query(
      "INSERT INTO credential (public_key, org_id, key_id) VALUES ($1, $2, $3) "
      "ON CONFLICT DO NOTHING RETURNING key_id",
      key.public_key, key.org_id, key.key_id);
  co_return !rows.empty();
}

Task<Done> insert_api_key(Transaction& tx, ApiKeyRecord const& key) {
  tx.enters(Directory::keys, key.org_id, key.public_key);
  co_await tx.query(
      "INSERT INTO api_key (org_id, key_id, public_key, description, roles, ha1_md5, ha1_sha256, "
      "private_key_tail, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      key.org_id, key.key_id, key.public_key, key.description, join_names(key.roles), key.ha1_md5,
      key.ha1_sha256, key.private_key_tail, key.created_at);
  co_return Done{};
}

Task<std::optional<ApiKeyRecord>> find_api_key(Transaction& tx, std::string_view org_id,
                                               std::string_view key_id) {
  auto const rows = co_await tx.query(
      ORGD_KEY_SELECT "FROM api_key k WHERE k.org_id = $1 AND k.key_id = $2", org_id, key_id);
  co_return first_of<ApiKeyRecord>(rows);
}

Task<std::optional<CredentialPlace>> find_credential_place(Transaction& tx,
                                                           std::string_view public_key) {
  auto const rows =
      co_await tx.query("SELECT org_id, key_id FROM credential WHERE public_key = $1", public_key);
  co_return first_of<CredentialPlace>(rows);
}

Task<std::optional<ApiKeyRecord>> find_credential(Transaction& tx, std::string_view public_key) {
  // Not joined: the directory and the key may lie on different nodes.
  auto const place = co_await find_credential_place(tx, public_key);
  if (!place) co_return std::optional<ApiKeyRecord>();
  auto found = co_await find_api_key(tx, place->org_id, place->key_id);
  co_return std::move(found);
}

Task<std::vector<ApiKeyRecord>> list_api_keys(Transaction& tx, std::string_view org_id,
                                              Slice slice) {
  auto const rows = co_await tx.query(
      ORGD_KEY_SELECT "FROM api_key k WHERE k.org_id = $1 ORDER BY k.public_key LIMIT $2 OFFSET $3",
      org_id, slice.limit, slice.offset);
  co_return all_of<ApiKeyRecord>(rows);
}

Task<std::int64_t> count_api_keys(Transaction& tx, std::string_view org_id) {
  auto const rows = co_await tx.query("SELECT count(*) FROM api_key WHERE org_id = $1", org_id);
  co_return rows[0].integer(0);
}

Task<Done> update_api_key(Transaction& tx, ApiKeyRecord const& key) {
  co_await tx.query(
      "UPDATE api_key SET description = $3, roles = $4 WHERE org_id = $1 AND key_id = $2",
      key.org_id, key.key_id, key.description, join_names(key.roles));
  co_return Done{};
}

Task<Done> delete_api_key(Transaction& tx, ApiKeyRecord const& key) {
  co_await tx.query("DELETE FROM project_role WHERE org_id = $1 AND principal_id = $2", key.org_id,
                    key.key_id);
  co_await tx.query("DELETE FROM api_key WHERE org_id = $1 AND key_id = $2", key.org_id,
                    key.key_id);
  co_await tx.query("DELETE FROM credential WHERE public_key = $1", key.public_key);
  co_return Done{};
}

Task<std::vector<AccessEntry>> list_access_entries(Transaction& tx, std::string_view org_id,
                                                   std::string_view key_id, Slice slice) {
  auto const rows = co_await tx.query("SELECT " ORGD_ENTRY_COLUMNS
                                      "FROM access_list_entry WHERE org_id = $1 AND key_id = $2 "
                                      "ORDER BY entry_id LIMIT $3 OFFSET $4",
                                      org_id, key_id, slice.limit, slice.offset);
  co_return all_of<AccessEntry>(rows);
}

Task<std::int64_t> count_access_entries(Transaction& tx, std::string_view org_id,
                                        std::string_view key_id) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM access_list_entry WHERE org_id = $1 AND key_id = $2", org_id, key_id);
  co_return rows[0].integer(0);
}

Task<std::optional<AccessEntry>> find_access_entry(Transaction& tx, std::string_view org_id,
                                                   std::string_view key_id,
                                                   std::string_view block) {
  auto const rows =
      co_await tx.query("SELECT " ORGD_ENTRY_COLUMNS
                        "FROM access_list_entry WHERE org_id = $1 AND key_id = $2 AND block = $3",
                        org_id, key_id, block);
  co_return first_of<AccessEntry>(rows);
}

Task<std::set<std::string>> known_blocks(Transaction& tx, std::string_view org_id,
                                         std::string_view key_id, Names const& blocks) {
  std::set<std::string> known;
  for (auto const& b : eights_of(blocks)) {
    auto const rows = co_await tx.query(
        "SELECT block FROM access_list_entry WHERE org_id = $1 AND key_id = $2 AND block IN "
        "($3, $4, $5, $6, $7, $8, $9, $10)",
        org_id, key_id, *b[0], *b[1], *b[2], *b[3], *b[4], *b[5], *b[6], *b[7]);
    add_texts(rows, known);
  }
  co_return known;
}

Task<Done> insert_access_entries(Transaction& tx, std::string_view org_id,
                                 std::vector<AccessEntry> const& entries) {
  for (auto const& e : eights_of(entries))
    co_await tx.query(
        "INSERT INTO access_list_entry (org_id, key_id, created_at, block, entry_id) VALUES "
        "($1, $2, $3, $4, $5), ($1, $2, $3, $6, $7), ($1, $2, $3, $8, $9), ($1, $2, $3, $10, $11), "
        "($1, $2, $3, $12, $13), ($1, $2, $3, $14, $15), ($1, $2, $3, $16, $17), "
        "($1, $2, $3, $18, $19) ON CONFLICT DO NOTHING",
        org_id, e[0]->key_id, e[0]->created_at, e[0]->block, e[0]->entry_id, e[1]->block,
        e[1]->entry_id, e[2]->block, e[2]->entry_id, e[3]->block, e[3]->entry_id, e[4]->block,
        e[4]->entry_id, e[5]->block, e[5]->entry_id, e[6]->block, e[6]->entry_id, e[7]->block,
        e[7]->entry_id);
  co_return Done{};
}

Task<Done> delete_access_entry(Transaction& tx, std::string_view org_id, std::string_view key_id,
                               std::string_view block) {
  co_await tx.query(
      "DELETE FROM access_list_entry WHERE org_id = $1 AND key_id = $2 AND block = $3", org_id,
      key_id, block);
  co_return Done{};
}

Task<std::int64_t> clear_access_lists(Transaction& tx, std::string_view org_id) {
  auto const rows =
      co_await tx.query("DELETE FROM access_list_entry WHERE org_id = $1 RETURNING block", org_id);
  co_return static_cast<std::int64_t>(rows.size());
}

Task<Done> record_access(Transaction& tx, std::string_view org_id, AccessEntry const& use) {
  co_await tx.query(
      "UPDATE access_list_entry SET use_count = use_count + $4, last_used_at = $5, "
      "last_used_address = $6 WHERE org_id = $1 AND key_id = $2 AND block = $3",
      org_id, use.key_id, use.block, use.use_count, use.last_used_at, use.last_used_address);
  co_return Done{};
}

}  // namespace orgd::store
