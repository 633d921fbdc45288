// The OpenAPI document as generators and linters read it, and answers held against its schemas.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "api/json_read.hpp"
#include "api/media_type.hpp"
#include "api/openapi.hpp"
#include "atlas/operations.hpp"
#include "scene.hpp"

namespace contract {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

JsonNode const& document() {
  static JsonNode const parsed = atlas::parse_json(atlas::openapi_document()).value();
  return parsed;
}

// NOLINTBEGIN(bugprone-return-const-ref-from-parameter): of the document, which stays
JsonNode const& resolved(JsonNode const& schema) {
  auto const* reference = schema.find("$ref");
  if (!reference) return schema;
  std::string_view const name = std::string_view(reference->text).substr(21);
  return *document().find("components")->find("schemas")->find(name);
}
// NOLINTEND(bugprone-return-const-ref-from-parameter)

template <class Visit>
void walk(JsonNode const& node, std::string const& at, Visit const& visit) {
  visit(node, at);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    JsonNode const& child = node.children[i];
    walk(child, at + "/" + (child.key.empty() ? fmt::to_string(i) : child.key), visit);
  }
}

template <class Visit>
void each_operation(Visit const& visit) {
  for (JsonNode const& path : document().find("paths")->children)
    for (JsonNode const& operation : path.children) visit(operation);
}

TEST(OpenApiTools, FindAServerALicenceAndAContact) {
  EXPECT_FALSE(document().find("servers")->children.empty());
  JsonNode const& info = *document().find("info");
  EXPECT_TRUE(info.find("license")->find("url"));
  EXPECT_TRUE(info.find("contact"));
}

TEST(OpenApiTools, FindADescriptionAndADeclaredTagOnEachOperation) {
  std::set<std::string> declared, used;
  for (JsonNode const& tag : document().find("tags")->children)
    declared.insert(tag.find("name")->text);
  each_operation([&](JsonNode const& operation) {
    std::string const& id = operation.find("operationId")->text;
    EXPECT_GT(operation.find("description")->text.size(), operation.find("summary")->text.size())
        << id;
    ASSERT_EQ(operation.find("tags")->children.size(), 1U) << id;
    used.insert(operation.find("tags")->children.front().text);
  });
  EXPECT_EQ(declared, used);
}

// Python knows no \p and no \u, Go no look-around, JavaScript no \p without a flag.
TEST(OpenApiTools, CanCompileEveryPatternInEveryLanguage) {
  int patterns = 0;
  walk(document(), "", [&](JsonNode const& node, std::string const& at) {
    if (node.key != "pattern") return;
    ++patterns;
    for (auto const* special : {"\\p", "\\P", "\\u", "\\d", "\\w", "\\s", "(?", "\\1"})
      EXPECT_FALSE(node.text.contains(special)) << at << " " << node.text;
    bool const ascii =
        std::ranges::all_of(node.text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    EXPECT_TRUE(ascii && node.text.starts_with('^') && node.text.ends_with('$')) << at;
  });
  EXPECT_GT(patterns, 0);
}

TEST(OpenApiTools, DecodeErrorsWithCodesOfLaterVersions) {
  JsonNode const& code = *document()
                              .find("components")
                              ->find("schemas")
                              ->find("ApiError")
                              ->find("properties")
                              ->find("errorCode");
  EXPECT_FALSE(code.find("enum"));
  EXPECT_EQ(code.find("x-known-values")->children.size(), atlas::code_rows.size());
}

TEST(OpenApiTools, FindATypeBesideEachNullAndNothingBesideAReference) {
  walk(document(), "", [&](JsonNode const& node, std::string const& at) {
    if (node.kind != Kind::object) return;
    if (node.find("nullable")) {
      EXPECT_TRUE(node.find("type") && !node.find("allOf")) << at;
    }
    if (node.find("$ref")) {
      EXPECT_EQ(node.children.size(), 1U) << at;
    }
  });
}

TEST(OpenApiTools, FindAUseOfEachComponent) {
  std::set<std::string> used;
  walk(document(), "", [&](JsonNode const& node, std::string const&) {
    if (node.key == "$ref") used.insert(node.text);
  });
  for (auto const* group : {"schemas", "responses"})
    for (JsonNode const& one : document().find("components")->find(group)->children)
      EXPECT_TRUE(used.contains(fmt::format("#/components/{}/{}", group, one.key))) << one.key;
}

TEST(OpenApiTools, FindADescriptionOfEachParameter) {
  each_operation([&](JsonNode const& operation) {
    for (JsonNode const& parameter : operation.find("parameters")->children)
      EXPECT_TRUE(parameter.find("description"))
          << operation.find("operationId")->text << " " << parameter.find("name")->text;
  });
}

JsonNode const& success_of(atlas::OperationInfo const& row) {
  std::string method(name_of(row.method));
  for (char& c : method) c = static_cast<char>(c + 32);
  JsonNode const& operation = *document().find("paths")->find(row.path)->find(method);
  return *operation.find("responses")->find(fmt::to_string(row.success));
}

// Clients ask for what a success names: for a version, where nothing is in the answer either.
TEST(OpenApiTools, FindTheMediaTypeOfEachVersionInItsSuccess) {
  int bodiless = 0;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    auto const* content = success_of(Row.info).find("content");
    ASSERT_TRUE(content) << Row.info.id;
    auto const* media = content->find(atlas::media_type_of(Row.info.version));
    ASSERT_TRUE(media) << Row.info.id;
    bool const empty = Row.info.success == 204;
    bodiless += empty ? 1 : 0;
    EXPECT_EQ(media->find("schema") == nullptr, empty) << Row.info.id;
  });
  EXPECT_GT(bodiless, 10);
}

// Of a choice between schemas generators make something else than the answer's own type.
TEST(OpenApiTools, FindOneSchemaOfEachAnswer) {
  int answers = 0;
  walk(document(), "", [&](JsonNode const& node, std::string const& at) {
    if (node.key != "schema" || !at.contains("/responses/")) return;
    ++answers;
    EXPECT_TRUE(node.find("$ref") || node.find("type")) << at;
  });
  EXPECT_GT(answers, 30);
}

// What of a value a schema of the document does not allow, or "".
std::string misfit(JsonNode const& value, JsonNode const& given, std::string const& at) {
  JsonNode const& schema = resolved(given);
  if (value.kind == Kind::null) return schema.find("nullable") ? "" : at + " is null";
  if (auto const* all = schema.find("allOf")) return misfit(value, all->children.front(), at);
  if (schema.find("oneOf")) return "";
  static std::map<std::string_view, Kind> const kinds{{"string", Kind::text},
                                                      {"integer", Kind::integer},
                                                      {"boolean", Kind::boolean},
                                                      {"array", Kind::array},
                                                      {"object", Kind::object}};
  if (value.kind != kinds.at(schema.find("type")->text)) return at + " is of another type";
  for (std::size_t i = 0; value.kind == Kind::array && i < value.children.size(); ++i)
    if (auto wrong = misfit(value.children[i], *schema.find("items"), fmt::format("{}[{}]", at, i));
        !wrong.empty())
      return wrong;
  if (value.kind != Kind::object) return "";
  if (auto const* required = schema.find("required"))
    for (JsonNode const& name : required->children)
      if (!value.find(name.text)) return at + " lacks " + name.text;
  for (JsonNode const& member : value.children) {
    auto const* properties = schema.find("properties");
    auto const* property = properties ? properties->find(member.key) : nullptr;
    if (!property) return at + " has an unknown " + member.key;
    if (auto wrong = misfit(member, *property, at + "." + member.key); !wrong.empty()) return wrong;
  }
  return "";
}

class OpenApiAnswer : public ::testing::TestWithParam<Row> {
 protected:
  JsonNode const& operation() const {
    std::string method(atlas::name_of(GetParam().info->method));
    for (char& c : method) c = static_cast<char>(c + 32);
    return *document().find("paths")->find(GetParam().info->path)->find(method);
  }
  RequestSpec example() const {
    return scene_.request(GetParam(), variants_of(GetParam()).front());
  }

  // What the document says of an answer of its type, or null where it knows none such.
  JsonNode const* media_of(Answer const& answer) const {
    JsonNode const* response = operation().find("responses")->find(fmt::to_string(answer.status));
    if (!response) return nullptr;
    if (auto const* shared = response->find("$ref"))
      response = document()
                     .find("components")
                     ->find("responses")
                     ->find(std::string_view(shared->text).substr(23));
    JsonNode const* content = response->find("content");
    return content ? content->find(answer.header("Content-Type")) : nullptr;
  }

  // The answer as the document describes it for its request, or for one with envelope=true.
  void expect_fits(Answer const& answer, bool enveloped) const {
    JsonNode const* media = media_of(answer);
    ASSERT_TRUE(media) << conformance::describe(answer);
    if (answer.body.empty()) {
      EXPECT_FALSE(media->find("schema")) << conformance::describe(answer);
      return;
    }
    JsonNode const body = atlas::parse_json(answer.body).value();
    JsonNode const* schema = media->find("schema");
    if (enveloped) {
      ASSERT_TRUE(body.find("status")) << conformance::describe(answer);
      EXPECT_EQ(body.find("status")->integer, answer.status);
      if (body.find("content")) schema = media->find("x-enveloped-schema");
    }
    ASSERT_TRUE(schema) << conformance::describe(answer);
    EXPECT_EQ(misfit(body, *schema, "answer"), "") << conformance::describe(answer);
  }

  Scene& scene_ = Scene::shared();
};

std::string with_envelope(std::string const& target) {
  return target + (target.contains('?') ? "&" : "?") + "envelope=true";
}

TEST_P(OpenApiAnswer, FitsItsSchema) { expect_fits(scene_.try_out(example()), false); }

TEST_P(OpenApiAnswer, FitsItsSchemaInAnEnvelope) {
  RequestSpec request = example();
  request.target = with_envelope(request.target);
  expect_fits(scene_.try_out(request), true);
}

// Nothing is there under these ids.
TEST_P(OpenApiAnswer, FitsItsSchemaWhenItIsARefusal) {
  if (GetParam().path.parts.empty()) return;
  RequestSpec request =
      scene_.request(GetParam(), scene_.unknown(), variants_of(GetParam()).front());
  Answer const plain = scene_.try_out(request);
  EXPECT_GE(plain.status, 400);
  expect_fits(plain, false);
  request.target = with_envelope(request.target);
  expect_fits(scene_.try_out(request), true);
}

// Whoever sends what a request's schema allows gets further than decoding.
TEST_P(OpenApiAnswer, IsOfARequestThatFitsItsSchema) {
  if (!GetParam().has_body) return;
  JsonNode const& schema = *operation()
                                .find("requestBody")
                                ->find("content")
                                ->find(atlas::media_type_of(GetParam().info->version))
                                ->find("schema");
  EXPECT_EQ(misfit(atlas::parse_json(example().body).value(), schema, "request"), "");
}

TEST_P(OpenApiAnswer, NeedsABodyWhereTheDocumentSaysSo) {
  if (!GetParam().has_body) return;
  RequestSpec request = example();
  request.body.clear();
  Answer const answer = scene_.try_out(request);
  EXPECT_EQ(answer.status == 400, operation().find("requestBody")->find("required")->boolean)
      << conformance::describe(answer);
}

INSTANTIATE_TEST_SUITE_P(Rows, OpenApiAnswer, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
