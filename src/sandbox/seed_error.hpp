// Why a seed file cannot be used, and where in it that stands.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atlas/error.hpp"

namespace orgd::sandbox {

struct SeedError {
  std::size_t line = 0;  ///< from 1; 0 where there is no text, as of what is generated
  std::size_t column = 0;
  std::string path{};  ///< "organizations[0].people[1].email"; "" for the file as a whole
  std::string what{};  ///< what was expected; never holds a value of the file that may be secret

  /// "line 3, column 5: organizations[0].name: ..."
  std::string text() const;
};
using SeedErrors = std::vector<SeedError>;

/// No more of a file's errors are told.
inline constexpr std::size_t most_seed_errors = 20;

/// One a line.
std::string text_of(SeedErrors const& errors);

/// VALIDATION_ERROR that tells all of them, each a parameter.
atlas::ApiError refusal_of(SeedErrors const& errors);

/// The errors that such a refusal tells, one a line; of any other error its own words.
std::string text_of(atlas::ApiError const& refusal);

}  // namespace orgd::sandbox
