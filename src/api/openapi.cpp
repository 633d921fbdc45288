// Walks the operations table and prints it as OpenAPI.
#include "api/openapi.hpp"

#include <fmt/format.h>

#include <set>
#include <span>
#include <vector>

#include "api/media_type.hpp"
#include "api/openapi_head.hpp"
#include "api/schema.hpp"
#include "atlas/operations.hpp"

namespace atlas {
namespace {

// One operation of the document: all versions of one method on one path.
struct OperationText {
  OperationInfo const* first = nullptr;
  OperationInfo const* last = nullptr;
  std::set<std::string_view> parameter_names{};
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

// Parameters that an earlier version of the operation has keep their place; it ignores the others.
void append_parameters(OperationText& operation, std::span<detail::MemberSchema const> parameters,
                       std::string_view where, Version version, SchemaMap& known) {
  std::string const since =
      version == operation.first->version
          ? ""
          : fmt::format("Since {}; versions before ignore it.", date_of(version));
  for (auto const& parameter : parameters) {
    if (!operation.parameter_names.emplace(parameter.name).second) continue;
    append(operation.parameters, parameter_json(known, parameter, where, since));
  }
}

std::string content(std::string_view media_type, std::string const& schema) {
  return fmt::format(R"("{}":{})", media_type, ObjectText().raw("schema", schema).done());
}

// An object or a list with its status around it, for envelope=true. This is no alternative of the
// schema itself: of `anyOf` openapi-generator makes a Python class that holds the answer in
// `actual_instance`, and openapi-typescript a union of whose members none may be read; with only
// the lists of required members in `anyOf` the one makes all members optional and the other a type
// without members. They skip an extension and decode what nearly everybody asks for; whoever asks
// for envelopes finds here what they are.
std::string enveloped(std::string const& schema) {
  ObjectText properties;
  properties.raw("content", schema).raw("status", R"({"type":"integer","format":"int32"})");
  return ObjectText()
      .text("type", "object")
      .raw("required", R"(["content","status"])")
      .raw("properties", properties.done())
      .done();
}

std::string answer_content(std::string_view media_type, std::string const& schema) {
  ObjectText media;
  media.raw("schema", schema).raw("x-enveloped-schema", enveloped(schema));
  return fmt::format(R"("{}":{})", media_type, media.done());
}

std::string error_content() {
  return "{" + answer_content("application/json", R"({"$ref":"#/components/schemas/ApiError"})") +
         "}";
}

// A row without its types.
struct RowText {
  OperationInfo const* info = nullptr;
  std::string (*reply)(SchemaMap&, std::string_view media_type) = nullptr;
  std::vector<detail::MemberSchema> path{};
  std::vector<detail::MemberSchema> query{};
  std::string (*body)(SchemaMap&) = nullptr;  // nothing for a request without one
};

template <auto const& Row>
std::string reply_content(SchemaMap& known, std::string_view type) {
  using Reply = typename std::remove_cvref_t<decltype(Row)>::Reply;
  if constexpr (detail::is_page<Reply>)  // has the status among its members
    return content(type, schema_of<Reply>(known));
  else if constexpr (!std::is_same_v<Reply, NoBody>)
    return answer_content(type, schema_of<Reply>(known));
  else if constexpr (answers_empty_object(Row))
    return answer_content(type, R"({"type":"object"})");
  else  // an answer without a body has its type all the same, on the wire too
    return fmt::format(R"("{}":{{}})", type);
}

template <auto const& Row>
RowText row_text() {
  using Op = std::remove_cvref_t<decltype(Row)>;
  constexpr auto path = parameters_of<typename Op::Path>();
  constexpr auto query = parameters_of<typename Op::Query>();
  RowText row{.info = &Row.info,
              .reply = &reply_content<Row>,
              .path = {path.begin(), path.end()},
              .query = {query.begin(), query.end()}};
  if constexpr (!std::is_same_v<typename Op::Body, NoBody>)
    row.body = &schema_of<typename Op::Body>;
  return row;
}

void add_answer(Paths& paths, RowText const& row, SchemaMap& known) {
  OperationInfo const& info = *row.info;
  OperationText& operation = paths[info.path][name_of(info.method)];
  if (!operation.first) operation.first = &info;
  operation.last = &info;
  auto const errors = error_statuses(info);
  operation.errors.insert(errors.begin(), errors.end());
  known.request = false;
  append(operation.reply_content, row.reply(known, media_type_of(info.version)));
}

// Once all answers are known: what they share with requests has another schema there.
void add_request(Paths& paths, RowText const& row, SchemaMap& known) {
  OperationInfo const& info = *row.info;
  OperationText& operation = paths[info.path][name_of(info.method)];
  known.request = true;
  append_parameters(operation, row.path, "path", info.version, known);
  append_parameters(operation, row.query, "query", info.version, known);
  if (row.body)
    append(operation.request_content, content(media_type_of(info.version), row.body(known)));
}

std::string responses(OperationText const& operation) {
  ObjectText all;
  ObjectText success;
  success.text("description", reason_phrase(operation.last->success))
      .raw("content", "{" + operation.reply_content + "}");
  all.raw(fmt::to_string(operation.last->success), success.done());
  for (int const status : operation.errors) {
    std::string const name = fmt::to_string(status);
    if (!operation.last->causeless.has(status)) {
      all.raw(name, ObjectText().text("$ref", "#/components/responses/" + name).done());
      continue;
    }
    ObjectText response;
    response.text("description",
                  fmt::format("{} (documented; no cause is known)", reason_phrase(status)));
    all.raw(name, response.raw("content", error_content()).done());
  }
  return all.done();
}

std::string description_of(OperationText const& operation) {
  OperationInfo const& first = *operation.first;
  std::string text = fmt::format("{}.", operation.last->summary);
  if (!operation.last->about.empty()) text += fmt::format(" {}", operation.last->about);
  text += fmt::format(" For callers with: {}.", row_of(first.access).meaning);
  if (first.version == unversioned) return text + " Outside the versioned API.";
  text += fmt::format(" Since version {}.", date_of(first.version));
  if (operation.first != operation.last)
    text += fmt::format(
        " Version {} answers otherwise. A client that was generated from this document decodes one "
        "of the two: let it send `Accept: {}` or the other media type accordingly.",
        date_of(operation.last->version), media_type_of(first.version));
  return text;
}

std::string operation_json(OperationText const& operation) {
  OperationInfo const& info = *operation.last;
  std::string tag;
  write_json(tag, tag_of(info.path));
  ObjectText object;
  object.text("operationId", info.id)
      .raw("tags", "[" + tag + "]")
      .text("summary", info.summary)
      .text("description", description_of(operation))
      .text("x-permission", row_of(info.access).meaning)
      .text("x-later-operation-id", info.later_id)
      .raw("parameters", "[" + operation.parameters + "]");
  if (!operation.request_content.empty())
    object.raw("requestBody", ObjectText()
                                  .flag("required", true)
                                  .raw("content", "{" + operation.request_content + "}")
                                  .done());
  if (needs_no_credential(info.access)) object.raw("security", "[]");
  if (needs_session(info.access)) object.raw("security", R"([{"Sessions":[]}])");
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

std::string error_responses(Paths const& paths) {
  std::set<int> statuses;
  for (auto const& [path, methods] : paths)
    for (auto const& [method, operation] : methods)
      statuses.insert(operation.errors.begin(), operation.errors.end());
  ObjectText all;
  for (int const status : statuses)
    all.raw(fmt::to_string(status), ObjectText()
                                        .text("description", reason_phrase(status))
                                        .raw("content", error_content())
                                        .done());
  return all.done();
}

constexpr std::string_view about_digest =
    "HTTP Digest (RFC 7616): the public key is the user's name, the private key the password. "
    "Generators write no code for it; give the generated client an HTTP library that signs.";

// Named as the hosted service's description has it.
constexpr std::string_view account_scheme =
    R"({"type":"oauth2","description":"Access tokens of service accounts.","flows":)"
    R"({"clientCredentials":{"tokenUrl":"/api/oauth/token","scopes":{}}}})";

constexpr std::string_view session_scheme =
    R"({"type":"http","scheme":"bearer","description":"Sessions of people."})";

std::string components(Paths const& paths, SchemaMap const& known) {
  ObjectText schemas;
  schemas.raw("ApiError", error_schema());
  for (auto const& [name, schema] : known.answers) schemas.raw(name, schema);
  for (auto const& [name, schema] : known.requests) schemas.raw(name, schema);
  ObjectText const digest =
      ObjectText().text("type", "http").text("scheme", "digest").text("description", about_digest);
  return ObjectText()
      .raw("schemas", schemas.done())
      .raw("responses", error_responses(paths))
      .raw("securitySchemes", ObjectText()
                                  .raw("digest", digest.done())
                                  .raw("ServiceAccounts", account_scheme)
                                  .raw("Sessions", session_scheme)
                                  .done())
      .done();
}

}  // namespace

std::string openapi_document() {
  Paths paths;
  SchemaMap known;
  std::vector<RowText> rows;
  for_each_operation(AllOperations{}, [&]<auto const & Row>() { rows.push_back(row_text<Row>()); });
  for (auto const& row : rows) add_answer(paths, row, known);
  for (auto const& row : rows) add_request(paths, row, known);
  ObjectText const server =
      ObjectText()
          .text("url", "http://127.0.0.1:8080")
          .text("description", "Where orgd listens unless it is told otherwise.");
  std::string const document =
      ObjectText()
          .text("openapi", "3.0.3")
          .raw("info", info_json())
          .raw("servers", "[" + server.done() + "]")
          .raw("tags", tags_json())
          .raw("security", R"([{"digest":[]},{"ServiceAccounts":[]},{"Sessions":[]}])")
          .raw("paths", paths_json(paths))
          .raw("components", components(paths, known))
          .done();
  return pretty_json(document);
}

}  // namespace atlas
