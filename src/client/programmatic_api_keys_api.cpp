// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/programmatic_api_keys_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<ApiKey> ProgrammaticApiKeysApi::add_project_api_key(
      std::string const& group_id, std::string const& api_user_id,
      std::vector<UserAccessRoleAssignment> const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::add_project_api_key>(
      engine(), {group_id, api_user_id}, query, body, options);
}

Response<ApiKey> ProgrammaticApiKeysApi::create_api_key(
      std::string const& org_id, CreateApiKey const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_api_key>(engine(), {org_id}, query, body, options);
}

Response<Page<AccessListEntry>> ProgrammaticApiKeysApi::create_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_api_key_access_list>(
      engine(), {org_id, api_user_id}, query, body, options);
}

Response<ApiKey> ProgrammaticApiKeysApi::create_project_api_key(
      std::string const& group_id, CreateProjectApiKey const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::create_project_api_key>(engine(), {group_id}, query, body, options);
}

Response<NoBody> ProgrammaticApiKeysApi::delete_api_key(
      std::string const& org_id, std::string const& api_user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::delete_api_key>(engine(), {org_id, api_user_id}, query, {}, options);
}

Response<NoBody> ProgrammaticApiKeysApi::delete_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, std::string const& ip_address,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_api_key_access_list>(
      engine(), {org_id, api_user_id, ip_address}, query, {}, options);
}

Response<ApiKey> ProgrammaticApiKeysApi::get_api_key(
      std::string const& org_id, std::string const& api_user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_api_key>(engine(), {org_id, api_user_id}, query, {}, options);
}

Response<AccessListEntry> ProgrammaticApiKeysApi::get_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, std::string const& ip_address,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_api_key_access_list>(
      engine(), {org_id, api_user_id, ip_address}, query, {}, options);
}

Response<Page<AccessListEntry>> ProgrammaticApiKeysApi::list_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::list_api_key_access_list>(
      engine(), {org_id, api_user_id}, query, {}, options);
}

PageRange<AccessListEntry> ProgrammaticApiKeysApi::pages_of_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query,
      CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, api_user_id, options](auto const& page) {
    return api.list_api_key_access_list(org_id, api_user_id, page, options);
  });
}

ItemRange<AccessListEntry> ProgrammaticApiKeysApi::each_of_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id, PageQuery const& query,
      CallOptions const& options) const {
  return ItemRange<AccessListEntry>(
      pages_of_api_key_access_list(org_id, api_user_id, query, options));
}

Response<Page<ApiKey>> ProgrammaticApiKeysApi::list_api_keys(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_api_keys>(engine(), {org_id}, query, {}, options);
}

PageRange<ApiKey> ProgrammaticApiKeysApi::pages_of_api_keys(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, org_id, options](auto const& page) {
    return api.list_api_keys(org_id, page, options);
  });
}

ItemRange<ApiKey> ProgrammaticApiKeysApi::each_of_api_keys(
      std::string const& org_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<ApiKey>(
      pages_of_api_keys(org_id, query, options));
}

Response<Page<ApiKey>> ProgrammaticApiKeysApi::list_project_api_keys(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_project_api_keys>(engine(), {group_id}, query, {}, options);
}

PageRange<ApiKey> ProgrammaticApiKeysApi::pages_of_project_api_keys(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, group_id, options](auto const& page) {
    return api.list_project_api_keys(group_id, page, options);
  });
}

ItemRange<ApiKey> ProgrammaticApiKeysApi::each_of_project_api_keys(
      std::string const& group_id, PageQuery const& query, CallOptions const& options) const {
  return ItemRange<ApiKey>(
      pages_of_project_api_keys(group_id, query, options));
}

Response<NoBody> ProgrammaticApiKeysApi::remove_project_api_key(
      std::string const& group_id, std::string const& api_user_id, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::remove_project_api_key>(
      engine(), {group_id, api_user_id}, query, {}, options);
}

Response<ApiKey> ProgrammaticApiKeysApi::update_api_key(
      std::string const& org_id, std::string const& api_user_id, UpdateApiKey const& body,
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_api_key>(engine(), {org_id, api_user_id}, query, body, options);
}

Response<ApiKey> ProgrammaticApiKeysApi::update_project_api_key(
      std::string const& group_id, std::string const& api_user_id, UpdateProjectApiKey const& body,
      PageQuery const& query, CallOptions const& options) const {
  return detail::call<ops::update_project_api_key>(
      engine(), {group_id, api_user_id}, query, body, options);
}

}  // namespace atlas
