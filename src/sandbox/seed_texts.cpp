// The rules of texts that seeds have and requests have not.
#include <algorithm>
#include <array>

#include "sandbox/seed_fields.hpp"
#include "service/operations/known_limits.hpp"

namespace orgd::sandbox {
namespace {

using atlas::Code;
using atlas::TextRule;

constexpr std::array<std::string_view, 4> states{"active", "invited", "rejected", "expired"};

constexpr auto limit_names = [] {
  std::array<std::string_view, known_limits.size()> names{};
  std::ranges::transform(known_limits, names.begin(), &KnownLimit::name);
  return names;
}();

template <auto const& Names>
std::optional<Code> check_named(std::string_view text) {
  bool const known = std::ranges::find(Names, text) != Names.end();
  return known ? std::nullopt : std::optional(Code::invalid_enum_value);
}

template <bool (*Accepts)(char), std::size_t Min, std::size_t Max>
std::optional<Code> check(std::string_view text) {
  bool const fits = text.size() >= Min && text.size() <= Max && std::ranges::all_of(text, Accepts);
  return fits ? std::nullopt : std::optional(Code::invalid_attribute);
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

// A client id is a service account's, and stands in the same directory.
std::optional<Code> check_public_key(std::string_view text) {
  if (text.starts_with("mdb_sa_id_")) return Code::invalid_attribute;
  return check<is_word, 1, 64>(text);
}

template <std::uint16_t Min, std::uint16_t Max>
constexpr TextRule rule_of(std::optional<Code> (*accepts)(std::string_view), std::string_view about,
                           std::string_view example) {
  return {
      .check = accepts, .min_length = Min, .max_length = Max, .about = about, .example = example};
}

constexpr std::string_view about_words = "ASCII letters, digits and -_.~";
constexpr std::string_view about_hex = "lower-case hexadecimal digits";
constexpr std::string_view example_hash =
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

}  // namespace

namespace seed_text {

TextRule const state{.check = check_named<states>, .values = states, .example = "active"};
TextRule const limit{
    .check = check_named<limit_names>, .values = limit_names, .example = limit_names.front()};
TextRule const public_key = rule_of<1, 64>(
    check_public_key, "ASCII letters, digits and -_.~, not beginning as a client id", "abcdefgh");
TextRule const private_key =
    rule_of<12, 128>(check<is_word, 12, 128>, about_words, "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4");
TextRule const tail = rule_of<1, 16>(check<is_word, 1, 16>, about_words, "c6c1a5b0d3e4");
TextRule const token = rule_of<8, 128>(check<is_word, 8, 128>, about_words, "welcome-dana");
TextRule const hash = rule_of<64, 64>(check<is_hex, 64, 64>, about_hex, example_hash);
TextRule const md5 =
    rule_of<32, 32>(check<is_hex, 32, 32>, about_hex, "098f6bcd4621d373cade4e832627b4f6");
TextRule const password_hash = rule_of<1, 256>(check<is_visible, 1, 256>, "a hash by Argon2id",
                                               "$argon2id$v=19$m=65536,t=2,p=1$...");

}  // namespace seed_text
}  // namespace orgd::sandbox
