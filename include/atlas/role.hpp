// Roles and the permission classes of operations. `allows` is the whole permission table: one row
// for each class, one bit for each kind of role. Knows no caller and no store.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "atlas/error.hpp"

namespace atlas {

/// Roles on an organization. A caller holds any number of them; they form no ladder.
enum class OrgRole : std::uint8_t {
  org_owner,
  org_group_creator,
  org_billing_admin,
  org_billing_read_only,
  org_read_only,
  org_member,
  org_stream_processing_admin,
  org_team_members_admin,
};

/// The wire names, in the order of OrgRole.
inline constexpr std::array<std::string_view, 8> org_role_names{
    "ORG_OWNER",     "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN",           "ORG_BILLING_READ_ONLY",
    "ORG_READ_ONLY", "ORG_MEMBER",        "ORG_STREAM_PROCESSING_ADMIN", "ORG_TEAM_MEMBERS_ADMIN"};

/// Roles on a project.
enum class GroupRole : std::uint8_t {
  group_owner,
  group_access_manager,
  group_read_only,
  group_cluster_manager,
  group_data_access_admin,
  group_data_access_read_write,
  group_data_access_read_only,
  group_search_index_editor,
  group_stream_processing_owner,
  group_backup_manager,
  group_observability_viewer,
  group_database_access_admin,
};

/// The wire names, in the order of GroupRole.
inline constexpr std::array<std::string_view, 12> group_role_names{"GROUP_OWNER",
                                                                   "GROUP_ACCESS_MANAGER",
                                                                   "GROUP_READ_ONLY",
                                                                   "GROUP_CLUSTER_MANAGER",
                                                                   "GROUP_DATA_ACCESS_ADMIN",
                                                                   "GROUP_DATA_ACCESS_READ_WRITE",
                                                                   "GROUP_DATA_ACCESS_READ_ONLY",
                                                                   "GROUP_SEARCH_INDEX_EDITOR",
                                                                   "GROUP_STREAM_PROCESSING_OWNER",
                                                                   "GROUP_BACKUP_MANAGER",
                                                                   "GROUP_OBSERVABILITY_VIEWER",
                                                                   "GROUP_DATABASE_ACCESS_ADMIN"};

/// The role of a wire name, or nothing.
std::optional<OrgRole> parse_org_role(std::string_view name);
/// The role of a wire name, or nothing.
std::optional<GroupRole> parse_group_role(std::string_view name);

/// The wire name of a role.
constexpr std::string_view name_of(OrgRole role) {
  return org_role_names[static_cast<std::size_t>(role)];
}
/// The wire name of a role.
constexpr std::string_view name_of(GroupRole role) {
  return group_role_names[static_cast<std::size_t>(role)];
}

/// A role by its wire name, as "ORG_OWNER". Enumerators are spelled by the compiler; any other text
/// is a role too, for those that only a newer server knows, and an answer's are kept as they came.
class Role {
 public:
  /// No role: the empty name.
  Role() = default;
  Role(OrgRole role) : name_(name_of(role)) {}                 ///< a role on an organization
  Role(GroupRole role) : name_(name_of(role)) {}               ///< a role on a project
  Role(std::string name) noexcept : name_(std::move(name)) {}  ///< any role, by its wire name
  Role(std::string_view name) : name_(name) {}                 ///< any role, by its wire name
  Role(char const* name) : name_(name) {}                      ///< any role, by its wire name

  /// The wire name.
  std::string const& name() const { return name_; }

  /// Whether both are the same role.
  friend bool operator==(Role const&, Role const&) = default;
  /// Whether it is this role.
  friend bool operator==(Role const& role, OrgRole other) { return role.name_ == name_of(other); }
  /// Whether it is this role.
  friend bool operator==(Role const& role, GroupRole other) { return role.name_ == name_of(other); }
  /// Whether this is its wire name.
  template <class Text>
    requires std::convertible_to<Text const&, std::string_view>
  friend bool operator==(Role const& role, Text const& name) {
    return role.name_ == std::string_view(name);
  }
  /// Writes the wire name.
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      Role const& role) {
    return out << role.name_;
  }

 private:
  std::string name_{};
};

/// A set of roles of one kind.
template <class Kind>
class RoleSet {
 public:
  /// No role.
  constexpr RoleSet() = default;
  /// These roles.
  constexpr RoleSet(std::initializer_list<Kind> roles) {
    for (Kind role : roles) add(role);
  }
  /// Adds a role, if it is not there yet.
  constexpr void add(Kind role) { bits_ |= bit(role); }
  /// Whether the role is there.
  constexpr bool has(Kind role) const { return (bits_ & bit(role)) != 0; }
  /// Whether no role is there.
  constexpr bool empty() const { return bits_ == 0; }
  /// Whether any role is in both.
  constexpr bool meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }

 private:
  static constexpr std::uint32_t bit(Kind role) {
    return std::uint32_t{1} << static_cast<unsigned>(role);
  }
  std::uint32_t bits_ = 0;
};

/// What a caller may do in one organization and, where one is addressed, one of its projects.
/// Whoever is outside the organization has no rights at all.
struct Rights {
  bool inside = false;               ///< the caller belongs to the organization
  RoleSet<OrgRole> org_roles{};      ///< its roles there
  RoleSet<GroupRole> group_roles{};  ///< its direct roles on the addressed project
  bool self = false;                 ///< the operation addresses the calling credential itself
  bool person = false;               ///< the caller is a person who has signed in
  bool server_operator = false;      ///< the person is an operator of the server
};

/// Permission classes. Each operation has one.
enum class Access : std::uint8_t {
  any_member,        ///< whoever holds any role in the organization
  org_owner,         ///< organization owners
  visible_projects,  ///< any member; the answer holds only what the caller may see
  own_orgs,          ///< every valid caller; the answer holds its own organizations
  project_creator,   ///< organization owners and project creators
  project_member,    ///< whoever has a role on the project or reads all of the organization
  project_owner,     ///< organization owners and owners of the project
  project_manager,   ///< these and the project's access managers
  role_granter,      ///< every valid caller; may give only roles that are its own to give
  self_or_manager,   ///< the calling account itself, and who owns an organization or project of it
  self_or_owner,     ///< the calling key itself, and organization owners
  org_reader,        ///< who owns or reads the whole organization
  link,              ///< whoever holds the link's token; no API credential at all
  person,            ///< a person who has signed in; what is the person's own
  sign_in,           ///< whoever knows a password; no API credential at all
  own_session,       ///< whoever has a session, also one that has still to show a second factor
  anybody,           ///< anybody; what is needed stands in the body
  server_operator,   ///< an operator who has shown a second factor; what concerns the whole server
};

/// What one permission class asks for: any one of these.
struct AccessRow {
  std::string_view meaning;                ///< who that is, for people
  RoleSet<OrgRole> org_roles{};            ///< one of these roles on the organization
  RoleSet<GroupRole> group_roles{};        ///< one of these roles on the project
  bool any_role = false;                   ///< whatever role on one of them
  bool any_group_role = false;             ///< whatever role on the project
  bool self = false;                       ///< to be what the path addresses
  bool everybody = false;                  ///< nothing, not even to be inside the organization
  bool person = false;                     ///< to be a person who has signed in
  bool server_operator = false;            ///< to be one who may look at the whole server
  Code refusal = Code::user_unauthorized;  ///< for callers inside the organization
};

/// What a permission class asks for.
AccessRow const& row_of(Access access);

/// Whether the class is one of operations that show what they need in the body.
constexpr bool needs_no_credential(Access access) {
  return access == Access::link || access == Access::sign_in || access == Access::anybody;
}

/// Whether the class is one of operations for people with a session alone.
constexpr bool needs_session(Access access) {
  return access == Access::person || access == Access::own_session ||
         access == Access::server_operator;
}

/// Whether even reading leaves an event behind.
constexpr bool leaves_trace(Access access) { return access == Access::server_operator; }

/// True when `rights` satisfy `access`.
bool allows(Access access, Rights const& rights);

/// True when all projects of the organization are visible to the holder, not just its own.
constexpr bool sees_all_projects(RoleSet<OrgRole> roles) {
  return roles.has(OrgRole::org_owner) || roles.has(OrgRole::org_read_only);
}

}  // namespace atlas
