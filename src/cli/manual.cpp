// roff, for man(1).
#include "cli/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <fstream>

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

std::string page_of(CommandLine const& line, CLI::App const& command) {
  bool const is_top = &command == &line.app;
  std::string const name = page_name(command);
  std::string page = fmt::format(".TH {} 1\n.SH NAME\n{} \\- {}\n", escaped(name), escaped(name),
                                 escaped(command.get_description()));
  page += fmt::format(".SH SYNOPSIS\n.B orgctl {}\\fR[options]\n",
                      escaped(fmt::format("{} ", fmt::join(words_of(command), " "))));
  std::string children;
  for (CLI::App const* child : command.get_subcommands([](CLI::App const*) { return true; }))
    children += fmt::format(".TP\n.BR {} (1)\n{}\n", escaped(page_name(*child)),
                            escaped(child->get_description()));
  if (!children.empty()) page += ".SH COMMANDS\n" + children;
  add_options(page, command, "OPTIONS");
  if (!is_top) add_options(page, line.app, "OPTIONS OF EVERY COMMAND");
  if (!command.get_footer().empty())
    page += fmt::format(".SH NOTES\n.nf\n{}\n.fi\n", escaped(command.get_footer()));
  if (!is_top) page += ".SH SEE ALSO\n.BR orgctl (1)\n";
  return page;
}

bool write_pages(CommandLine const& line, CLI::App const& command,
                 std::filesystem::path const& directory) {
  std::ofstream out(directory / (page_name(command) + ".1"));
  out << page_of(line, command);
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
