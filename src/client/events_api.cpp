// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/events_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<ActivityFeedLink> EventsApi::get_organization_activity_feed(
      std::string const& org_id, ActivityFeedQuery const& query, CallOptions const& options) const {
  return detail::call<ops::get_organization_activity_feed>(engine(), {org_id}, query, {}, options);
}

Response<Event> EventsApi::get_organization_event(
      std::string const& org_id, std::string const& event_id, EventQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_organization_event>(
      engine(), {org_id, event_id}, query, {}, options);
}

Response<ActivityFeedLink> EventsApi::get_project_activity_feed(
      std::string const& group_id, GroupActivityFeedQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_project_activity_feed>(engine(), {group_id}, query, {}, options);
}

Response<Event> EventsApi::get_project_event(
      std::string const& group_id, std::string const& event_id, EventQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_project_event>(engine(), {group_id, event_id}, query, {}, options);
}

Response<Page<EventTypeDetails>> EventsApi::list_event_types(
      PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_event_types>(engine(), {}, query, {}, options);
}

PageRange<EventTypeDetails> EventsApi::pages_of_event_types(
      PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_event_types(page, options);
  });
}

ItemRange<EventTypeDetails> EventsApi::each_of_event_types(
      PageQuery const& query, CallOptions const& options) const {
  return ItemRange<EventTypeDetails>(
      pages_of_event_types(query, options));
}

Response<Page<Event>> EventsApi::list_organization_events(
      std::string const& org_id, OrgEventsQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_organization_events>(engine(), {org_id}, query, {}, options);
}

PageRange<Event> EventsApi::pages_of_organization_events(
      std::string const& org_id, OrgEventsQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_organization_events(org_id, page, options);
  });
}

ItemRange<Event> EventsApi::each_of_organization_events(
      std::string const& org_id, OrgEventsQuery const& query, CallOptions const& options) const {
  return ItemRange<Event>(
      pages_of_organization_events(org_id, query, options));
}

Response<Page<Event>> EventsApi::list_project_events(
      std::string const& group_id, GroupEventsQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_project_events>(engine(), {group_id}, query, {}, options);
}

PageRange<Event> EventsApi::pages_of_project_events(
      std::string const& group_id, GroupEventsQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_events(group_id, page, options);
  });
}

ItemRange<Event> EventsApi::each_of_project_events(
      std::string const& group_id, GroupEventsQuery const& query,
      CallOptions const& options) const {
  return ItemRange<Event>(
      pages_of_project_events(group_id, query, options));
}

}  // namespace atlas
