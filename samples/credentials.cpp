// Where credentials come from. Nothing is read unless one of these is written down.
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];

  // [doc kinds]
  // An API key, over HTTP Digest.
  configuration.credentials = atlas::ApiKeyCredentials{"public-key", "private-key"};
  // A service account: its token is fetched, kept and renewed for all calls of the client.
  configuration.credentials = atlas::ServiceAccountCredentials{"client-id", "client-secret"};
  // A person who has signed in to an orgd service: the token of createSession.
  configuration.credentials = atlas::SessionCredentials{"dana@example.org", "token"};
  // None, for a server that asks for none, as `orgd demo --examples`.
  configuration.credentials = atlas::NoCredentials{};
  // [/doc]

  // [doc sources]
  auto const from_env = atlas::credentials_from_env();
  if (!from_env) std::cerr << from_env.error() << '\n';  // nothing is set, or half of a pair
  // None is fine: a server that asks for none, or a profile that may have some.
  auto const perhaps = atlas::credentials_from_env(atlas::NoneSet::is_no_credentials);
  auto const from_file = atlas::credentials_from_file("/etc/example/credentials.toml", "billing");
  if (!from_file) std::cerr << from_file.error() << '\n';
  // [/doc]
  bool const called = atlas::OrganizationsApi(configuration).list_organizations().ok();
  return called && from_env && perhaps && !from_file ? 0 : 1;
}
