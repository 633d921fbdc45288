// Shapes of inviting many people at once, and of following their invitations.
#pragma once

#include "atlas/types/invitations.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

// What one person's invitation says is judged for that person alone, so the rules of a single
// invitation (OrganizationInvitationRequest) are not those of the whole body.

/// Project roles that one of many invitations grants.
struct InvitationOfManyGroupRoles {
  std::string group_id{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(InvitationOfManyGroupRoles, (group_id, "the project's id"),
             (roles, "roles on the project", .max_items = most::roles))

/// One of many invitations to make.
struct InvitationOfMany {
  std::string username{};
  OptionalList<Role> roles{};
  OptionalList<std::string> team_ids{};
  OptionalList<InvitationOfManyGroupRoles> group_role_assignments{};
};
ATLAS_FIELDS(InvitationOfMany, (username, "the person's e-mail address"),
             (roles, "roles in the organization; an invitation without any is for an ORG_MEMBER",
              .max_items = most::roles),
             (team_ids, "the ids of teams to join", .max_items = most::places_of_many),
             (group_role_assignments, "roles on projects", .max_items = most::places_of_many))

/// @cond
template <>
inline constexpr std::array rules<std::vector<InvitationOfMany>>{
    FieldRule{.field = "",
              .non_empty = true,
              .max_items = most::invitations,
              .missing = Code::validation_error}};
/// @endcond

/// What became of one of many invitations, or of one that was sent again.
struct InvitationOutcome {
  std::optional<std::string> accept_link{};
  std::optional<std::string> detail{};
  std::optional<std::string> error_code{};
  std::optional<Date> expires_at{};
  std::optional<std::string> invitation_id{};
  std::string outcome{};
  std::string username{};
};
ATLAS_FIELDS(InvitationOutcome,
             (accept_link,
              "the link by which the person accepts, where no mail has it; shown this once"),
             (detail, "why the person is not invited"),
             (error_code, "the same as a code of the catalogue"),
             (expires_at, "when the invitation ends unanswered"),
             (invitation_id, "the invitation's id", .text = &text::object_id),
             (outcome, "whether the person is invited", .text = &text::invitation_outcome),
             (username, "the person's e-mail address, as it was sent"))

/// How invitations are sent.
struct SendingQuery {
  bool send_email = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(SendingQuery,
             (send_email,
              "send a mail with the link (default true); with false the answer has the link, for "
              "you to hand over"),
             ATLAS_QUERY_FIELDS)

/// Parameters of the list of invitations that were sent.
struct SentInvitationsQuery {
  std::optional<std::string> state{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(SentInvitationsQuery,
             (state, "only those in this state", .text = &text::invitation_state),
             ATLAS_PAGE_FIELDS)

/// An invitation that was not accepted, and its mail.
struct SentInvitation {
  Date created_at{};
  std::optional<Date> expires_at{};
  std::vector<InvitationGroupRole> group_role_assignments{};
  std::string id{};
  std::string inviter_username{};
  std::optional<std::string> mail_error{};
  std::optional<std::string> mail_state{};
  std::vector<Role> roles{};
  std::string state{};
  std::vector<std::string> team_ids{};
  std::string username{};
};
ATLAS_FIELDS(SentInvitation, (created_at, "when it was made"),
             (expires_at, "when it ends, or ended, unanswered; a rejected one has none"),
             (group_role_assignments, "roles on projects"),
             (id, "its id", .text = &text::object_id),
             (inviter_username, "who invited: of an API key, its public key"),
             (mail_error, "what the mail server said last, where its mail was not taken"),
             (mail_state, "of its mail, as long as that is remembered", .text = &text::mail_state),
             (roles, "roles in the organization"),
             (state, "whether it can be accepted still", .text = &text::invitation_state),
             (team_ids, "the ids of teams to join"), (username, "the person's e-mail address"))

}  // namespace atlas
