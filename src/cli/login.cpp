// Which server, which key, which organization.
#include "cli/login.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

#include "cli/answer.hpp"
#include "cli/command_line.hpp"
#include "cli/config_commands.hpp"
#include "cli/listing.hpp"
#include "cli/profiles.hpp"
#include "cli/sign_in.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

struct LoginArguments {
  std::string name = "default";
  std::string public_key{};
  std::string client_id{};
  std::string email{};
};

// Whoever logs in, as the command line or an answer names it.
enum class LoginKind : std::uint8_t { api_key, service_account, person };

struct LoginName {
  LoginKind kind = LoginKind::api_key;
  std::string text{};
};

// Which values of a profile say who somebody is.
struct LoginKeys {
  std::string_view name;
  std::string_view secret;
};
constexpr std::array<LoginKeys, 3> keys_of_kind{
    {{"public_key", "private_key"}, {"client_id", "client_secret"}, {"username", "session_token"}}};

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
  for (auto const* key : {"url", "org"}) profile.erase(key);
  for (auto const& [name, secret] : keys_of_kind) {
    profile.erase(std::string(name));
    profile.erase(std::string(secret));
  }
  for (auto& [key, value] : values)
    if (!value.empty()) profile[key] = std::move(value);
  profiles.current = arguments.name;
  auto const written = write_profiles(profiles);
  return written ? Exit::done : misuse(written.error());
}

LoginName login_name(LoginArguments const& arguments, Profiles const& profiles) {
  if (!arguments.client_id.empty()) return {LoginKind::service_account, arguments.client_id};
  if (!arguments.email.empty()) return {LoginKind::person, arguments.email};
  if (!arguments.public_key.empty()) return {LoginKind::api_key, arguments.public_key};
  auto known = profiles.value(arguments.name, "username");
  if (known.empty()) known = profiles.value(arguments.name, "public_key");
  auto text = asked_or("", "Public key, or e-mail address of a person", known);
  bool const is_person = text.contains('@');
  return {is_person ? LoginKind::person : LoginKind::api_key, std::move(text)};
}

std::expected<atlas::Credentials, Exit> credentials_of(LoginName const& name,
                                                       atlas::Configuration const& server) {
  if (name.kind == LoginKind::person) {
    auto session = sign_in(server, name.text);
    if (!session) return std::unexpected(session.error());
    return std::move(*session);
  }
  bool const is_key = name.kind == LoginKind::api_key;
  auto secret = read_secret(is_key ? "Private key" : "Client secret");
  if (!secret) return std::unexpected(misuse(secret.error()));
  if (is_key) return atlas::ApiKeyCredentials{name.text, std::move(*secret)};
  return atlas::ServiceAccountCredentials{name.text, std::move(*secret)};
}

std::string secret_in(atlas::Credentials const& credentials) {
  if (auto const* key = std::get_if<atlas::ApiKeyCredentials>(&credentials))
    return key->private_key;
  if (auto const* account = std::get_if<atlas::ServiceAccountCredentials>(&credentials))
    return account->client_secret;
  return std::get<atlas::SessionCredentials>(credentials).token;
}

// Tries the credentials and keeps what works.
Exit try_and_keep(LoginName const& who, Session const& session, GlobalOptions const& options,
                  LoginArguments const& arguments, Profiles& profiles) {
  Caller caller(*find_command({"orgs", "list"}), options, session);
  auto const orgs = list_items(caller, option_name("orgId"), {});
  if (!orgs) return report(orgs.error(), Format::table);
  std::string const org = choose(*orgs);
  Profile values{{"url", session.configuration.host},
                 {"org", org},
                 {"ca_file", session.configuration.http.ca_file}};
  auto const& [name, secret] = keys_of_kind.at(static_cast<std::size_t>(who.kind));
  values[std::string(name)] = who.text;
  values[std::string(secret)] = secret_in(session.configuration.credentials);
  if (auto const kept = keep(profiles, arguments, std::move(values)); kept != Exit::done)
    return kept;
  for (Listed const& one : *orgs)
    if (one.id == org)
      fmt::print(stderr, "organization \"{}\" ({})\n", harmless(one.label), one.id);
  fmt::print(stderr, "logged in to {} as {}; profile {} in {}\n", session.configuration.host,
             who.text, arguments.name, profiles.file);
  return Exit::done;
}

// A session that nobody has the token of any more: it would live on for hours.
void end_session(Session session, std::string const& username, std::string const& token) {
  if (token.empty()) return;
  session.configuration.credentials = atlas::SessionCredentials{username, token};
  session.configuration.timeout = std::chrono::seconds(5);
  session.configuration.retry.max_attempts = 1;
  static_cast<void>(sign_out(std::move(session.configuration)));
}

// Of the server and the profile that are meant, not of the profile that was current.
std::expected<Session, std::string> server_for(GlobalOptions const& options,
                                               std::string const& ca_file) {
  auto session = open_server(options);
  if (!session) return session;
  session->org.clear();
  session->configuration.http.ca_file = options.ca_file.empty() ? ca_file : options.ca_file;
  return session;
}

Exit log_in(LoginArguments arguments, GlobalOptions options) {
  if (!options.profile.empty()) arguments.name = std::exchange(options.profile, "");
  auto profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  if (auto const wrong = wrong_profile_name(arguments.name); !wrong.empty()) return misuse(wrong);
  bool const is_named =
      !arguments.public_key.empty() || !arguments.client_id.empty() || !arguments.email.empty();
  if (!can_ask() && (options.url.empty() || !is_named))
    return misuse(
        "login asks on a terminal; without one give --url and --public-key, --client-id or "
        "--email, and the private key, secret or password on standard input");
  auto const known = profiles->value(arguments.name, "url");
  options.url =
      with_scheme(asked_or(options.url, "Server", known.empty() ? "http://127.0.0.1:8080" : known));
  auto session = server_for(options, profiles->value(arguments.name, "ca_file"));
  if (!session) return misuse(session.error());
  auto const who = login_name(arguments, *profiles);
  auto credentials = credentials_of(who, session->configuration);
  if (!credentials) return credentials.error();
  session->configuration.credentials = std::move(*credentials);
  auto const former = is_same_server(known, options.url)
                          ? profiles->value(arguments.name, "session_token")
                          : std::string();
  auto const exit = try_and_keep(who, *session, options, arguments, *profiles);
  if (exit == Exit::done)
    end_session(std::move(*session), who.text, former);
  else if (who.kind == LoginKind::person)
    end_session(*session, who.text, secret_in(session->configuration.credentials));
  return exit;
}

Exit log_out(LoginArguments const& arguments, GlobalOptions options) {
  auto profiles = read_profiles(profiles_file());
  if (!profiles) return misuse(profiles.error());
  for (auto const& name : {arguments.name, options.profile, variable("ORGCTL_PROFILE")}) {
    options.profile = name;
    if (!name.empty()) break;
  }
  if (options.profile.empty()) options.profile = profiles->current;
  auto session = open_session(options);
  if (!session) return misuse(session.error());
  auto const& credentials = session->configuration.credentials;
  if (!std::holds_alternative<atlas::SessionCredentials>(credentials))
    return misuse(
        fmt::format("profile {} has no session of a person; a key is taken away with: "
                    "orgctl config remove {}",
                    options.profile, options.profile));
  auto const ended = sign_out(session->configuration);
  if (!ended) return report(ended.error(), session->format);
  auto& profile = profiles->by_name[options.profile];
  auto const& [name, secret] = keys_of_kind.at(static_cast<std::size_t>(LoginKind::person));
  profile.erase(std::string(name));
  profile.erase(std::string(secret));
  if (auto const written = write_profiles(*profiles); !written) return misuse(written.error());
  fmt::print(stderr, "logged out of {}; profile {}\n", session->configuration.host,
             options.profile);
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
  command
      ->add_option("--email", arguments->email, "of a person, instead, whose password is asked for")
      ->type_name("TEXT");
  command->footer("Example: orgctl login --url https://orgs.example.org");
  command->callback([&line, arguments] {
    line.run = [&line, arguments] { return log_in(*arguments, line.globals); };
  });
}

void add_logout_command(CommandLine& line) {
  auto arguments = std::make_shared<LoginArguments>(LoginArguments{.name = ""});
  CLI::App* command =
      line.app.add_subcommand("logout", "End a person's session, and take it out of the profile");
  command->fallthrough();
  command->add_option("name", arguments->name, "the profile (default: the current one)");
  command->footer("Example: orgctl logout");
  command->callback([&line, arguments] {
    line.run = [&line, arguments] { return log_out(*arguments, line.globals); };
  });
}

}  // namespace orgctl
