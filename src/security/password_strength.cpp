// What zxcvbn thinks of a password.
#include "security/password_strength.hpp"

#include <zxcvbn.h>

#include <vector>

namespace orgd {
namespace {

// zxcvbn's time grows faster than the length.
constexpr std::size_t looked_at = 128;
constexpr std::size_t shortest_word = 3;
// Of guesses, in bits: a million, which is where its score of 2 begins.
constexpr double enough_bits = 19.931568569324174;

}  // namespace

bool is_easily_guessed(std::string_view password, std::span<std::string const> own_words) {
  std::string const head(password.substr(0, looked_at));
  std::vector<char const*> words;
  for (auto const& word : own_words)
    if (word.size() >= shortest_word) words.push_back(word.c_str());
  words.push_back(nullptr);
  return ZxcvbnMatch(head.c_str(), words.data(), nullptr) < enough_bits;
}

}  // namespace orgd
