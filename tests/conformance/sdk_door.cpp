// One client for each key.
#include "sdk_door.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "call_door.hpp"
#include "sdk_calls.hpp"

namespace conformance {
namespace {

class SdkDoor final : public CallDoor {
 public:
  using CallDoor::CallDoor;

 private:
  Answer call(CallParts const& parts, std::optional<KeyPair> const& key) override;
  atlas::Configuration const& configuration_for(std::optional<KeyPair> const& key);

  std::map<std::string, atlas::Configuration> configurations_;
};

// One configuration for each key, with a transport of its own, so that nonces are used again.
atlas::Configuration const& SdkDoor::configuration_for(std::optional<KeyPair> const& key) {
  auto const [at, added] =
      configurations_.try_emplace(key ? key->public_key + key->private_key : "");
  if (added) {
    at->second.host = base_url();
    at->second.retry.max_attempts = 1;
    at->second.transport = atlas::make_http_transport();
    if (key) at->second.credentials = atlas::ApiKeyCredentials{key->public_key, key->private_key};
  }
  return at->second;
}

Answer SdkDoor::call(CallParts const& parts, std::optional<KeyPair> const& key) {
  auto const found = std::ranges::find(sdk_calls(), parts.info, &SdkCall::info);
  if (found == sdk_calls().end()) throw Failure{"the client library has no such method"};
  return found->run(configuration_for(key), parts);
}

}  // namespace

std::unique_ptr<Door> make_sdk_door(std::unique_ptr<Door> plain) {
  return std::make_unique<SdkDoor>(std::move(plain));
}

}  // namespace conformance
