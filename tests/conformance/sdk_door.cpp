// From a request back to the call that makes it.
#include "sdk_door.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sdk_calls.hpp"

namespace conformance {
namespace {

// The values of a template's places, or nothing when the path does not fit.
std::optional<std::vector<std::string>> places_of(std::string_view pattern, std::string_view path) {
  auto const wanted = atlas::segments_of(pattern);
  auto const given = atlas::segments_of(path);
  if (wanted.size() != given.size() || path.ends_with('/')) return std::nullopt;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i].starts_with('{')) {
      if (wanted[i] != given[i]) return std::nullopt;
      continue;
    }
    auto const suffix = wanted[i].substr(wanted[i].find('}') + 1);
    auto value = atlas::percent_decode(given[i]);
    if (!value || !value->ends_with(suffix) || value->size() == suffix.size()) return std::nullopt;
    value->resize(value->size() - suffix.size());
    if (atlas::percent_encode(*value) + std::string(suffix) != given[i]) return std::nullopt;
    values.push_back(std::move(*value));
  }
  return values;
}

class SdkDoor final : public Door {
 public:
  explicit SdkDoor(std::unique_ptr<Door> plain) : plain_(std::move(plain)) {}

  std::string base_url() const override { return plain_->base_url(); }
  std::string mail_link(std::string const& invitation_id) override {
    return plain_->mail_link(invitation_id);
  }
  std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                              std::string const& private_key) override {
    return plain_->operator_command(arguments, private_key);
  }
  Answer send(RequestSpec const& request) override;

 private:
  std::pair<SdkCall const*, CallParts> take_apart(RequestSpec const& request) const;
  atlas::Configuration const& configuration_for(RequestSpec const& request);

  std::unique_ptr<Door> plain_;
  std::map<std::string, atlas::Configuration> configurations_;
};

// One configuration for each key, with a transport of its own, so that nonces are used again.
atlas::Configuration const& SdkDoor::configuration_for(RequestSpec const& request) {
  auto const& key = request.credentials;
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

std::pair<SdkCall const*, CallParts> SdkDoor::take_apart(RequestSpec const& request) const {
  if (request.client_address) throw Skip{"this door has one client address"};
  CallParts parts{.body = request.body};
  for (auto const& [name, value] : request.headers) {
    if (same_name(name, "Accept") && parts.options.accept.empty() && !value.empty())
      parts.options.accept = value;
    else if (same_name(name, "Content-Type") && parts.options.content_type.empty())
      parts.options.content_type = value;
    else
      throw Skip{"calls send no header " + name + " of this kind"};
  }
  if (parts.options.accept.empty()) throw Skip{"calls always say what they accept"};
  if (!request.body.empty() && parts.options.content_type.empty())
    throw Skip{"calls always say what they send"};
  auto const [path, query] = atlas::split_target(request.target);
  auto pairs = atlas::parse_query(query);
  if (!pairs) throw Skip{"typed parameters cannot hold this query"};
  std::string again;
  for (auto const& [name, value] : *pairs)
    again += (again.empty() ? "" : "&") + name + "=" + atlas::percent_encode(value);
  if (again != query) throw Skip{"calls encode values in one way only"};
  parts.query = std::move(*pairs);
  SdkCall const* found = nullptr;
  for (SdkCall const& call : sdk_calls()) {
    if (atlas::name_of(call.info->method) != request.method) continue;
    auto places = places_of(call.info->path, path);
    bool const wanted = parts.options.accept.contains(atlas::media_type_of(call.info->version));
    if (!places || (found && !wanted)) continue;
    found = &call;
    parts.path = std::move(*places);
  }
  if (!found) throw Skip{"no method sends this"};
  return {found, std::move(parts)};
}

Answer SdkDoor::send(RequestSpec const& request) {
  auto const [call, parts] = take_apart(request);
  Answer answer = call->run(configuration_for(request), parts);
  answer.sent = describe(request);
  return answer;
}

}  // namespace

std::unique_ptr<Door> make_sdk_door(std::unique_ptr<Door> plain) {
  return std::make_unique<SdkDoor>(std::move(plain));
}

}  // namespace conformance
