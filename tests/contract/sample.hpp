// Example values of shapes: bodies and parameters that the server accepts, and the same with one
// thing changed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "row.hpp"

namespace contract {

/// Texts by wire name, for what must name something that exists or does not exist yet.
using Texts = std::map<std::string, std::string, std::less<>>;

/// How a row's example differs from what its types alone give.
struct Variant {
  Texts texts{};
  Texts like{};                                  ///< members whose text is that of another name
  std::set<std::string, std::less<>> without{};  ///< members that are left out
  bool succeeds = true;
};

/// One variant for most rows.
std::vector<Variant> variants_of(Row const& row);

/// A node of an example body. Points into its shape, which must outlive it.
struct Sample {
  Shape const* shape = nullptr;
  std::string json{};  ///< of a leaf
  std::vector<Sample> children{};
};

/// Every member that a request may set, except those left out.
Sample sample_of(Shape const& shape, Texts const& texts, Variant const& variant);

/// One thing to be different when a sample is printed.
struct Change {
  Sample const* at = nullptr;
  std::optional<std::string> json{};  ///< in its place; nothing drops the member
  std::string more{};                 ///< further members of the object at `at`, already JSON
};

std::string print(Sample const& sample, Change const* change = nullptr);

/// `text` as JSON, escaped.
std::string json_text(std::string_view text);

}  // namespace contract
