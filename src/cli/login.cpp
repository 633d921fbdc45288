// Which server, which key, which organization.
#include "cli/login.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/answer.hpp"
#include "cli/command_line.hpp"
#include "cli/config_commands.hpp"
#include "cli/listing.hpp"
#include "cli/profiles.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

struct LoginArguments {
  std::string name = "default";
  std::string public_key{};
  std::string client_id{};
};

std::string asked_or(std::string given, std::string const& question, std::string const& otherwise) {
  if (!given.empty()) return given;
  auto const shown = otherwise.empty() ? question : fmt::format("{} [{}]", question, otherwise);
  auto answer = ask(shown);
  return answer.empty() ? otherwise : answer;
}

// What people type: "orgs.example.org", "localhost:8080".
std::string with_scheme(std::string url) {
  if (url.empty() || url.contains("://")) return url;
  bool const near = url.starts_with("localhost") || url.starts_with("127.");
  return (near ? "http://" : "https://") + url;
}

// The organization that commands mean from now on, or "".
std::string choose(std::vector<Listed> const& orgs) {
  if (orgs.size() == 1) return orgs.front().id;
  for (Listed const& org : orgs) fmt::print(stderr, "  {}  {}\n", org.id, harmless(org.label));
  if (orgs.empty() || !can_ask()) return "";
  auto const answer = ask("Organization that commands mean (id or name, empty for none)");
  for (Listed const& org : orgs)
    if (org.id == answer || org.label == answer) return org.id;
  return "";
}

Exit keep(Profiles& profiles, LoginArguments const& arguments, Profile values) {
  auto& profile = profiles.by_name[arguments.name];
  for (auto const* key : {"url", "org", "public_key", "private_key", "client_id", "client_secret"})
    profile.erase(key);
  for (auto& [key, value] : values)
    if (!value.empty()) profile[key] = std::move(value);
  profiles.current = arguments.name;
  auto const written = write_profiles(profiles);
  return written ? Exit::done : misuse(written.error());
}

Exit log_in(LoginArguments arguments, GlobalOptions options) {
  if (!options.profile.empty()) arguments.name = std::exchange(options.profile, "");
  auto profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  if (auto const wrong = wrong_profile_name(arguments.name); !wrong.empty()) return misuse(wrong);
  bool const service = !arguments.client_id.empty();
  if (!can_ask() && (options.url.empty() || (arguments.public_key.empty() && !service)))
    return misuse(
        "login asks on a terminal; without one give --url and --public-key, and the private key on "
        "standard input");
  auto const known = profiles->value(arguments.name, "url");
  options.url =
      with_scheme(asked_or(options.url, "Server", known.empty() ? "http://127.0.0.1:8080" : known));
  std::string const id = service ? arguments.client_id
                                 : asked_or(arguments.public_key, "Public key",
                                            profiles->value(arguments.name, "public_key"));
  auto const secret = read_secret(service ? "Client secret" : "Private key");
  if (!secret) return misuse(secret.error());
  auto session = open_session(options);
  if (!session) return misuse(session.error());
  if (service)
    session->configuration.credentials = atlas::ServiceAccountCredentials{id, *secret};
  else
    session->configuration.credentials = atlas::ApiKeyCredentials{id, *secret};
  session->org.clear();
  // Of this profile, not of the one that was current.
  std::string const ca_file =
      options.ca_file.empty() ? profiles->value(arguments.name, "ca_file") : options.ca_file;
  session->configuration.http.ca_file = ca_file;
  Caller caller(*find_command({"orgs", "list"}), options, std::move(*session));
  auto const orgs = list_items(caller, option_name("orgId"), {});
  if (!orgs) return report(orgs.error(), Format::table);
  std::string const org = choose(*orgs);
  Profile values{{"url", options.url}, {"org", org}, {"ca_file", ca_file}};
  values[service ? "client_id" : "public_key"] = id;
  values[service ? "client_secret" : "private_key"] = *secret;
  if (auto const kept = keep(*profiles, arguments, std::move(values)); kept != Exit::done)
    return kept;
  for (Listed const& one : *orgs)
    if (one.id == org)
      fmt::print(stderr, "organization \"{}\" ({})\n", harmless(one.label), one.id);
  fmt::print(stderr, "logged in to {} as {}; profile {} in {}\n", options.url, id, arguments.name,
             profiles->file);
  return Exit::done;
}

}  // namespace

void add_login_command(CommandLine& line) {
  auto arguments = std::make_shared<LoginArguments>();
  CLI::App* command =
      line.app.add_subcommand("login", "Make a profile by questions, and try it before it is kept");
  command->fallthrough();
  command->add_option("name", arguments->name, "the profile (default: default)");
  command->add_option("--public-key", arguments->public_key, "of an API key")->type_name("TEXT");
  command->add_option("--client-id", arguments->client_id, "of a service account, instead")
      ->type_name("TEXT");
  command->footer("Example: orgctl login --url https://orgs.example.org");
  command->callback([&line, arguments] {
    line.run = [&line, arguments] { return log_in(*arguments, line.globals); };
  });
}

}  // namespace orgctl
