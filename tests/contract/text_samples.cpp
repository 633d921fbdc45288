// The samples. A new TextRule needs a row here before any operation may use it.
#include "text_samples.hpp"

#include <stdexcept>

namespace contract {
namespace {

using atlas::Code;

std::string times(std::size_t count, char c) { return std::string(count, c); }  // NOLINT

// NOLINTBEGIN(misc-misleading-bidirectional): these are what must not pass

// What no name of an organization or project may be.
std::vector<BrokenText> broken_names(Code code) {
  std::vector<BrokenText> broken;
  for (auto const* text : {" leads", "trails ", "semi;colon", "<b>", "a\nb", "\x7f", "a/b", "\"",
                           "a\u200bb", "\u202eab", "1\u200d2", "a\ue000"})
    broken.push_back({text, code});
  broken.push_back({times(65, 'n'), code});
  return broken;
}

std::vector<BrokenText> broken_emails(Code code = Code::invalid_email_address) {
  std::vector<BrokenText> broken;
  for (auto const* text :
       {"nobody", "@example.org", "a@localhost", "a@@example.org", "a b@c.org", "a@example..org",
        ".a@example.org", "a@-example.org", "a@example.org ", "user@192.0.2.1", "user@[192.0.2.1]",
        "a\u200b@example.org", "\u00e4@example.org", "a@b\u200bc.org", "a@\u202ebc.org"})
    broken.push_back({text, code});
  broken.push_back({times(65, 'a') + "@b.org", code});
  broken.push_back({"a@" + times(64, 'b') + ".org", code});
  std::string const label = times(62, 'b');
  std::string const domain = label + "." + label + "." + label + ".org";
  broken.push_back({times(64, 'a') + "@" + domain, code});
  return broken;
}

std::vector<BrokenText> all_with(Code code, std::initializer_list<std::string> texts) {
  std::vector<BrokenText> broken;
  for (auto const& text : texts) broken.push_back({text, code});
  return broken;
}

std::vector<TextSamples> make_samples() {
  namespace t = atlas::text;
  std::string const control = "a\x01";
  std::string const hidden = "a\u2060b";
  std::string const turned = "a\u2067b";
  return {
      {&t::object_id, times(24, 'f'),
       all_with(Code::invalid_attribute,
                {"short", times(23, 'a'), times(25, 'a'), times(24, 'F'), times(23, 'a') + "g"})},
      {&t::org_name, "Example", broken_names(Code::invalid_org_name)},
      {&t::group_name, "Example", broken_names(Code::invalid_group_name)},
      {&t::team_name, "Example", broken_names(Code::invalid_team_name)},
      {&t::email, "someone@example.org", broken_emails()},
      {&t::username, "someone@example.org", broken_emails(Code::invalid_username)},
      {&t::email_or_empty, "someone@example.org", broken_emails()},
      {&t::org_role,
       "ORG_MEMBER",
       {{"ORG_KING", Code::invalid_enum_value},
        {"org_member", Code::invalid_enum_value},
        {"", Code::invalid_enum_value},
        {"GROUP_OWNER", Code::invalid_role_for_org}}},
      {&t::group_role,
       "GROUP_READ_ONLY",
       {{"GROUP_KING", Code::invalid_enum_value},
        {"group_owner", Code::invalid_enum_value},
        {"", Code::invalid_enum_value},
        {"ORG_OWNER", Code::invalid_role_for_group}}},
      {&t::key_description, "a key",
       all_with(Code::invalid_api_key_desc, {times(251, 'd'), control, hidden, turned})},
      {&t::client_id, "mdb_sa_id_" + times(24, 'F'),
       all_with(Code::invalid_attribute,
                {times(24, 'a'), "mdb_sa_id_" + times(23, 'a'), "mdb_sa_id_" + times(25, 'a'),
                 "mdb_sa_id_" + times(23, 'a') + "g", "MDB_SA_ID_" + times(24, 'a')})},
      {&t::account_name, "An account",
       all_with(Code::invalid_attribute, {times(65, 'n'), "a:b", "a@b", control, hidden, turned})},
      {&t::account_description, "for a test",
       all_with(Code::invalid_attribute, {times(251, 'd'), "a:b", "(a)", control, hidden, turned})},
      {&t::key_part, "abcdefgh",
       all_with(Code::invalid_attribute, {times(65, 'k'), control, hidden, turned})},
      {&t::first_name, "Dana",
       all_with(Code::first_name_exceeds_max_length, {times(65, 'n'), control, hidden, turned})},
      {&t::last_name, "Doe",
       all_with(Code::last_name_exceeds_max_length, {times(65, 'n'), control, hidden, turned})},
      {&t::country, "DE", all_with(Code::invalid_country_code, {"de", "D", "DEU", "D1"})},
      {&t::mobile_number, "+49 30 901820",
       all_with(Code::invalid_attribute, {times(33, '1'), "call me", control})},
      {&t::password,
       "correct horse",
       {{"7 chars", Code::weak_password},
        {times(257, 'p'), Code::weak_password},
        {"password" + control, Code::weak_password}}},
      {&t::tag, "a", all_with(Code::invalid_attribute, {times(256, 't'), "a:b", control})},
      {&t::ip_address, "198.51.100.1",
       all_with(Code::invalid_ip_address_or_cidr_notation,
                {"", "10.0.0.0/8", "10.0.0", "10.0.0.256", "here", "1::2::3"})},
      {&t::cidr_block, "198.51.100.0/24",
       all_with(Code::invalid_cidr_block, {"", "10.0.0.1", "10.0.0.0/33", "10.0.0.0/", "here/8"})},
      {&t::membership_status, "ACTIVE",
       all_with(Code::invalid_enum_value, {"active", "GONE", "PENDING "})},
      {&t::language, "de", all_with(Code::invalid_enum_value, {"DE", "de-DE", "nl", ""})},
      {&t::invitation_state, "PENDING", all_with(Code::invalid_enum_value, {"pending", "SENT"})},
      {&t::invitation_outcome, "INVITED", all_with(Code::invalid_enum_value, {"invited", ""})},
      {&t::mail_state, "SENT", all_with(Code::invalid_enum_value, {"sent", ""})},
      {&t::session_state, "ACTIVE", all_with(Code::invalid_enum_value, {"active", ""})},
      {&t::mail_state, "WAITING", all_with(Code::invalid_enum_value, {"waiting", "LOST", ""})},
      {&t::health_problem, "MAILS_GIVEN_UP", all_with(Code::invalid_enum_value, {"NONE", ""})},
      {&t::sign_in_method, "PASSWORD", all_with(Code::invalid_enum_value, {"password", ""})},
      {&t::factor_type, "totp", all_with(Code::invalid_enum_value, {"TOTP", ""})},
      {&t::factor_name, "A phone",
       all_with(Code::invalid_attribute, {times(65, 'n'), control, hidden, turned})},
      {&t::event_type, "ORG_CREATED",
       all_with(Code::invalid_enum_value, {"", control, "\xff", times(101, 'X')})},
      {&t::date, "2025-01-01T00:00:00Z",
       all_with(Code::invalid_date_format, {control, "\xff", times(65, '1')})},
      {&t::whole_name, "Ex",
       all_with(Code::invalid_attribute, {"", control, "\xff", times(65, 'x')})},
      {&t::whole_username, "dana@example.com",
       all_with(Code::invalid_attribute, {"", control, "\xff", times(255, 'x')})},
      {&t::plain, "Ex", all_with(Code::invalid_attribute, {control, "\xff", times(4097, 'x')})},
  };
}

// NOLINTEND(misc-misleading-bidirectional)

}  // namespace

std::vector<TextSamples> const& text_samples() {
  static std::vector<TextSamples> const all = make_samples();
  return all;
}

TextSamples const& samples_of(atlas::TextRule const& rule) {
  for (TextSamples const& samples : text_samples())
    if (samples.rule == &rule) return samples;
  throw std::logic_error("a kind of text has no samples in text_samples.cpp");
}

}  // namespace contract
