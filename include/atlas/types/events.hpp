// Shapes of the audit trail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

/// What is known of an event beside its own members.
struct RawEvent {
  std::optional<std::string> cid{};
  Date cre{};
  std::string description{};
  std::string id{};
  std::string org_id{};
  std::string org_name{};
};
ATLAS_FIELDS(RawEvent, (cid, "the project's id"), (cre, "when it happened"),
             (description, "the type of event in words"), (id, "the event's id"),
             (org_id, "the organization's id"), (org_name, "the organization's name of today"))

/// What somebody did: a person, an API key, or who operates the server.
struct Event {
  std::optional<std::string> api_key_id{};
  Date created{};
  std::string event_type_name{};
  std::optional<std::string> group_id{};
  std::string id{};
  bool is_global_admin{};
  std::vector<Link> links{};
  std::string org_id{};
  std::optional<std::string> public_key{};
  std::optional<RawEvent> raw{};
  std::optional<std::string> remote_address{};
  std::optional<std::string> target_public_key{};
  std::optional<std::string> target_username{};
  std::optional<std::string> team_id{};
  std::optional<std::string> user_id{};
  std::optional<std::string> username{};
  std::optional<std::string> whitelist_entry{};
};
ATLAS_FIELDS(Event, (api_key_id, "the id of the API key that did it"),
             (created, "when it happened"), (event_type_name, "the type of event"),
             (group_id, "the id of the project that it is about"), (id, "its id"),
             (is_global_admin, "whether an operator of the server did it"),
             (links, "links to this"), (org_id, "the organization's id"),
             (public_key, "the public key of the API key that did it"),
             (raw, "further information, with includeRaw=true"),
             (remote_address, "the address from which it was done"),
             (target_public_key,
              "the public key of the API key, or the client id of the "
              "service account, to which it was done"),
             (target_username, "the e-mail address of the person to whom it was done"),
             (team_id, "the id of the team that it is about"),
             (user_id, "the id of the person who did it"),
             (username, "the e-mail address of the person who did it"),
             (whitelist_entry, "the block of the access list's entry that it is about"))

/// A type of event.
struct EventTypeDetails {
  bool alertable{};
  std::string description{};
  std::string event_type{};
};
ATLAS_FIELDS(EventTypeDetails, (alertable, "whether alerts can be made of it"),
             (description, "the type in words"), (event_type, "its name"))

#define ATLAS_EVENT_ID_FIELD (event_id, "the event's id", .text = &text::object_id)
#define ATLAS_INCLUDE_RAW_FIELD (include_raw, "show further information on each event")
#define ATLAS_EVENT_TYPE_FIELD                                                           \
  (event_type, "only events of these types; may be repeated", .text = &text::event_type, \
   .max_items = most::event_types)
#define ATLAS_EVENT_DATES_FIELDS                                           \
  (min_date, "only events of this moment and later", .text = &text::date), \
      (max_date, "only events before this moment", .text = &text::date)

/// Addresses an event of an organization.
struct OrgEventPath {
  std::string org_id{};
  std::string event_id{};
};
ATLAS_FIELDS(OrgEventPath, ATLAS_ORG_ID_FIELD, ATLAS_EVENT_ID_FIELD)

/// Addresses an event of a project.
struct GroupEventPath {
  std::string group_id{};
  std::string event_id{};
};
ATLAS_FIELDS(GroupEventPath, (group_id, "the project's id", .text = &text::object_id),
             ATLAS_EVENT_ID_FIELD)

/// Parameters of reading one event.
struct EventQuery {
  bool include_raw = false;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(EventQuery, ATLAS_INCLUDE_RAW_FIELD, ATLAS_QUERY_FIELDS)

/// Which events of an organization.
struct OrgEventsQuery {
  std::vector<std::string> event_type{};
  std::optional<std::string> min_date{};
  std::optional<std::string> max_date{};
  bool include_raw = false;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(OrgEventsQuery, ATLAS_EVENT_TYPE_FIELD, ATLAS_EVENT_DATES_FIELDS,
             ATLAS_INCLUDE_RAW_FIELD, ATLAS_PAGE_FIELDS)

/// Which events of an organization a link leads to.
struct ActivityFeedQuery {
  std::vector<std::string> event_type{};
  std::optional<std::string> min_date{};
  std::optional<std::string> max_date{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(ActivityFeedQuery, ATLAS_EVENT_TYPE_FIELD, ATLAS_EVENT_DATES_FIELDS,
             ATLAS_QUERY_FIELDS)

/// Which events of a project a link leads to.
struct GroupActivityFeedQuery {
  std::vector<std::string> cluster_name{};
  std::vector<std::string> event_type{};
  std::optional<std::string> min_date{};
  std::optional<std::string> max_date{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(GroupActivityFeedQuery,
             (cluster_name, "without effect: there are no clusters here", .text = &text::plain,
              .max_items = most::event_types),
             ATLAS_EVENT_TYPE_FIELD, ATLAS_EVENT_DATES_FIELDS, ATLAS_QUERY_FIELDS)

/// Where events are shown.
struct ActivityFeedLink {
  std::string link{};
};
ATLAS_FIELDS(ActivityFeedLink, (link, "an absolute URL"))

/// Which events of a project.
struct GroupEventsQuery {
  std::vector<std::string> cluster_names{};
  std::vector<std::string> event_type{};
  std::vector<std::string> excluded_event_type{};
  std::optional<std::string> min_date{};
  std::optional<std::string> max_date{};
  bool include_raw = false;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(GroupEventsQuery,
             (cluster_names, "without effect: there are no clusters here", .text = &text::plain,
              .max_items = most::event_types),
             ATLAS_EVENT_TYPE_FIELD,
             (excluded_event_type, "no events of these types; may be repeated",
              .text = &text::event_type, .max_items = most::event_types),
             ATLAS_EVENT_DATES_FIELDS, ATLAS_INCLUDE_RAW_FIELD, ATLAS_PAGE_FIELDS)

}  // namespace atlas
