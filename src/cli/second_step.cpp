// Codes of authenticators and recovery codes differ in what they are made of.
#include "cli/second_step.hpp"

#include <algorithm>

#include "atlas/sessions_api.hpp"
#include "cli/answer.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

constexpr int tries_on_terminal = 3;
constexpr std::size_t digits_of_code = 6;

// Authenticators show digits, at times in two groups; recovery codes are longer.
atlas::SecondStep step_of(std::string answer) {
  std::erase(answer, ' ');
  bool const is_code = answer.size() == digits_of_code &&
                       std::ranges::all_of(answer, [](char c) { return c >= '0' && c <= '9'; });
  if (is_code) return {.code = std::move(answer)};
  return {.recovery_code = std::move(answer)};
}

// A code may be another one the next time; a session that has ended stays so.
bool is_worth_a_try(atlas::Error const& error) {
  return error.status == 400 || error.status == 403;
}

}  // namespace

std::expected<void, Exit> take_second_step(atlas::Configuration const& configuration) {
  atlas::SessionsApi const sessions(configuration);
  for (int tries = 1;; ++tries) {
    auto const code = read_secret("Code of your authenticator, or a recovery code");
    if (!code) return std::unexpected(misuse(code.error()));
    auto const answer = sessions.verify_session(step_of(*code));
    if (answer) return {};
    Exit const exit = report(answer.error(), Format::table);
    bool const again = can_ask() && tries < tries_on_terminal && is_worth_a_try(answer.error());
    if (!again) return std::unexpected(exit);
  }
}

}  // namespace orgctl
