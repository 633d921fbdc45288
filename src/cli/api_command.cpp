// Method, path and body as they are given; credentials, retries and output as of every command.
#include "cli/api_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"
#include "cli/answer.hpp"
#include "cli/command_line.hpp"
#include "cli/confirm.hpp"
#include "cli/pages.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Problem = std::unexpected<std::string>;

struct ApiArguments {
  std::vector<std::string> words{};
  std::optional<std::string> data{};
  std::vector<std::string> fields{};
  std::vector<std::string> texts{};
  bool all = false;
  bool dry_run = false;
};

// A request, and what the row of a table would say of it.
struct OwnRequest {
  std::string path{};
  atlas::OperationInfo info{};
  std::string target{};
  std::string body{};
  bool has_body = false;
};

std::expected<atlas::Method, std::string> method_of(std::string_view word) {
  using atlas::Method;
  for (auto const method : {Method::get, Method::post, Method::put, Method::patch, Method::remove})
    if (atlas::equal_ignoring_case(word, atlas::name_of(method))) return method;
  return Problem(fmt::format("\"{}\" is no method: GET, POST, PUT, PATCH or DELETE", word));
}

// "/orgs", a whole path, or an address that the server itself gave.
std::expected<std::string, std::string> target_from(std::string_view path, std::string_view host) {
  while (host.ends_with('/')) host.remove_suffix(1);
  if (path.contains("://")) {
    bool const own = path.starts_with(host) && path.substr(host.size()).starts_with('/');
    if (!own) return Problem(fmt::format("{} is not on the server {}", path, host));
    path.remove_prefix(host.size());
  }
  bool const plain =
      std::ranges::all_of(path, [](char c) { return static_cast<unsigned char>(c) > 0x20; });
  if (!plain || path.contains('#'))
    return Problem("a path holds no blanks, control characters or #: write them as %20");
  std::string const slash = path.starts_with('/') ? "" : "/";
  bool const whole = path.starts_with("/api/") || path.starts_with("/orgd/");
  return fmt::format("{}{}{}", whole ? "" : "/api/atlas/v2", slash, path);
}

std::optional<atlas::Version> version_from(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  bool const shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  auto const read = [&](std::size_t at, std::size_t size, auto& out) {
    auto const* end = text.data() + at + size;
    auto const done = std::from_chars(text.data() + at, end, out);
    return done.ec == std::errc() && done.ptr == end;
  };
  if (!shaped || !read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day)) return std::nullopt;
  atlas::Version const version{std::chrono::year(year), std::chrono::month(month),
                               std::chrono::day(day)};
  return version.ok() ? std::optional(version) : std::nullopt;
}

JsonNode text_node(std::string_view text) {
  JsonNode node{.kind = JsonNode::Kind::text};
  node.text = text;
  return node;
}

// true, false, null, numbers, lists and objects are themselves; all else is a text.
JsonNode value_from(std::string_view text, bool as_text) {
  auto parsed = as_text ? atlas::fail(atlas::Code::malformed_json) : atlas::parse_json(text);
  return parsed ? std::move(*parsed) : text_node(text);
}

// "apiKey.desc=ci" leads into an object, "roles[]=ORG_MEMBER" adds to a list.
std::expected<void, std::string> add_field(JsonNode& body, std::string_view field, bool as_text) {
  auto const equals = field.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return Problem(fmt::format("\"{}\" is no field: NAME=VALUE", field));
  auto name = field.substr(0, equals);
  bool const element = name.ends_with("[]");
  if (element) name.remove_suffix(2);
  JsonNode* at = &body;
  for (bool last = false; !last;) {
    auto const dot = std::min(name.find('.'), name.size());
    std::string const key(name.substr(0, dot));
    last = dot == name.size();
    name.remove_prefix(last ? dot : dot + 1);
    auto child = std::ranges::find(at->children, key, &JsonNode::key);
    if (child == at->children.end()) {
      auto const kind = last && element ? JsonNode::Kind::array : JsonNode::Kind::object;
      child = at->children.insert(child, JsonNode{.kind = kind, .key = key});
    }
    at = &*child;
  }
  auto value = value_from(field.substr(equals + 1), as_text);
  if (element) {
    at->children.push_back(std::move(value));
    return {};
  }
  value.key = at->key;
  *at = std::move(value);
  return {};
}

std::expected<JsonNode, std::string> object_of(ApiArguments const& arguments) {
  JsonNode body{.kind = JsonNode::Kind::object};
  for (auto const* list : {&arguments.fields, &arguments.texts})
    for (auto const& field : *list)
      if (auto added = add_field(body, field, list == &arguments.texts); !added)
        return Problem(added.error());
  return body;
}

std::expected<void, std::string> add_content(OwnRequest& request, ApiArguments const& arguments) {
  bool const has_fields = !arguments.fields.empty() || !arguments.texts.empty();
  if (arguments.data && has_fields) return Problem("--data and fields exclude each other");
  if (arguments.data) {
    request.has_body = true;
    request.body = *arguments.data;
    if (!request.body.starts_with('@')) return {};
    auto text = read_file(request.body.substr(1));
    if (!text) return Problem(text.error());
    request.body = std::move(*text);
    return {};
  }
  if (!has_fields) return {};
  auto const object = object_of(arguments);
  if (!object) return Problem(object.error());
  if (request.info.method != atlas::Method::get) {
    request.has_body = true;
    atlas::write_json(request.body, *object);
    return {};
  }
  for (JsonNode const& child : object->children)
    request.target += fmt::format("{}{}={}", request.target.contains('?') ? '&' : '?', child.key,
                                  atlas::percent_encode(cell_of(child)));
  return {};
}

std::expected<OwnRequest, std::string> request_from(ApiArguments const& arguments,
                                                    GlobalOptions const& options,
                                                    std::string_view host) {
  auto const& words = arguments.words;
  bool const sends =
      !arguments.all && (arguments.data || !arguments.fields.empty() || !arguments.texts.empty());
  OwnRequest request;
  auto const method = words.size() == 2 ? method_of(words[0])
                                        : std::expected<atlas::Method, std::string>(
                                              sends ? atlas::Method::post : atlas::Method::get);
  if (!method) return Problem(method.error());
  auto target = target_from(words.back(), host);
  if (!target) return Problem(target.error());
  request.target = std::move(*target);
  request.path = request.target.substr(0, request.target.find('?'));
  bool const versioned = request.path.starts_with("/api/");
  request.info = {.id = "api",
                  .later_id = "api",
                  .method = *method,
                  .path = {},
                  .version = versioned ? atlas::v2023_01_01 : atlas::unversioned,
                  .retry = *method == atlas::Method::get ? atlas::Retry::safe : atlas::Retry::never,
                  .summary = "a request of one's own"};
  if (!options.api_version.empty()) {
    auto const version = version_from(options.api_version);
    if (!version) return Problem("--api-version is a date such as 2023-01-01");
    request.info.version = *version;
  }
  if (auto added = add_content(request, arguments); !added) return Problem(added.error());
  return request;
}

Exit send_all(Caller& caller, Caller::Prepared const& call) {
  auto all = all_pages(caller, call.request, Progress::shown);
  if (!all) return report(all.error(), caller.session().format);
  return print_answer({.kind = JsonNode::Kind::array, .children = std::move(*all)}, caller,
                      *call.form);
}

Exit send_one(Caller& caller, Caller::Prepared const& call) {
  auto const answer = caller.send(call.request);
  if (answer) return print_response(*answer, caller, call);
  auto const& options = caller.options();
  if (!options.include || answer.error().status == 0)
    return report(answer.error(), options.output.empty() ? Format::table : caller.session().format);
  print_head(answer.error().status, answer.error().reason, answer.error().headers);
  print(answer.error().body);
  return exit_of(answer.error());
}

Exit run_api(ApiArguments const& arguments, GlobalOptions const& options) {
  if (arguments.words.empty() || arguments.words.size() > 2)
    return misuse("orgctl api takes METHOD PATH, such as: orgctl api GET /orgs");
  auto session = open_session(options);
  if (!session) return misuse(session.error());
  if (options.output.empty()) session->format = Format::json;
  auto request = request_from(arguments, options, session->configuration.host);
  if (!request) return misuse(request.error());
  request->info.path = request->path;
  OperationCommand const command{.words = {"api"},
                                 .forms = {{.info = &request->info,
                                            .options = {},
                                            .takes_body = request->has_body,
                                            .body_is_list = false,
                                            .answers_pages = false,
                                            .columns = {}}}};
  if (arguments.all && (request->info.method != atlas::Method::get || options.include))
    return misuse(
        "--all is for GET, and shows no header fields: of many answers it makes one list");
  if (auto const wrong = wrong_output(options, session->format, command); !wrong.empty())
    return misuse(wrong);
  if (arguments.dry_run) {
    print(fmt::format("{} {}\n{}{}", atlas::name_of(request->info.method), request->target,
                      request->body, request->has_body ? "\n" : ""));
    fmt::print(stderr, "nothing was sent\n");
    return Exit::done;
  }
  if (request->info.method == atlas::Method::remove &&
      !is_confirmed(options.yes, "api DELETE", [&] { return Doomed{request->path, ""}; }))
    return Exit::misused;
  Caller caller(command, options, std::move(*session));
  Caller::Prepared const call{.form = &command.forms.front(),
                              .request = {.info = &request->info,
                                          .target = request->target,
                                          .body = request->body,
                                          .has_body = request->has_body},
                              .given = {}};
  return arguments.all ? send_all(caller, call) : send_one(caller, call);
}

}  // namespace

void add_api_command(CommandLine& line) {
  auto arguments = std::make_shared<ApiArguments>();
  CLI::App* command =
      line.app.add_subcommand("api", "Send a request of your own, for what has no command");
  command->fallthrough();
  command->add_option("request", arguments->words)
      ->type_name("[METHOD] PATH")
      ->description(
          "GET, POST, PUT, PATCH or DELETE, and a path below /api/atlas/v2 or a whole one")
      ->expected(0, 3);
  command->add_option("-d,--data", arguments->data, "the body, @FILE, or @- for standard input")
      ->type_name("TEXT");
  command
      ->add_option("-F,--field", arguments->fields,
                   "a member of the body, or of the query of a GET: name=value, object.name=value, "
                   "list[]=value; true, null and numbers are what they are")
      ->type_name("FIELD")
      ->allow_extra_args(false);
  command->add_option("-f,--raw-field", arguments->texts, "the same, always a text")
      ->type_name("FIELD")
      ->allow_extra_args(false);
  command->add_flag("--all,--paginate", arguments->all,
                    "every page of a list, one request each, as one JSON array");
  command->add_flag("--dry-run", arguments->dry_run, "show the request and send nothing");
  command->footer("Example: orgctl api POST /orgs/ID/invites -f username=dana@example.org");
  command->callback([&line, arguments] {
    line.run = [&line, arguments] { return run_api(*arguments, line.globals); };
  });
}

}  // namespace orgctl
