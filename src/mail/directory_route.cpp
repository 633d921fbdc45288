// Each mail as a file that mail programs open. A mail that is written again has the same name.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>
#include <system_error>

#include "mail/route.hpp"

namespace orgd::mail {
namespace {

namespace fs = std::filesystem;

// Nobody else may read it at any time, for it holds a link that admits whoever has it; nor is it
// written where a link of somebody else leads.
bool write_private(fs::path const& file, std::string_view text) {
  std::error_code none;
  fs::remove(file, none);  // of a try that was cut off
  int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  bool fine = true;
  while (fine && !text.empty()) {
    auto const written = ::write(descriptor, text.data(), text.size());
    fine = written > 0;
    if (fine) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::close(descriptor) == 0 && fine;
}

class DirectoryRoute final : public Route {
 public:
  explicit DirectoryRoute(fs::path directory) : directory_(std::move(directory)) {}

  Outcome carry(Parcel const& parcel) override {
    auto const part = directory_ / (parcel.name + ".part");
    auto const file = directory_ / (parcel.name + ".eml");
    std::error_code failure;
    bool const whole = write_private(part, parcel.text);
    if (whole) fs::rename(part, file, failure);
    if (whole && !failure) return {.verdict = Verdict::sent};
    auto const why = fmt::format("the directory for mails cannot be written{}{}",
                                 failure ? ": " : "", failure ? failure.message() : "");
    return {.verdict = Verdict::later, .why = why, .summary = why, .of_route = true};
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
