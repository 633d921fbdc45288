// Passkeys in requests: for whom they are here, challenges and options, and whether what a browser
// sent fits. A challenge is bound to what it is for, counts for 5 minutes, and is stored only when
// it has been answered, so that it counts once.
#pragma once

#include "security/passkey.hpp"
#include "service/call.hpp"
#include "store/factors.hpp"

namespace orgd {

/// The host of the pages that the request's browser is on; PASSKEYS_NEED_HOST_NAME where that is an
/// address, or where no browser would make a passkey.
Result<RelyingParty> relying_party_for(Exchange const& exchange);

/// What a challenge can be for.
std::string purpose_of_sign_in();
std::string purpose_of_second_step(store::SessionId session_id);
std::string purpose_of_new_passkey(store::SessionId session_id, store::FactorId factor_id);

/// Whether a browser must, or only should, know the person before the passkey signs.
enum class Verification : bool { required, preferred };

atlas::PasskeyRequest passkey_request(Exchange const& exchange, RelyingParty const& party,
                                      std::string_view purpose, Verification verification,
                                      std::vector<store::Factor> const& allowed);
/// Without the name of the person, who is the caller's to tell.
atlas::PasskeyCreation passkey_creation(Exchange const& exchange, RelyingParty const& party,
                                        std::string_view purpose,
                                        std::vector<store::Factor> const& present);

/// A user handle, and whom it names; nothing when it cannot be one.
std::string user_handle_of(store::UserId user_id);
std::optional<store::UserId> user_of_handle(std::string_view handle);

/// The passkey that was made for that purpose; nothing when it is not accepted, which the log
/// tells.
std::optional<RegisteredPasskey> fitting_new_passkey(Exchange const& exchange,
                                                     std::string_view purpose,
                                                     atlas::NewPasskey const& made);
/// The passkey among confirmed factors that has signed this for that purpose; likewise.
std::optional<ShownPasskey> fitting_passkey(Exchange const& exchange, std::string_view purpose,
                                            std::vector<store::Factor> const& confirmed,
                                            atlas::PasskeyAssertion const& shown);

/// Uses up what the passkey has signed. False: the challenge was answered before, or the passkey is
/// gone. One of several servers gets true.
Task<bool> use_passkey(Call& call, store::UserId user_id, ShownPasskey const& shown);

}  // namespace orgd
