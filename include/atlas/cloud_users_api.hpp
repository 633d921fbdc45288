// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// People's accounts: making one, and looking people up. See Client for what all methods share.
class CloudUsersApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Make one person's account and invite the person to its roles. The roles are of the caller's
  /// organization: on it, which only its owners give, and on projects, which the projects' owners
  /// give as well. They count once the person has accepted; until then the answer shows none. An
  /// organization invites with all its roles together, and so does each project. The password is
  /// never shown. For callers with: any valid credential; gives only roles that are its own to
  /// give. Errors: 400 COMMON_PASSWORD, DEFAULT_INVITATION_EXCEPTION, DOMAIN_NOT_IN_ALLOW_LIST,
  /// FIRST_NAME_EXCEEDS_MAX_LENGTH, INVALID_COUNTRY_CODE, INVALID_USERNAME,
  /// LAST_NAME_EXCEEDS_MAX_LENGTH, MAX_USERS_PER_GROUP_EXCEEDED, MAX_USERS_PER_ORG_EXCEEDED,
  /// ROLE_NEEDS_GROUP_ID, ROLE_NEEDS_NO_GROUP_ID, ROLE_NEEDS_NO_ORG_ID, ROLE_NEEDS_ORG_ID,
  /// UNSUPPORTED_ROLE, WEAK_PASSWORD; 401 USER_UNAUTHORIZED; 403 CANNOT_ADD_GLOBAL_ROLE; 404
  /// GROUP_NOT_FOUND, ORG_NOT_FOUND; 409 USER_ALREADY_EXISTS.
  Response<CloudAppUser> create_user(
      CloudAppUserRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one person. With the roles and teams of the caller's organization. To be seen, a person
  /// is an active member of an organization that the caller owns, or has a role of their own on a
  /// project that the caller owns. For callers with: the calling account itself, ORG_OWNER, or
  /// GROUP_OWNER of the project. Errors: 401 USER_UNAUTHORIZED; 404 USER_NOT_FOUND.
  Response<CloudAppUser> get_user(
      std::string const& user_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one person by the e-mail address. Whom the caller sees by the id, see getUser, in
  /// whatever case the address is. For callers with: the calling account itself, ORG_OWNER, or
  /// GROUP_OWNER of the project. Errors: 401 USER_UNAUTHORIZED; 404 USERNAME_NOT_FOUND.
  Response<CloudAppUser> get_user_by_username(
      std::string const& user_name, Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
