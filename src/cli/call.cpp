// One call, or one for each page of a list.
#include "cli/call.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>

#include "cli/answer.hpp"
#include "cli/bulk.hpp"
#include "cli/confirm.hpp"
#include "cli/introduction.hpp"
#include "cli/judge.hpp"
#include "cli/pages.hpp"
#include "cli/spelling.hpp"
#include "cli/subjects.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

Exit run_all(Caller& caller, Caller::Prepared const& prepared) {
  auto all = all_pages(caller, prepared, Progress::shown);
  if (!all) return report(all.error(), caller.session().format);
  JsonNode total{.kind = Kind::integer, .key = "totalCount"};
  total.integer = static_cast<std::int64_t>(all->size());
  JsonNode results{.kind = Kind::array, .key = "results", .children = std::move(*all)};
  return print_answer({.kind = Kind::object, .children = {std::move(results), std::move(total)}},
                      caller, *prepared.form);
}

Exit run_one(Caller& caller, Caller::Prepared& prepared, bool may_ask) {
  auto answer = caller.send(prepared.request);
  if (!answer && may_ask)
    if (auto const exit = introduce(caller, prepared, answer)) return *exit;
  if (answer) return print_response(*answer, caller, prepared);
  auto const& error = answer.error();
  if (caller.options().include && error.status != 0) {
    print_head(error.status, error.reason, error.headers);
    print(error.body);
    return exit_of(error);
  }
  Exit const exit = report(error, caller.session().format);
  if (caller.session().format != Format::json && error.status / 100 == 4)
    for (auto const& choice : wrong_choices(*prepared.form, prepared.given))
      fmt::print(stderr, "  {}\n", harmless(choice));
  return exit;
}

// A change of nothing is a mistake in writing the command, not a request.
bool changes_nothing(Form const& form, Given const& given) {
  return form.info->method == atlas::Method::patch && form.takes_body &&
         std::ranges::none_of(form.options, [&](Option const& option) {
           return option.part == Part::body && given.contains(option.name);
         });
}

Exit try_one(Caller::Prepared const& prepared) {
  auto const& [form, request, given] = prepared;
  print(fmt::format("{} {}\n", atlas::name_of(form->info->method), request.target));
  if (request.has_body) print(request.body + "\n");
  auto const problems = problems_of(*form, given);
  for (auto const& problem : problems) fmt::print(stderr, "orgctl: {}\n", harmless(problem));
  fmt::print(stderr, "nothing was sent\n");
  return problems.empty() ? Exit::done : Exit::misused;
}

Exit run_single(Caller& caller, CallArguments const& arguments) {
  std::optional<std::string> body = arguments.body;
  if (body && body->starts_with('@')) {
    auto text = read_file(body->substr(1));
    if (!text) return misuse(text.error());
    body = std::move(*text);
  }
  Given given = arguments.given;
  if (auto const exit = name_subjects(caller, arguments.words, given)) return *exit;
  auto prepared = caller.prepare(std::move(given), body ? &*body : nullptr);
  if (!prepared) return misuse(prepared.error());
  if (!body && changes_nothing(*prepared->form, prepared->given))
    return misuse("nothing to change: give at least one option of those that --help lists");
  if (arguments.dry_run) return try_one(*prepared);
  if (prepared->form->info->method == atlas::Method::remove &&
      !is_confirmed(caller.options().yes, fmt::format("{}", fmt::join(caller.command().words, " ")),
                    [&] { return doomed_by(caller, *prepared); }))
    return Exit::misused;
  return arguments.all ? run_all(caller, *prepared) : run_one(caller, *prepared, !body);
}

}  // namespace

Exit misuse(std::string_view message) {
  fmt::print(stderr, "orgctl: {}\n", message);
  return Exit::misused;
}

Caller::Caller(OperationCommand const& command, GlobalOptions const& options, Session session)
    : command_(command),
      options_(options),
      session_(std::move(session)),
      engine_(session_.configuration) {}

// The next command is another process and fetches a token of its own, and the server keeps only so
// many of an account. One that it does not take back ends by itself.
Caller::~Caller() { static_cast<void>(engine_.revoke_token({.timeout = std::chrono::seconds(5)})); }

std::expected<Caller::Prepared, std::string> Caller::prepare(OperationCommand const& command,
                                                             Given given,
                                                             std::string const* whole_body) const {
  static std::string const org_option = option_name("orgId");
  for (Form const& form : command.forms) {
    auto const* org = form.find(org_option);
    // What deletes an organization must name it.
    bool const is_target = form.info->method == atlas::Method::remove &&
                           option_name(final_place(form.info->path)) == org_option;
    if (org && org->required && !is_target && !session_.org.empty())
      given.try_emplace(org_option, std::vector{session_.org});
  }
  bool const own = &command == &command_;
  auto const form =
      choose_form(command, given, own ? options_.api_version : "", whole_body != nullptr);
  if (!form) return std::unexpected(form.error());
  auto request = make_request(**form, given, whole_body);
  if (!request) return std::unexpected(std::move(request.error()));
  return Prepared{*form, std::move(*request), std::move(given)};
}

std::expected<atlas::HttpResponse, atlas::Error> Caller::send(
    atlas::detail::CallRequest const& request) {
  auto answer = engine_.send(request, {.content_type = options_.content_type,
                                       .accept = options_.accept,
                                       .idempotency_key = options_.idempotency_key});
  if (!answer) return std::unexpected(std::move(answer.error()));
  return std::move(answer->http);
}

Exit run_operation(OperationCommand const& command, CallArguments const& arguments,
                   GlobalOptions const& options) {
  auto session = open_session(options);
  if (!session) return misuse(session.error());
  if (auto const wrong = wrong_output(options, session->format, command); !wrong.empty())
    return misuse(wrong);
  Caller caller(command, options, std::move(*session));
  return arguments.csv.empty() ? run_single(caller, arguments) : run_bulk(caller, arguments);
}

}  // namespace orgctl
