// Each mail as a file that mail programs open. A mail that is written again has the same name.
#include <fmt/format.h>

#include <stdexcept>
#include <system_error>

#include "mail/route.hpp"
#include "security/private_file.hpp"

namespace orgd::mail {
namespace {

namespace fs = std::filesystem;

class DirectoryRoute final : public Route {
 public:
  explicit DirectoryRoute(fs::path directory) : directory_(std::move(directory)) {}

  Outcome carry(Parcel const& parcel) override {
    auto const part = directory_ / (parcel.name + ".part");
    auto const file = directory_ / (parcel.name + ".eml");
    try {
      fs::remove(part);  // of a try that was cut off
      // It holds a link that admits whoever has it.
      create_private_file(part, parcel.text);
      fs::rename(part, file);
      return {.verdict = Verdict::sent};
    } catch (std::system_error const& failure) {
      auto const why =
          fmt::format("the directory for mails cannot be written: {}", failure.code().message());
      return {.verdict = Verdict::later, .why = why, .summary = why, .of_route = true};
    }
  }
  std::string describe() const override { return directory_.string(); }

 private:
  fs::path const directory_;
};

}  // namespace

std::unique_ptr<Route> make_directory_route(fs::path const& directory) {
  std::error_code failure;
  fs::create_directories(directory, failure);
  if (failure)
    throw std::runtime_error(fmt::format("cannot make the directory for mails {}: {}",
                                         directory.string(), failure.message()));
  return std::make_unique<DirectoryRoute>(directory);
}

std::unique_ptr<Route> make_route(MailSettings const& settings, std::function<bool()> ends) {
  if (!settings.smtp) return make_directory_route(settings.directory);
  return make_smtp_route(settings, std::move(ends));
}

}  // namespace orgd::mail
