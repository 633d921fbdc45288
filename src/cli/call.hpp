// Running one command against a server and showing what comes back.
#pragma once

#include <optional>
#include <string>

#include "cli/operation_commands.hpp"
#include "cli/outcome.hpp"
#include "cli/request.hpp"
#include "cli/session.hpp"

namespace orgctl {

/// What a command's own options say.
struct CallArguments {
  Given given{};
  std::vector<std::string> words{};   ///< arguments that are no options: ids, names, a link
  std::optional<std::string> body{};  ///< text, "@FILE" or "@-"
  bool all = false;
  bool dry_run = false;
  std::string csv{};  ///< a file of rows instead of one call
  std::string outcomes{};
  bool resume = false;
  bool repeat_unknown = false;
};

/// A connection to a server, for one or many calls of one command.
class Caller {
 public:
  Caller(OperationCommand const& command, GlobalOptions const& options, Session session);
  Caller(Caller const&) = delete;
  Caller& operator=(Caller const&) = delete;
  /// Gives back what the server gave out for it.
  ~Caller();

  /// The request that `given` means; the error is for the user.
  struct Prepared {
    Form const* form;
    atlas::detail::CallRequest request;
    Given given;  ///< with the organization that was meant
  };
  std::expected<Prepared, std::string> prepare(OperationCommand const& command, Given given,
                                               std::string const* whole_body) const;
  std::expected<Prepared, std::string> prepare(Given given, std::string const* whole_body) const {
    return prepare(command_, std::move(given), whole_body);
  }

  std::expected<atlas::HttpResponse, atlas::Error> send(atlas::detail::CallRequest const& request);

  Session const& session() const { return session_; }
  OperationCommand const& command() const { return command_; }
  GlobalOptions const& options() const { return options_; }

 private:
  OperationCommand const& command_;
  GlobalOptions const& options_;
  Session session_;
  atlas::detail::Engine engine_;
};

/// Prints `message` as a usage error.
Exit misuse(std::string_view message);

Exit run_operation(OperationCommand const& command, CallArguments const& arguments,
                   GlobalOptions const& options);

}  // namespace orgctl
