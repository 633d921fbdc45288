// The parameters behind a scheme in Authorization and WWW-Authenticate (RFC 9110, 11.2): a list of
// name=value, of which both ends read theirs.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

struct AuthParam {
  std::string_view name;
  std::string_view value;  ///< without its quotes
  bool escaped = false;    ///< the value holds quoted-pairs: see unescaped()
};

/// Reads one parameter after the other. Views into the text.
class AuthParams {
 public:
  /// `text` begins behind the scheme.
  explicit AuthParams(std::string_view text) : rest_(text), escapes_(text.contains('\\')) {}

  /// Nothing at the end and before what is no parameter: the text is broken there, or the next
  /// challenge begins with its scheme. Empty elements of the list are skipped.
  std::optional<AuthParam> next();
  /// What has not been read. Empty once all of the text was a list of parameters.
  std::string_view rest() const { return rest_; }
  /// Whether a comma stands before the rest.
  bool separated() const { return separated_; }

 private:
  bool take_quoted(std::string_view& text, AuthParam& found) const;

  std::string_view rest_;
  bool escapes_;  // somewhere in the text
  bool separated_ = true;
};

/// The value with its quoted-pairs resolved.
std::string unescaped(AuthParam const& parameter);

/// A token (RFC 9110, 5.6.2) at the front of the text; it may be empty.
std::string_view token_of(std::string_view text);

/// The names that a list has had so far, each of which may stand in it once.
class NamesOnce {
 public:
  /// False when the name was there before, in whatever case. Not for a full object.
  bool add(std::string_view name);
  bool full() const { return count_ == names_.size(); }

 private:
  std::array<std::string_view, 24> names_{};
  std::size_t count_ = 0;
};

}  // namespace atlas
