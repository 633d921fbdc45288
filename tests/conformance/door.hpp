// How a conformance case speaks to a server: one request in, one answer out. A door may be able to
// do more (move the clock, break a statement); what it cannot do makes the case skip with a reason.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backstage.hpp"

namespace conformance {

/// The two halves of an API key.
struct KeyPair {
  std::string public_key{};
  std::string private_key{};
};

struct Header {
  std::string name{};
  std::string value{};
};

/// One request, before authentication.
struct RequestSpec {
  std::string method = "GET";
  std::string target{};  ///< path and query as sent, still percent-encoded
  std::vector<Header> headers{};
  std::string body{};
  std::optional<KeyPair> credentials{};         ///< answers the Digest challenge, if there is one
  std::optional<std::string> client_address{};  ///< where the request seems to come from

  /// The same request with this header in place of all of its name.
  RequestSpec with(std::string name, std::string value) const;
  /// The same request without any header of this name.
  RequestSpec without(std::string_view name) const;
  /// The same request with one more header line.
  RequestSpec plus(std::string name, std::string value) const;
  RequestSpec by(KeyPair key) const;
  RequestSpec by_nobody() const;
  RequestSpec from(std::string address) const;
};

/// One final answer. `sent` tells the request, for the text of a failure.
struct Answer {
  int status = 0;
  std::vector<Header> headers{};
  std::string body{};
  std::string sent{};

  std::vector<std::string> all(std::string_view name) const;
  /// The first value of that name, or "".
  std::string header(std::string_view name) const;
};

/// Bytes that came back on a connection of its own, cut into answers.
struct RawExchange {
  std::vector<Answer> answers{};
  bool closed = false;  ///< the server closed the connection after the last answer
};

/// Thrown by a door that cannot do what the case needs.
struct Skip {
  std::string reason{};
};

/// Thrown by an expectation that does not hold.
struct Failure {
  std::string text{};
};

/// The code of some answer, and to what request.
struct Refusal {
  std::string method{};
  std::string target{};
  std::string code{};
  auto operator<=>(Refusal const&) const = default;
};

class Door {
 public:
  virtual ~Door() = default;

  /// Scheme and authority, "http://127.0.0.1:8080"; links in answers begin with it.
  virtual std::string base_url() const = 0;
  virtual Answer send(RequestSpec const& request) = 0;

  /// Sends exactly these bytes and reads `answers` answers.
  virtual RawExchange send_bytes(std::string const& bytes, int answers);
  /// The link in the mail of an invitation.
  virtual std::string mail_link(std::string const& invitation_id);
  /// Runs a local command of the server ("billing", "--org", ...) and returns what it prints, or
  /// nothing when it fails. Some commands ask for a private key.
  virtual std::optional<std::string> operator_command(std::vector<std::string> const& arguments,
                                                      std::string const& private_key = {});
  virtual void advance_clock(std::chrono::seconds by);
  /// Sets the wall clock forward or back, while no time passes.
  virtual void set_clock(std::chrono::seconds by);
  virtual Backstage const& backstage();
  /// Lets the n-th database statement from now on fail, once. 0 takes the order back.
  virtual void fail_statement(int n);
  /// Where servers answer in turn, false lets one answer all: for what only that one knows: which
  /// of two things of one second came first.
  virtual void take_turns(bool) {}
  /// Whether a nonce that one server has seen used is used for all of them.
  virtual bool shares_replays() const { return true; }
};

bool same_name(std::string_view a, std::string_view b);
std::string describe(RequestSpec const& request);
std::string describe(Answer const& answer);

}  // namespace conformance
