// The 15 documented methods without their types, so that one test can go through all of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "atlas/configuration.hpp"
#include "atlas/operation.hpp"

namespace client_test {

/// What any Response<T> tells.
struct Outcome {
  int status;
  std::string content_type;
  std::string body;
  std::optional<atlas::Error> error;
  std::string thrown;  ///< what value() threw
};

struct DocumentedMethod {
  std::string name{};  ///< the documented one, "create_organization"
  atlas::OperationInfo const* info = nullptr;
  std::string target{};                     ///< path with the values that `call` gives
  std::vector<std::string> query{};         ///< "name=value" for every parameter that `call` sets
  std::vector<std::string> body_members{};  ///< wire names of what is sent
  std::function<Outcome(atlas::Configuration const&, atlas::CallOptions const&)> call{};
};

std::vector<DocumentedMethod> const& documented_methods();

}  // namespace client_test
