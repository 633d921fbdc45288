// Operators: accounts that may look at the server as a whole, what they see of it, and the trail
// that they leave.
#pragma once

#include "store/organizations.hpp"
#include "store/outbox.hpp"

namespace orgd::store {

/// Makes an account an operator's from a moment on, or nobody's. Whether that changed anything.
Task<bool> set_operator(Transaction& tx, UserId user_id, std::optional<Seconds> since);

/// Whether operators may see an organization's people: unless it restricts that, or while an owner
/// lets them.
Task<bool> shows_people_to_operators(Transaction& tx, OrgId org_id, Seconds now);

/// Something that an operator did or that became of one.
struct OperatorEvent {
  UserId user_id{};  ///< the operator
  std::string event_id{};
  Seconds created_at{};
  std::string type{};
  std::string username{};
  std::optional<std::string> remote_address{};  ///< none: on the machine itself

  static constexpr std::string_view table = "operator_event";
};
BOOST_DESCRIBE_STRUCT(OperatorEvent, (),
                      (user_id, event_id, created_at, type, username, remote_address))

Task<Done> insert_operator_event(Transaction& tx, OperatorEvent const& event);
/// The newest from `first_id` on, newest first.
Task<std::vector<OperatorEvent>> last_operator_events(Transaction& tx, std::string_view first_id,
                                                      std::int64_t limit);

/// How much is in an organization, each counted no further than this.
inline constexpr std::int64_t most_counted = 1000;
struct OrganizationSize {
  std::int64_t api_keys{};
  std::int64_t people{};  ///< active ones
  std::int64_t projects{};
  std::int64_t service_accounts{};
};
BOOST_DESCRIBE_STRUCT(OrganizationSize, (), (api_keys, people, projects, service_accounts))
Task<OrganizationSize> size_of_organization(Transaction& tx, OrgId org_id);

/// Mails of all organizations, in one state or in any: those first that were to be tried first.
Task<std::vector<Mail>> list_mails_by_state(Transaction& tx, std::optional<MailState> state,
                                            Slice slice);
/// How many these are.
Task<std::int64_t> count_mails_by_state(Transaction& tx, std::optional<MailState> state);
/// The same as count_mails(), but counted no further than `most_counted`.
Task<MailCount> count_some_mails(Transaction& tx, MailState state);

}  // namespace orgd::store
