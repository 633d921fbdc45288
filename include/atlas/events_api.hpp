// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// What was done in organizations and projects, by whom and from where. See Client for what all
/// methods share.
class EventsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Return a link to the events of one organization. There are no pages for people here: the link
  /// is that of the list of events, narrowed alike, and needs credentials as the list does. In
  /// version 2025-03-12. For callers with: any role in the organization. Errors: 400
  /// INVALID_DATE_FORMAT, INVALID_DATE_RANGE, INVALID_ENUM_VALUE; 404 ORG_NOT_FOUND.
  Response<ActivityFeedLink> get_organization_activity_feed(
      std::string const& org_id, ActivityFeedQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return one event of one organization. For callers with: any role in the organization. Errors:
  /// 404 ORG_EVENT_NOT_FOUND, ORG_NOT_FOUND.
  Response<Event> get_organization_event(
      std::string const& org_id, std::string const& event_id, EventQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return a link to the events of one project. There are no pages for people here: the link is
  /// that of the list of events, narrowed alike, and needs credentials as the list does. In version
  /// 2025-03-12. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors:
  /// 400 INVALID_DATE_FORMAT, INVALID_DATE_RANGE, INVALID_ENUM_VALUE; 404 GROUP_NOT_FOUND.
  Response<ActivityFeedLink> get_project_activity_feed(
      std::string const& group_id, GroupActivityFeedQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Return one event of one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on
  /// the project. Errors: 404 EVENT_NOT_FOUND, GROUP_NOT_FOUND.
  Response<Event> get_project_event(
      std::string const& group_id, std::string const& event_id, EventQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the types of events that this server tells. For callers with: any valid credential; shows
  /// the caller's own.
  Response<Page<EventTypeDetails>> list_event_types(
      PageQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_event_types`, from the query's on.
  PageRange<EventTypeDetails> pages_of_event_types(
      PageQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<EventTypeDetails> each_of_event_types(
      PageQuery const& query = {}, CallOptions const& options = {}) const;

  /// List the events of one organization, the newest first. Of its projects it shows that they were
  /// made or deleted, and what became of their teams, API keys and service accounts; the rest is
  /// told by the project. For callers with: any role in the organization. Errors: 400
  /// INVALID_DATE_FORMAT, INVALID_DATE_RANGE, INVALID_ENUM_VALUE; 404 ORG_NOT_FOUND.
  Response<Page<Event>> list_organization_events(
      std::string const& org_id, OrgEventsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_organization_events`, from the query's on.
  PageRange<Event> pages_of_organization_events(
      std::string const& org_id, OrgEventsQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Event> each_of_organization_events(
      std::string const& org_id, OrgEventsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the events of one project, the newest first. For callers with: ORG_OWNER, ORG_READ_ONLY,
  /// or any role on the project. Errors: 400 INVALID_DATE_FORMAT, INVALID_DATE_RANGE,
  /// INVALID_ENUM_VALUE; 404 GROUP_NOT_FOUND.
  Response<Page<Event>> list_project_events(
      std::string const& group_id, GroupEventsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_events`, from the query's on.
  PageRange<Event> pages_of_project_events(
      std::string const& group_id, GroupEventsQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<Event> each_of_project_events(
      std::string const& group_id, GroupEventsQuery const& query = {},
      CallOptions const& options = {}) const;
};

}  // namespace atlas
