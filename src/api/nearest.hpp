// The known word that a misspelled one was probably meant to be.
#pragma once

#include <span>
#include <string_view>

namespace atlas {

/// By `letter_changes`. "" when nothing is known.
std::string_view nearest(std::string_view given, std::span<std::string_view const> known);

/// How many single changes lead from one word to the other: a letter more, less, another, or two
/// neighbours exchanged. The cost grows with the product of both sizes.
std::size_t letter_changes(std::string_view a, std::string_view b);

}  // namespace atlas
