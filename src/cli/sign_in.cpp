// Nothing of a sign-in that fails stays at the server.
#include "cli/sign_in.hpp"

#include <fmt/format.h>

#include "atlas/sessions_api.hpp"
#include "cli/answer.hpp"
#include "cli/second_step.hpp"
#include "cli/terminal.hpp"
#include "client/credentials.hpp"

namespace orgctl {
namespace {

// As it is typed: blanks may belong to it. A line of a file may end as on Windows.
std::string read_password() {
  auto password = ask_hidden("Password");
  if (password.ends_with('\r')) password.pop_back();
  return password;
}

bool wants_second_step(atlas::PersonSession const& session) {
  return session.state != atlas::session_state_names.front();
}

}  // namespace

std::expected<atlas::SessionCredentials, Exit> sign_in(atlas::Configuration configuration,
                                                       std::string const& username) {
  if (auto const fault = atlas::detail::fault_of_way(configuration); !fault.empty())
    return std::unexpected(misuse(fault));
  auto password = read_password();
  if (password.empty())
    return std::unexpected(misuse("Password is missing: type it, or give it on standard input"));
  configuration.credentials = atlas::NoCredentials{};
  auto const made =
      atlas::SessionsApi(configuration)
          .create_session({.username = username, .password = std::move(password), .bearer = true});
  if (!made) {
    bool const unknown = made.error().is(atlas::Code::sign_in_failed);
    if (!unknown) return std::unexpected(report(made.error(), Format::table));
    // Whoever mistypes a password needs no advice about keys.
    fmt::print(stderr, "orgctl: {}\n", made.error().summary());
    return std::unexpected(Exit::forbidden);
  }
  atlas::SessionCredentials session{username, made->token.value_or("")};
  if (!wants_second_step(*made)) return session;
  configuration.credentials = session;
  auto const taken = take_second_step(configuration);
  if (taken) return session;
  static_cast<void>(sign_out(std::move(configuration)));
  return std::unexpected(taken.error());
}

std::expected<void, atlas::Error> sign_out(atlas::Configuration configuration) {
  auto const ended = atlas::SessionsApi(std::move(configuration)).delete_current_session();
  if (ended || ended.error().status == 401) return {};
  return std::unexpected(ended.error());
}

}  // namespace orgctl
