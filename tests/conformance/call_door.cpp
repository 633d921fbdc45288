// From a request back to the call that makes it.
#include "call_door.hpp"

#include "atlas/operations.hpp"

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

void take_headers(RequestSpec const& request, CallParts& parts) {
  for (auto const& [name, value] : request.headers) {
    if (same_name(name, "Accept") && parts.accept.empty() && !value.empty())
      parts.accept = value;
    else if (same_name(name, "Content-Type") && parts.content_type.empty())
      parts.content_type = value;
    else
      throw Skip{"calls send no header " + name + " of this kind"};
  }
  if (parts.accept.empty()) throw Skip{"calls always say what they accept"};
  if (!request.body.empty() && parts.content_type.empty())
    throw Skip{"calls always say what they send"};
}

void take_query(std::string_view query, CallParts& parts) {
  auto pairs = atlas::parse_query(query);
  if (!pairs) throw Skip{"calls send no query that cannot be decoded"};
  std::string again;
  for (auto const& [name, value] : *pairs)
    again += (again.empty() ? "" : "&") + name + "=" + atlas::percent_encode(value);
  if (again != query) throw Skip{"calls encode values in one way only"};
  parts.query = std::move(*pairs);
}

CallParts take_apart(RequestSpec const& request) {
  if (request.client_address) throw Skip{"this door has one client address"};
  CallParts parts{.body = request.body};
  take_headers(request, parts);
  auto const [path, query] = atlas::split_target(request.target);
  take_query(query, parts);
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    if (atlas::name_of(Row.info.method) != request.method) return;
    auto places = places_of(Row.info.path, path);
    bool const wanted = parts.accept.contains(atlas::media_type_of(Row.info.version));
    if (!places || (parts.info && !wanted)) return;
    parts.info = &Row.info;
    parts.path = std::move(*places);
  });
  if (!parts.info) throw Skip{"no operation sends this"};
  return parts;
}

}  // namespace

Answer CallDoor::send(RequestSpec const& request) {
  Answer answer = call(take_apart(request), request.credentials);
  answer.sent = describe(request);
  return answer;
}

}  // namespace conformance
