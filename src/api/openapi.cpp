// Walks the operations table and prints it as OpenAPI.
#include "api/openapi.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "api/schema.hpp"
#include "atlas/operations.hpp"

namespace atlas {
namespace {

// One operation of the document: all versions of one method on one path.
struct OperationText {
  OperationInfo const* info = nullptr;
  std::string parameters{};
  std::string request_content{};
  std::string reply_content{};
  std::set<int> errors{};
};

// Operations by path and method.
using Paths = std::map<std::string_view, std::map<std::string_view, OperationText>>;

void append(std::string& list, std::string_view element) {
  if (!list.empty()) list += ',';
  list += element;
}

template <Described T>
void append_parameters(std::string& list, std::string_view where, SchemaMap& known) {
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
    using Member = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
    FieldRule const rule = detail::parameter_rule<T, D>();
    ObjectText parameter;
    parameter.text("name", wire_name_of<D>()).text("in", where);
    if (where == "path" || std::is_same_v<Member, std::string>) parameter.flag("required", true);
    append(list, parameter.raw("schema", detail::SchemaOf<Member>::text(known, rule)).done());
  });
}

std::string content(std::string_view media_type, std::string const& schema) {
  return fmt::format(R"("{}":{})", media_type, ObjectText().raw("schema", schema).done());
}

template <auto const& Row>
void add(Paths& paths, SchemaMap& known) {
  using Op = std::remove_cvref_t<decltype(Row)>;
  OperationText& operation = paths[Row.info.path][name_of(Row.info.method)];
  std::string const type = media_type_of(Row.info.version);
  // A later version of the same operation replaces the parameters and adds its media type.
  operation.info = &Row.info;
  operation.parameters.clear();
  append_parameters<typename Op::Path>(operation.parameters, "path", known);
  append_parameters<typename Op::Query>(operation.parameters, "query", known);
  operation.errors.insert(Row.info.errors.begin(), Row.info.errors.end());
  operation.errors.insert(pipeline_statuses.begin(), pipeline_statuses.end());
  if constexpr (!std::is_same_v<typename Op::Body, NoBody>)
    append(operation.request_content, content(type, schema_of<typename Op::Body>(known)));
  if constexpr (!std::is_same_v<typename Op::Reply, NoBody>)
    append(operation.reply_content, content(type, schema_of<typename Op::Reply>(known)));
}

std::string responses(OperationText const& operation) {
  ObjectText all;
  ObjectText success;
  success.text("description", reason_phrase(operation.info->success));
  if (!operation.reply_content.empty()) success.raw("content", "{" + operation.reply_content + "}");
  all.raw(fmt::to_string(operation.info->success), success.done());
  for (int const status : operation.errors) {
    bool const by_pipeline = pipeline_statuses.has(status);
    bool const documented = operation.info->errors.has(status);
    bool const causeless = operation.info->causeless.has(status);
    std::string const name = fmt::to_string(status);
    if (!causeless && (by_pipeline || documented)) {
      all.raw(name, ObjectText().text("$ref", "#/components/responses/" + name).done());
      continue;
    }
    ObjectText response;
    response.text("description",
                  fmt::format("{} (documented; no cause is known)", reason_phrase(status)));
    all.raw(name, response
                      .raw("content", R"({"application/json":{"schema":)"
                                      R"({"$ref":"#/components/schemas/ApiError"}}})")
                      .done());
  }
  return all.done();
}

std::string operation_json(OperationText const& operation) {
  OperationInfo const& info = *operation.info;
  ObjectText object;
  object.text("operationId", info.id)
      .text("summary", info.summary)
      .text("x-permission", permission_of(info.access))
      .text("x-later-operation-id", info.later_id)
      .raw("parameters", "[" + operation.parameters + "]");
  if (!operation.request_content.empty())
    object.raw("requestBody", ObjectText()
                                  .flag("required", info.access != Access::link)
                                  .raw("content", "{" + operation.request_content + "}")
                                  .done());
  if (info.access == Access::link) object.raw("security", "[]");
  return object.raw("responses", responses(operation)).done();
}

std::string paths_json(Paths const& paths) {
  ObjectText all;
  for (auto const& [path, methods] : paths) {
    ObjectText object;
    for (auto const& [method, operation] : methods) {
      std::string lower(method);
      for (char& c : lower) c = static_cast<char>(c + 32);
      object.raw(lower, operation_json(operation));
    }
    all.raw(path, object.done());
  }
  return all.done();
}

std::string error_responses() {
  ObjectText all;
  std::set<int> statuses;
  for (CodeRow const& row : code_rows) statuses.insert(row.status);
  for (int const status : statuses)
    all.raw(fmt::to_string(status),
            ObjectText()
                .text("description", reason_phrase(status))
                .raw("content", R"({"application/json":{"schema":)"
                                R"({"$ref":"#/components/schemas/ApiError"}}})")
                .done());
  return all.done();
}

std::string error_schema() {
  std::string codes;
  for (std::size_t i = 0; i < code_rows.size(); ++i) {
    append(codes, "");
    write_json(codes, wire_name(static_cast<Code>(i)));
  }
  ObjectText properties;
  properties.raw("detail", R"({"type":"string"})")
      .raw("error", R"({"type":"integer","format":"int32","minimum":200,"maximum":599})")
      .raw("errorCode", R"({"type":"string","enum":[)" + codes + "]}")
      .raw("parameters",
           R"({"type":"array","items":{"oneOf":[{"type":"string"},{"type":"integer"}]}})")
      .raw("reason", R"({"type":"string"})");
  return ObjectText()
      .text("type", "object")
      .raw("required", R"(["error","errorCode"])")
      .raw("properties", properties.done())
      .done();
}

std::string components(SchemaMap const& known) {
  ObjectText schemas;
  schemas.raw("ApiError", error_schema());
  for (auto const& [name, schema] : known) schemas.raw(name, schema);
  return ObjectText()
      .raw("schemas", schemas.done())
      .raw("responses", error_responses())
      .raw("securitySchemes", R"({"digest":{"type":"http","scheme":"digest"}})")
      .done();
}

}  // namespace

std::string_view permission_of(Access access) {
  switch (access) {
    case Access::any_member:
      return "any role in the organization";
    case Access::org_owner:
      return "ORG_OWNER";
    case Access::visible_projects:
      return "any role in the organization; shows visible projects";
    case Access::own_orgs:
      return "any valid credential; shows the caller's own";
    case Access::project_creator:
      return "ORG_OWNER or ORG_GROUP_CREATOR";
    case Access::project_owner:
      return "ORG_OWNER, or GROUP_OWNER of the project";
    case Access::self_or_owner:
      return "the calling key itself, or ORG_OWNER";
    case Access::link:
      return "the token of the invitation's link";
  }
  return "";
}

std::string openapi_document() {
  Paths paths;
  SchemaMap known;
  for_each_operation(AllOperations{}, [&]<auto const & Row>() { add<Row>(paths, known); });
  ObjectText info;
  info.text("title", "orgd")
      .text("version", "v2")
      .text("description",
            "The organizations part of the Atlas Administration API, as orgd serves it.");
  std::string const document = ObjectText()
                                   .text("openapi", "3.0.3")
                                   .raw("info", info.done())
                                   .raw("security", R"([{"digest":[]}])")
                                   .raw("paths", paths_json(paths))
                                   .raw("components", components(known))
                                   .done();
  return pretty_json(document);
}

}  // namespace atlas
