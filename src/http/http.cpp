// Storage of requests and answers.
#include "http/http.hpp"

#include <algorithm>

#include "api/append.hpp"
#include "api/text.hpp"

namespace orgd {
namespace {

// An idle connection keeps what a small body needs, not what the largest one did.
constexpr std::size_t kept_body_bytes = 4096;

}  // namespace

void drop_if_larger(std::string& text, std::size_t kept_bytes) {
  if (text.capacity() > kept_bytes) std::string().swap(text);
}

void Request::clear() {
  method.clear();
  target.clear();
  prefix.clear();
  drop_if_larger(body, kept_body_bytes);
  body.clear();
  incoming = nullptr;
  remote_address.clear();
  secure = false;
  received = {};
  field_text_.clear();
  fields_.clear();
}

void Request::add_field(std::string_view name, std::string_view value) {
  fields_.push_back({name.size(), field_text_.size() + name.size(), value.size()});
  atlas::append(field_text_, name, value);
}

std::string_view Request::name_of(Span const& span) const {
  return std::string_view(field_text_).substr(span.value_offset - span.name_size, span.name_size);
}

std::string_view Request::value_of(Span const& span) const {
  return std::string_view(field_text_).substr(span.value_offset, span.value_size);
}

std::string_view Request::field(std::string_view name) const {
  // Their sizes tell most names apart.
  for (Span const& span : fields_)
    if (span.name_size == name.size() && atlas::equal_ignoring_case(name_of(span), name))
      return value_of(span);
  return {};
}

std::size_t Request::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(fields_, [&](Span const& span) {
    return span.name_size == name.size() && atlas::equal_ignoring_case(name_of(span), name);
  }));
}

std::vector<std::pair<std::string_view, std::string_view>> Request::all_fields() const {
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  fields.reserve(fields_.size());
  for (Span const& span : fields_) fields.emplace_back(name_of(span), value_of(span));
  return fields;
}

std::string_view Request::list_field(std::string_view name, std::string& joined) const {
  std::string_view list;
  for (Span const& span : fields_) {
    if (span.name_size != name.size() || !atlas::equal_ignoring_case(name_of(span), name)) continue;
    if (list.empty()) {
      list = value_of(span);
      continue;
    }
    if (joined.empty()) joined = list;
    joined.append(", ").append(value_of(span));
    list = joined;
  }
  return list;
}

void Response::clear() {
  status = 200;
  content_type.clear();
  fields.clear();
  drop_if_larger(body, kept_body_bytes);
  body.clear();
  fault.reset();
}

void Response::add_field(std::string_view name, std::string_view value) {
  atlas::append(fields, name, ": ", value, "\r\n");
}

}  // namespace orgd
