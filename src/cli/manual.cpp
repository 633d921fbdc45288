// roff, for man(1).
#include "cli/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>

#include "cli/command_line.hpp"

namespace orgctl {
namespace {

// A text that roff takes for nothing else.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '\\' || c == '-') out += '\\';
    bool const begins = out.empty() || out.back() == '\n';
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    out += c;
  }
  return out;
}

void add_options(std::string& page, CLI::App const& command, std::string_view heading) {
  std::string options;
  for (CLI::Option const* option : command.get_options()) {
    std::string const type = option->get_type_size() == 0 ? "" : " " + option->get_type_name();
    options += fmt::format(".TP\n.B {}\\fR{}\n{}\n", escaped(option->get_name(false, true)),
                           escaped(type), escaped(option->get_description()));
  }
  if (!options.empty()) page += fmt::format(".SH {}\n{}", heading, options);
}

std::string page_name(CLI::App const& command) {
  auto const words = words_of(command);
  return words.empty() ? "orgctl" : fmt::format("orgctl-{}", fmt::join(words, "-"));
}

// A term and what it means, as the sections of a page list them.
struct Entry {
  std::string_view term;
  std::string_view meaning;
};

constexpr std::array<Entry, 10> environment{{
    {"ORGCTL_URL", "scheme and host of the server"},
    {"ORGCTL_PROFILE", "the profile to use"},
    {"ORGCTL_ORG", "the organization that commands mean when they name none"},
    {"ORGCTL_CONFIG", "the file that holds the profiles, or a folder for its config.toml"},
    {"ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY", "an API key"},
    {"ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET", "a service account"},
    {"ATLAS_USERNAME, ATLAS_SESSION_TOKEN", "a person who has signed in"},
    {"NO_COLOR", "when it is set, no colours"},
    {"http_proxy, https_proxy, no_proxy", "as curl reads them; --proxy comes first"},
    {"XDG_CONFIG_HOME", "where the folder orgctl lies, instead of ~/.config"},
}};

constexpr std::array<Entry, 4> files{{
    {"~/.config/orgctl/config.toml", "the profiles; readable by their owner alone"},
    {"~/.config/orgctl/secret-*", "answers whose secret the output left out"},
    {"FILE.outcome.csv", "what became of each row of --from-csv FILE"},
    {"FILE.secrets.csv", "the answers of that run that hold secrets"},
}};

void add_entries(std::string& page, std::string_view heading, std::span<Entry const> entries) {
  page += fmt::format(".SH {}\n", heading);
  for (auto const& [term, meaning] : entries)
    page += fmt::format(".TP\n.B {}\n{}\n", escaped(term), escaped(meaning));
}

void add_exit_status(std::string& page) {
  page += ".SH EXIT STATUS\n";
  std::istringstream codes(exit_codes_text());
  for (std::string line; std::getline(codes, line);) {
    auto const digit = line.find_first_not_of(' ');
    page += fmt::format(".TP\n.B {}\n{}\n", line[digit],
                        escaped(line.substr(line.find_first_not_of(' ', digit + 1))));
  }
}

// The footer tells examples and notes line by line.
void add_footer(std::string& page, CLI::App const& command) {
  std::string notes;
  std::string examples;
  std::istringstream lines(command.get_footer());
  constexpr std::string_view mark = "Example: ";
  for (std::string line; std::getline(lines, line) && !line.starts_with("Exit codes");)
    if (line.starts_with(mark))
      examples += escaped(line.substr(mark.size())) + "\n";
    else if (!line.empty())
      notes += escaped(line) + "\n";
  if (!notes.empty()) page += fmt::format(".SH NOTES\n.nf\n{}.fi\n", notes);
  if (examples.empty())
    examples = escaped(fmt::format("orgctl {}", fmt::join(words_of(command), " "))) + "\n";
  page += fmt::format(".SH EXAMPLES\n.nf\n{}.fi\n", examples);
}

// " [org] invitation": what stands without an option's name.
std::string arguments_of(CLI::App const& command) {
  std::string arguments;
  for (CLI::Option const* option : command.get_options())
    if (option->get_positional()) arguments += " " + option->get_type_name();
  return arguments;
}

std::string page_of(CommandLine const& line, CLI::App const& command) {
  bool const is_top = &command == &line.app;
  std::string const name = page_name(command);
  std::string page = fmt::format(".TH {} 1\n.SH NAME\n{} \\- {}\n", escaped(name), escaped(name),
                                 escaped(command.get_description()));
  page += fmt::format(".SH SYNOPSIS\n.B orgctl {}\\fR[options]{}\n",
                      escaped(fmt::format("{} ", fmt::join(words_of(command), " "))),
                      escaped(arguments_of(command)));
  std::string children;
  for (CLI::App const* child : command.get_subcommands([](CLI::App const*) { return true; }))
    children += fmt::format(".TP\n.BR {} (1)\n{}\n", escaped(page_name(*child)),
                            escaped(child->get_description()));
  if (!children.empty()) page += ".SH COMMANDS\n" + children;
  add_options(page, command, "OPTIONS");
  if (!is_top) add_options(page, line.app, "OPTIONS OF EVERY COMMAND");
  add_footer(page, command);
  add_exit_status(page);
  add_entries(page, "ENVIRONMENT", environment);
  add_entries(page, "FILES", files);
  if (!is_top) page += ".SH SEE ALSO\n.BR orgctl (1)\n";
  return page;
}

bool write_pages(CommandLine const& line, CLI::App const& command,
                 std::filesystem::path const& directory) {
  std::ofstream out(directory / (page_name(command) + ".1"));
  out << page_of(line, command);
  out.close();
  bool written = out.good();
  for (CLI::App const* child : command.get_subcommands([](CLI::App const*) { return true; }))
    written = write_pages(line, *child, directory) && written;
  return written;
}

}  // namespace

void add_manual_command(CommandLine& line) {
  auto directory = std::make_shared<std::string>();
  CLI::App* command = line.app.add_subcommand("man", "Write the manual pages into a directory");
  command->add_option("directory", *directory, "where to, such as ~/.local/share/man/man1")
      ->required()
      ->type_name("DIR");
  command->callback([&line, directory] {
    line.run = [&line, directory] {
      std::error_code problem;
      std::filesystem::create_directories(*directory, problem);
      if (write_pages(line, line.app, *directory)) return Exit::done;
      return misuse(fmt::format("{} cannot be written", *directory));
    };
  });
}

}  // namespace orgctl
