// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/service_accounts_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<ServiceAccount> ServiceAccountsApi::create_group_service_account(
      std::string const& group_id, GroupServiceAccountRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_group_service_account>(
      engine(), {group_id}, query, body, options);
}

Response<ServiceAccountSecret> ServiceAccountsApi::create_group_service_account_secret(
      std::string const& group_id, std::string const& client_id,
      ServiceAccountSecretRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_group_service_account_secret>(
      engine(), {group_id, client_id}, query, body, options);
}

Response<ServiceAccount> ServiceAccountsApi::create_org_service_account(
      std::string const& org_id, OrgServiceAccountRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_org_service_account>(engine(), {org_id}, query, body, options);
}

Response<ServiceAccountSecret> ServiceAccountsApi::create_org_service_account_secret(
      std::string const& org_id, std::string const& client_id,
      ServiceAccountSecretRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_org_service_account_secret>(
      engine(), {org_id, client_id}, query, body, options);
}

Response<Page<ServiceAccountAccessListEntry>> ServiceAccountsApi::create_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_project_service_account_access_list>(
      engine(), {group_id, client_id}, query, body, options);
}

Response<Page<ServiceAccountAccessListEntry>> ServiceAccountsApi::create_service_account_access_list(
      std::string const& org_id, std::string const& client_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_service_account_access_list>(
      engine(), {org_id, client_id}, query, body, options);
}

Response<NoBody> ServiceAccountsApi::delete_group_service_account(
      std::string const& group_id, std::string const& client_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_group_service_account>(
      engine(), {group_id, client_id}, query, {}, options);
}

Response<NoBody> ServiceAccountsApi::delete_group_service_account_secret(
      std::string const& group_id, std::string const& client_id, std::string const& secret_id,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_group_service_account_secret>(
      engine(), {group_id, client_id, secret_id}, query, {}, options);
}

Response<NoBody> ServiceAccountsApi::delete_org_service_account(
      std::string const& org_id, std::string const& client_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_org_service_account>(
      engine(), {org_id, client_id}, query, {}, options);
}

Response<NoBody> ServiceAccountsApi::delete_org_service_account_secret(
      std::string const& org_id, std::string const& client_id, std::string const& secret_id,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_org_service_account_secret>(
      engine(), {org_id, client_id, secret_id}, query, {}, options);
}

Response<NoBody> ServiceAccountsApi::delete_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, std::string const& ip_address,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_project_service_account_access_list>(
      engine(), {group_id, client_id, ip_address}, query, {}, options);
}

Response<NoBody> ServiceAccountsApi::delete_service_account_access_list(
      std::string const& org_id, std::string const& client_id, std::string const& ip_address,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_service_account_access_list>(
      engine(), {org_id, client_id, ip_address}, query, {}, options);
}

Response<ServiceAccount> ServiceAccountsApi::get_group_service_account(
      std::string const& group_id, std::string const& client_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_group_service_account>(
      engine(), {group_id, client_id}, query, {}, options);
}

Response<ServiceAccount> ServiceAccountsApi::get_org_service_account(
      std::string const& org_id, std::string const& client_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_org_service_account>(
      engine(), {org_id, client_id}, query, {}, options);
}

Response<Page<ServiceAccountGroup>> ServiceAccountsApi::get_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_org_service_account_groups>(
      engine(), {org_id, client_id}, query, {}, options);
}

PageRange<ServiceAccountGroup> ServiceAccountsApi::pages_of_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, client_id, options](auto const& page) {
    return api.get_org_service_account_groups(org_id, client_id, page, options);
  });
}

ItemRange<ServiceAccountGroup> ServiceAccountsApi::each_of_org_service_account_groups(
      std::string const& org_id, std::string const& client_id, CountedPageQuery const& query,
      CallOptions const& options) const {
  return ItemRange<ServiceAccountGroup>(
      pages_of_org_service_account_groups(org_id, client_id, query, options));
}

Response<ServiceAccount> ServiceAccountsApi::invite_group_service_account(
      std::string const& group_id, std::string const& client_id,
      GroupServiceAccountRoleAssignment const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::invite_group_service_account>(
      engine(), {group_id, client_id}, query, body, options);
}

Response<Page<ServiceAccount>> ServiceAccountsApi::list_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_group_service_accounts>(engine(), {group_id}, query, {}, options);
}

PageRange<ServiceAccount> ServiceAccountsApi::pages_of_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_group_service_accounts(group_id, page, options);
  });
}

ItemRange<ServiceAccount> ServiceAccountsApi::each_of_group_service_accounts(
      std::string const& group_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return ItemRange<ServiceAccount>(
      pages_of_group_service_accounts(group_id, query, options));
}

Response<Page<ServiceAccount>> ServiceAccountsApi::list_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_org_service_accounts>(engine(), {org_id}, query, {}, options);
}

PageRange<ServiceAccount> ServiceAccountsApi::pages_of_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_org_service_accounts(org_id, page, options);
  });
}

ItemRange<ServiceAccount> ServiceAccountsApi::each_of_org_service_accounts(
      std::string const& org_id, ServiceAccountsQuery const& query,
      CallOptions const& options) const {
  return ItemRange<ServiceAccount>(
      pages_of_org_service_accounts(org_id, query, options));
}

Response<Page<ServiceAccountAccessListEntry>> ServiceAccountsApi::list_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_project_service_account_access_list>(
      engine(), {group_id, client_id}, query, {}, options);
}

PageRange<ServiceAccountAccessListEntry> ServiceAccountsApi::pages_of_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, client_id, options](auto const& page) {
    return api.list_project_service_account_access_list(group_id, client_id, page, options);
  });
}

ItemRange<ServiceAccountAccessListEntry> ServiceAccountsApi::each_of_project_service_account_access_list(
      std::string const& group_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return ItemRange<ServiceAccountAccessListEntry>(
      pages_of_project_service_account_access_list(group_id, client_id, query, options));
}

Response<Page<ServiceAccountAccessListEntry>> ServiceAccountsApi::list_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_service_account_access_list>(
      engine(), {org_id, client_id}, query, {}, options);
}

PageRange<ServiceAccountAccessListEntry> ServiceAccountsApi::pages_of_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, client_id, options](auto const& page) {
    return api.list_service_account_access_list(org_id, client_id, page, options);
  });
}

ItemRange<ServiceAccountAccessListEntry> ServiceAccountsApi::each_of_service_account_access_list(
      std::string const& org_id, std::string const& client_id, PageQuery const& query,
      CallOptions const& options) const {
  return ItemRange<ServiceAccountAccessListEntry>(
      pages_of_service_account_access_list(org_id, client_id, query, options));
}

Response<ServiceAccount> ServiceAccountsApi::update_group_service_account(
      std::string const& group_id, std::string const& client_id,
      GroupServiceAccountUpdateRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_group_service_account>(
      engine(), {group_id, client_id}, query, body, options);
}

Response<ServiceAccount> ServiceAccountsApi::update_org_service_account(
      std::string const& org_id, std::string const& client_id,
      OrgServiceAccountUpdateRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::update_org_service_account>(
      engine(), {org_id, client_id}, query, body, options);
}

}  // namespace atlas
