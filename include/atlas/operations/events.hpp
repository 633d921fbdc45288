// Rows of the operations table: the audit trail of organizations and projects.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<OrgPath, OrgEventsQuery, NoBody, Page<Event>> list_organization_events{
    {.id = "listOrganizationEvents",
     .later_id = "listOrgEvents",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/events",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::invalid_date_format, Code::invalid_date_range, Code::invalid_enum_value},
     .retry = Retry::safe,
     .summary = "List the events of one organization, the newest first",
     .about = "Of its projects it shows that they were made or deleted, and what became of their "
              "teams, API keys and service accounts; the rest is told by the project."}};

inline constexpr Operation<OrgEventPath, EventQuery, NoBody, Event> get_organization_event{
    {.id = "getOrganizationEvent",
     .later_id = "getOrgEvent",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/events/{eventId}",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::org_event_not_found},
     .retry = Retry::safe,
     .summary = "Return one event of one organization"}};

inline constexpr Operation<GroupPath, GroupEventsQuery, NoBody, Page<Event>> list_project_events{
    {.id = "listProjectEvents",
     .later_id = "listGroupEvents",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/events",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::invalid_date_format, Code::invalid_date_range, Code::invalid_enum_value},
     .retry = Retry::safe,
     .summary = "List the events of one project, the newest first"}};

inline constexpr Operation<GroupEventPath, EventQuery, NoBody, Event> get_project_event{
    {.id = "getProjectEvent",
     .later_id = "getGroupEvent",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/events/{eventId}",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::event_not_found},
     .retry = Retry::safe,
     .summary = "Return one event of one project"}};

inline constexpr Operation<RootPath, PageQuery, NoBody, Page<EventTypeDetails>> list_event_types{
    {.id = "listEventTypes",
     .later_id = "listEventTypes",
     .method = Method::get,
     .path = "/api/atlas/v2/eventTypes",
     .access = Access::own_orgs,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the types of events that this server tells"}};

inline constexpr Operation<OrgPath, ActivityFeedQuery, NoBody, ActivityFeedLink>
    get_organization_activity_feed{
        {.id = "getOrgActivityFeed",
         .later_id = "getOrgActivityFeed",
         .method = Method::get,
         .path = "/api/atlas/v2/orgs/{orgId}/activityFeed",
         .version = v2025_03_12,
         .access = Access::any_member,
         .success = 200,
         .codes = {Code::invalid_date_format, Code::invalid_date_range, Code::invalid_enum_value},
         .retry = Retry::safe,
         .summary = "Return a link to the events of one organization",
         .about = "There are no pages for people here: the link is that of the list of events, "
                  "narrowed alike, and needs credentials as the list does."}};

inline constexpr Operation<GroupPath, GroupActivityFeedQuery, NoBody, ActivityFeedLink>
    get_project_activity_feed{
        {.id = "getGroupActivityFeed",
         .later_id = "getGroupActivityFeed",
         .method = Method::get,
         .path = "/api/atlas/v2/groups/{groupId}/activityFeed",
         .version = v2025_03_12,
         .access = Access::project_member,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_date_format, Code::invalid_date_range, Code::invalid_enum_value},
         .retry = Retry::safe,
         .summary = "Return a link to the events of one project",
         .about = "There are no pages for people here: the link is that of the list of events, "
                  "narrowed alike, and needs credentials as the list does."}};

}  // namespace atlas::ops
