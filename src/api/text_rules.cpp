// The kinds of text that requests carry: what each accepts and how OpenAPI describes it.
// Lengths count Unicode code points; bad UTF-8 never gets here from JSON, but does from URLs.
#include <fmt/format.h>

#include <algorithm>

#include "api/address.hpp"
#include "api/email.hpp"
#include "api/language.hpp"
#include "api/text.hpp"
#include "atlas/role.hpp"
#include "atlas/types.hpp"

namespace atlas {
namespace {

template <auto const& Names>
bool is_one_of(std::string_view text) {
  return std::ranges::find(Names, text) != Names.end();
}

bool is_plain_point(char32_t point) { return !is_control(point); }

bool is_name_point(char32_t point) {
  constexpr std::u32string_view marks = U" -_.(),:&@+'{}";
  return is_letter_or_digit(point) || is_combining_mark(point) || marks.contains(point);
}

bool is_account_point(char32_t point) {
  return is_letter_or_digit(point) || std::u32string_view(U"-_.,' ").contains(point);
}

bool is_tag_point(char32_t point) {
  constexpr std::u32string_view marks = U" ;@_-.+";
  return is_letter_or_digit(point) || is_combining_mark(point) || marks.contains(point);
}

bool is_name(std::string_view text) {
  auto const points = code_points(text);
  if (!points || points->empty() || points->size() > 64) return false;
  for (std::size_t at = 0; at < points->size(); ++at)
    if (!is_name_point((*points)[at]) && !joins_letters(*points, at)) return false;
  return text.front() != ' ' && text.back() != ' ';
}

template <std::size_t Min, std::size_t Max>
bool is_text(std::string_view text) {
  auto const count = each_code_point(text, is_plain_point);
  return count && *count >= Min && *count <= Max;
}

// A text that people will read.
template <std::size_t Min, std::size_t Max>
bool is_readable(std::string_view text) {
  return is_text<Min, Max>(text) && hidden_in(text).empty();
}

bool is_email(std::string_view text) { return fault_of_email(text).empty(); }

bool is_object_id(std::string_view text) {
  return text.size() == 24 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_client_id(std::string_view text) {
  constexpr std::string_view prefix = "mdb_sa_id_";
  if (!text.starts_with(prefix)) return false;
  return is_object_id(lower_ascii(text.substr(prefix.size())));
}

template <std::size_t Max>
bool is_account_text(std::string_view text) {
  auto const count = each_code_point(text, is_account_point);
  return count && *count >= 1 && *count <= Max;
}

bool is_country(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_mobile_number(std::string_view text) {
  return text.size() <= 32 && text.find_first_not_of("0123456789+()./ -") == text.npos;
}

template <auto const& Names>
constexpr TextRule one_of(std::string_view example) {
  constexpr auto check = [](std::string_view text) {
    bool const found = std::ranges::find(Names, text) != Names.end();
    return found ? std::nullopt : std::optional(Code::invalid_enum_value);
  };
  return {.check = check, .values = Names, .example = example};
}

template <bool (*Accepts)(std::string_view), Code Violation>
std::optional<Code> check(std::string_view text) {
  return Accepts(text) ? std::nullopt : std::optional(Violation);
}

std::optional<Code> check_org_role(std::string_view text) {
  if (parse_org_role(text)) return std::nullopt;
  return text.starts_with("GROUP_") ? Code::invalid_role_for_org : Code::invalid_enum_value;
}

std::optional<Code> check_group_role(std::string_view text) {
  if (parse_group_role(text)) return std::nullopt;
  return text.starts_with("ORG_") ? Code::invalid_role_for_group : Code::invalid_enum_value;
}

constexpr std::string_view id_pattern = "^([a-f0-9]{24})$";
constexpr std::string_view no_control_pattern = R"(^[^\x00-\x1f\x7f]*$)";
constexpr std::string_view about_names =
    "1 to 64 letters, digits and combining marks of any script, spaces and -_.(),:&@+'{}, with no "
    "space at either end; zero-width joiners and non-joiners between two letters. As a pattern of "
    R"(Unicode: ^[\p{L}\p{M}\p{N} \-_.(),:&@+'{}\u200C\u200D]{1,64}$)";
constexpr std::string_view about_readable =
    "no control characters, no controls of the direction of text, nothing invisible";
constexpr std::string_view about_email =
    "an e-mail address: at most 64 characters before the @, 254 in all, no address literal; the "
    "domain may be internationalized. It is compared without case and shown as it was sent";

// A password is a secret: where in it something stands is not told.
std::string explain_password(std::string_view given) {
  auto const points = code_points(given);
  bool const controls = points && std::ranges::any_of(*points, is_control);
  return controls ? "holds a control character; leave it out" : "";
}

std::string explain_tag(std::string_view given) {
  auto const points = code_points(given);
  if (!points) return "is not valid UTF-8";
  if (points->size() > 255)
    return fmt::format("exceeded the maximum allowed length of 255 characters: it has {}",
                       points->size());
  if (std::ranges::all_of(*points, is_tag_point)) return "";
  return "contains invalid characters; allowable characters are letters, digits, spaces and ;@_-.+";
}

// What is read by people beside a service account.
template <std::size_t Max>
constexpr TextRule account_rule(std::string_view example) {
  return {.check = check<is_account_text<Max>, Code::invalid_attribute>,
          .min_length = 1,
          .max_length = Max,
          .about = "letters and digits of any script, spaces and -_.,'",
          .example = example};
}

constexpr TextRule name_rule(std::optional<Code> (*check_name)(std::string_view),
                             std::string_view example) {
  return {.check = check_name,
          .min_length = 1,
          .max_length = 64,
          .about = about_names,
          .example = example,
          .explain = hidden_in};
}

template <std::size_t Max, Code Violation>
constexpr TextRule readable_rule(std::string_view example) {
  return {.check = check<is_readable<1, Max>, Violation>,
          .pattern = no_control_pattern,
          .min_length = 1,
          .max_length = Max,
          .about = about_readable,
          .example = example,
          .explain = hidden_in};
}

}  // namespace

namespace text {

TextRule const object_id{.check = check<is_object_id, Code::invalid_attribute>,
                         .pattern = id_pattern,
                         .min_length = 24,
                         .max_length = 24,
                         .example = "32b6e34b3d91647abb20e7b8"};
TextRule const org_name = name_rule(check<is_name, Code::invalid_org_name>, "Example-Organization");
TextRule const group_name = name_rule(check<is_name, Code::invalid_group_name>, "Example-Project");
TextRule const team_name = name_rule(check<is_name, Code::invalid_team_name>, "Example-Team");
TextRule const email{.check = check<is_email, Code::invalid_email_address>,
                     .format = "email",
                     .min_length = 1,
                     .max_length = 254,
                     .about = about_email,
                     .example = "dana@example.org",
                     .explain = fault_of_email};
TextRule const username{.check = check<is_email, Code::invalid_username>,
                        .format = "email",
                        .min_length = 1,
                        .max_length = 254,
                        .about = about_email,
                        .example = "dana@example.org",
                        .explain = fault_of_email};
TextRule const email_or_empty{
    .check =
        [](std::string_view given) { return given.empty() ? std::nullopt : email.check(given); },
    .max_length = 254,
    .about = "an e-mail address, or nothing to clear it",
    .example = "security@example.org",
    .explain =
        [](std::string_view given) {
          return given.empty() ? std::string() : fault_of_email(given);
        }};
TextRule const org_role{.check = check_org_role, .values = org_role_names, .example = "ORG_MEMBER"};
TextRule const group_role{
    .check = check_group_role, .values = group_role_names, .example = "GROUP_READ_ONLY"};
TextRule const key_description = readable_rule<250, Code::invalid_api_key_desc>("deploys from CI");
TextRule const client_id{.check = check<is_client_id, Code::invalid_attribute>,
                         .pattern = R"(^mdb_sa_id_[a-fA-F0-9]{24}$)",
                         .min_length = 34,
                         .max_length = 34,
                         .example = "mdb_sa_id_32b6e34b3d91647abb20e7b8"};
TextRule const key_part = readable_rule<64, Code::invalid_attribute>("abcdefgh");
TextRule const account_name = account_rule<64>("Deployment");
TextRule const account_description = account_rule<250>("deploys from CI");
TextRule const first_name = readable_rule<64, Code::first_name_exceeds_max_length>("Dana");
TextRule const last_name = readable_rule<64, Code::last_name_exceeds_max_length>("Doe");
TextRule const country{.check = check<is_country, Code::invalid_country_code>,
                       .pattern = "^([A-Z]{2})$",
                       .min_length = 2,
                       .max_length = 2,
                       .example = "DE"};
TextRule const mobile_number{.check = check<is_mobile_number, Code::invalid_attribute>,
                             .pattern = "^[+0-9()./ -]*$",
                             .max_length = 32,
                             .about = "digits, spaces and +()./-, or nothing",
                             .example = "+49 30 901820"};
TextRule const password{.check = check<is_text<8, 256>, Code::weak_password>,
                        .format = "password",
                        .pattern = no_control_pattern,
                        .min_length = 8,
                        .max_length = 256,
                        .about = "no control characters; none that is common or easily guessed",
                        .example = "correct horse battery staple",
                        .explain = explain_password};
TextRule const tag{
    .check =
        check<[](std::string_view given) { return !given.empty() && explain_tag(given).empty(); },
              Code::invalid_attribute>,
    .min_length = 1,
    .max_length = 255,
    .about = "letters, digits and combining marks of any script, spaces and ;@_-.+",
    .example = "production",
    .explain = explain_tag};
TextRule const ip_address{
    .check = check<[](std::string_view given) { return Address::parse(given).has_value(); },
                   Code::invalid_ip_address_or_cidr_notation>,
    .about = "one IPv4 or IPv6 address",
    .example = "192.0.2.1"};
TextRule const cidr_block{.check = check<[](std::string_view given) {
                            return given.contains('/') && Block::parse(given).has_value();
                          },
                                         Code::invalid_cidr_block>,
                          .about = "an IPv4 or IPv6 block",
                          .example = "192.0.2.0/24"};
TextRule const membership_status = one_of<membership_status_names>("ACTIVE");
TextRule const language = one_of<languages>("de");
TextRule const invitation_state = one_of<invitation_state_names>("PENDING");
TextRule const invitation_outcome = one_of<invitation_outcome_names>("INVITED");
TextRule const mail_state = one_of<mail_state_names>("SENT");
TextRule const health_problem = one_of<health_problem_names>("MAILS_GIVEN_UP");
TextRule const session_state = one_of<session_state_names>("ACTIVE");
TextRule const sign_in_method = one_of<sign_in_method_names>("PASSWORD");
TextRule const factor_type = one_of<factor_type_names>("totp");
TextRule const factor_name = readable_rule<64, Code::invalid_attribute>("Dana's phone");
TextRule const event_type{.check = check<is_text<1, 100>, Code::invalid_enum_value>,
                          .pattern = no_control_pattern,
                          .min_length = 1,
                          .max_length = 100,
                          .about = "the name of a type of event",
                          .example = "ORG_CREATED"};
TextRule const date{.check = check<is_text<0, 64>, Code::invalid_date_format>,
                    .format = "date-time",
                    .max_length = 64,
                    .about = "ISO 8601, in UTC unless it has an offset",
                    .example = "2025-01-01T00:00:00Z"};
TextRule const whole_name{.check = check<is_text<1, 64>, Code::invalid_attribute>,
                          .pattern = no_control_pattern,
                          .min_length = 1,
                          .max_length = 64,
                          .about = "the whole name, in its case",
                          .example = "Example"};
// Whether it is an address decides whether there is such a person.
TextRule const whole_username{.check = check<is_text<1, 254>, Code::invalid_attribute>,
                              .pattern = no_control_pattern,
                              .min_length = 1,
                              .max_length = 254,
                              .about = "the whole address, in any case",
                              .example = "dana@example.com"};
TextRule const plain{.check = check<is_text<0, 4096>, Code::invalid_attribute>,
                     .pattern = no_control_pattern,
                     .max_length = 4096,
                     .about = "no control characters",
                     .example = "Example"};

}  // namespace text

}  // namespace atlas
