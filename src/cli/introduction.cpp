// Names and country as they are typed, the password hidden and twice.
#include "cli/introduction.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "atlas/operations.hpp"
#include "cli/answer.hpp"
#include "cli/judge.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

struct Question {
  std::string_view option;
  std::string_view text;
  bool hidden = false;
};

constexpr std::array questions{
    Question{"--first-name", "First name"},
    Question{"--last-name", "Last name"},
    Question{"--country", "Country, two letters such as US"},
    Question{"--password", "New password", true},
};

std::vector<Question> unanswered(Form const& form, Given const& given) {
  std::vector<Question> missing;
  for (Question const& question : questions)
    if (form.find(question.option) && !given.contains(question.option)) missing.push_back(question);
  return missing;
}

// "" when nobody answers any more.
std::string ask_for(Question const& question) {
  if (!question.hidden) return ask(std::string(question.text));
  for (;;) {
    auto const first = ask_hidden(std::string(question.text));
    if (first.empty() || ask_hidden("The same once more") == first) return first;
    fmt::print(stderr, "The two differ.\n");
  }
}

// An answer that keeps the rules of the table, or "".
std::string good_answer(Form const& form, Question const& question) {
  for (;;) {
    auto answer = ask_for(question);
    if (answer.empty()) return "";
    auto const problems = problems_of(form, {{std::string(question.option), {answer}}});
    if (problems.empty()) return answer;
    for (auto const& problem : problems) fmt::print(stderr, "{}\n", harmless(problem));
  }
}

}  // namespace

std::optional<Exit> introduce(Caller& caller, Caller::Prepared& call,
                              std::expected<atlas::HttpResponse, atlas::Error>& answer) {
  bool const is_new = call.form->info->id == atlas::ops::accept_invitation.info.id &&
                      answer.error().is(atlas::Code::missing_attribute);
  auto const missing = is_new ? unanswered(*call.form, call.given) : std::vector<Question>();
  if (missing.empty()) return std::nullopt;
  std::vector<std::string_view> options;
  for (Question const& question : missing) options.push_back(question.option);
  if (!can_ask()) {
    auto const format = caller.session().format;
    auto const exit = report(answer.error(), format);
    if (format == Format::json) return exit;  // for programs, which read JSON alone
    fmt::print(stderr,
               "orgctl: who is new here also gives {}; a terminal asks for them, --body @- takes "
               "all of it from standard input\n",
               fmt::join(options, ", "));
    return exit;
  }
  fmt::print(stderr, "You are new here.\n");
  Given given = call.given;
  for (Question const& question : missing) {
    auto said = good_answer(*call.form, question);
    if (said.empty()) {
      fmt::print(stderr, "orgctl: nothing was done\n");
      return Exit::misused;
    }
    given[std::string(question.option)] = {std::move(said)};
  }
  auto again = caller.prepare(std::move(given), nullptr);
  if (!again) return misuse(again.error());
  call = std::move(*again);
  answer = caller.send(call.request);
  return std::nullopt;
}

}  // namespace orgctl
