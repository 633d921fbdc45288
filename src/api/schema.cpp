// Schemas of texts, numbers and lists.
#include "api/schema.hpp"

namespace atlas {

ObjectText& ObjectText::raw(std::string_view name, std::string_view json) {
  if (body_.size() > 1) body_ += ',';
  write_json(body_, name);
  body_.append(":").append(json);
  return *this;
}

ObjectText& ObjectText::text(std::string_view name, std::string_view value) {
  std::string quoted;
  write_json(quoted, value);
  return raw(name, quoted);
}

ObjectText& ObjectText::number(std::string_view name, std::int64_t value) {
  return raw(name, std::to_string(value));
}

ObjectText& ObjectText::flag(std::string_view name, bool value) {
  return raw(name, value ? "true" : "false");
}

std::string sentence(std::string_view words) {
  std::string text(words);
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 32);
  return text + '.';
}

namespace detail {

namespace {

// What the rules say of a value that a schema cannot.
void add_description(ObjectText& schema, std::string_view of_member, std::string_view of_kind) {
  std::string text(of_member);
  if (!of_member.empty() && !of_kind.empty()) text += "; ";
  if (text = sentence(text.append(of_kind)); !text.empty()) schema.text("description", text);
}

}  // namespace

std::string text_schema(FieldRule const& field) {
  TextRule const* rule = field.text;
  ObjectText schema;
  schema.text("type", "string");
  add_description(schema, field.about, rule ? rule->about : "");
  if (!rule) return schema.done();
  if (!rule->format.empty()) schema.text("format", rule->format);
  if (!rule->pattern.empty()) schema.text("pattern", rule->pattern);
  if (rule->min_length > 0) schema.number("minLength", rule->min_length);
  if (rule->max_length > 0) schema.number("maxLength", rule->max_length);
  if (!rule->example.empty()) schema.text("example", rule->example);
  if (!rule->values.empty()) {
    std::string values = "[";
    for (auto const value : rule->values) {
      if (values.size() > 1) values += ',';
      write_json(values, value);
    }
    schema.raw("enum", values + "]");
  }
  return schema.done();
}

std::string integer_schema(FieldRule const& rule, std::string_view format) {
  ObjectText schema;
  schema.text("type", "integer").text("format", format);
  add_description(schema, rule.about, "");
  if (rule.minimum != FieldRule{}.minimum) schema.number("minimum", rule.minimum);
  if (rule.maximum != FieldRule{}.maximum) schema.number("maximum", rule.maximum);
  return schema.done();
}

std::string list_schema(FieldRule const& rule, std::string_view items) {
  ObjectText schema;
  schema.text("type", "array");
  add_description(schema, rule.about, "");
  if (rule.non_empty) schema.number("minItems", 1);
  if (rule.max_items > 0) schema.number("maxItems", rule.max_items);
  return schema.raw("items", items).done();
}

std::string with_member(std::string schema, std::string_view member) {
  schema.pop_back();
  return schema.append(",").append(member).append("}");
}

std::string described(std::string schema, FieldRule const& rule) {
  ObjectText about;
  add_description(about, rule.about, "");
  auto const member = about.done();
  if (member.size() == 2) return schema;
  return with_member(std::move(schema), std::string_view(member).substr(1, member.size() - 2));
}

std::string object_schema(SchemaMap& known, std::span<MemberSchema const> members, bool page) {
  std::string required;
  ObjectText properties;
  for (auto const& [name, rule, optional, text, schema_of_type] : members) {
    // What only the server sets looks in a request as it does in an answer: it is ignored there.
    bool const request = known.request;
    if (rule.read_only) known.request = false;
    std::string schema = schema_of_type(known, rule);
    known.request = request;
    if (rule.read_only) {
      if (schema.starts_with(R"({"$ref")")) schema.insert(0, R"({"allOf":[)").append("]}");
      schema = with_member(std::move(schema), R"("readOnly":true)");
    }
    properties.raw(name, schema);
    bool const sent = !optional && !rule.read_only;
    bool const answered = !optional || rule.answered;
    if (request ? !sent : !answered) continue;
    required += required.empty() ? "" : ",";
    write_json(required, name);
  }
  if (page)
    properties.raw("status",
                   R"({"type":"integer","format":"int32","description":"With envelope=true."})");
  ObjectText object;
  object.text("type", "object");
  if (known.request) object.flag("additionalProperties", false);
  if (!required.empty()) object.raw("required", "[" + required + "]");
  return object.raw("properties", properties.done()).done();
}

}  // namespace detail

std::string parameter_json(SchemaMap& known, detail::MemberSchema const& parameter,
                           std::string_view where, std::string_view more) {
  FieldRule rule = parameter.rule;
  std::string about = sentence(rule.about);
  if (!about.empty() && !more.empty()) about += ' ';
  about += more;
  rule.about = "";
  ObjectText object;
  object.text("name", parameter.name).text("in", where);
  if (!about.empty()) object.text("description", about);
  if (where == "path" || parameter.text) object.flag("required", true);
  return object.raw("schema", parameter.schema(known, rule)).done();
}

}  // namespace atlas
