// Second factors of people.
#pragma once

#include "atlas/types/common.hpp"
#include "atlas/types/passkeys.hpp"

namespace atlas {

/// A second factor that is to be added.
struct CreateFactor {
  std::optional<std::string> name{};
  std::string type{};
};
ATLAS_FIELDS(CreateFactor,
             (name, "what the person calls it; by default, what it is", .text = &text::factor_name),
             (type, "what it is", .text = &text::factor_type))

/// A second factor of a person.
struct Factor {
  std::optional<Date> confirmed_at{};
  Date created_at{};
  std::optional<PasskeyCreation> creation_options{};
  std::string id{};
  std::optional<Date> last_used_at{};
  std::string name{};
  std::optional<std::string> qr_code{};
  std::optional<std::string> secret{};
  std::string type{};
  std::optional<std::string> uri{};
};
ATLAS_FIELDS(Factor,
             (confirmed_at, "when the person showed that it works; before, it counts for nothing"),
             (created_at, "when it was added"),
             (creation_options, "of a new passkey, what its page asks the browser for"),
             (id, "its id", .text = &text::object_id), (last_used_at, "when it was last shown"),
             (name, "what the person calls it"),
             (qr_code, "the uri as a picture for a camera, an SVG; shown once"),
             (secret, "what an authenticator app has to know, in Base32; shown once"),
             (type, "what it is", .text = &text::factor_type),
             (uri, "the same with the names under which an app shows it; shown once"))

/// Addresses a second factor of the caller.
struct FactorPath {
  std::string factor_id{};
};
ATLAS_FIELDS(FactorPath, (factor_id, "the second factor's id", .text = &text::object_id))

/// What shows that a second factor works.
struct ConfirmFactor {
  std::optional<std::string> code{};
  std::optional<NewPasskey> credential{};
};
ATLAS_FIELDS(ConfirmFactor, (code, "what the app shows now", .text = &text::plain),
             (credential, "of a passkey, what the browser has made"))

/// A second step: one of the three.
struct SecondStep {
  std::optional<PasskeyAssertion> assertion{};
  std::optional<std::string> code{};
  std::optional<std::string> recovery_code{};
};
ATLAS_FIELDS(SecondStep, (assertion, "instead of it, what a passkey has signed"),
             (code, "what an authenticator app shows now; each counts once", .text = &text::plain),
             (recovery_code, "instead of it, a recovery code; each counts once",
              .text = &text::plain))

/// What helps a person who has lost the second factor.
struct RecoveryCodes {
  std::vector<std::string> codes{};
};
ATLAS_FIELDS(RecoveryCodes, (codes, "each signs in once; shown this once"))

}  // namespace atlas
