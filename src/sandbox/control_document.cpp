// Walks the rows and prints them as OpenAPI 3.0.
#include "sandbox/control_document.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "api/schema.hpp"
#include "sandbox/control_rows.hpp"

namespace atlas::detail {

template <>
struct SchemaOf<orgd::sandbox::AnyJson> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return atlas::ObjectText().text("description", sentence(rule.about)).done();
  }
};
template <>
struct SchemaOf<orgd::sandbox::HeaderMap> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return described(R"({"type":"object","additionalProperties":{"type":"string"}})", rule);
  }
};
template <>
struct SchemaOf<orgd::sandbox::DelayRange> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return described(R"({"oneOf":[{"type":"integer","minimum":0},{"type":"array","minItems":2,)"
                     R"("maxItems":2,"items":{"type":"integer","minimum":0}}]})",
                     rule);
  }
};
template <>
struct SchemaOf<orgd::sandbox::Chance> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return described(R"({"type":"number","minimum":0,"maximum":1})", rule);
  }
};

}  // namespace atlas::detail

namespace orgd::sandbox::control {
namespace {

using atlas::ObjectText;
using atlas::SchemaMap;

// What any row may answer: the guards, and what cannot be decoded.
constexpr std::array every_row{400, 401, 403};

std::string content(std::string_view media_type, std::string const& schema) {
  return ObjectText().raw(media_type, ObjectText().raw("schema", schema).done()).done();
}

template <atlas::Described T>
void append_parameters(std::string& list, std::string_view where, SchemaMap& known) {
  for (auto const& parameter : atlas::parameters_of<T>()) {
    if (!list.empty()) list += ',';
    list += atlas::parameter_json(known, parameter, where);
  }
}

template <class Body>
void add_body(ObjectText& operation, SchemaMap& known) {
  if constexpr (std::is_same_v<Body, RawBody>)
    operation.raw("requestBody",
                  R"({"required":true,"content":{"application/yaml":{"schema":{"type":"string"}},)"
                  R"("application/json":{"schema":{"type":"object"}}}})");
  else if constexpr (!std::is_same_v<Body, NoBody>)
    operation.raw("requestBody",
                  ObjectText()
                      .flag("required", true)
                      .raw("content", content("application/json", atlas::schema_of<Body>(known)))
                      .done());
}

template <class Reply>
std::string success_of(atlas::OperationInfo const& info, SchemaMap& known) {
  ObjectText success;
  success.text("description", atlas::reason_phrase(info.success));
  if constexpr (std::is_same_v<Reply, RawReply>)
    success.raw("content", content("application/json", R"({"type":"object"})"));
  else if constexpr (std::is_base_of_v<RawReply, Reply>)
    success.raw("content",
                content("application/json", atlas::schema_of<typename Reply::Described>(known)));
  else if constexpr (!std::is_same_v<Reply, NoBody>)
    success.raw("content", content("application/json", atlas::schema_of<Reply>(known)));
  return success.done();
}

std::string responses_of(atlas::OperationInfo const& info, std::string const& success) {
  std::set<int> errors(every_row.begin(), every_row.end());
  for (Code const code : info.codes.list()) errors.insert(atlas::row_of(code).status);
  ObjectText all;
  all.raw(fmt::to_string(info.success), success);
  auto const error = content("application/json", R"({"$ref":"#/components/schemas/ApiError"})");
  for (int const status : errors)
    all.raw(fmt::to_string(status), ObjectText()
                                        .text("description", atlas::reason_phrase(status))
                                        .raw("content", error)
                                        .done());
  return all.done();
}

template <auto const& Row>
std::string operation_of(SchemaMap& known) {
  using Op = std::remove_cvref_t<decltype(Row)>;
  known.request = false;
  auto const success = success_of<typename Op::Reply>(Row.info, known);
  known.request = true;
  std::string parameters;
  append_parameters<typename Op::Path>(parameters, "path", known);
  append_parameters<typename Op::Query>(parameters, "query", known);
  ObjectText operation;
  operation.text("operationId", Row.info.id)
      .text("summary", Row.info.summary)
      .raw("parameters", "[" + parameters + "]");
  add_body<typename Op::Body>(operation, known);
  return operation.raw("responses", responses_of(Row.info, success)).done();
}

std::string error_schema() {
  return R"({"type":"object","required":["error","errorCode"],"properties":{)"
         R"("detail":{"type":"string"},"error":{"type":"integer"},"errorCode":{"type":"string"},)"
         R"("parameters":{"type":"array","items":{}},"reason":{"type":"string"}}})";
}

std::string components(SchemaMap const& known) {
  ObjectText schemas;
  schemas.raw("ApiError", error_schema());
  for (auto const& [name, schema] : known.answers) schemas.raw(name, schema);
  for (auto const& [name, schema] : known.requests) schemas.raw(name, schema);
  return ObjectText()
      .raw("schemas", schemas.done())
      .raw("securitySchemes", R"({"token":{"type":"http","scheme":"bearer"}})")
      .done();
}

std::string info() {
  return ObjectText()
      .text("title", "Control plane of orgd sandbox")
      .text("version", "v1")
      .text("description",
            "Worlds, time, faults and the journal of a sandbox. On a listener of its own; see "
            "`orgd sandbox --help`. Without a token, it is called as localhost, and what changes "
            "something needs `Content-Type: application/json` or `X-Orgd: 1`.")
      .done();
}

std::string document() {
  std::map<std::string_view, std::map<std::string, std::string>> paths;
  SchemaMap known;
  // Answers first: what they share with requests has another schema there.
  for (int round = 0; round < 2; ++round)
    atlas::for_each_operation(AllRows{}, [&]<auto const & Row>() {
      std::string method(atlas::name_of(Row.info.method));
      for (char& c : method) c = static_cast<char>(c | 0x20);
      paths[Row.info.path][method] = operation_of<Row>(known);
    });
  ObjectText all;
  for (auto const& [path, methods] : paths) {
    ObjectText object;
    for (auto const& [method, operation] : methods) object.raw(method, operation);
    all.raw(path, object.done());
  }
  auto const whole = ObjectText()
                         .text("openapi", "3.0.3")
                         .raw("info", info())
                         .raw("servers", R"([{"url":"http://127.0.0.1:8081"}])")
                         .raw("security", R"([{},{"token":[]}])")
                         .raw("paths", all.done())
                         .raw("components", components(known))
                         .done();
  return atlas::pretty_json(whole);
}

}  // namespace
}  // namespace orgd::sandbox::control

namespace orgd::sandbox {

std::string control_document() { return control::document(); }

}  // namespace orgd::sandbox
