// The audit trail, written in the transaction of the change.
#pragma once

#include "store/event_type.hpp"
#include "store/record_sql.hpp"

namespace orgd::store {

enum class ActorKind : std::uint8_t { system, api_key, person, operator_, service_account };

struct Event {
  OrgId org_id{};
  std::string event_id{};
  std::optional<ProjectId> project_id{};
  std::string type{};
  Seconds created_at{};
  ActorKind actor_kind{};
  std::optional<PrincipalId> actor_id{};
  std::optional<std::string> actor_name{};
  std::optional<std::string> remote_address{};
  std::optional<std::string> target_username{};
  std::optional<std::string> target_public_key{};
  std::optional<TeamId> team_id{};
  std::optional<std::string> access_list_block{};

  static constexpr std::string_view table = "event";
  static constexpr std::array<std::string_view, 5> varying{
      "event_id", "project_id", "target_username", "team_id", "access_list_block"};
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (org_id, event_id, project_id, type, created_at, actor_kind, actor_id,
                       actor_name, remote_address, target_username, target_public_key, team_id,
                       access_list_block))

Task<Done> insert_event(Transaction& tx, LockedOrg const& org, Event const& event);

/// Events that differ in nothing but their ids and what they are about: a project, a person, a team
/// or an entry of an access list each.
Task<Done> insert_alike_events(Transaction& tx, LockedOrg const& org,
                               std::vector<Event> const& events);

/// The newest events first.
Task<std::vector<Event>> list_events(Transaction& tx, OrgId org_id, Slice slice);

}  // namespace orgd::store
