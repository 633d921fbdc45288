// For each kind of text in field_rule.hpp: one that passes and some that do not, with their codes.
#pragma once

#include <string>
#include <vector>

#include "atlas/types.hpp"

namespace contract {

struct BrokenText {
  std::string text{};
  atlas::Code code{};
};

struct TextSamples {
  atlas::TextRule const* rule = nullptr;
  std::string fine{};
  std::vector<BrokenText> broken{};
};

/// All of them.
std::vector<TextSamples> const& text_samples();
/// Throws std::logic_error for a rule that has no samples here.
TextSamples const& samples_of(atlas::TextRule const& rule);

}  // namespace contract
