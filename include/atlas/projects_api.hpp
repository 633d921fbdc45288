// Projects: creating and deleting them.
#pragma once

#include <string>

#include "atlas/client.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// See OrganizationsApi for what all methods share.
class ProjectsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Creates a project in the organization that the body names. Role: ORG_OWNER or
  /// ORG_GROUP_CREATOR. Errors: 400 INVALID_GROUP_NAME, MAX_GROUPS_PER_ORG_EXCEEDED; 401
  /// NOT_ORG_GROUP_CREATOR; 404 ORG_NOT_FOUND; 409 GROUP_ALREADY_EXISTS.
  Response<Group> create_project(Group const& body, CreateProjectQuery const& query = {},
                                 CallOptions const& options = {}) const;

  /// Deletes a project. Role: GROUP_OWNER or ORG_OWNER. Errors: 404 GROUP_NOT_FOUND.
  Response<NoBody> delete_project(std::string const& group_id, Query const& query = {},
                                  CallOptions const& options = {}) const;
};

}  // namespace atlas
