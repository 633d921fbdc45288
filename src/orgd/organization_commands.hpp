// How organizations and keys come into a store without the API: the first ones of a new store, and
// the way back in when every key is lost or the last organization was deleted. Each throws
// std::runtime_error with a message for people.
#pragma once

#include <string>
#include <vector>

#include "orgd/operator_session.hpp"

namespace orgd {

/// An organization with its owner and an API key.
struct FirstOrganization {
  std::string name;
  std::string owner_email;
  std::string first_name = "Organization";
  std::string last_name = "Owner";
  std::string country = "US";
};

struct FirstCredentials {
  std::string org_id;
  std::string owner_id;
  std::string public_key;
  std::string private_key;
  std::string password_token;  ///< of a link that sets the owner's password, where one was made
};

/// Makes a store that holds the organization and a link that sets its owner's password, in one
/// step. `files` may write more beside it.
struct NewStore {
  StoreDirectory store;
  FirstCredentials credentials;
};
using WriteFiles =
    std::function<void(std::filesystem::path const& directory, FirstCredentials const& made)>;
NewStore make_store(StoreDirectory::Options const& options, Platform& platform,
                    FirstOrganization const& first, WriteFiles const& files = {});

/// Adds one to a store that is there. The owner may have an account already, which is kept.
FirstCredentials make_first_organization(StoreDirectory const& store, Platform& platform,
                                         FirstOrganization const& first);

/// `base_url` is that of links.
void print_credentials(StoreDirectory const& store, FirstOrganization const& first,
                       FirstCredentials const& credentials, std::string const& base_url,
                       Output output);

/// The organizations that are not deleted.
void print_organizations(StoreDirectory const& store, Output output);

struct NewKey {
  std::string org_id;
  std::vector<std::string> roles;
  std::string description = "made by an operator";
};

/// Makes an API key and prints it, this once.
void create_api_key(StoreDirectory const& store, Platform& platform, NewKey const& wanted,
                    Output output);
void print_api_keys(StoreDirectory const& store, std::string const& org_id, Output output);
/// From then on nobody can use it.
void delete_api_key(StoreDirectory const& store, Platform& platform, std::string const& org_id,
                    std::string const& public_key);

}  // namespace orgd
