// Schemas of the structs of a seed. Texts, numbers and lists are those of OpenAPI 3.0, which says
// an example and a null otherwise.
#include "sandbox/seed_schema.hpp"

#include "api/schema.hpp"
#include "sandbox/seed_reader.hpp"

namespace orgd::sandbox {
namespace {

using atlas::FieldRule;
using atlas::JsonNode;
using atlas::ObjectText;

class SchemaWriting {
 public:
  template <atlas::Described T>
  std::string document() {
    object<T>();
    ObjectText defs;
    for (auto const& [name, schema] : defs_) defs.raw(name, schema);
    ObjectText whole;
    whole.text("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.text("title", "Seed file of orgd sandbox");
    return whole.raw("$defs", defs.done()).text("$ref", reference<T>()).done();
  }

 private:
  template <class T>
  static std::string reference() {
    return "#/$defs/" + std::string(atlas::detail::struct_name<T>());
  }

  template <class T>
  std::string schema_of(FieldRule const& rule) {
    if constexpr (atlas::is_optional<T>) {
      using Inner = typename T::value_type;
      if constexpr (atlas::is_optional<Inner>)
        return R"({"anyOf":[)" + schema_of<Inner>(rule) + R"(,{"type":"null"}]})";
      else
        return schema_of<Inner>(rule);
    } else if constexpr (atlas::detail::is_list<T>) {
      FieldRule element = rule;  // what is said of the member is said of the list
      element.about = "";
      return atlas::detail::list_schema(rule, schema_of<typename T::value_type>(element));
    } else if constexpr (atlas::Described<T>) {
      object<T>();
      ObjectText schema;
      schema.text("$ref", reference<T>());
      return atlas::detail::described(schema.done(), rule);
    } else {
      atlas::SchemaMap none;
      return atlas::detail::SchemaOf<T>::text(none, rule);
    }
  }

  template <atlas::Described T>
  void object() {
    std::string const name(atlas::detail::struct_name<T>());
    if (!defs_.emplace(name, "").second) return;
    std::string required;
    ObjectText properties;
    boost::mp11::mp_for_each<atlas::SortedMembersOf<T>>([&]<class D>(D) {
      using Member = atlas::MemberOf<T, D>;
      FieldRule const rule = atlas::detail::rule_of<T>(D::name);
      properties.raw(atlas::wire_name_of<D>(), schema_of<Member>(rule));
      if (!is_required<Member>(rule)) return;
      required += required.empty() ? "" : ",";
      atlas::write_json(required, atlas::wire_name_of<D>());
    });
    ObjectText schema;
    schema.text("type", "object").flag("additionalProperties", false);
    if (!required.empty()) schema.raw("required", "[" + required + "]");
    defs_[name] = schema.raw("properties", properties.done()).done();
  }

  std::map<std::string, std::string, std::less<>> defs_{};
};

// "example": x is "examples": [x] here.
void rename_examples(JsonNode& node) {
  for (auto& child : node.children) {
    if (child.key == "example" && child.kind == JsonNode::Kind::text) {
      JsonNode list{.kind = JsonNode::Kind::array, .key = "examples"};
      child.key.clear();
      list.children.push_back(std::move(child));
      child = std::move(list);
    } else {
      rename_examples(child);
    }
  }
}

}  // namespace

std::string seed_schema() {
  auto tree = atlas::parse_json(SchemaWriting().document<SeedFile>()).value();
  rename_examples(tree);
  std::string compact;
  atlas::write_json(compact, tree);
  return atlas::pretty_json(compact);
}

}  // namespace orgd::sandbox
