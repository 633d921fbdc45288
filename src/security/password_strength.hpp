// How hard a password is to guess.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace orgd {

/// Whether zxcvbn takes it to be guessed in fewer than a million tries (a score below 2): it knows
/// common passwords, names, words, dates and patterns of keyboards, and `own_words`, which the
/// person or its organization is known by. Takes milliseconds, so never on an event loop. Looks at
/// the first 128 bytes.
bool is_easily_guessed(std::string_view password, std::span<std::string const> own_words);

}  // namespace orgd
