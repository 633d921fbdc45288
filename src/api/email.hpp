// E-mail addresses: what one is, and the key by which two spellings of it are the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace atlas {

/// What is wrong with an address, to be read behind the name of what holds it; "" when it is fine.
/// The local part is ASCII; the domain may be internationalized (UTS 46, non-transitional).
std::string fault_of_email(std::string_view text);

/// The key of an address: in lower case, its domain in A-labels. Addresses with one key are one
/// person's. For what is no address, the text in lower case.
std::string email_key(std::string_view text);

/// The same for a domain alone; nothing for what cannot be one.
std::optional<std::string> domain_key(std::string_view text);

}  // namespace atlas
