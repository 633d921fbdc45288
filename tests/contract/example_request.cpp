// A request for a row, made of the row's samples and the texts of a place.
#include <fmt/format.h>

#include "api/uri.hpp"
#include "scene.hpp"

namespace contract {
namespace {

// The query that a row cannot do without, or with `all`, every parameter.
std::string query_of(Row const& row, Texts const& texts, Variant const& variant) {
  bool const all = variant.texts.contains("every parameter");
  std::string query;
  Variant const plain;
  for (Shape const& part : row.query.parts) {
    bool const needed = !part.optional && part.kind == Shape::Kind::text;
    if ((!needed && !all) || variant.without.contains(part.name)) continue;
    Sample sample = sample_of(part, texts, plain);
    if (part.kind == Shape::Kind::list) sample = sample.children.front();
    std::string value = print(sample);
    if (value.starts_with('"')) value = value.substr(1, value.size() - 2);
    query +=
        fmt::format("{}{}={}", query.empty() ? "?" : "&", part.name, atlas::percent_encode(value));
  }
  return query;
}

}  // namespace

RequestSpec example_request(Row const& row, Texts const& texts, Variant const& variant) {
  std::vector<std::string_view> values;
  for (Shape const& part : row.path.parts) values.push_back(texts.at(part.name));
  RequestSpec request{
      .method = std::string(atlas::name_of(row.info->method)),
      .target = atlas::expand_template(row.info->path, values) + query_of(row, texts, variant)};
  std::string const type = atlas::media_type_of(row.info->version);
  request.headers.push_back({"Accept", type});
  // No browser makes passkeys for the name that the server has here.
  if (row.info->codes.has(atlas::Code::passkeys_need_host_name))
    request.headers.push_back({"Host", std::string(passkey_host)});
  if (!row.has_body) return request;
  request.headers.push_back({"Content-Type", type});
  request.body = print(sample_of(row.body, texts, variant));
  return request;
}

}  // namespace contract
