// The known word that a misspelled one was probably meant to be.
#pragma once

#include <span>
#include <string_view>

namespace atlas {

/// By the number of single-letter changes. "" when nothing is known.
std::string_view nearest(std::string_view given, std::span<std::string_view const> known);

/// How many single-letter changes lead from one word to the other.
std::size_t letter_changes(std::string_view a, std::string_view b);

}  // namespace atlas
