// What a program's author or user can do about a failure.
#include <fmt/format.h>

#include "atlas/response.hpp"

namespace atlas {
namespace {

std::string key_of(Error const& error) {
  return error.caller.empty() ? "the caller" : "key " + error.caller;
}

// Neither a public key nor a client id is an address.
bool is_of_person(Error const& error) { return error.caller.contains('@'); }

std::string advice_of_refusal(Error const& error) {
  if (error.caller.empty())
    return "The call came without credentials: set Configuration::credentials.";
  if (is_of_person(error))
    return fmt::format("The session of {} has ended, or lacks the role: sign in again.",
                       error.caller);
  if (error.is(Code::user_unauthorized))
    return fmt::format(
        "Has {} a role in this organization that allows it? A new organization knows only the key "
        "that was created with it.",
        key_of(error));
  return fmt::format("Check {}, its secret, and the server it is for.", key_of(error));
}

std::string advice_of_status(Error const& error) {
  if (error.retry_after)
    return fmt::format("The server asks to wait {} s.", error.retry_after->count());
  if (error.is(Code::ip_address_not_on_access_list) || error.is(Code::org_requires_access_list))
    return fmt::format("Add the address of this machine to the access list of {}.", key_of(error));
  if (error.status == 401) return advice_of_refusal(error);
  if (error.is(Code::mfa_required)) return "Sign in again, and show a second factor.";
  if (error.is(Code::org_not_found))
    return fmt::format("list_organizations() shows what {} belongs to.", key_of(error));
  if (error.is(Code::org_not_empty)) return "Delete its projects first.";
  if (error.is(Code::default_invitation_exception))
    return "update_organization_invitation() changes the one that exists.";
  if (error.status == 404 && (error.api.error_code.empty() || error.is(Code::resource_not_found)))
    return "Check Configuration::host: scheme, name and port.";
  if (error.status == 406) return "Leave CallOptions::accept as it is.";
  return "";
}

}  // namespace

std::string Error::advice() const {
  switch (failure) {
    case Failure::status:
      return advice_of_status(*this);
    case Failure::connect:
      return "Check Configuration::host, and that the server runs.";
    case Failure::timeout:
      return "Give it more time with CallOptions::timeout; a change may have been made.";
    case Failure::interrupted:
      return "A change may have been made: read before you repeat it.";
    case Failure::credentials:
      return "Check client id and secret.";
    case Failure::unreadable:
    case Failure::cancelled:
    case Failure::invalid:
      return "";
  }
  return "";
}

}  // namespace atlas
