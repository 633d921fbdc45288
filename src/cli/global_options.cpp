// Output, server, request.
#include "cli/global_options.hpp"

#include <string>
#include <vector>

namespace orgctl {
namespace {

void add_output_options(CLI::App& app, GlobalOptions& globals) {
  app.add_option("-o,--output", globals.output, "table (default), json, yaml or csv")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(std::vector<std::string>(format_names.begin(), format_names.end())))
      ->group("Output");
  app.add_option("--query", globals.query,
                 "print only this, a JSON pointer such as /id or /results/*/id")
      ->type_name("POINTER")
      ->group("Output");
  app.add_option("--jq", globals.jq, "print what this expression of jq makes of the answer")
      ->type_name("EXPRESSION")
      ->group("Output");
  app.add_option("--columns", globals.columns,
                 "these columns of a table or CSV, such as name,roles,id")
      ->type_name("NAMES")
      ->group("Output");
  app.add_flag("--wide", globals.wide, "every column of a table")->group("Output");
  app.add_flag("--safe-csv", globals.safe_csv,
               "CSV for spreadsheets: no control characters, no formulas")
      ->group("Output");
  app.add_flag("-i,--include", globals.include,
               "print the status, the header fields, and the body as it came")
      ->group("Output");
  app.add_flag("--debug", globals.debug, "tell every request and answer, secrets left out")
      ->group("Output");
}

void add_server_options(CLI::App& app, GlobalOptions& globals) {
  app.add_option("-p,--profile", globals.profile, "the profile to use [ORGCTL_PROFILE]")
      ->type_name("NAME")
      ->group("Server");
  app.add_option("--url", globals.url, "scheme and host of the server [ORGCTL_URL]")
      ->type_name("URL")
      ->group("Server");
  app.add_option_function<std::string>(
         "--proxy", [&globals](std::string const& proxy) { globals.proxy = proxy; },
         "an HTTP proxy; \"\" for none, whatever the environment says")
      ->type_name("URL")
      ->group("Server");
  app.add_option("--ca-file", globals.ca_file, "trust these certificates, not the system's")
      ->type_name("PEM")
      ->group("Server");
  app.add_option("--client-certificate", globals.client_certificate, "for mutual TLS")
      ->type_name("PEM")
      ->group("Server");
  app.add_option("--client-key", globals.client_key, "its private key")
      ->type_name("PEM")
      ->group("Server");
  app.add_flag("--insecure", globals.insecure, "do not check the server's certificate")
      ->group("Server");
  app.add_option("--timeout", globals.timeout, "for a whole call, in seconds (default 60)")
      ->type_name("SECONDS")
      ->check(CLI::PositiveNumber)
      ->group("Server");
  app.add_option("--attempts", globals.attempts,
                 "requests a call may take when the server is busy (default 4)")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->group("Server");
}

void add_request_options(CLI::App& app, GlobalOptions& globals) {
  app.add_option("--api-version", globals.api_version,
                 "a version of the operation (default: the latest)")
      ->type_name("DATE")
      ->group("Server");
  app.add_option("--header", globals.headers,
                 "send this field too, \"Name: value\"; may be repeated")
      ->type_name("FIELD")
      ->allow_extra_args(false)
      ->group("Server");
  app.add_option("--accept", globals.accept, "media type to ask for")
      ->type_name("TYPE")
      ->group("Server");
  app.add_option("--content-type", globals.content_type, "media type of the body")
      ->type_name("TYPE")
      ->group("Server");
  app.add_option("--idempotency-key", globals.idempotency_key,
                 "lets a create be repeated safely by servers that honour it")
      ->type_name("KEY")
      ->group("Server");
}

}  // namespace

void add_global_options(CLI::App& app, GlobalOptions& globals) {
  add_output_options(app, globals);
  add_server_options(app, globals);
  add_request_options(app, globals);
  app.add_flag("-y,--yes", globals.yes, "delete without asking");
}

}  // namespace orgctl
