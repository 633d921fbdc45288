// Organizations and their settings.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

struct OrganizationRecord {
  OrgId org_id{};
  std::string name{};
  std::int64_t auth_version{};
  std::optional<Seconds> deleted_at{};
  bool is_paying{};
  bool owes_money{};
  std::optional<OrgId> linked_to{};
  bool skip_default_alerts{};
  bool access_list_required{};
  bool employees_restricted{};

  bool operator==(OrganizationRecord const&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrganizationRecord, (),
                      (org_id, name, auth_version, deleted_at, is_paying, owes_money, linked_to,
                       skip_default_alerts, access_list_required, employees_restricted))

struct SettingsRecord {
  bool access_list_required{};
  bool multi_factor_required{};
  bool employees_restricted{};
  bool gen_ai_enabled = true;
  std::optional<std::int32_t> secret_validity_hours{};
  std::optional<std::string> security_contact{};
  std::optional<std::string> operations_contact{};
  bool streams_cross_group{};
  bool has_session_timeouts{};
  std::optional<std::int32_t> session_absolute_s{};
  std::optional<std::int32_t> session_idle_s{};

  static constexpr std::string_view table = "organization";
};
BOOST_DESCRIBE_STRUCT(SettingsRecord, (),
                      (access_list_required, multi_factor_required, employees_restricted,
                       gen_ai_enabled, secret_validity_hours, security_contact, operations_contact,
                       streams_cross_group, has_session_timeouts, session_absolute_s,
                       session_idle_s))

struct NewOrganization {
  OrgId org_id{};
  std::string name{};
  std::string name_folded{};  ///< for search without case
  Seconds created_at{};
  std::optional<OrgId> linked_to{};  ///< the paying organization
  bool skip_default_alerts{};

  static constexpr std::string_view table = "organization";
};
BOOST_DESCRIBE_STRUCT(NewOrganization, (),
                      (org_id, name, name_folded, created_at, linked_to, skip_default_alerts))

/// What of an organization is neither in its record nor in its settings.
struct OrganizationDates {
  OrgId org_id{};
  Seconds created_at{};
};
BOOST_DESCRIBE_STRUCT(OrganizationDates, (), (org_id, created_at))

/// All organizations by id, deleted ones included.
Task<std::vector<OrganizationDates>> list_every_organization(Transaction& tx);

/// The organization, deleted ones included.
Task<std::optional<OrganizationRecord>> find_organization(Transaction& tx, OrgId org_id);

struct LockedOrganization {
  OrganizationRecord record;
  LockedOrg lock;
};

/// The same, and locks it: the first statement of every write to an organization.
Task<std::optional<LockedOrganization>> lock_organization(Transaction& tx, OrgId org_id);

/// Marks what callers may do as changed, so that no cached caller of the organization stays valid.
Task<Done> touch_authorization(Transaction& tx, LockedOrg const& org);

Task<LockedOrg> insert_organization(Transaction& tx, NewOrganization const& organization);
Task<Done> rename_organization(Transaction& tx, LockedOrg const& org, std::string_view name,
                               std::string_view name_folded);
Task<Done> set_default_alerts_skipped(Transaction& tx, LockedOrg const& org, bool skipped);

/// Marks the organization deleted and removes its people, keys, teams and pending mails. Its audit
/// events stay.
Task<Done> delete_organization(Transaction& tx, LockedOrg const& org, Seconds now);

/// Makes a deleted organization live again, without what went with it.
Task<Done> restore_organization(Transaction& tx, LockedOrg const& org);

Task<SettingsRecord> settings_of(Transaction& tx, OrgId org_id);
Task<Done> save_settings(Transaction& tx, LockedOrg const& org, SettingsRecord const& settings);

Task<Done> set_owes_money(Transaction& tx, LockedOrg const& org, bool owes);

/// How many organizations are linked to this paying one.
Task<std::int64_t> count_linked(Transaction& tx, OrgId org_id);

/// All organizations whose folded name begins with `prefix`, by name.
Task<std::vector<OrganizationRecord>> list_organizations(Transaction& tx, std::string_view prefix,
                                                         Slice slice);
Task<std::int64_t> count_organizations(Transaction& tx, std::string_view prefix);

/// An owner's permission for operators to see the organization's people until `expires_at`.
Task<Done> grant_bypass(Transaction& tx, LockedOrg const& org, std::string_view granted_by,
                        Seconds now, Seconds expires_at);
/// The same as it stands, whether or not it has expired.
struct Bypass {
  std::string granted_by{};
  Seconds granted_at{};
  Seconds expires_at{};
};
BOOST_DESCRIBE_STRUCT(Bypass, (), (granted_by, granted_at, expires_at))
Task<std::optional<Bypass>> find_bypass(Transaction& tx, OrgId org_id);
Task<bool> has_bypass(Transaction& tx, OrgId org_id, Seconds now);

/// Sealed when a store is made and opened at every start: tells a wrong key from a right one.
inline constexpr std::string_view key_check_name = "key_check";

/// A named value of the store as a whole.
Task<std::optional<std::string>> find_meta(Transaction& tx, std::string_view name);
/// A write that fails where others would; to be removed in a transaction of its own.
Task<Done> write_trial(Transaction& tx);
Task<Done> remove_trial(Transaction& tx);
/// False when the name has a value already.
Task<bool> insert_meta(Transaction& tx, std::string_view name, std::string_view value);

}  // namespace orgd::store
