// What a call that failed tells, with and without exceptions.
#include <atlas/exception.hpp>
#include <atlas/organizations_api.hpp>
#include <iostream>

int main(int argc, char** argv) {
  atlas::Configuration configuration;
  if (argc > 1) configuration.host = argv[1];
  atlas::OrganizationsApi const api(configuration);

  // [doc error]
  auto const missing = api.get_organization("000000000000000000000000");
  if (!missing) {
    atlas::Error const& error = missing.error();
    if (error.is(atlas::Code::org_not_found)) std::cout << "There is no such organization.\n";
    std::cout << error.message() << '\n'                      // all of it, in one line
              << atlas::name_of(error.failure) << '\n'        // "status", "timeout", ...
              << error.status << ' ' << error.reason << '\n'  // 0 when no answer came
              << error.headers.value("Content-Type") << '\n'
              << error.api.error_code << ' ' << error.api.detail << '\n'
              << error.body << '\n';  // as received
  }
  // [/doc]

  bool thrown = false;
  // [doc exception]
  try {
    std::cout << api.get_organization("000000000000000000000000").value().name << '\n';
  } catch (atlas::ApiException const& exception) {
    std::cerr << exception.what() << '\n';  // the message; exception.error() is the whole Error
    thrown = exception.error().status == 404;
  }
  // [/doc]
  return !missing && missing.error().is(atlas::Code::org_not_found) && thrown ? 0 : 1;
}
