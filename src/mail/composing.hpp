// Out of a row of a queue, what a letter says: who is written to, about what, in which words.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "mail/letter.hpp"
#include "mail/templates.hpp"
#include "security/vault.hpp"
#include "store/outbox.hpp"

namespace orgd::mail {

struct ComposingOptions {
  Mailbox from{};
  std::string base_url{};  ///< of links
};

/// A mail of either queue.
using AnyMail = std::variant<store::Mail, store::AccountMail>;

/// What a template may say of a mail.
struct Facts {
  Values values{};
  bool obsolete = false;  ///< there is nothing to be said any more
};

/// Reads what the mail is about, as it stands now.
Task<Facts> facts_of(Transaction& tx, store::Mail const& mail, store::Seconds now);
/// What the mail to an account says stands in it.
Task<Facts> facts_of(Transaction& tx, store::AccountMail const& mail, store::Seconds now);

/// The letter, whose link the vault opens. Nothing when the mail is of no known kind, or its link
/// is sealed with another key.
std::optional<Letter> compose(AnyMail const& mail, Facts const& facts,
                              ComposingOptions const& options, Templates const& templates,
                              Vault const& vault);

/// The host of a URL, which is what people call a service.
std::string service_name(std::string_view base_url);

}  // namespace orgd::mail
