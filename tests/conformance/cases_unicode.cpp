// Text: code points are counted, letters of all scripts are kept byte for byte, control characters
// and bad UTF-8 are refused.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::unicode {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

Answer rename(World& w, std::string_view name) {
  return w.patch(w.org(), object({{"name", quoted(name)}}));
}

void letters_of_all_scripts(World& w) {
  for (auto const* name : {"Größe & Söhne", "日本語 会社 1", "Ωμέγα", "العربية", "Компания-5",
                           "𐍈𐌰 Gothic", "ＡＢＣ１２３", "Ⅷ ½ ²"}) {
    Answer const answer = rename(w, name);
    expect_text(answer, expect_ok(answer), "name", name);
    Answer const read = w.get(w.org());
    expect(read, read.body.contains(fmt::format("\"name\":\"{}\"", name)),
           "the name's own bytes, unescaped");
  }
}

void names_count_code_points(World& w) {
  for (auto const* letter : {"a", "ä", "語", "𐍈"}) {
    expect_ok(rename(w, repeated(letter, 64)));
    std::string const long_name = repeated(letter, 65);
    expect_code(rename(w, long_name), 400, "INVALID_ORG_NAME");
  }
}

void allowed_marks(World& w) {
  expect_ok(rename(w, "-_.(),:&@+'{}"));
  expect_ok(rename(w, "a b"));
}

void refused_characters(World& w) {
  for (auto const* name : {"a/b", "a<b", "a\"b", "a\\b", "a!b", "a#b", "a%b", "a*b", "a;b", "a=b",
                           "a?b", "a[b", "a|b", "a~b", "a`b", "a$b", "a^b", "😀"})
    expect_error_on(rename(w, name), 400, "INVALID_ORG_NAME", name);
  // Blanks, marks and directions that do not show.
  for (auto const* name : {"a\u00a0b", "a\u200bb", "a\u2028b", "a\u200db c\u200d", "1\u200c2",
                           "\u202eabc"})  // NOLINT(misc-misleading-bidirectional)
    expect_error_on(rename(w, name), 400, "INVALID_ORG_NAME", name);
}

void names_with_marks(World& w) {
  for (auto const* name :
       {"भारत", "ไทยแลนด์", "தமிழ்", "Cafe\u0301", "عَرَبِيّ", "עִבְרִית",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"}) {
    Answer const answer = rename(w, name);
    expect_text(answer, expect_ok(answer), "name", name);
  }
}

// What people read must not hide or turn anything; the error says what stands where.
void hidden_characters(World& w) {
  struct Hidden {
    std::string text, words;
  };
  // NOLINTBEGIN(misc-misleading-bidirectional): these are what must not pass
  for (auto const& [text, words] :
       {Hidden{"ab\u202ecd", "U+202E at position 3"}, Hidden{"\u200eab", "U+200E at position 1"},
        Hidden{"a\u061cb", "U+061C at position 2"}, Hidden{"a\u2066b", "U+2066 at position 2"},
        Hidden{"語\u200b語", "U+200B at position 2"}, Hidden{"a\u2060b", "U+2060 at position 2"},
        Hidden{"a\ufeffb", "U+FEFF at position 2"}, Hidden{"1\u200d2", "U+200D at position 2"},
        Hidden{"a\ue000b", "U+E000 at position 2"}, Hidden{"a\u0007b", "U+0007 at position 2"}}) {
    // NOLINTEND(misc-misleading-bidirectional)
    Answer const described = w.post(
        w.org("/apiKeys"), object({{"desc", quoted(text)}, {"roles", texts({"ORG_MEMBER"})}}));
    expect_code(described, 400, "INVALID_API_KEY_DESC");
    std::string const detail = text_of(described, json_of(described), "detail");
    expect(described, detail.starts_with("desc ") && detail.contains(words), words);
    expect(described, !detail.contains("250"), "nothing about a length that is right");
    Answer const renamed = rename(w, text);
    expect_error_on(renamed, 400, "INVALID_ORG_NAME", text);
    expect(renamed, text_of(renamed, json_of(renamed), "detail").contains(words), words);
  }
  Answer const fine =
      w.post(w.org("/apiKeys"), object({{"desc", quoted("\u0915\u094d\u200d\u0937 🚀 e\u0301")},
                                        {"roles", texts({"ORG_MEMBER"})}}));
  expect_ok(fine);
}

void blanks_at_the_ends(World& w) {
  for (auto const* name : {" a", "a ", " "})
    expect_error_on(rename(w, name), 400, "INVALID_ORG_NAME", name);
}

void control_characters(World& w) {
  for (auto const* escape : {"\\u0000", "\\u0007", "\\n", "\\t", "\\u007f", "\\u0085"}) {
    expect_code(w.patch(w.org(), fmt::format(R"({{"name":"a{}b"}})", escape)), 400,
                "INVALID_ORG_NAME");
    expect_code(w.post(w.org("/apiKeys"),
                       fmt::format(R"({{"desc":"a{}b","roles":["ORG_MEMBER"]}})", escape)),
                400, "INVALID_API_KEY_DESC");
  }
}

void bad_utf8(World& w) {
  for (auto const* bytes :
       {"\x80", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xE2\x28\xA1"})
    expect_error(w.patch(w.org(), fmt::format("{{\"name\":\"a{}b\"}}", bytes)), 400,
                 "MALFORMED_JSON", "[]");
}

void bad_utf8_in_the_query(World& w) {
  for (auto const* value : {"%80", "%C3", "%ED%A0%80", "a%00b", "%0A"})
    expect_error_on(w.get(w.org(fmt::format("/groups?name={}", value))), 400,
                    "INVALID_QUERY_PARAMETER", "name");
}

void surrogate_pairs(World& w) {
  Answer const answer = w.patch(w.org(), R"({"name":"\ud800\udf48"})");
  expect_text(answer, expect_ok(answer), "name", "𐍈");
}

void descriptions(World& w) {
  std::string const longest = repeated("語", 250);
  Answer const answer = w.post(
      w.org("/apiKeys"), object({{"desc", quoted(longest)}, {"roles", texts({"ORG_MEMBER"})}}));
  expect_text(answer, expect_ok(answer), "desc", longest);
  expect_code(w.post(w.org("/apiKeys"),
                     object({{"desc", quoted(longest + "語")}, {"roles", texts({"ORG_MEMBER"})}})),
              400, "INVALID_API_KEY_DESC");
  std::string const lively = "CI 🚀 \"quoted\" \\ back/slash <b>";
  Answer const other = w.post(w.org("/apiKeys"),
                              object({{"desc", quoted(lively)}, {"roles", texts({"ORG_MEMBER"})}}));
  expect_text(other, expect_ok(other), "desc", lively);
}

void prefix_in_any_case(World& w) {
  w.new_project("Über uns");
  w.new_project("Unter");
  for (auto const* prefix : {"%C3%BC", "%C3%9C", "%C3%BCBER"}) {
    Answer const answer = w.get(w.org(fmt::format("/groups?name={}", prefix)));
    Node const page = expect_ok(answer);
    expect(answer,
           column(answer, member(answer, page, "results"), "name") ==
               std::vector<std::string>{"Über uns"},
           "the one project with this prefix");
  }
}

void seed_sample(World& w) {
  constexpr std::string_view name = "})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-";
  Answer const answer = rename(w, name);
  expect_text(answer, expect_ok(answer), "name", name);
  expect(answer, answer.body.contains(fmt::format("\"name\":\"{}\"", name)), "unescaped");
}

constexpr std::array cases{
    Case{"names in all scripts come back byte for byte", letters_of_all_scripts},
    Case{"names have at most 64 code points", names_count_code_points},
    Case{"the documented marks and the blank are allowed", allowed_marks},
    Case{"other characters are refused", refused_characters},
    Case{"names may have combining marks, and joiners between letters", names_with_marks},
    Case{"what people would not see is refused and named", hidden_characters},
    Case{"a name neither begins nor ends with a blank", blanks_at_the_ends},
    Case{"control characters are refused", control_characters},
    Case{"bad UTF-8 in a body is refused", bad_utf8},
    Case{"bad UTF-8 and control characters in a query are refused", bad_utf8_in_the_query},
    Case{"a pair of surrogates is one character", surrogate_pairs},
    Case{"descriptions have at most 250 code points of any kind", descriptions},
    Case{"a prefix is compared without case in all scripts", prefix_in_any_case},
    Case{"the documented sample name is accepted and kept", seed_sample},
};

}  // namespace
}  // namespace conformance::unicode

std::span<conformance::Case const> conformance::unicode_cases() { return unicode::cases; }
