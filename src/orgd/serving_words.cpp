// The words of the commands that are told settings: serving, and trying mail out.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "api/language.hpp"
#include "orgd/arguments.hpp"
#include "orgd/mail_command.hpp"
#include "orgd/serve.hpp"

namespace orgd {
namespace {

void add_settings(CLI::App& command, Arguments& given) {
  for (auto const& setting : all_settings()) {
    auto const flag = flag_of(setting);
    std::string const name(setting.name);
    std::string const help = fmt::format("{} [{}]", setting.help, variable_of(setting));
    if (setting.value.empty())
      command.add_flag_callback(flag, [&given, name] { given.settings[name] = "true"; }, help);
    else
      command
          .add_option_function<std::string>(
              flag, [&given, name](std::string const& text) { given.settings[name] = text; }, help)
          ->type_name(std::string(setting.value));
  }
  command.add_option("--config", given.config, "TOML file with the same settings, like_this = ...")
      ->type_name("FILE");
}

void add_mail_commands(CLI::App& app, Arguments& given) {
  auto* const mail = app.add_subcommand("mail", "Mail, beside what a server sends");
  mail->require_subcommand(1);
  auto* test = add_command(*mail, given, "test",
                           "Send a test mail by the same settings that serve takes", [&given] {
                             send_test_mail(resolve_settings(given.settings, given.config),
                                            given.address, given.language);
                           });
  add_settings(*test, given);
  test->add_option("ADDRESS", given.address, "who gets it")->required();
  test->add_option("--language", given.language,
                   fmt::format("{}", fmt::join(atlas::languages, ", ")))
      ->check(CLI::IsMember(
          std::vector<std::string>(atlas::languages.begin(), atlas::languages.end())));
}

}  // namespace

void add_serving_commands(CLI::App& app, Arguments& given) {
  auto* serve = add_command(app, given, "serve", "Serve a store", [&given] {
    orgd::serve(resolve_settings(given.settings, given.config));
  });
  add_settings(*serve, given);
  auto* demo = add_command(app, given, "demo", "Make a store on first use and serve it on loopback",
                           [&given] {
                             auto settings = resolve_settings(given.settings, given.config);
                             settings.service.examples = given.examples;
                             orgd::serve_demo(std::move(settings));
                           });
  add_settings(*demo, given);
  demo->add_flag("--examples", given.examples,
                 "add the records of the documented examples, and let requests without credentials "
                 "act as an owner of everything");
  add_mail_commands(app, given);
}

}  // namespace orgd
