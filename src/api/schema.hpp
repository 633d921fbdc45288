// JSON Schema (the dialect of OpenAPI 3.0) of described structs and their rules.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/members.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Schemas by name, those that others refer to. A type that requests and answers share has two: a
/// request leaves out more, and may hold nothing else.
struct SchemaMap {
  std::map<std::string, std::string, std::less<>> answers{};
  std::map<std::string, std::string, std::less<>> requests{};
  bool request = false;  ///< which of the two is being written
};

/// Members of a JSON object in the order given, as text.
class ObjectText {
 public:
  ObjectText& raw(std::string_view name, std::string_view json);
  ObjectText& text(std::string_view name, std::string_view value);
  ObjectText& number(std::string_view name, std::int64_t value);
  ObjectText& flag(std::string_view name, bool value);
  std::string done() const { return body_ + "}"; }

 private:
  std::string body_ = "{";
};

/// Words of a rule as a sentence: "the project's id" is "The project's id.".
std::string sentence(std::string_view words);

namespace detail {

std::string text_schema(FieldRule const& rule);
std::string integer_schema(FieldRule const& rule, std::string_view format);
std::string list_schema(FieldRule const& rule, std::string_view items);
std::string with_member(std::string schema, std::string_view name);
std::string described(std::string schema, FieldRule const& rule);

// "Organization" of atlas::Organization.
template <class T>
constexpr std::string_view struct_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind("::") == std::string_view::npos ? 0 : name.rfind("::") + 2);
}

template <class T>
inline std::string schema_name = std::string(struct_name<T>());
template <class T>
inline std::string schema_name<Page<T>> = "Paginated" + std::string(struct_name<T>()) + "View";

template <class T>
struct SchemaOf;

template <>
struct SchemaOf<bool> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return described(R"({"type":"boolean"})", rule);
  }
};
template <>
struct SchemaOf<std::int32_t> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return integer_schema(rule, "int32");
  }
};
template <>
struct SchemaOf<std::int64_t> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return integer_schema(rule, "int64");
  }
};
template <>
struct SchemaOf<std::string> {
  static std::string text(SchemaMap&, FieldRule const& rule) { return text_schema(rule); }
};
template <>
struct SchemaOf<Role> : SchemaOf<std::string> {};
template <>
struct SchemaOf<Date> {
  static std::string text(SchemaMap&, FieldRule const& rule) {
    return described(R"({"type":"string","format":"date-time","example":"2026-03-01T10:00:00Z"})",
                     rule);
  }
};
template <>
struct SchemaOf<Parameter> {
  static std::string text(SchemaMap&, FieldRule const&) {
    return R"({"oneOf":[{"type":"string"},{"type":"integer"}]})";
  }
};
template <class T>
struct SchemaOf<std::optional<T>> {
  static std::string text(SchemaMap& known, FieldRule const& rule) {
    return SchemaOf<T>::text(known, rule);
  }
};
template <class T>
struct SchemaOf<OptionalList<T>> : SchemaOf<std::vector<T>> {};
template <Described T>
std::string object_schema(SchemaMap& known);

template <class T>
struct SchemaOf<Nullable<T>> {
  static std::string text(SchemaMap& known, FieldRule const& rule) {
    // An object is written out: a reference stands alone in OpenAPI 3.0, and of "nullable" beside
    // an "allOf" of it openapi-python-client knows nothing: its clients fail at null.
    std::string inner;
    if constexpr (Described<T>)
      inner = described(object_schema<T>(known), rule);
    else
      inner = SchemaOf<T>::text(known, rule);
    return with_member(std::move(inner), R"("nullable":true)");
  }
};
template <class T>
struct SchemaOf<std::vector<T>> {
  static std::string text(SchemaMap& known, FieldRule const& rule) {
    FieldRule element = rule;  // what is said of the member is said of the list
    element.about = "";
    return list_schema(rule, SchemaOf<T>::text(known, element));
  }
};

template <class T>
inline constexpr bool is_page = false;
template <class T>
inline constexpr bool is_page<Page<T>> = true;

// A member without its type. What is written of it is written for all types by the same code.
struct MemberSchema {
  std::string_view name{};  // on the wire
  FieldRule rule{};
  bool optional = false;
  bool text = false;
  std::string (*schema)(SchemaMap&, FieldRule const&) = nullptr;
};

template <class T, template <class...> class List, class... D>
constexpr std::array<MemberSchema, sizeof...(D)> schemas_of(List<D...>) {
  return {MemberSchema{
      .name = wire_name_of<D>(),
      .rule = rule_of<T>(D::name),
      .optional = is_optional<MemberOf<T, D>>,
      .text = std::is_same_v<MemberOf<T, D>, std::string>,
      .schema = &SchemaOf<MemberOf<T, D>>::text,
  }...};
}

std::string object_schema(SchemaMap& known, std::span<MemberSchema const> members, bool page);

template <Described T>
std::string object_schema(SchemaMap& known) {
  return object_schema(known, schemas_of<T>(SortedMembersOf<T>{}), is_page<T>);
}

template <Described T>
struct SchemaOf<T> {
  static std::string text(SchemaMap& known, FieldRule const&) {
    std::string name = schema_name<T>;
    if (known.request && known.answers.contains(name)) name += "Request";
    auto& schemas = known.request ? known.requests : known.answers;
    if (!schemas.contains(name)) {
      schemas[name] = "";  // ends recursion
      schemas[name] = object_schema<T>(known);
    }
    return ObjectText().text("$ref", "#/components/schemas/" + name).done();
  }
};

}  // namespace detail

/// Members of T as the parameters that they are, in the order of their declaration.
template <Described T>
constexpr auto parameters_of() {
  return detail::schemas_of<T>(MembersOf<T>{});
}

/// One of them, in "path" or "query". What is said of it stands beside its schema, where every
/// linter and generator looks, with one more sentence.
std::string parameter_json(SchemaMap& known, detail::MemberSchema const& parameter,
                           std::string_view where, std::string_view more = {});

/// The schema of T, a reference for structs; what it refers to is added to `known`.
template <class T>
std::string schema_of(SchemaMap& known) {
  return detail::SchemaOf<T>::text(known, detail::rule_of<T>(""));
}

}  // namespace atlas
