// Failures by class.
#include "cli/outcome.hpp"

#include <fmt/format.h>

#include <array>

namespace orgctl {
namespace {

struct Meaning {
  Exit code;
  std::string_view text;
};

constexpr std::array<Meaning, 9> meanings{{
    {Exit::done, "done"},
    {Exit::failed, "the server failed, or its answer is not what was asked for"},
    {Exit::misused, "the command line is wrong, or a question was declined; nothing was sent"},
    {Exit::forbidden, "not allowed (401, 403): key, role or access list"},
    {Exit::missing, "not found (404)"},
    {Exit::refused, "refused (other 4xx): the request breaks a rule"},
    {Exit::unreached, "no answer: connection or time limit"},
    {Exit::busy, "the server is busy (429, 503), also after retries"},
    {Exit::partly, "some rows of the CSV file failed, or some of many people were refused"},
}};

std::string_view advice_of_status(atlas::Error const& error) {
  using atlas::Code;
  if (error.is(Code::ip_address_not_on_access_list) || error.is(Code::org_requires_access_list))
    return "add this machine's address: orgctl orgs api-keys access-list create";
  if (error.is(Code::mfa_required)) return "sign in again with a second factor: orgctl login";
  bool const is_person = error.caller.contains('@');
  if (error.status == 401 && is_person)
    return "sign in again: orgctl login (with the profile's name, unless it is default)";
  if (error.status == 401 && error.caller.empty()) return "sign in, or give a key: orgctl login";
  if (error.status == 401) return "check which key is used: orgctl config show, orgctl status";
  if (error.status == 403 && is_person)
    return "the person needs another role: see the Role line of --help";
  if (error.status == 403) return "the key needs another role: see the Role line of --help";
  if (error.is(Code::org_not_found)) return "see what the key belongs to: orgctl orgs list";
  if (error.is(Code::default_invitation_exception))
    return "change the one that exists: orgctl orgs (or projects) invitations update";
  if (error.is(Code::org_not_empty)) return "delete its projects first: orgctl orgs projects list";
  if (error.status == 406) return "leave --accept and --api-version away";
  if (error.status == 429 || error.status == 503) return "wait, then run the command again";
  if (error.status >= 500) return "if it persists, look into the server's log";
  return "";
}

}  // namespace

Exit exit_of(atlas::Error const& error) {
  using atlas::Failure;
  switch (error.failure) {
    case Failure::status:
      break;
    case Failure::unreadable:
      return Exit::failed;
    case Failure::credentials:
      return Exit::forbidden;
    case Failure::invalid:
      return Exit::misused;
    case Failure::connect:
    case Failure::timeout:
    case Failure::interrupted:
    case Failure::cancelled:
      return Exit::unreached;
  }
  if (error.status == 401 || error.status == 403) return Exit::forbidden;
  if (error.status == 404) return Exit::missing;
  if (error.status == 429 || error.status == 503) return Exit::busy;
  return error.status / 100 == 4 ? Exit::refused : Exit::failed;
}

std::string advice_for(atlas::Error const& error) {
  using atlas::Failure;
  switch (error.failure) {
    case Failure::status:
      return std::string(advice_of_status(error));
    case Failure::connect:
      return "check the address (--url, ORGCTL_URL, orgctl config show) and that the server runs";
    case Failure::timeout:
      return "give it more time: --timeout SECONDS";
    case Failure::interrupted:
      return "it is not known whether the change happened: look before you repeat it";
    case Failure::credentials:
      return "check client id and secret: orgctl config set";
    case Failure::invalid:
      return "--url is scheme and host, such as https://orgs.example.org";
    case Failure::unreadable:
    case Failure::cancelled:
      return "";
  }
  return "";
}

std::string explanation_of(atlas::Error const& error, bool colours) {
  std::string text = fmt::format("{}orgctl: {}{}\n", colours ? "\x1b[31m" : "", error.summary(),
                                 colours ? "\x1b[0m" : "");
  if (auto const advice = advice_for(error); !advice.empty()) text += "  next: " + advice + "\n";
  return text;
}

std::string exit_codes_text() {
  std::string text;
  for (auto const& [code, meaning] : meanings)
    text += fmt::format("  {}  {}\n", static_cast<int>(code), meaning);
  return text;
}

}  // namespace orgctl
