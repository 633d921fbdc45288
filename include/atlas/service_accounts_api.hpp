// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Service accounts of organizations and projects, their secrets and access lists. See Client for
/// what all methods share.
class ServiceAccountsApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Create a service account of one project; the answer alone shows its secret. It becomes an
  /// ORG_MEMBER of the project's organization. In version 2024-08-05. For callers with: ORG_OWNER,
  /// or GROUP_OWNER of the project. Errors: 400 INVALID_ROLE_FOR_GROUP,
  /// MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED, VALIDATION_ERROR; 404 GROUP_NOT_FOUND.
  Response<ServiceAccount> create_group_service_account(
      std::string const& group_id, GroupServiceAccountRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create a secret of one service account; the answer alone shows it. Only who may do all that
  /// the account may do can create one. In version 2024-08-05. For callers with: ORG_OWNER, or
  /// GROUP_OWNER of the project. Errors: 400 VALIDATION_ERROR; 401 USER_UNAUTHORIZED; 404
  /// GROUP_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccountSecret> create_group_service_account_secret(
      std::string const& group_id, std::string const& client_id,
      ServiceAccountSecretRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create a service account; the answer alone shows its secret. In version 2024-08-05. For
  /// callers with: ORG_OWNER. Errors: 400 INVALID_ROLE_FOR_ORG,
  /// MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED, VALIDATION_ERROR; 404 ORG_NOT_FOUND.
  Response<ServiceAccount> create_org_service_account(
      std::string const& org_id, OrgServiceAccountRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Create a secret of one service account; the answer alone shows it. In version 2024-08-05. For
  /// callers with: ORG_OWNER. Errors: 400 VALIDATION_ERROR; 404 ORG_NOT_FOUND,
  /// SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccountSecret> create_org_service_account_secret(
      std::string const& org_id, std::string const& client_id,
      ServiceAccountSecretRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Add addresses to the access list of one service account of a project. The list is that of the
  /// whole account, and so is the answer. Only who may do all that the account may do can change
  /// it; an access manager also where the account has roles on this project alone and does not own
  /// it. In version 2024-08-05. For callers with: ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER
  /// of the project. Errors: 400 BAD_ACCESS_LIST_ADD_REQUEST, DUPLICATE_ADDRESSES_IN_INPUT,
  /// INVALID_CIDR_BLOCK, INVALID_IP_ADDRESS_OR_CIDR_NOTATION, MISSING_ONE_OF_ATTRIBUTES,
  /// VALIDATION_ERROR; 401 USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND; 409
  /// ADDRESS_ALREADY_IN_ACCESS_LIST.
  Response<Page<ServiceAccountAccessListEntry>> create_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Add addresses to the access list of one service account. The answer is the whole list. In
  /// version 2024-08-05. For callers with: ORG_OWNER. Errors: 400 BAD_ACCESS_LIST_ADD_REQUEST,
  /// DUPLICATE_ADDRESSES_IN_INPUT, INVALID_CIDR_BLOCK, INVALID_IP_ADDRESS_OR_CIDR_NOTATION,
  /// MISSING_ONE_OF_ATTRIBUTES, VALIDATION_ERROR; 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND; 409
  /// ADDRESS_ALREADY_IN_ACCESS_LIST.
  Response<Page<ServiceAccountAccessListEntry>> create_service_account_access_list(
      std::string const& org_id, std::string const& client_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Take all roles on one project from one service account, which stays in the organization. In
  /// version 2024-08-05. For callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 404
  /// GROUP_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_group_service_account(
      std::string const& group_id, std::string const& client_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one secret of one service account of one project. No token is given out for it any
  /// more. Only who may do all that the account may do can delete one. In version 2024-08-05. For
  /// callers with: ORG_OWNER, or GROUP_OWNER of the project. Errors: 401 USER_UNAUTHORIZED; 404
  /// GROUP_NOT_FOUND, RESOURCE_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_group_service_account_secret(
      std::string const& group_id, std::string const& client_id, std::string const& secret_id,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Delete one service account everywhere, with its secrets and tokens. In version 2024-08-05. For
  /// callers with: ORG_OWNER. Errors: 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_org_service_account(
      std::string const& org_id, std::string const& client_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Delete one secret of one service account. No token is given out for it any more. In version
  /// 2024-08-05. For callers with: ORG_OWNER. Errors: 404 ORG_NOT_FOUND, RESOURCE_NOT_FOUND,
  /// SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_org_service_account_secret(
      std::string const& org_id, std::string const& client_id, std::string const& secret_id,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Remove one entry from the access list of one service account of a project. For the same
  /// callers as adding. In version 2024-08-05. For callers with: ORG_OWNER, or GROUP_OWNER or
  /// GROUP_ACCESS_MANAGER of the project. Errors: 400 CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST,
  /// INVALID_IP_ADDRESS_OR_CIDR_NOTATION; 401 USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND,
  /// RESOURCE_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, std::string const& ip_address,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Remove one entry from the access list of one service account. In version 2024-08-05. For
  /// callers with: ORG_OWNER. Errors: 400 CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST,
  /// INVALID_IP_ADDRESS_OR_CIDR_NOTATION; 404 ORG_NOT_FOUND, RESOURCE_NOT_FOUND,
  /// SERVICE_ACCOUNT_NOT_FOUND.
  Response<NoBody> delete_service_account_access_list(
      std::string const& org_id, std::string const& client_id, std::string const& ip_address,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Return one service account of one project. In version 2024-08-05. For callers with: ORG_OWNER,
  /// ORG_READ_ONLY, or any role on the project. Errors: 404 GROUP_NOT_FOUND,
  /// SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccount> get_group_service_account(
      std::string const& group_id, std::string const& client_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Return one service account. In version 2024-08-05. For callers with: ORG_OWNER or
  /// ORG_READ_ONLY. Errors: 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccount> get_org_service_account(
      std::string const& org_id, std::string const& client_id, Query const& query = {},
      CallOptions const& options = {}) const;

  /// List the projects on which one service account has roles. In version 2024-08-05. For callers
  /// with: ORG_OWNER or ORG_READ_ONLY. Errors: 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<Page<ServiceAccountGroup>> get_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `get_org_service_account_groups`, from the query's on.
  PageRange<ServiceAccountGroup> pages_of_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ServiceAccountGroup> each_of_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Give one service account of the organization roles on one project. It has them at once, beside
  /// those that it has there. A list of such bodies, as callers before 2025 send it, is taken as
  /// one. In version 2024-08-05. For callers with: ORG_OWNER. Errors: 400 INVALID_ROLE_FOR_GROUP;
  /// 404 GROUP_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccount> invite_group_service_account(
      std::string const& group_id, std::string const& client_id,
      GroupServiceAccountRoleAssignment const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// List the service accounts that have roles on one project. Each shows its roles on this
  /// project. In version 2024-08-05. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the
  /// project. Errors: 404 GROUP_NOT_FOUND.
  Response<Page<ServiceAccount>> list_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_group_service_accounts`, from the query's on.
  PageRange<ServiceAccount> pages_of_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ServiceAccount> each_of_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the service accounts of one organization. In version 2024-08-05. For callers with:
  /// ORG_OWNER or ORG_READ_ONLY. Errors: 404 ORG_NOT_FOUND.
  Response<Page<ServiceAccount>> list_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_org_service_accounts`, from the query's on.
  PageRange<ServiceAccount> pages_of_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ServiceAccount> each_of_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the addresses from which one service account of a project may call. In version
  /// 2024-08-05. For callers with: ORG_OWNER, ORG_READ_ONLY, or any role on the project. Errors:
  /// 404 GROUP_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<Page<ServiceAccountAccessListEntry>> list_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_project_service_account_access_list`, from the query's on.
  PageRange<ServiceAccountAccessListEntry> pages_of_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ServiceAccountAccessListEntry> each_of_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the addresses from which one service account may call. In version 2024-08-05. For callers
  /// with: ORG_OWNER or ORG_READ_ONLY. Errors: 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<Page<ServiceAccountAccessListEntry>> list_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// All pages of `list_service_account_access_list`, from the query's on.
  PageRange<ServiceAccountAccessListEntry> pages_of_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ServiceAccountAccessListEntry> each_of_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Change the texts of one service account or its roles on one project. What the body leaves out
  /// stays, and so do roles elsewhere. Only who may do all that the account may do can change its
  /// texts. In version 2024-08-05. For callers with: ORG_OWNER, or GROUP_OWNER of the project.
  /// Errors: 400 INVALID_ROLE_FOR_GROUP; 401 USER_UNAUTHORIZED; 404 GROUP_NOT_FOUND,
  /// SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccount> update_group_service_account(
      std::string const& group_id, std::string const& client_id,
      GroupServiceAccountUpdateRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;

  /// Change the texts or the organization roles of one service account. What the body leaves out
  /// stays, and so do roles on projects. In version 2024-08-05. For callers with: ORG_OWNER.
  /// Errors: 400 INVALID_ROLE_FOR_ORG; 404 ORG_NOT_FOUND, SERVICE_ACCOUNT_NOT_FOUND.
  Response<ServiceAccount> update_org_service_account(
      std::string const& org_id, std::string const& client_id,
      OrgServiceAccountUpdateRequest const& body, Query const& query = {},
      CallOptions const& options = {}) const;
};

}  // namespace atlas
