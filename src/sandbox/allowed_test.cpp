// Whoever sends the control plane something wrong is told the member and what it may be.
#include "sandbox/allowed.hpp"

#include <map>
#include <set>

#include "api/schema.hpp"
#include "sandbox/trial_control.hpp"

namespace orgd::sandbox {
namespace {

struct WrongValue {
  char const* json;     ///< "" where anything is taken
  char const* allowed;  ///< a part of what is said of it
};

// Of each member, by the struct that it is in.
std::map<std::string, WrongValue, std::less<>> const wrong_values{
    {"WorldQuery.world", {R"("No Name")", "one to 40 of a-z, 0-9 and -"}},
    {"RequestsQuery.world", {R"("No Name")", "one to 40 of a-z, 0-9 and -"}},
    {"RequestsQuery.after", {"-1", "a whole number from 0 to 2147483647"}},
    {"RequestsQuery.before", {"0", "a whole number from 1 to 2147483647"}},
    {"RequestsQuery.status", {"9", "a status, a class of them as 4xx, or 0"}},
    {"RequestsQuery.limit", {"0", "a whole number from 1 to 10000"}},
    {"WaitQuery.world", {R"("No Name")", "one to 40 of a-z, 0-9 and -"}},
    {"WaitQuery.after", {"-1", "a whole number from 0 to 2147483647"}},
    {"WaitQuery.count", {"0", "a whole number from 1 to 10000"}},
    {"WaitQuery.timeout", {R"("soon")", R"("31d", "12h", "90m", "5s" or "P1DT12H")"}},
    {"ExportQuery.world", {R"("No Name")", "one to 40 of a-z, 0-9 and -"}},
    {"ExportQuery.format", {R"("xml")", "one of json, yaml"}},
    {"NamePath.name", {R"("No")", "one to 40 of a-z, 0-9 and -"}},
    {"IdPath.id", {"", ""}},
    {"WorldRequest.seed", {"", ""}},
    {"WorldRequest.idSeed", {"-1", "a whole number from 0 to 9007199254740992"}},
    {"WorldRequest.clock", {"1", "an object with members out of: advance, at, mode"}},
    {"ClockRequest.mode", {R"("slow")", "one of real, frozen"}},
    {"ClockRequest.at", {R"("soon")", "an ISO 8601 date and time like 2030-01-01T00:00:00Z"}},
    {"ClockRequest.advance", {R"("soon")", "and at most 100 years"}},
    {"RuleRequest.match", {"1", "an object with members out of: bodyContains, caller"}},
    {"RuleRequest.do", {"1", "an object with members out of: contentLength, cutBodyAt"}},
    {"RuleRequest.times", {"0", "a whole number from 1 to 9223372036854775807"}},
    {"Match.operation", {R"("")", "1 to 4096 bytes"}},
    {"Match.method", {R"("get")", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}},
    {"Match.path", {R"("orgs")", "a path; * is one segment, ** at its end the rest"}},
    {"Match.orgId", {R"("x")", "24 lower-case hexadecimal digits"}},
    {"Match.caller", {R"("")", "1 to 4096 bytes"}},
    {"Match.header", {R"(": x")", "a field's name, or its name and value"}},
    {"Match.bodyContains", {R"("")", "1 to 4096 bytes"}},
    {"Match.nth", {"0", "a whole number from 1 to 9223372036854775807"}},
    {"Match.every", {"0", "a whole number from 1 to 9223372036854775807"}},
    {"Match.from", {R"("soon")", "an ISO 8601 date and time"}},
    {"Match.to", {R"("soon")", "an ISO 8601 date and time"}},
    {"Match.probability", {"2", "a number from 0 to 1"}},
    {"Match.seed", {"-1", "a whole number from 0 to 9223372036854775807"}},
    {"Match.challenge", {"1", "true or false"}},
    {"Effect.status", {"199", "a whole number from 200 to 599"}},
    {"Effect.errorCode", {R"("")", "1 to 4096 bytes"}},
    {"Effect.headers", {R"({"Date":"x"})", "an object of at most 50 fields"}},
    {"Effect.when", {R"("never")", "one of before, after"}},
    {"Effect.delayMs", {"-1", "a whole number from 0 to 600000 or two of them, [least, most]"}},
    {"Effect.disconnect", {R"("never")", "one of before, after"}},
    {"Effect.cutBodyAt", {"-1", "a whole number from 0 to 2147483647"}},
    {"Effect.contentLength", {"-1", "a whole number from 0 to 2147483647"}},
    {"Effect.stallMs", {"600001", "a whole number from 0 to 600000"}},
    {"Effect.retryAfter", {"-1", "a whole number from 0 to 2147483647"}},
    {"Effect.staleReadsMs", {"600001", "a whole number from 0 to 600000"}},
    {"Effect.shuffle", {"1", "true or false"}},
    {"Effect.pageSize", {"501", "a whole number from 1 to 500"}},
    {"VerifyRequest.match", {"1", "an object with members out of: bodyContains, caller"}},
    {"VerifyRequest.exactly", {"-1", "a whole number from 0 to 2147483647"}},
    {"VerifyRequest.atLeast", {"-1", "a whole number from 0 to 2147483647"}},
    {"VerifyRequest.atMost", {"-1", "a whole number from 0 to 2147483647"}},
    {"VerifyRequest.body", {"", ""}},
    {"AcceptRequest.firstName", {R"("")", "1 to 64 characters"}},
    {"AcceptRequest.lastName", {R"("")", "1 to 64 characters"}},
    {"AcceptRequest.country", {R"("de")", "two upper-case letters"}},
    {"AcceptRequest.password", {R"("short")", "8 to 256 characters"}},
};

constexpr std::string_view wrong_type = "[[]]";

// What stands around a member in a body.
struct Around {
  std::string before{}, after{}, place{};
};

std::string as_parameter(std::string_view json) {
  if (json.starts_with('"')) json = json.substr(1, json.size() - 2);
  return atlas::percent_encode(json);
}

class Allowed : public TrialControl {
 protected:
  void expect_words(Response const& response, std::string const& member, std::string_view words) {
    EXPECT_EQ(response.status, 400) << member << ": " << response.body;
    auto const error = atlas::parse_json(response.body).value_or(atlas::JsonNode());
    auto const detail = text_of(error, "detail");
    EXPECT_TRUE(detail.contains(member)) << member << ": " << detail;
    EXPECT_TRUE(detail.contains(words)) << member << ": " << detail;
  }

  template <class T, class Check>
  void each_member(Check check) {
    boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
      using Member = atlas::MemberOf<T, D>;
      std::string const name(atlas::wire_name_of<D>());
      auto const key = std::string(atlas::detail::struct_name<T>()) + "." + name;
      auto const wrong = wrong_values.find(key);
      ASSERT_NE(wrong, wrong_values.end()) << key << " is not in the table";
      seen_.insert(key);
      check.template operator()<Member>(name, wrong->second);
    });
  }

  template <auto const& Row>
  static std::string path_with(std::string const& segment) {
    std::string path(Row.info.path.substr(control::prefix.size()));
    auto const open = path.find('{');
    if (open != path.npos) path.replace(open, path.find('}') - open + 1, segment);
    return path;
  }
  template <auto const& Row>
  Response call(std::string path, std::string body = {}) {
    return send(std::string(atlas::name_of(Row.info.method)), std::move(path), std::move(body));
  }

  template <auto const& Row, class T>
  void check_body(Around const& around) {
    each_member<T>([&]<class Member>(std::string const& name, WrongValue const& wrong) {
      // What is needed stands behind, where it would be missed first.
      bool const needs = std::is_same_v<T, RuleRequest> && name == "times";
      std::string const before =
          around.before + (needs ? R"({"do":{"delayMs":1},")" : "{\"") + name + "\":";
      auto const after = "}" + around.after;
      auto const place = around.place + name;
      for (std::string_view const value : {std::string_view(wrong.json), wrong_type})
        if (*wrong.json != '\0')
          expect_words(call<Row>(path_with<Row>("1"), before + std::string(value) + after), place,
                       wrong.allowed);
      if constexpr (atlas::is_optional<Member>) {
        if constexpr (atlas::Described<typename Member::value_type>)
          check_body<Row, typename Member::value_type>({before, after, place + "."});
      } else if constexpr (atlas::Described<Member>) {
        check_body<Row, Member>({before, after, place + "."});
      }
    });
  }

  template <auto const& Row>
  void check_row() {
    using Op = std::remove_cvref_t<decltype(Row)>;
    each_member<typename Op::Path>([&]<class>(std::string const& name, WrongValue const& wrong) {
      if (*wrong.json != '\0')
        expect_words(call<Row>(path_with<Row>(as_parameter(wrong.json))), name, wrong.allowed);
    });
    each_member<typename Op::Query>([&]<class>(std::string const& name, WrongValue const& wrong) {
      auto const query = "?" + name + "=" + as_parameter(wrong.json);
      expect_words(call<Row>(path_with<Row>("1") + query), name, wrong.allowed);
    });
    if constexpr (atlas::Described<typename Op::Body> &&
                  !std::is_same_v<typename Op::Body, atlas::NoBody> &&
                  !std::is_same_v<typename Op::Body, RawBody>)
      check_body<Row, typename Op::Body>({});
  }

  std::set<std::string> seen_;
};

TEST_F(Allowed, IsSaidOfEveryMemberOfEveryRow) {
  atlas::for_each_operation(control::AllRows{}, [this]<auto const & Row>() { check_row<Row>(); });
  for (auto const& [key, wrong] : wrong_values) EXPECT_TRUE(seen_.contains(key)) << key;
}

TEST_F(Allowed, IsSaidOfEveryParameterOfAFilter) {
  for (std::string const path : {"/requests?", "/requests:wait?", "/requests:har?"})
    each_member<Match>([&]<class>(std::string const& name, WrongValue const& wrong) {
      auto const words = is_for_rules(name) ? only_for_rules : std::string_view(wrong.allowed);
      expect_words(send("GET", path + name + "=" + as_parameter(wrong.json)), name, words);
    });
  expect_words(send("GET", "/requests?colour=red"), "colour",
               "those of a filter are: bodyContains");
  expect_words(send("GET", "/requests?method=GET&method=PUT"), "method", "once");
  expect_words(send("GET", "/requests?method=%zz"), "query", "two hexadecimal digits");
}

TEST_F(Allowed, IsSaidOfWhatIsNoMember) {
  expect_words(send("PATCH", "/clock", R"({"at":null,"colour":1})"), "colour",
               "the members are: advance, at, mode");
  expect_words(send("POST", "/faults", R"({"do":{"colour":1}})"), "do.colour", "pageSize");
  expect_words(send("POST", "/faults", "{}"), "do is absent", "pageSize");
  expect_words(send("POST", "/faults", "[]"), "body", "an object with members out of: do");
  expect_words(send("POST", "/faults", R"({"do":{"headers":{"A":1}}})"), "do.headers.A", "texts");
  auto const long_name = send("PATCH", "/clock", "{\"" + std::string(100'000, 'a') + "\":1}");
  EXPECT_LT(long_name.body.size(), 2000U);
}

TEST_F(Allowed, IsSaidOfWhatIsWrongTogether) {
  expect_words(send("PATCH", "/clock", R"({"at":"1969-12-31T00:00:00Z"})"), "at and advance",
               "from 1970-01-01T00:00:00Z to 2099-12-31T23:59:59Z");
  expect_words(send("GET", "/requests:wait?timeout=11m"), "timeout", "\"10m\" at most");
  expect_words(send("POST", "/faults", R"({"do":{}})"), "do", "one of: contentLength");
  expect_words(send("POST", "/faults", R"({"do":{"errorCode":"X"}})"), "do.errorCode",
               "like ORG_NOT_FOUND");
}

}  // namespace
}  // namespace orgd::sandbox
