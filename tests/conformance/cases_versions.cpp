// Media types: contract 1.3.3 for answers and 1.3.4 for requests, row by row.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "cases.hpp"

namespace conformance::versions {
namespace {

constexpr std::string_view not_acceptable = "INVALID_VERSION_DATE";

// Accept on the listing of users, which has two versions; "" served means 406.
struct AcceptRow {
  std::string_view accept;
  std::string_view served;
};

constexpr std::array accept_rows{
    AcceptRow{"application/vnd.atlas.2023-01-01+json", v2023},
    AcceptRow{"application/vnd.atlas.2025-02-19+json", v2025},
    AcceptRow{"application/vnd.atlas.2024-08-05+json", v2023},
    AcceptRow{"application/vnd.atlas.2025-02-18+json", v2023},
    AcceptRow{"application/vnd.atlas.2025-03-12+json", v2025},
    AcceptRow{"application/vnd.atlas.2022-12-31+json", ""},
    AcceptRow{"application/vnd.atlas.2099-01-01+json", ""},
    AcceptRow{"application/vnd.atlas.2024-02-30+json", ""},
    AcceptRow{"application/vnd.atlas.2024-13-01+json", ""},
    AcceptRow{"application/vnd.atlas.2024-1-1+json", ""},
    AcceptRow{"application/vnd.atlas.2023-01-01+xml", ""},
    AcceptRow{"application/vnd.atlas.2023-01-01", ""},
    AcceptRow{"application/vnd.atlas.preview+json", ""},
    AcceptRow{"application/vnd.atlas.2023-01-01.upcoming+json", ""},
    AcceptRow{"text/html", ""},
    AcceptRow{"application/xml, text/plain", ""},
    AcceptRow{"application/json", v2023},
    AcceptRow{"*/*", v2023},
    AcceptRow{"application/*", v2023},
    AcceptRow{"text/html, application/json;q=0.9", v2023},
    AcceptRow{"text/html, */*;q=0.1", v2023},
    AcceptRow{"application/vnd.atlas.2025-02-19+json, application/json", v2025},
    AcceptRow{"application/json, application/vnd.atlas.2025-02-19+json", v2025},
    AcceptRow{"application/vnd.atlas.2023-01-01+json,application/vnd.atlas.2025-02-19+json", v2023},
    AcceptRow{"application/vnd.atlas.2023-01-01+json;q=0.5, application/vnd.atlas.2025-02-19+json",
              v2025},
    AcceptRow{"application/vnd.atlas.2099-01-01+json, application/vnd.atlas.2023-01-01+json",
              v2023},
    AcceptRow{"application/vnd.atlas.2023-01-01+json;charset=utf-8", v2023},
    AcceptRow{"application/vnd.atlas.2023-01-01+json; foo=bar; q=1.0", v2023},
    AcceptRow{"Application/Vnd.Atlas.2023-01-01+JSON", v2023},
};

void choose(World& w) {
  for (auto const& [accept, served] : accept_rows) {
    Answer const answer =
        w.send(w.request("GET", w.org("/users")).with("Accept", std::string(accept)));
    if (served.empty())
      expect_error(answer, 406, not_acceptable, "[]");
    else
      expect_ok(answer, 200, served);
  }
}

void no_accept(World& w) {
  expect_ok(w.send(w.request("GET", w.org("/users")).without("Accept")), 200, v2023);
}

void two_lines(World& w) {
  RequestSpec const request = w.request("GET", w.org("/users"));
  expect_ok(w.send(request.with("Accept", "text/html").plus("Accept", std::string(v2025))), 200,
            v2025);
  expect_ok(w.send(request.plus("Accept", "application/json")), 200, v2023);
}

void exact_406(World& w) {
  Answer const answer = w.send(w.request("GET", "/orgs").with("Accept", "text/html"));
  expect_status(answer, 406);
  expect_header(answer, "Content-Type", "application/json");
  expect_body(answer,
              R"({"detail":"Invalid accept header or version date.","error":406,)"
              R"("errorCode":"INVALID_VERSION_DATE","parameters":[],"reason":"Not Acceptable"})");
}

void later_dates_on_old_operations(World& w) {
  RequestSpec const request = w.request("GET", "/orgs");
  for (auto const* date : {"2023-02-01", "2024-08-05", "2025-02-19", "2025-03-12"})
    expect_ok(w.send(request.with("Accept", fmt::format("application/vnd.atlas.{}+json", date))));
  expect_error(w.send(request.with("Accept", "application/vnd.atlas.2099-01-01+json")), 406,
               not_acceptable, "[]");
}

void deletes_with_plain_accept(World& w) {
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_no_content(
      w.send(w.request("DELETE", w.org("/invites/" + id)).with("Accept", "application/json")));
}

constexpr std::array cases{
    Case{"the version of an answer follows the table", choose},
    Case{"no Accept at all means the oldest version", no_accept},
    Case{"two Accept lines are one list", two_lines},
    Case{"406 has exactly the documented body", exact_406},
    Case{"later dates get the newest version that is not later", later_dates_on_old_operations},
    Case{"a delete that accepts plain JSON works", deletes_with_plain_accept},
};

// Content-Type of a rename; the status it leads to.
struct ContentTypeRow {
  std::string_view type;
  int status;
};

constexpr std::array content_type_rows{
    ContentTypeRow{"application/vnd.atlas.2023-01-01+json", 200},
    ContentTypeRow{"application/vnd.atlas.2025-03-12+json", 200},
    ContentTypeRow{"application/vnd.atlas.2023-01-01+json;charset=utf-8", 200},
    ContentTypeRow{"application/vnd.atlas.2023-01-01+json; charset=\"UTF-8\"", 200},
    ContentTypeRow{"application/json", 200},
    ContentTypeRow{"application/json; charset=UTF-8", 200},
    ContentTypeRow{"Application/JSON", 200},
    ContentTypeRow{"application/vnd.atlas.2022-12-31+json", 406},
    ContentTypeRow{"application/vnd.atlas.2099-01-01+json", 406},
    ContentTypeRow{"application/vnd.atlas.2024-02-30+json", 406},
    ContentTypeRow{"application/json; charset=iso-8859-1", 415},
    ContentTypeRow{"application/vnd.atlas.2023-01-01+json; charset=latin1", 415},
    ContentTypeRow{"text/plain", 415},
    ContentTypeRow{"application/x-www-form-urlencoded", 415},
    ContentTypeRow{"nonsense", 415},
};

void content_type(World& w) {
  RequestSpec const request = w.request("PATCH", w.org(), R"({"name":"Renamed"})");
  for (auto const& [type, status] : content_type_rows) {
    Answer const answer = w.send(request.with("Content-Type", std::string(type)));
    if (status == 200)
      expect_ok(answer);
    else if (status == 406)
      expect_error(answer, 406, not_acceptable, "[]");
    else
      expect_code(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
  }
}

void no_content_type(World& w) {
  expect_ok(w.send(w.request("PATCH", w.org(), R"({"name":"Plain"})").without("Content-Type")));
}

void each_its_direction(World& w) {
  RequestSpec const request = w.request("PATCH", w.org(), R"({"name":"Both"})");
  expect_ok(w.send(request.with("Accept", "application/vnd.atlas.2025-03-12+json")));
  expect_error(w.send(request.with("Accept", "application/vnd.atlas.2022-01-01+json")), 406,
               not_acceptable, "[]");
}

void refused_type_changes_nothing(World& w) {
  RequestSpec const request = w.request("PATCH", w.org(), R"({"name":"Never"})");
  expect_code(w.send(request.with("Content-Type", "text/plain")), 415, "UNSUPPORTED_MEDIA_TYPE");
  Answer const answer = w.get(w.org());
  expect_text(answer, expect_ok(answer), "name", w.mine().name);
}

constexpr std::array type_cases{
    Case{"the body's media type follows the table", content_type},
    Case{"a body without a type is JSON", no_content_type},
    Case{"Accept and Content-Type each govern their direction", each_its_direction},
    Case{"a refused media type changes nothing", refused_type_changes_nothing},
};

}  // namespace
}  // namespace conformance::versions

std::span<conformance::Case const> conformance::version_cases() { return versions::cases; }

std::span<conformance::Case const> conformance::content_type_cases() {
  return versions::type_cases;
}
