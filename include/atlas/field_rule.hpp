// What a member of a request may hold, beyond its type: who may set it, which texts and numbers it
// takes, which code of the catalogue a violation gets. See fields.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "atlas/error.hpp"

namespace atlas {

/// A kind of text.
struct TextRule {
  /// The code of the violation, or nothing when the text is fine.
  std::optional<Code> (*check)(std::string_view text);
  std::string_view format{};     ///< OpenAPI "format", or ""
  std::string_view pattern{};    ///< the part of the rule that every language's patterns can say
  std::uint16_t min_length = 0;  ///< in code points
  std::uint16_t max_length = 0;  ///< in code points; 0: unlimited
  std::span<std::string_view const> values{};  ///< the enumeration, if it is one
  std::string_view about{};                    ///< the whole rule, for people
  std::string_view example{};                  ///< a text that fits
  /// What is wrong, to be read behind the member's name, where the code's own text would not say
  /// it; "" where it does.
  std::string (*explain)(std::string_view text) = nullptr;
};

namespace text {
extern TextRule const object_id;
extern TextRule const org_name;
extern TextRule const group_name;
extern TextRule const team_name;
extern TextRule const email;
extern TextRule const username;  ///< an e-mail address, with a code of its own
extern TextRule const email_or_empty;
extern TextRule const org_role;
extern TextRule const group_role;
extern TextRule const key_description;
extern TextRule const client_id;
extern TextRule const key_part;  ///< the public or the private part of an API key
extern TextRule const account_name;
extern TextRule const account_description;
extern TextRule const first_name;
extern TextRule const last_name;
extern TextRule const country;
extern TextRule const mobile_number;
extern TextRule const password;
extern TextRule const tag;
extern TextRule const ip_address;
extern TextRule const cidr_block;
extern TextRule const membership_status;
extern TextRule const event_type;  ///< by its shape; which there are, the server knows
extern TextRule const date;        ///< by its length; a wrong one has a code of its own
extern TextRule const whole_name;
extern TextRule const whole_username;  ///< in a path
extern TextRule const session_state;   ///< of a person's session
extern TextRule const sign_in_method;  ///< likewise
extern TextRule const factor_type;     ///< of a second factor
extern TextRule const factor_name;     ///< likewise
extern TextRule const language;        ///< of mails
extern TextRule const invitation_state;
extern TextRule const invitation_outcome;
extern TextRule const mail_state;
extern TextRule const health_problem;  ///< of a server
extern TextRule const plain;           ///< any UTF-8 without control characters
}  // namespace text

/// A person's standing in an organization, the values of text::membership_status.
enum class MembershipStatus : std::uint8_t {
  active,
  pending,
  invitation_expired,
  invitation_rejected
};
/// The wire names, in the order of MembershipStatus.
inline constexpr std::array<std::string_view, 4> membership_status_names{
    "ACTIVE", "PENDING", "INVITATION_EXPIRED", "INVITATION_REJECTED"};

/// Whether a person who signs in is still to show a second factor.
inline constexpr std::array<std::string_view, 2> session_state_names{"ACTIVE",
                                                                     "SECOND_FACTOR_REQUIRED"};
/// What became of a mail, in the order of the store's states.
inline constexpr std::array<std::string_view, 3> mail_state_names{"WAITING", "SENT", "DEAD"};
/// What an operator should look at, the values of text::health_problem.
inline constexpr std::array<std::string_view, 2> health_problem_names{"MAILS_GIVEN_UP",
                                                                      "MAILS_WAIT_LONG"};
/// How a person can sign in.
inline constexpr std::array<std::string_view, 2> sign_in_method_names{"PASSWORD", "PASSKEY"};
/// What a second factor can be: TOTP is a code of an authenticator app (RFC 6238), a passkey a key
/// of WebAuthn.
inline constexpr std::array<std::string_view, 2> factor_type_names{"totp", "passkey"};

/// Whether an invitation that was not accepted still can be.
inline constexpr std::array<std::string_view, 3> invitation_state_names{"PENDING", "EXPIRED",
                                                                        "REJECTED"};
/// What became of one of many invitations.
inline constexpr std::array<std::string_view, 2> invitation_outcome_names{"INVITED", "REFUSED"};

/// The rule of one member.
struct FieldRule {
  std::string_view field;          ///< the member's C++ name
  std::string_view about{};        ///< what it is, for people
  TextRule const* text = nullptr;  ///< for a text, or for each element of a list of texts
  bool read_only = false;          ///< accepted in requests and ignored
  bool non_empty = false;          ///< a present list must hold something
  std::int64_t minimum = std::numeric_limits<std::int32_t>::min();  ///< of a number
  std::int64_t maximum = std::numeric_limits<std::int32_t>::max();  ///< of a number
  std::uint16_t max_items = 0;             ///< of a list; a list of a request must have one
  Code missing = Code::missing_attribute;  ///< absent, null or empty where it is required
  bool answered = false;  ///< always there in answers, though a request may leave it out
};

/// How many elements the lists of one request may have. Whatever the server does with a request
/// that changes something is bounded by these.
namespace most {
inline constexpr std::uint16_t roles = 100;           ///< a list may name one twice
inline constexpr std::uint16_t teams = 100;           ///< a person is in no more of them
inline constexpr std::uint16_t projects = 250;        ///< those of an organization
inline constexpr std::uint16_t invitations = 500;     ///< that are made at once
inline constexpr std::uint16_t places_of_many = 25;   ///< of one of these, of each kind
inline constexpr std::uint16_t tags = 50;             ///< of a project
inline constexpr std::uint16_t event_types = 100;     ///< that a list is asked for
inline constexpr std::uint16_t access_entries = 200;  ///< those of a whole access list
inline constexpr std::uint16_t team_users = 250;      ///< those of a whole team
}  // namespace most

/// The rules of a struct: ATLAS_FIELDS makes them.
template <class T>
inline constexpr std::array<FieldRule, 0> rules{};

}  // namespace atlas
