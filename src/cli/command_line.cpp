// Builds the tree: a command for each row, and the few that call no operation.
#include "cli/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "api/openapi.hpp"
#include "cli/api_command.hpp"
#include "cli/completion.hpp"
#include "cli/config_commands.hpp"
#include "cli/global_options.hpp"
#include "cli/login.hpp"
#include "cli/manual.hpp"
#include "cli/spelling.hpp"
#include "cli/subjects.hpp"

namespace orgctl {
namespace {

constexpr std::string_view call_group = "Call";

std::string type_of(Option const& option) {
  switch (option.kind) {
    case ValueKind::boolean:
      return "[true|false]";
    case ValueKind::integer:
      return "N";
    case ValueKind::json:
      return "JSON";
    case ValueKind::texts:
    case ValueKind::text:
      return "TEXT";
  }
  return "";
}

bool is_in_all(OperationCommand const& operation, std::string_view option) {
  return std::ranges::all_of(operation.forms,
                             [&](Form const& form) { return form.find(option) != nullptr; });
}

// "required", or "required without --invitation" where another form does without it.
std::string demand_for(Option const& option, OperationCommand const& operation) {
  bool required = false;
  std::string others;
  for (Form const& form : operation.forms) {
    auto const* here = form.find(option.name);
    required = required || (here && here->required);
    for (Option const& other : form.options)
      if (!here && other.required && !is_in_all(operation, other.name)) others += " " + other.name;
  }
  if (!required) return "";
  return others.empty() ? "required" : "required without" + others;
}

std::string help_of(Option const& option, OperationCommand const& operation) {
  std::vector<std::string> parts;
  if (!option.rule.about.empty()) parts.emplace_back(option.rule.about);
  if (auto const hint = hint_for(option.keys.back()); !hint.empty()) parts.emplace_back(hint);
  if (auto demand = demand_for(option, operation); !demand.empty())
    parts.push_back(std::move(demand));
  if (option.kind == ValueKind::texts) parts.emplace_back("may be repeated");
  auto const* text = option.rule.text;
  if (text && !text->values.empty())
    parts.push_back(fmt::format("{}", fmt::join(text->values, ", ")));
  else if (text && text->max_length > text->min_length)
    parts.push_back(fmt::format("{} to {} characters", text->min_length, text->max_length));
  if (option.kind == ValueKind::integer && option.rule.minimum > 0)
    parts.push_back(option.rule.maximum == atlas::FieldRule{}.maximum
                        ? fmt::format("{} or more", option.rule.minimum)
                        : fmt::format("{} to {}", option.rule.minimum, option.rule.maximum));
  if (option.nullable) parts.emplace_back("null clears it");
  return fmt::format("{}", fmt::join(parts, "; "));
}

void add_option(CLI::App& command, OperationCommand const& operation, Option const& option,
                CallArguments& call) {
  auto& given = call.given;
  std::string const& name = option.name;
  bool const is_switch = option.kind == ValueKind::boolean;  // alone it says yes
  CLI::Option* added = nullptr;
  if (option.kind == ValueKind::texts)
    added = command
                .add_option_function<std::vector<std::string>>(
                    name, [&given, name](auto const& values) { given[name] = values; })
                ->delimiter(',')
                ->allow_extra_args(false);
  else
    added = command
                .add_option_function<std::string>(
                    name,
                    [&given, name, is_switch](std::string const& value) {
                      given[name] = {is_switch && value.empty() ? "true" : value};
                    })
                ->take_last();
  if (is_switch) added->expected(0, 1);
  added->type_name(type_of(option))->description(help_of(option, operation));
  added->group(option.part == Part::query && !option.required ? "Answer" : "Request");
}

void add_call_options(CLI::App& command, OperationCommand const& operation, CallArguments& call) {
  Form const& form = operation.forms.back();
  auto const group = std::string(call_group);
  if (form.takes_body)
    command
        .add_option("--body", call.body, "the whole body as JSON, @FILE, or @- for standard input")
        ->type_name("JSON")
        ->group(group);
  if (form.answers_pages)
    command.add_flag("--all", call.all, "all pages, one request each")->group(group);
  if (form.info->method == atlas::Method::get) return;
  command
      .add_option("--from-csv", call.csv,
                  "one call for each row; the heading names options, - is standard input")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--outcomes", call.outcomes,
                  "where each row's outcome goes (default FILE.outcome.csv)")
      ->type_name("FILE")
      ->group(group);
  command
      .add_flag("--dry-run", call.dry_run,
                "send nothing: show the request, or judge each row of the CSV file")
      ->group(group);
  command.add_flag("--resume", call.resume, "leave out the rows that an earlier run did")
      ->group(group);
  command
      .add_flag("--repeat-unknown", call.repeat_unknown,
                "also rows whose answer was lost, which may have happened")
      ->group(group);
}

// Ids and names that need no option before them, the last first: "[org] invitation".
void add_arguments(CLI::App& command, OperationCommand const& operation, CallArguments& call) {
  auto const subjects = subjects_of(operation);
  if (subjects.empty()) return;
  std::vector<std::string> names;
  for (Option const* option : subjects) names.push_back(option->name.substr(2));
  command.add_option("arguments", call.words)
      ->type_name(fmt::format("[{}]", fmt::join(names, "] [")))
      ->description("ids or names, instead of the options of these names")
      ->expected(0, static_cast<int>(names.size()) + 1);
}

// What a command does, who may, and how it is written.
std::string footer_of(OperationCommand const& operation) {
  Form const& form = operation.forms.back();
  std::string example = fmt::format("orgctl {}", fmt::join(operation.words, " "));
  for (Option const& option : form.options)
    if (option.required)
      example += fmt::format(" {} {}", option.name,
                             option.rule.text == &atlas::text::email ? "dana@example.org" : "...");
  return fmt::format("Role: {}\nExample: {}\nOptions of every command: orgctl --help",
                     row_of(form.info->access).meaning, example);
}

CLI::App& node(CLI::App& root, std::vector<std::string> const& words) {
  CLI::App* at = &root;
  for (auto const& word : words) {
    auto const children =
        at->get_subcommands([&](CLI::App* child) { return child->get_name() == word; });
    if (children.empty()) {
      at->require_subcommand(1);
      at = at->add_subcommand(word);
      at->fallthrough();
      at->footer("Options of every command: orgctl --help");
    } else {
      at = children.front();
    }
  }
  return *at;
}

void add_operation(CommandLine& line, OperationCommand const& operation) {
  CLI::App& command = node(line.app, operation.words);
  Form const& form = operation.forms.back();
  command.description(std::string(form.info->summary));
  command.footer(footer_of(operation));
  for (Form const& each : operation.forms)
    for (Option const& option : each.options)
      if (!command.get_option_no_throw(option.name))
        add_option(command, operation, option, line.call);
  add_arguments(command, operation, line.call);
  add_call_options(command, operation, line.call);
  command.callback([&line, &operation] {
    line.run = [&] { return run_operation(operation, line.call, line.globals); };
  });
}

// "orgs" holds commands on orgs, and on what they hold.
void describe_groups(CLI::App& app) {
  for (CLI::App* child : app.get_subcommands({})) {
    if (child->get_subcommands({}).empty()) continue;
    describe_groups(*child);
    std::vector<std::string> names;
    for (CLI::App const* inner : child->get_subcommands({})) names.push_back(inner->get_name());
    if (child->get_description().empty())
      child->description(fmt::format("{}", fmt::join(names, ", ")));
  }
}

// In the line of usage, arguments are named as their descriptions name them: "[org] [project]".
class Usage final : public CLI::Formatter {
 public:
  std::string make_option_usage(CLI::Option const* option) const override {
    auto const name = option->get_type_name();
    return name.starts_with('[') ? name : CLI::Formatter::make_option_usage(option);
  }
};

}  // namespace

std::vector<std::string> words_of(CLI::App const& command) {
  std::vector<std::string> words;
  for (auto const* at = &command; at->get_parent(); at = at->get_parent())
    words.insert(words.begin(), at->get_name());
  return words;
}

std::vector<std::string> choices_of(CLI::App const& command, std::string const& option) {
  if (option == "--output" || option == "-o") return {format_names.begin(), format_names.end()};
  auto const* operation = find_command(words_of(command));
  if (!operation) return {};
  for (Form const& form : operation->forms) {
    auto const* found = form.find(option);
    if (found && found->kind == ValueKind::boolean) return {"true", "false"};
    if (found && found->rule.text)
      return {found->rule.text->values.begin(), found->rule.text->values.end()};
  }
  return {};
}

std::unique_ptr<CommandLine> make_command_line() {
  auto line = std::make_unique<CommandLine>();
  line->app.formatter(std::make_shared<Usage>());
  line->app.require_subcommand(1);
  line->app.footer(
      "Begin with: orgctl login\n"
      "Example: orgctl orgs list\n"
      "Every command explains itself with --help.\n\nExit codes:\n" +
      exit_codes_text());
  add_global_options(line->app, line->globals);
  line->app.set_version_flag("--version", "orgctl " ORGCTL_VERSION);
  for (auto const& operation : operation_commands()) add_operation(*line, operation);
  add_api_command(*line);
  add_login_command(*line);
  add_logout_command(*line);
  add_config_commands(*line);
  add_completion_commands(*line);
  add_manual_command(*line);
  describe_groups(line->app);
  return line;
}

}  // namespace orgctl
