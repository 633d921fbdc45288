// Doors that speak in calls instead of requests: a case's request taken apart into the operation
// and the values of its parameters.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/uri.hpp"
#include "atlas/operation.hpp"
#include "door.hpp"

namespace conformance {

/// A request's parts, decoded but without types.
struct CallParts {
  atlas::OperationInfo const* info = nullptr;
  std::vector<std::string> path{};  ///< values of the template's places
  std::vector<atlas::NamedText> query{};
  std::string body{};
  std::string accept{};
  std::string content_type{};  ///< "" without a body
};

/// Takes requests apart and leaves the rest to `plain`, a door to the same server. A request that
/// no call sends, such as one without Accept, skips with a reason.
class CallDoor : public Door {
 public:
  explicit CallDoor(std::unique_ptr<Door> plain) : plain_(std::move(plain)) {}

  std::string base_url() const override { return plain_->base_url(); }
  std::string mail_link(std::string const& invitation_id) override {
    return plain_->mail_link(invitation_id);
  }
  std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                              std::string const& private_key) override {
    return plain_->operator_command(arguments, private_key);
  }
  Answer send(RequestSpec const& request) final;

 protected:
  virtual Answer call(CallParts const& parts, std::optional<KeyPair> const& key) = 0;

 private:
  std::unique_ptr<Door> plain_;
};

}  // namespace conformance
