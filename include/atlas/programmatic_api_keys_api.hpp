// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// API keys of organizations and projects, and their access lists. See Client for what all methods
/// share.
class ProgrammaticApiKeysApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Give one API key of the organization roles on one project. Roles that it has there stay. For
  /// callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 400
  /// API_KEY_CAN_ONLY_BELONG_TO_ONE_ORG, API_KEY_NOT_FOUND, INVALID_ROLE_FOR_GROUP,
  /// MISSING_API_KEY_ROLES; 404 GROUP_NOT_FOUND.
  Response<ApiKey> add_project_api_key(
      std::string const& group_id, std::string const& api_user_id,
      std::vector<UserAccessRoleAssignment> const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create an API key; the answer alone shows its private key. For callers with: ORG_OWNER.
  /// Errors: 400 API_KEY_REQUIRES_DESCRIPTION, INVALID_API_KEY_DESC, INVALID_ROLE_FOR_ORG,
  /// MAX_API_KEYS_PER_ORG_EXCEEDED, MISSING_API_KEY_ROLES; 404 ORG_NOT_FOUND.
  Response<ApiKey> create_api_key(
      std::string const& org_id, CreateApiKey const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Add addresses to the access list of one API key. The answer is the whole list. For callers
  /// with: the calling key itself, or ORG_OWNER. Errors: 400 API_KEY_NOT_FOUND,
  /// BAD_ACCESS_LIST_ADD_REQUEST, DUPLICATE_ADDRESSES_IN_INPUT, INVALID_CIDR_BLOCK,
  /// INVALID_IP_ADDRESS_OR_CIDR_NOTATION, MISSING_ONE_OF_ATTRIBUTES, VALIDATION_ERROR; 401
  /// API_KEY_ACCESS_LIST_ACCESS_DENIED; 404 ORG_NOT_FOUND; 409 ADDRESS_ALREADY_IN_ACCESS_LIST.
  Response<Page<AccessListEntry>> create_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Create an API key of one project; the answer alone shows its private key. It becomes an
  /// ORG_MEMBER of the project's organization. Only who owns the project can give GROUP_OWNER. For
  /// callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors: 400
  /// API_KEY_REQUIRES_DESCRIPTION, INVALID_API_KEY_DESC, INVALID_ROLE_FOR_GROUP,
  /// MAX_API_KEYS_PER_ORG_EXCEEDED, MISSING_API_KEY_ROLES; 401 USER_UNAUTHORIZED; 404
  /// GROUP_NOT_FOUND.
  Response<ApiKey> create_project_api_key(
      std::string const& group_id, CreateProjectApiKey const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one API key everywhere. For callers with: ORG_OWNER. Errors: 400 API_KEY_NOT_FOUND; 404
  /// ORG_NOT_FOUND.
  Response<NoBody> delete_api_key(
      std::string const& org_id, std::string const& api_user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Remove one entry from the access list of one API key. For callers with: the calling key
  /// itself, or ORG_OWNER. Errors: 400 API_KEY_NOT_FOUND, CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST,
  /// INVALID_IP_ADDRESS_OR_CIDR_NOTATION; 401 API_KEY_ACCESS_LIST_ACCESS_DENIED; 404
  /// API_KEY_ACCESS_LIST_NOT_FOUND, ORG_NOT_FOUND.
  Response<NoBody> delete_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, std::string const& ip_address,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one API key. For callers with: any role in the organization. Errors: 400
  /// API_KEY_NOT_FOUND; 404 ORG_NOT_FOUND.
  Response<ApiKey> get_api_key(
      std::string const& org_id, std::string const& api_user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one entry of the access list of one API key. For callers with: any role in the
  /// organization. Errors: 400 API_KEY_NOT_FOUND, INVALID_IP_ADDRESS_OR_CIDR_NOTATION; 404
  /// API_KEY_ACCESS_LIST_NOT_FOUND, ORG_NOT_FOUND.
  Response<AccessListEntry> get_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, std::string const& ip_address,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// List the addresses from which one API key may call. For callers with: any role in the
  /// organization. Errors: 400 API_KEY_NOT_FOUND; 404 ORG_NOT_FOUND.
  Response<Page<AccessListEntry>> list_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_api_key_access_list`, from the query's on.
  PageRange<AccessListEntry> pages_of_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<AccessListEntry> each_of_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the API keys of one organization. For callers with: any role in the organization. Errors:
  /// 404 ORG_NOT_FOUND.
  Response<Page<ApiKey>> list_api_keys(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_api_keys`, from the query's on.
  PageRange<ApiKey> pages_of_api_keys(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ApiKey> each_of_api_keys(
      std::string const& org_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the API keys that have roles on one project. Each shows all its roles, in the
  /// organization and on every project. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on
  /// the project. Errors: 404 GROUP_NOT_FOUND.
  Response<Page<ApiKey>> list_project_api_keys(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_api_keys`, from the query's on.
  PageRange<ApiKey> pages_of_project_api_keys(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ApiKey> each_of_project_api_keys(
      std::string const& group_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Take all roles on one project from one API key, which stays in the organization. For callers
  /// with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the project. Errors: 400
  /// API_KEY_NOT_FOUND; 404 GROUP_NOT_FOUND.
  Response<NoBody> remove_project_api_key(
      std::string const& group_id, std::string const& api_user_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change the description or the organization roles of one API key. For callers with: ORG_OWNER.
  /// Errors: 400 API_KEY_NOT_FOUND, INVALID_API_KEY_DESC, INVALID_ROLE_FOR_ORG,
  /// MISSING_API_KEY_ROLES; 404 ORG_NOT_FOUND.
  Response<ApiKey> update_api_key(
      std::string const& org_id, std::string const& api_user_id, UpdateApiKey const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Change the description of one API key or its roles on one project. The roles take the place of
  /// those that it has on the project; a key of the organization that has none there gets them.
  /// Only who owns the project can give GROUP_OWNER. For callers with: ORG_OWNER, or GROUP_OWNER or
  /// GROUP_ACCESS_MANAGER of the project. Errors: 400 API_KEY_NOT_FOUND, INVALID_API_KEY_DESC,
  /// INVALID_ROLE_FOR_GROUP, MISSING_API_KEY_ROLES; 401 USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND.
  Response<ApiKey> update_project_api_key(
      std::string const& group_id, std::string const& api_user_id, UpdateProjectApiKey const& body,
      PageQuery const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
