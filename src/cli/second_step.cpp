// One request, for which the table has no row to call yet.
#include "cli/second_step.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "cli/answer.hpp"
#include "cli/terminal.hpp"
#include "client/engine.hpp"

namespace orgctl {
namespace {

constexpr int tries_on_terminal = 3;
constexpr std::size_t digits_of_code = 6;

constexpr atlas::OperationInfo verification{.id = "verifyCurrentSession",
                                            .later_id = "verifyCurrentSession",
                                            .method = atlas::Method::post,
                                            .path = "/orgd/v1/sessions/current:verify",
                                            .version = atlas::unversioned,
                                            .summary = "Show a second factor"};

// Authenticators show digits, at times in two groups; recovery codes are longer.
std::string body_for(std::string answer) {
  std::erase(answer, ' ');
  bool const is_code = answer.size() == digits_of_code &&
                       std::ranges::all_of(answer, [](char c) { return c >= '0' && c <= '9'; });
  std::string body = is_code ? R"({"code":)" : R"({"recoveryCode":)";
  atlas::write_json(body, answer);
  return body + "}";
}

// A code may be another one the next time; a session that has ended stays so.
bool is_worth_a_try(atlas::Error const& error) {
  return error.status == 400 || error.status == 403;
}

}  // namespace

std::expected<std::string, Exit> take_second_step(atlas::Configuration const& configuration) {
  atlas::detail::Engine engine(configuration);
  for (int tries = 1;; ++tries) {
    auto const code = read_secret("Code of your authenticator, or a recovery code");
    if (!code) return std::unexpected(misuse(code.error()));
    atlas::detail::CallRequest const request{.info = &verification,
                                             .target = std::string(verification.path),
                                             .body = body_for(*code),
                                             .has_body = true};
    auto const answer = engine.send(request, {});
    if (answer) {
      auto const node = atlas::parse_json(answer->http.body);
      auto const* token = node ? node->find("token") : nullptr;
      if (token && !token->text.empty()) return token->text;
      return std::get<atlas::SessionCredentials>(configuration.credentials).token;
    }
    Exit const exit = report(answer.error(), Format::table);
    bool const again = can_ask() && tries < tries_on_terminal && is_worth_a_try(answer.error());
    if (!again) return std::unexpected(exit);
  }
}

}  // namespace orgctl
