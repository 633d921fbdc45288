// The closed catalogue of error codes and the one error type that server and client share.
// A code is one row: name, HTTP status, detail template ({0} is the first parameter). The wire
// spelling is the row's name in upper case; docs/errors.md is derived from this list.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace atlas {

// clang-format off
#define ATLAS_ERROR_CODES(X)                                                                       \
  X(address_already_in_access_list, 409, "The address {0} is already in the access list.")         \
  X(api_key_access_list_access_denied, 401, "Only an organization owner may change the access list of another API key.") \
  X(api_key_access_list_not_found, 404, "The access list has no entry {0}.")                       \
  X(api_key_can_only_belong_to_one_org, 400, "API key {0} belongs to another organization, and a key belongs to one alone.") \
  X(api_key_cannot_create_org, 403, "API keys may not create organizations on this server.")       \
  X(api_key_must_be_associated_with_paying_org, 400, "The API key's organization is not a paying organization.") \
  X(api_key_not_found, 400, "No API key with ID {0} exists.")                                      \
  X(api_key_requires_description, 400, "An API key needs a description (desc).")                   \
  X(bad_access_list_add_request, 400, "Give either ipAddress or cidrBlock, not both.")             \
  X(cannot_add_global_role, 403, "{0} is a role on the whole service, which nobody can be given.") \
  X(cannot_add_pending_user, 404, "The invitation of user {0} is pending; only who has accepted can be added.") \
  X(cannot_create_empty_team, 400, "A team needs at least one user when it is created (usernames).") \
  X(cannot_delete_group_invitation, 400, "Invitation {0} is one to a project; cancel it there.")    \
  X(cannot_delete_last_admin, 403, "The last owner of an organization cannot be removed.")         \
  X(cannot_delete_org_failed_payments, 402, "The organization cannot be deleted while a payment is open.") \
  X(cannot_delete_org_invitation, 400, "Invitation {0} is one to the organization; cancel it there.") \
  X(cannot_delete_team_assigned_to_project, 404, "Team {0} is still on a project; remove it there first.") \
  X(cannot_demote_last_org_owner, 403, "The last owner of an organization cannot be demoted.")     \
  X(cannot_remove_caller_from_access_list, 400, "The address {0} of this request cannot be removed from the caller's own access list.") \
  X(cannot_remove_all_user_roles, 403, "A person keeps at least one role; remove the person instead.")\
  X(common_password, 400, "The password is a common one, or easily guessed; choose another one.")  \
  X(cookie_needs_https, 400, "Over plain HTTP a browser gets no session: set public_url to the https:// address of this server, or ask for a token (bearer).") \
  X(credentials_for_other_uri, 400, "The Digest credentials are for the uri {0}, but the request's target is {1}; sign the target as it is sent, and let no proxy rewrite it.") \
  X(cross_site_request, 403, "A request with a session cookie, or for one, comes from a page of {0}: it needs that Origin, Content-Type: application/json and X-Orgd: 1.") \
  X(default_invitation_exception, 400, "A pending invitation for {0} exists; update that one instead.") \
  X(domain_not_in_allow_list, 400, "The domain of {0} is not in the list of allowed domains.")     \
  X(duplicate_addresses_in_input, 400, "The address {0} stands more than once in the request.")    \
  X(event_not_found, 404, "The project has no event with ID {0}.")                                 \
  X(factor_not_found, 404, "You have no second factor with ID {0} that this can be done to.") \
  X(first_name_exceeds_max_length, 400, "A first name has 1 to 64 characters.")                    \
  X(fresh_proof_required, 403, "This needs a sign-in or a second step of the last {0} minutes; show it again (POST /orgd/v1/sessions/current:verify).") \
  X(group_already_exists, 409, "A project named \"{0}\" exists in the organization.")              \
  X(group_name_not_found, 404, "No group named \"{0}\" exists.")                                    \
  X(group_not_found, 404, "No group with ID {0} exists.")                                          \
  X(invalid_api_key_desc, 400, "The description of an API key has 1 to 250 characters.")           \
  X(invalid_attribute, 400, "The attribute {0} is unknown or has an invalid value.")               \
  X(invalid_cidr_block, 400, "{0} is not a CIDR block.")                                           \
  X(invalid_country_code, 400, "{0} is not a country code of two upper-case letters.")             \
  X(invalid_date_format, 400, "{0} is not an ISO 8601 date and time.")                             \
  X(invalid_date_range, 400, "The range of dates begins at {0} and ends before that, at {1}.")     \
  X(invalid_email_address, 400, "{0} is not an e-mail address.")                                   \
  X(invalid_enum_value, 400, "{0} is not a value of the enumeration.")                             \
  X(invalid_group_name, 400, "\"{0}\" is not a project name: 1 to 64 letters, digits, combining marks, spaces or -_.(),:&@+'{}, with no space at either end.") \
  X(invalid_invitation_id, 404, "No pending invitation with ID {0} exists.")                       \
  X(invalid_ip_address_or_cidr_notation, 400, "{0} is neither an IP address nor a CIDR block.")    \
  X(invalid_json, 400, "The body is JSON, but not of the kind this operation takes.")              \
  X(invalid_json_attribute, 400, "The attribute {0} has the wrong JSON type.")                     \
  X(invalid_org_name, 400, "\"{0}\" is not an organization name: 1 to 64 letters, digits, combining marks, spaces or -_.(),:&@+'{}, with no space at either end.") \
  X(invalid_password_link, 400, "The link is not whole, was used, or has expired; ask for a new one.") \
  X(invalid_query_parameter, 400, "The query parameter {0} has an invalid value.")                 \
  X(invalid_role_for_group, 400, "{0} is not a role on a project.")                                \
  X(invalid_role_for_org, 400, "{0} is not a role of an organization.")                            \
  X(invalid_team_name, 400, "\"{0}\" is not a team name: 1 to 64 letters, digits, combining marks, spaces or -_.(),:&@+'{}, with no space at either end.") \
  X(invalid_username, 400, "{0} is not an e-mail address, and a username is one.")                 \
  X(invalid_version_date, 406, "Invalid accept header or version date.")                           \
  X(ip_address_not_on_access_list, 403, "IP address {0} is not allowed to access this resource.")  \
  X(last_name_exceeds_max_length, 400, "A last name has 1 to 64 characters.")                      \
  X(malformed_json, 400, "The body is missing or is not well-formed JSON.")                        \
  X(max_api_keys_per_org_exceeded, 400, "An organization has at most {0} API keys.")               \
  X(max_factors_exceeded, 400, "A person has at most {0} second factors.") \
  X(max_groups_per_org_exceeded, 400, "An organization has at most {0} projects.")                 \
  X(max_groups_per_user_exceeded, 400, "A user is in at most {0} projects.")                       \
  X(max_orgs_per_user_exceeded, 400, "A user is in at most {0} organizations.")                    \
  X(max_service_accounts_per_org_exceeded, 400, "An organization has at most {0} service accounts.") \
  X(max_teams_per_group_exceeded, 400, "A project has at most {0} teams.")                         \
  X(max_teams_per_org_exceeded, 400, "An organization has at most {0} teams.")                     \
  X(max_teams_per_user_exceeded, 400, "A user is in at most {0} teams of an organization.")        \
  X(max_users_per_group_exceeded, 400, "A project has at most {0} active and invited users of its own.")\
  X(max_users_per_org_exceeded, 400, "An organization has at most {0} active and invited users.")  \
  X(max_users_per_team_exceeded, 400, "A team has at most {0} active and invited users.")          \
  X(method_not_allowed, 405, "The path exists, but not with this method; see the Allow header.")   \
  X(mfa_required, 403, "What belongs to {0} demands a second factor, and this session has shown none.") \
  X(missing_api_key_roles, 400, "An API key needs at least one role.")                             \
  X(missing_attribute, 400, "The required attribute {0} is absent or empty.")                      \
  X(missing_one_of_attributes, 400, "Give one of ipAddress and cidrBlock.")                        \
  X(multiple_groups, 409, "More than one group is named \"{0}\"; use an ID.")                       \
  X(mutually_exclusive_query_parameters, 400, "The query parameters {0} and {1} exclude each other.") \
  X(no_roles_in_assignment, 403, "A person keeps at least one role on a project; remove the person instead.") \
  X(not_org_group_creator, 401, "Creating a project in organization {0} needs the role ORG_OWNER or ORG_GROUP_CREATOR.") \
  X(org_event_not_found, 404, "The organization has no event with ID {0}.")                        \
  X(org_not_empty, 409, "Organization {0} still has projects; delete them first.")                 \
  X(org_not_found, 404, "No organization with ID {0} exists.")                                     \
  X(org_requires_access_list, 403, "The organization demands an access list; the caller has none. Address: {0}.") \
  X(outcome_unknown, 500, "Whether the change was made could not be learned; read before you repeat it.") \
  X(path_param_parse_error, 400, "The path {0} holds a parameter of the wrong shape; identifiers are 24 lower-case hexadecimal digits.") \
  X(passkeys_need_host_name, 400, "Browsers make passkeys for host names only, under https:// or on their own machine: set public_url to such an address of this server (on one machine, http://localhost:PORT).") \
  X(rate_limited, 429, "Too many requests to {0}: at most {1} in {2} minutes.")                      \
  X(rate_limited_token_bucket, 429, "Too many requests to {0}; try again after {1} seconds.")      \
  X(repeated_credentials, 400, "The request has {0} more than once among its credentials; give it once.") \
  X(request_entity_too_large, 413, "The body is larger than {0} bytes.")                           \
  X(resource_not_found, 404, "Nothing is found at {0}.")                                           \
  X(role_needs_group_id, 400, "{0} is a role on a project: name the project (groupId).")           \
  X(role_needs_no_group_id, 400, "{0} is a role on an organization: leave out groupId.")           \
  X(role_needs_no_org_id, 400, "{0} is a role on a project: leave out orgId.")                     \
  X(role_needs_org_id, 400, "{0} is a role on an organization: name the organization (orgId).")    \
  X(roles_specified_for_user, 409, "User {0} has the role {1} already.")                           \
  X(second_factor_failed, 403, "What was shown is not right, or has been used before.") \
  X(second_factor_missing, 409, "You have no second factor; add one first.") \
  X(second_factor_required, 403, "The session has still to show a second factor: POST /orgd/v1/sessions/current:verify.") \
  X(service_account_not_found, 404, "No service account {0} exists.")                              \
  X(service_unavailable, 503, "The server or its store cannot do this now; try again after the time in Retry-After.")      \
  X(session_expired_for_org, 401, "The session is too old, or was idle for too long, for organization {0}; sign in again.") \
  X(session_not_found, 404, "You have no session with ID {0}.") \
  X(sign_in_failed, 401, "No account has this address and password.") \
  X(team_exists_in_group, 409, "Team {0} is on the project already.")                              \
  X(team_name_not_available, 409, "A team named \"{0}\" exists in the organization.")              \
  X(team_name_not_found, 404, "No team named \"{0}\" exists in the organization.")                 \
  X(team_not_found, 404, "No team with ID {0} exists.")                                            \
  X(team_not_in_group, 404, "Team {0} is not on project {1}.")                                     \
  X(team_not_in_org, 404, "Team {0} belongs to another organization.")                             \
  X(too_many_mails, 429, "The invitation was mailed again {0} times within an hour; try again after {1} seconds.") \
  X(too_many_tries, 429, "Too many tries; try again after {0} seconds.") \
  X(unexpected_error, 500, "An unexpected error happened; the server's log has it under the request ID of this answer.") \
  X(unsupported_media_type, 415, "The body's Content-Type or Content-Encoding is not one this operation takes: send JSON in UTF-8, not compressed.")              \
  X(unsupported_role, 400, "{0} is not a role of an organization or a project.")                   \
  X(user_already_exists, 409, "{0} has an account already.")                                       \
  X(user_already_in_group, 400, "{0} has a role of their own on the group {1} already.")           \
  X(user_already_in_org, 400, "{0} is already a member of organization {1}.")                      \
  X(user_already_in_team, 409, "User {0} is in team {1} already.")                                 \
  X(user_not_found, 404, "No user {0} exists in the organization or team.")                        \
  X(user_not_in_group, 404, "User {0} has no role of their own on the group {1}.")                \
  X(user_not_in_org, 404, "User {0} is not a member of the organization.")                         \
  X(user_unauthorized, 401, "The caller is not authorized for this resource.")                     \
  X(username_not_found, 404, "No user or pending invitation {0} exists.")                          \
  X(validation_error, 400, "The request breaks a rule: {0}.")                                      \
  X(version_gone, 410, "This version of the operation is no longer served.")                       \
  X(weak_password, 400, "A password has 8 to 256 characters.")  \
  X(wrong_password, 403, "The present password is another one.")
// clang-format on

/// Every code an answer can carry.
enum class Code : std::uint8_t {
#define ATLAS_ENUMERATOR(name, status, detail) name,
  ATLAS_ERROR_CODES(ATLAS_ENUMERATOR)
#undef ATLAS_ENUMERATOR
};

/// One row of the catalogue.
struct CodeRow {
  std::string_view name;    ///< the enumerator's spelling, lower case
  std::int32_t status;      ///< HTTP status of every answer with this code
  std::string_view detail;  ///< text with {n} standing for the n-th parameter
};

/// The catalogue, indexed by Code.
inline constexpr std::array code_rows{
#define ATLAS_ROW(name, status, detail) CodeRow{#name, status, detail},
    ATLAS_ERROR_CODES(ATLAS_ROW)
#undef ATLAS_ROW
};

/// The catalogue's row of a code.
constexpr CodeRow const& row_of(Code code) { return code_rows[static_cast<std::size_t>(code)]; }

/// The wire spelling, for example "ORG_NOT_FOUND".
std::string wire_name(Code code);

/// Whether this is the wire spelling of the code, without making that.
constexpr bool is_wire_name(std::string_view text, Code code) {
  constexpr auto upper = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  return std::ranges::equal(text, row_of(code).name, {}, {}, upper);
}

/// The HTTP reason phrase of a status (RFC 9110), or "" for one the API never sends.
std::string_view reason_phrase(int status);

/// A value beside an error: text or a number. Clients must not count on the kind.
using Parameter = std::variant<std::string, std::int64_t>;

/// The error body of the API. `error` is the HTTP status. On the client side every member may be
/// empty: callers match on `error` and `error_code` only.
struct ApiError {
  std::string detail{};                 ///< one sentence for people
  std::int32_t error{};                 ///< the HTTP status
  std::string error_code{};             ///< of the catalogue, "ORG_NOT_FOUND"
  std::vector<Parameter> parameters{};  ///< what `detail` speaks of
  std::string reason{};                 ///< the status's phrase, "Not Found"

  /// True when the error carries this code of the catalogue.
  bool is(Code code) const { return is_wire_name(error_code, code); }
};

/// A value or the error that a caller caused or must expect.
template <class T>
using Result = std::expected<T, ApiError>;

/// The value of an operation that has nothing to tell.
struct Done {};

/// The catalogue's error for a code, its template filled from the parameters.
ApiError make_error(Code code, std::vector<Parameter> parameters = {});

/// `return fail(Code::org_not_found, id);`
template <class... P>
std::unexpected<ApiError> fail(Code code, P&&... parameters) {
  return std::unexpected(make_error(code, {Parameter(std::forward<P>(parameters))...}));
}

}  // namespace atlas
