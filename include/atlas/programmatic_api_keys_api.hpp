// API keys of organizations and their access lists.
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// See OrganizationsApi for what all methods share.
class ProgrammaticApiKeysApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Creates a key; its private key is in the answer and never again. Role: ORG_OWNER. Errors: 400
  /// API_KEY_REQUIRES_DESCRIPTION, MISSING_API_KEY_ROLES, MAX_API_KEYS_PER_ORG_EXCEEDED; 404
  /// ORG_NOT_FOUND.
  Response<ApiKey> create_api_key(std::string const& org_id, CreateApiKey const& body,
                                  Query const& query = {}, CallOptions const& options = {}) const;

  /// Adds addresses from which the key may call, and returns the list. Role: ORG_OWNER, or the key
  /// itself. Errors: 400 API_KEY_NOT_FOUND, INVALID_CIDR_BLOCK; 409 ADDRESS_ALREADY_IN_ACCESS_LIST.
  Response<Page<AccessListEntry>> create_api_key_access_list(
      std::string const& org_id, std::string const& api_user_id,
      std::vector<AccessListEntryRequest> const& body, PageQuery const& query = {},
      CallOptions const& options = {}) const;

  /// Deletes a key: its next call fails. Role: ORG_OWNER. Errors: 400 API_KEY_NOT_FOUND; 404
  /// ORG_NOT_FOUND.
  Response<NoBody> delete_api_key(std::string const& org_id, std::string const& api_user_id,
                                  Query const& query = {}, CallOptions const& options = {}) const;

  /// Removes one address or block from the list. Role: ORG_OWNER, or the key itself. Errors: 400
  /// API_KEY_NOT_FOUND, CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST; 404 API_KEY_ACCESS_LIST_NOT_FOUND.
  Response<NoBody> delete_api_key_access_list(std::string const& org_id,
                                              std::string const& api_user_id,
                                              std::string const& ip_address,
                                              Query const& query = {},
                                              CallOptions const& options = {}) const;

  /// Returns a key, its private key redacted. Role: any in the organization. Errors: 400
  /// API_KEY_NOT_FOUND; 404 ORG_NOT_FOUND.
  Response<ApiKey> get_api_key(std::string const& org_id, std::string const& api_user_id,
                               Query const& query = {}, CallOptions const& options = {}) const;

  /// Returns one entry of a key's access list. Role: any in the organization. Errors: 400
  /// API_KEY_NOT_FOUND; 404 API_KEY_ACCESS_LIST_NOT_FOUND.
  Response<AccessListEntry> get_api_key_access_list(std::string const& org_id,
                                                    std::string const& api_user_id,
                                                    std::string const& ip_address,
                                                    Query const& query = {},
                                                    CallOptions const& options = {}) const;

  /// Returns a page of the organization's keys. Role: any in the organization. Errors: 404
  /// ORG_NOT_FOUND.
  Response<Page<ApiKey>> list_api_keys(std::string const& org_id, PageQuery const& query = {},
                                       CallOptions const& options = {}) const;

  /// Returns a page of a key's access list. Role: any in the organization. Errors: 400
  /// API_KEY_NOT_FOUND; 404 ORG_NOT_FOUND.
  Response<Page<AccessListEntry>> list_api_key_access_list(std::string const& org_id,
                                                           std::string const& api_user_id,
                                                           PageQuery const& query = {},
                                                           CallOptions const& options = {}) const;

  /// Changes description or roles of a key. Role: ORG_OWNER. Errors: 400 API_KEY_NOT_FOUND; 404
  /// ORG_NOT_FOUND.
  Response<ApiKey> update_api_key(std::string const& org_id, std::string const& api_user_id,
                                  UpdateApiKey const& body, Query const& query = {},
                                  CallOptions const& options = {}) const;

  /// All pages of `list_api_keys`, from the query's on.
  PageRange<ApiKey> pages_of_api_keys(std::string const& org_id, PageQuery const& query = {},
                                      CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<ApiKey> each_of_api_keys(std::string const& org_id, PageQuery const& query = {},
                                     CallOptions const& options = {}) const;

  /// All pages of `list_api_key_access_list`, from the query's on.
  PageRange<AccessListEntry> pages_of_api_key_access_list(std::string const& org_id,
                                                          std::string const& api_user_id,
                                                          PageQuery const& query = {},
                                                          CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<AccessListEntry> each_of_api_key_access_list(std::string const& org_id,
                                                         std::string const& api_user_id,
                                                         PageQuery const& query = {},
                                                         CallOptions const& options = {}) const;
};

}  // namespace atlas
