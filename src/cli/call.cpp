// One call, or one for each page of a list.
#include "cli/call.hpp"

#include <fmt/format.h>

#include <iostream>
#include <ranges>

#include "api/json_write.hpp"
#include "atlas/page_range.hpp"
#include "cli/bulk.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

void print(std::string_view text) { std::cout.write(text.data(), static_cast<long>(text.size())); }

Exit report(atlas::Error const& error, Format format) {
  bool const shows_body = format == Format::json && !error.body.empty();
  fmt::print(stderr, "{}",
             shows_body ? error.body + "\n" : explanation_of(error, screen().colours));
  return exit_of(error);
}

void print_head(int status, std::string_view reason, atlas::Headers const& headers) {
  print(fmt::format("HTTP {} {}\n", status, reason));
  for (auto const& [name, value] : headers.fields()) print(fmt::format("{}: {}\n", name, value));
  print("\n");
}

Exit print_answer(JsonNode const& answer, Form const& form, GlobalOptions const& options,
                  Format format) {
  bool const whole = format == Format::json || format == Format::yaml;
  JsonNode const& content = whole ? answer : content_of(answer);
  if (options.query.empty()) {
    print(render(content, format, form.columns, screen()));
    return Exit::done;
  }
  auto const found = resolve_pointer(content, options.query);
  if (!found) {
    fmt::print(stderr, "orgctl: {}\n", found.error());
    return Exit::failed;
  }
  bool const lines = format == Format::table && found->kind == Kind::array;
  // A list of plain values is one line each, ready for a loop of the shell.
  for (JsonNode const& element : found->children)
    if (lines) print(cell_of(element) + "\n");
  if (!lines) print(render(*found, format, {}, screen()));
  return Exit::done;
}

std::string_view last_option(Given const& given, std::string_view name) {
  auto const at = given.find(name);
  return at == given.end() ? "" : std::string_view(at->second.back());
}

atlas::Page<JsonNode> page_of(JsonNode const& content) {
  atlas::Page<JsonNode> page;
  if (auto const* links = content.find("links"))
    for (JsonNode const& link : links->children)
      if (auto const* rel = link.find("rel")) page.links.push_back({.href = {}, .rel = rel->text});
  if (auto const* results = items_of(content)) page.results = results->children;
  if (auto const* total = content.find("totalCount"))
    page.total_count = static_cast<std::int32_t>(total->integer);
  return page;
}

Exit run_all(Caller& caller, Given given, Form const& form, GlobalOptions const& options) {
  static std::string const page_option = option_name("pageNum");
  auto const fetch = [&](std::int32_t number) -> atlas::Response<atlas::Page<JsonNode>> {
    given[page_option] = {std::to_string(number)};
    auto prepared = caller.prepare(given, nullptr);
    if (!prepared)
      return atlas::Error{.failure = atlas::Failure::invalid, .detail = prepared.error()};
    auto answer = caller.send(prepared->request);
    if (!answer) return std::move(answer.error());
    auto node = atlas::parse_json(answer->body);
    if (!node)
      return atlas::Error{.failure = atlas::Failure::unreadable,
                          .status = answer->status,
                          .detail = node.error().detail};
    return {answer->status, "", std::move(answer->headers), std::move(answer->body),
            page_of(content_of(*node))};
  };
  auto const first = last_option(given, page_option);
  JsonNode all{.kind = Kind::array, .key = "results"};
  for (auto const& page :
       atlas::PageRange<JsonNode>(fetch, first.empty() ? 1 : std::stoi(std::string(first)))) {
    if (!page) return report(page.error(), caller.session().format);
    all.children.insert(all.children.end(), page->results.begin(), page->results.end());
    if (shows_progress()) fmt::print(stderr, "\r{} so far ", all.children.size());
  }
  if (shows_progress()) fmt::print(stderr, "\r");
  JsonNode total{.kind = Kind::integer, .key = "totalCount"};
  total.integer = static_cast<std::int64_t>(all.children.size());
  JsonNode const answer{.kind = Kind::object, .children = {std::move(all), std::move(total)}};
  return print_answer(answer, form, options, caller.session().format);
}

// People who look at one page should know that there is more.
void tell_of_more(JsonNode const& content, Form const& form) {
  auto const* items = items_of(content);
  auto const* total = content.find("totalCount");
  if (!form.answers_pages || !items || !shows_progress()) return;
  auto const shown = static_cast<std::int64_t>(items->children.size());
  if (shown == 0) fmt::print(stderr, "nothing found\n");
  if (total && total->integer > shown && shown > 0)
    fmt::print(stderr, "{} of {}; all of them with --all\n", shown, total->integer);
}

Exit run_one(Caller& caller, Caller::Prepared const& prepared, GlobalOptions const& options) {
  Format const format = caller.session().format;
  auto const answer = caller.send(prepared.request);
  if (!answer) {
    auto const& error = answer.error();
    if (!options.include || error.status == 0) return report(error, format);
    print_head(error.status, error.reason, error.headers);
    print(error.body);
    return exit_of(error);
  }
  if (options.include) {
    print_head(answer->status, answer->reason, answer->headers);
    print(answer->body);
    return Exit::done;
  }
  if (answer->body.empty()) {
    if (shows_progress()) fmt::print(stderr, "done\n");
    return Exit::done;
  }
  auto const node = atlas::parse_json(answer->body);
  if (!node)
    return report({.failure = atlas::Failure::unreadable,
                   .status = answer->status,
                   .detail = node.error().detail},
                  format);
  Exit const exit = print_answer(*node, *prepared.form, options, format);
  if (format == Format::table && options.query.empty())
    tell_of_more(content_of(*node), *prepared.form);
  return exit;
}

bool is_confirmed(Caller::Prepared const& prepared) {
  if (prepared.form->info->method != atlas::Method::remove || !shows_progress()) return true;
  fmt::print(stderr, "{}: {}\nType yes to go on: ", prepared.form->info->summary,
             prepared.request.target);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "yes";
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

std::expected<Caller::Prepared, std::string> Caller::prepare(Given given,
                                                             std::string const* whole_body) const {
  static std::string const org_option = option_name("orgId");
  for (Form const& form : command_.forms) {
    auto const* org = form.find(org_option);
    // What deletes an organization must name it.
    bool const is_target = form.info->method == atlas::Method::remove &&
                           option_name(final_place(form.info->path)) == org_option;
    if (org && org->required && !is_target && !session_.org.empty())
      given.try_emplace(org_option, std::vector{session_.org});
  }
  auto const form = choose_form(command_, given, options_.api_version, whole_body != nullptr);
  if (!form) return std::unexpected(form.error());
  auto request = make_request(**form, given, whole_body);
  if (!request) return std::unexpected(std::move(request.error()));
  return Prepared{*form, std::move(*request)};
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
  if (!options.query.empty() && !options.query.starts_with('/'))
    return misuse("--query takes a JSON pointer, which begins with /, such as /id");
  auto session = open_session(options);
  if (!session) return misuse(session.error());
  Caller caller(command, options, std::move(*session));
  if (!arguments.csv.empty()) return run_bulk(caller, arguments);
  std::optional<std::string> body = arguments.body;
  if (body && body->starts_with('@')) {
    auto text = read_file(body->substr(1));
    if (!text) return misuse(text.error());
    body = std::move(*text);
  }
  auto const prepared = caller.prepare(arguments.given, body ? &*body : nullptr);
  if (!prepared) return misuse(prepared.error());
  if (!options.yes && !is_confirmed(*prepared)) return misuse("nothing was done");
  if (arguments.all) return run_all(caller, arguments.given, *prepared->form, options);
  return run_one(caller, *prepared, options);
}

}  // namespace orgctl
