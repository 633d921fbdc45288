// Mails to the holders of accounts, each written in the transaction of what it tells of.
#pragma once

#include "service/call.hpp"
#include "store/outbox.hpp"

namespace orgd {

/// What they are about; see mail_kinds() for what their templates may say.
namespace account_mail {
inline constexpr std::string_view password_reset = "password reset";
inline constexpr std::string_view password_changed = "password changed";
inline constexpr std::string_view new_sign_in = "new sign-in";
inline constexpr std::string_view key_created = "API key created";
inline constexpr std::string_view owner_changed = "owner changed";
inline constexpr std::string_view factors_changed = "factors changed";
inline constexpr std::string_view passkey_counter = "passkey counter";
}  // namespace account_mail

/// How long the link of a mail sets a password, and that of an operator.
inline constexpr std::chrono::minutes mailed_link_life{30};
inline constexpr std::chrono::hours operator_link_life{24};

/// What writing them needs, wherever the change is made.
struct MailWriting {
  Transaction& tx;
  Environment& environment;
  store::Seconds now{};
  std::optional<std::string> language{};  ///< of whoever makes the change, as far as it is known
};
MailWriting mail_writing(Call& call);

/// In which language the person is written to.
Task<std::optional<std::string>> language_of(MailWriting const& by, store::UserId user_id);
/// A mail that is to be sent now, in the person's language, and says nothing yet.
Task<store::AccountMail> new_account_mail(MailWriting const& by, store::Addressee const& to,
                                          std::string_view kind);

/// The password was changed, or set anew by a link.
Task<Done> tell_password_changed(Call& call, store::Account const& account);
/// Second factors were added or removed; each list names them for people, "" for none.
Task<Done> tell_factors_changed(Call& call, store::Account const& account, std::string_view added,
                                std::string_view removed);
/// The passkey of this name was shown, and its counter has not grown.
Task<Done> tell_passkey_counter(Call& call, store::Account const& account, std::string_view name);
/// Somebody signed in from a place that is not known.
Task<Done> tell_new_sign_in(Call& call, store::Account const& account);
/// The organization has a new API key, made by whom `maker` names: to its owners.
struct MadeKey {
  std::string_view organization{};
  std::string_view public_key{};
  std::string_view description{};
  std::string_view maker{};
};
Task<Done> tell_key_created(MailWriting const& by, store::OrgId org_id, MadeKey const& key);
/// A member of the call's organization, as just read, has these roles now, or none: when that makes
/// or ends an owner, to the person and the owners. Who is still invited is none.
Task<Done> tell_roles_changed(Call& call, store::Member const& before, store::Names const& roles);
/// The same for a person who has just accepted.
Task<Done> tell_owner_joined(Call& call, store::Member const& invited);

}  // namespace orgd
