// The kinds of text that requests carry: what each accepts and how OpenAPI describes it.
// Lengths count Unicode code points; bad UTF-8 never gets here from JSON, but does from URLs.
#include <utf8proc.h>

#include <algorithm>

#include "api/address.hpp"
#include "api/text.hpp"
#include "atlas/role.hpp"
#include "atlas/rules.hpp"

namespace atlas {

std::optional<std::size_t> each_code_point(std::string_view text, bool (*accepts)(char32_t)) {
  std::size_t count = 0;
  auto const* at = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    auto const used = utf8proc_iterate(at, left, &point);
    if (used <= 0 || !accepts(static_cast<char32_t>(point))) return std::nullopt;
    at += used;
    left -= used;
    ++count;
  }
  return count;
}

std::string fold_case(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &folded,
                                 static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD));
  if (size < 0) return std::string(text);
  std::string result(reinterpret_cast<char const*>(folded), static_cast<std::size_t>(size));
  std::free(folded);  // NOLINT: the library hands over memory of malloc
  return result;
}

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return x == y || lower(x) == lower(y);
         });
}

namespace {

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
}

bool is_plain_point(char32_t point) { return !is_control(point); }

bool is_letter_or_digit(char32_t point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_name_point(char32_t point) {
  constexpr std::u32string_view marks = U" -_.(),:&@+'{}";
  return is_letter_or_digit(point) || marks.contains(point);
}

bool is_tag_point(char32_t point) {
  constexpr std::u32string_view marks = U" ;@_-.+";
  return is_letter_or_digit(point) || marks.contains(point);
}

bool is_name(std::string_view text) {
  auto const count = each_code_point(text, is_name_point);
  return count && *count >= 1 && *count <= 64 && text.front() != ' ' && text.back() != ' ';
}

template <std::size_t Min, std::size_t Max>
bool is_text(std::string_view text) {
  auto const count = each_code_point(text, is_plain_point);
  return count && *count >= Min && *count <= Max;
}

// One label or word: characters of `marks` besides lower-case letters and digits.
bool all_of_atom(std::string_view text, std::string_view marks) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || marks.contains(c);
  });
}

bool each_part(std::string_view text, bool (*accepts)(std::string_view)) {
  for (;;) {
    auto const dot = text.find('.');
    if (!accepts(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_email(std::string_view given) {
  if (given.size() > 254) return false;
  std::string const text = lower_ascii(given);
  auto const at = text.find('@');
  if (at == std::string::npos) return false;
  std::string_view const local = std::string_view(text).substr(0, at);
  std::string_view const domain = std::string_view(text).substr(at + 1);
  auto const word = [](std::string_view part) { return all_of_atom(part, "!#$%&'*+/=?^_`{|}~-"); };
  auto const label = [](std::string_view part) {
    return all_of_atom(part, "-") && part.front() != '-' && part.back() != '-';
  };
  return each_part(local, word) && domain.contains('.') && each_part(domain, label);
}

bool is_object_id(std::string_view text) {
  return text.size() == 24 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_country(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_membership_status(std::string_view text) {
  return std::ranges::find(membership_status_names, text) != membership_status_names.end();
}

template <bool (*Accepts)(std::string_view), Code Violation>
std::optional<Code> check(std::string_view text) {
  return Accepts(text) ? std::nullopt : std::optional(Violation);
}

std::optional<Code> check_org_role(std::string_view text) {
  if (parse_org_role(text)) return std::nullopt;
  return text.starts_with("GROUP_") ? Code::invalid_role_for_org : Code::invalid_enum_value;
}

constexpr std::string_view id_pattern = "^([a-f0-9]{24})$";
constexpr std::string_view name_pattern = R"(^[\p{L}\p{N} \-_.(),:&@+'{}]{1,64}$)";

}  // namespace

namespace text {

TextRule const object_id{check<is_object_id, Code::invalid_attribute>, "", id_pattern, 24, 24};
TextRule const org_name{check<is_name, Code::invalid_org_name>, "", name_pattern, 1, 64};
TextRule const group_name{check<is_name, Code::invalid_group_name>, "", name_pattern, 1, 64};
TextRule const email{check<is_email, Code::invalid_email_address>, "email", "", 1, 254};
TextRule const email_or_empty{
    [](std::string_view given) { return given.empty() ? std::nullopt : email.check(given); },
    "email", "", 0, 254};
TextRule const org_role{check_org_role, "", "", 0, 0, org_role_names};
TextRule const group_role{
    check<[](std::string_view name) { return parse_group_role(name).has_value(); },
          Code::invalid_enum_value>,
    "",
    "",
    0,
    0,
    group_role_names};
TextRule const key_description{check<is_text<1, 250>, Code::invalid_api_key_desc>, "", "", 1, 250};
TextRule const first_name{check<is_text<1, 64>, Code::first_name_exceeds_max_length>, "", "", 1,
                          64};
TextRule const last_name{check<is_text<1, 64>, Code::last_name_exceeds_max_length>, "", "", 1, 64};
TextRule const country{check<is_country, Code::invalid_country_code>, "", "^([A-Z]{2})$", 2, 2};
TextRule const password{check<is_text<8, 256>, Code::weak_password>, "password", "", 8, 256};
TextRule const tag{check<[](std::string_view given) {
                     auto const count = each_code_point(given, is_tag_point);
                     return count && *count >= 1 && *count <= 255;
                   },
                         Code::invalid_attribute>,
                   "", "", 1, 255};
TextRule const ip_address{
    check<[](std::string_view given) { return Address::parse(given).has_value(); },
          Code::invalid_ip_address_or_cidr_notation>,
    "", ""};
TextRule const cidr_block{check<[](std::string_view given) {
                            return given.contains('/') && Block::parse(given).has_value();
                          },
                                Code::invalid_cidr_block>,
                          "", ""};
TextRule const membership_status{
    check<is_membership_status, Code::invalid_enum_value>, "", "", 0, 0, membership_status_names};
TextRule const plain{check<is_text<0, 4096>, Code::invalid_attribute>, "", ""};

}  // namespace text

}  // namespace atlas
