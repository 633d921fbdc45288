// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Projects of organizations. See Client for what all methods share.
class ProjectsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Create a project in the organization that the body names. For callers with: ORG_OWNER or
  /// ORG_GROUP_CREATOR. Errors: 400 INVALID_ATTRIBUTE, INVALID_GROUP_NAME,
  /// MAX_GROUPS_PER_ORG_EXCEEDED, MAX_GROUPS_PER_USER_EXCEEDED; 401 NOT_ORG_GROUP_CREATOR; 404
  /// ORG_NOT_FOUND, USER_NOT_FOUND, USER_NOT_IN_ORG; 409 GROUP_ALREADY_EXISTS.
  Response<Group> create_project(
      Group const& body, CreateProjectQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one project. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND.
  Response<NoBody> delete_project(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the project.
  /// Errors: 404 GROUP_NOT_FOUND.
  Response<Group> get_project(
      std::string const& group_id, Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
