// Signing in by password: who tries, whether the try may be judged now, and what becomes of it.
// Guesses are counted before they are judged, in the store, so that neither many at once nor
// several servers make room for more.
#pragma once

#include "service/exchange.hpp"
#include "store/sign_ins.hpp"

namespace orgd {

/// Somebody who says to be the person with that address.
struct SignInTry {
  std::optional<store::Account> account{};  ///< nobody, too, is worked through to the end
  std::string device_hash{};                ///< of the device cookie that came; "" for none
  bool known_device = false;                ///< the person has signed in with it before
  std::vector<store::FailureCounter> counters{};

  std::string_view password_hash() const {
    return account && account->password_hash ? std::string_view(*account->password_hash) : "";
  }
};

/// The address of a client as it is counted: of IPv6, the network of 64 bits that one customer has.
std::string counted_address(std::string_view remote_address);

/// Failures that have this in common. What was typed may be a password in the wrong place: only a
/// hash of it is kept.
store::FailureCounter counter_of(std::string_view kind, std::string_view what,
                                 std::string_view where, std::int64_t free);
/// TOO_MANY_TRIES until then, which the answer says.
Result<Done> told_to_wait(Exchange& exchange, store::Seconds until);
/// Of the device cookie that came; "" for none.
std::string device_hash_in(Exchange const& exchange);

/// Looks for the person, and counts the try: TOO_MANY_TRIES while it has to wait.
Task<SignInTry> begin_try(Exchange& exchange, std::string_view username);
/// The same for a person who is signed in and shows the password again.
Task<SignInTry> begin_try_again(Exchange& exchange, store::UserId user_id);

/// Counts that a client asks for a mail: TOO_MANY_TRIES when it has done so too often.
Task<Done> count_asking(Exchange& exchange);
/// Counts all who ask for a mail to the address, and lets nobody wait. Who comes second waits for
/// the end of the transaction of the first.
Task<Done> count_asking_for(Transaction& tx, std::string_view key, store::Seconds now);

/// Whether that is the password; the work is the same whoever it is. What cannot be judged now is
/// not counted.
Task<bool> judge_password(Exchange& exchange, SignInTry const& begun, std::string password);

/// COMMON_PASSWORD unless the new password is hard to guess for whoever knows these words; else its
/// hash.
Task<std::string> hash_new_password_of_person(Exchange& exchange, std::string password,
                                              std::vector<std::string> own_words,
                                              Offload::Turn turn);
/// What is known of a person and will be tried first.
std::vector<std::string> words_of(store::Account const& account);

}  // namespace orgd
