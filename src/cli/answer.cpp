// Tables, pointers, filters, and the words around them.
#include "cli/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/json_write.hpp"
#include "cli/columns.hpp"
#include "cli/filter.hpp"
#include "cli/secrets.hpp"
#include "cli/spelling.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Kind = JsonNode::Kind;

bool is_for_programs(Format format) { return format == Format::json || format == Format::yaml; }

std::string json_of(JsonNode const& node) {
  std::string text;
  atlas::write_json(text, node);
  return text;
}

std::string noun_in(Caller const& caller) {
  auto const& words = caller.command().words;
  return words.size() < 2 ? words.back() : words[words.size() - 2];
}

// People who look at one page, or at a table without rows, should know it.
void tell_of_rows(JsonNode const& content, Caller const& caller, Form const& form) {
  auto const* items = items_of(content);
  if (!items || is_for_programs(caller.session().format)) return;
  auto const noun = noun_in(caller);
  auto const shown = items->children.size();
  auto const* total = content.find("totalCount");
  auto const all = total ? static_cast<std::size_t>(std::max<std::int64_t>(total->integer, 0)) : 0;
  if (shown == 0)
    fmt::print(stderr, "no {}{}\n", plural(noun), all > 0 ? " on this page" : "");
  else if (form.answers_pages && all > shown)
    fmt::print(stderr, "{} of {}; all of them with --all\n", shown, counted(all, noun));
}

std::expected<std::string, std::string> part_of(JsonNode const& content,
                                                GlobalOptions const& options, Format format) {
  if (!options.jq.empty()) return filter(json_of(content), options.jq, options.output == "json");
  auto const found = resolve_pointer(content, options.query);
  if (!found) return std::unexpected(found.error());
  // A list of plain values is one line each, ready for a loop of the shell.
  if (format != Format::table || found->kind != Kind::array) return render(*found, format, {}, {});
  std::string lines;
  for (JsonNode const& element : found->children) lines += cell_of(element) + "\n";
  return lines;
}

std::string table_text(JsonNode const& content, Caller const& caller, Form const& form) {
  auto const& options = caller.options();
  bool const is_list = items_of(content) != nullptr;
  if (options.columns.empty() && (options.wide || !is_list))
    return render(content, Format::table, form.columns, {.colours = screen().colours});
  auto const columns = columns_for(form, options.columns);
  if (columns.empty()) return render(content, Format::table, form.columns, screen());
  auto const [text, hidden] = people_table(content, columns, screen());
  if (hidden > 0 && options.columns.empty() && shows_progress())
    fmt::print(stderr, "{} more column{} with --wide\n", hidden, hidden == 1 ? "" : "s");
  return text;
}

std::string csv_text(JsonNode const& content, Caller const& caller, Form const& form) {
  auto const& options = caller.options();
  std::vector<std::string> columns;
  if (!options.columns.empty())
    for (Column const& column : columns_for(form, options.columns))
      columns.push_back(column.member);
  // A terminal is no program that reads CSV.
  bool const safe = options.safe_csv || screen().is_terminal;
  return csv_of(content, columns.empty() ? form.columns : columns,
                {.only_these = !columns.empty(), .safe = safe});
}

// The secret is gone when neither the reader of the output nor a file has it.
void keep_secrets(JsonNode const& answer, std::string_view printed) {
  auto const secrets = secrets_in(answer);
  bool const shown = std::ranges::all_of(
      secrets, [&](std::string const& secret) { return printed.contains(secret); });
  if (secrets.empty() || (shown && finish_output())) return;
  tell_kept(json_of(answer));
}

}  // namespace

std::string wrong_output(GlobalOptions const& options, Format format,
                         OperationCommand const& command) {
  if (!options.query.empty() && !options.query.starts_with('/'))
    return "--query takes a JSON pointer, which begins with /, such as /id";
  if (!options.query.empty() && !options.jq.empty()) return "--query and --jq exclude each other";
  if (!options.jq.empty()) {
    if (format == Format::yaml || format == Format::csv)
      return "--jq prints JSON or text lines; leave --output away";
    if (auto const wrong = filter_problem(options.jq); !wrong.empty()) return wrong;
  }
  if (options.columns.empty()) return "";
  if (is_for_programs(format))
    return "--columns goes with tables and CSV; JSON has --query and --jq";
  auto const columns = columns_named(command.forms.back(), options.columns);
  return columns ? "" : columns.error();
}

Exit print_answer(JsonNode const& answer, Caller const& caller, Form const& form) {
  Format const format = caller.session().format;
  auto const& options = caller.options();
  JsonNode const& content = content_of(answer);
  JsonNode const& whole = is_for_programs(format) && options.jq.empty() ? answer : content;
  std::string text;
  if (!options.query.empty() || !options.jq.empty()) {
    auto some = part_of(whole, options, format);
    if (!some) {
      fmt::print(stderr, "orgctl: {}\n", some.error());
      keep_secrets(answer, "");
      return Exit::failed;
    }
    text = std::move(*some);
  } else if (format == Format::table) {
    text = table_text(content, caller, form);
  } else if (format == Format::csv) {
    text = csv_text(content, caller, form);
  } else {
    text = render(whole, format, form.columns, {});
  }
  print(text);
  keep_secrets(answer, text);
  if (options.query.empty() && options.jq.empty()) tell_of_rows(content, caller, form);
  return Exit::done;
}

std::string refusal_in(atlas::JsonNode const& answer) {
  auto const text_of = [](JsonNode const& one, std::string_view name) {
    auto const* const found = one.find(name);
    return found ? found->text : std::string();
  };
  for (JsonNode const& one : content_of(answer).children)
    if (text_of(one, "outcome") == "REFUSED")
      return fmt::format("{}: {}", text_of(one, "errorCode"), text_of(one, "detail"));
  return "";
}

Exit print_response(atlas::HttpResponse const& answer, Caller const& caller,
                    Caller::Prepared const& call) {
  if (caller.options().include) {
    print_head(answer.status, answer.reason, answer.headers);
    print(answer.body);
    return Exit::done;
  }
  // What is merely taken note of is answered with an object without members.
  if (answer.body.empty() || answer.body == "{}") {
    if (is_for_programs(caller.session().format)) return Exit::done;
    std::string subject;
    for (Option const& option : call.form->options)
      if (option.part == Part::path) subject = call.given.at(option.name).back();
    fmt::print(stderr, "{} {} {}\n", singular(noun_in(caller)), harmless(subject),
               past_of(caller.command().words.back()));
    return Exit::done;
  }
  auto const node = atlas::parse_json(answer.body);
  if (node) {
    Exit const exit = print_answer(*node, caller, *call.form);
    bool const partly = exit == Exit::done && !refusal_in(*node).empty();
    return partly ? Exit::partly : exit;
  }
  return report({.failure = atlas::Failure::unreadable,
                 .status = answer.status,
                 .detail = node.error().detail},
                caller.session().format);
}

void print_head(int status, std::string_view reason, atlas::Headers const& headers) {
  print(fmt::format("HTTP {} {}\n", status, reason));
  for (auto const& [name, value] : headers.fields()) print(fmt::format("{}: {}\n", name, value));
  print("\n");
}

Exit report(atlas::Error const& error, Format format) {
  bool const shows_body = format == Format::json && !error.body.empty();
  fmt::print(stderr, "{}",
             shows_body ? error.body + "\n" : explanation_of(error, screen().colours));
  return exit_of(error);
}

}  // namespace orgctl
