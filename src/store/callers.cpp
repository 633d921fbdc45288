// Callers by one statement where all rows lie in one place. Elsewhere by the directory of public
// keys, and then all that it leads to at once.
#include "store/callers.hpp"

namespace orgd::store {
namespace {

Task<std::optional<CallerRecord>> find_in_one_place(Transaction& tx, std::string_view public_key,
                                                    Ha1 ha1) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<CallerKey>, ", ", columns_of<OrganizationRecord>,
          " FROM api_key k JOIN organization USING (org_id) WHERE k.public_key = $1">,
      public_key, ha1);
  if (rows.empty()) co_return std::optional<CallerRecord>();
  constexpr auto key_columns = boost::mp11::mp_size<detail::MembersOf<CallerKey>>::value;
  co_return CallerRecord{.key = record_of<CallerKey>(rows[0]),
                         .organization = record_of<OrganizationRecord>(rows[0], key_columns)};
}

Task<std::optional<CallerRecord>> find_through_directory(Transaction& tx,
                                                         std::string_view public_key, Ha1 ha1) {
  auto const place = co_await find_credential_place(tx, public_key);
  if (!place) co_return std::optional<CallerRecord>();
  auto const& [org_id, key_id] = *place;
  auto of_key = both(find_api_key(tx, org_id, key_id), whole_access_list(tx, org_id, key_id));
  auto [found, organization] = co_await both(std::move(of_key), find_organization(tx, org_id));
  auto& [key, access_list] = found;
  if (!key || !organization) co_return std::optional<CallerRecord>();
  CallerRecord caller{.key = {.org_id = org_id,
                              .key_id = key_id,
                              .roles = std::move(key->roles),
                              .ha1 = std::move(ha1 == Ha1::md5 ? key->ha1_md5 : key->ha1_sha256),
                              .project_roles = std::move(key->project_roles),
                              .access_list = std::move(access_list)},
                      .organization = std::move(*organization)};
  co_return std::optional(std::move(caller));
}

}  // namespace

Task<std::optional<CallerRecord>> find_caller(Transaction& tx, std::string_view public_key,
                                              Ha1 ha1) {
  return tx.is_in_one_place() ? find_in_one_place(tx, public_key, ha1)
                              : find_through_directory(tx, public_key, ha1);
}

}  // namespace orgd::store
