// Requests that break exactly one rule, derived from a row's types and rules, with the code that
// the rule gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "atlas/error.hpp"
#include "sample.hpp"

namespace contract {

struct Malformed {
  std::string what{};                      ///< for people
  std::string text{};                      ///< the body, or the value of a parameter
  std::optional<atlas::Code> code{};       ///< nothing: the server accepts it after all
  std::optional<std::string> parameter{};  ///< the first one of the error, where it is known
  std::optional<std::string> same_as{};    ///< a body with the same outcome, whatever it is
};

/// The bodies that differ from `sample` in one thing.
std::vector<Malformed> malformed_bodies(Sample const& sample);

/// Values that a path or query parameter refuses. The code is for the kind of parameter.
std::vector<Malformed> malformed_values(Shape const& parameter, atlas::Code code);

}  // namespace contract
