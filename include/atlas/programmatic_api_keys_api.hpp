// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// API keys of an organization and their access lists. See Client for what all methods share.
class ProgrammaticApiKeysApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

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

  /// Change the description or the organization roles of one API key. For callers with: ORG_OWNER.
  /// Errors: 400 API_KEY_NOT_FOUND, INVALID_API_KEY_DESC, INVALID_ROLE_FOR_ORG,
  /// MISSING_API_KEY_ROLES; 404 ORG_NOT_FOUND.
  Response<ApiKey> update_api_key(
      std::string const& org_id, std::string const& api_user_id, UpdateApiKey const& body,
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
