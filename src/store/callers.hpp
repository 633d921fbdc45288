// What is to be known of a caller by key, found by the public key.
#pragma once

#include "store/api_keys.hpp"
#include "store/organizations.hpp"

namespace orgd::store {

/// Which hash of a key is wanted.
enum class Ha1 : std::uint8_t { md5, sha256 };

struct CallerKey {
  OrgId org_id{};
  KeyId key_id{};
  Names roles{};
  std::string ha1{};  ///< encrypted
  AllProjectRoles project_roles{};
  Names access_list{};  ///< blocks, by creation

  // With md5 no more of api_key than its index by public key holds. $2 is the hash.
  static constexpr std::string_view alias = "k";
  static constexpr std::array computed{
      Computed{"ha1",
               "CASE $2 WHEN 0 THEN k.ha1_md5 ELSE (SELECT w.ha1_sha256 FROM api_key w "
               "WHERE w.org_id = k.org_id AND w.key_id = k.key_id) END"},
      Computed{"project_roles", AllProjectRoles::sql_in_one_place<"k.org_id", "k.key_id">.text()},
      Computed{"access_list", access_list_of<"k.org_id", "k.key_id">.text()}};
};
BOOST_DESCRIBE_STRUCT(CallerKey, (), (org_id, key_id, roles, ha1, project_roles, access_list))

struct CallerRecord {
  CallerKey key{};
  OrganizationRecord organization{};
};

/// The key and its organization, also a deleted one.
Task<std::optional<CallerRecord>> find_caller(Transaction& tx, std::string_view public_key,
                                              Ha1 ha1);

}  // namespace orgd::store
