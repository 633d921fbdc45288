// What the kinds of text accept, at their edges: Unicode, lengths in code points, e-mail addresses.
#include <gtest/gtest.h>

#include "api/email.hpp"
#include "api/text.hpp"
#include "atlas/types.hpp"

namespace atlas {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

constexpr std::string_view e_acute = "\xc3\xa9", combining_acute = "\xcc\x81", cjk = "\xe7\xbb\x84",
                           emoji = "\xf0\x9f\x98\x80", line_separator = "\xe2\x80\xa8",
                           no_break_space = "\xc2\xa0", zero_width_joiner = "\xe2\x80\x8d",
                           arabic_digit = "\xd9\xa3";

struct TextCase {
  char const* name;
  TextRule const& rule;
  std::string text;
  bool fine;
};

TEST(TextRules, JudgeNames) {
  TextCase const cases[] = {
      {"64 letters", text::org_name, times(64, "n"), true},
      {"65 letters", text::org_name, times(65, "n"), false},
      {"64 letters of two bytes", text::org_name, times(64, e_acute), true},
      {"65 letters of two bytes", text::org_name, times(65, e_acute), false},
      {"another script", text::org_name, times(3, cjk), true},
      {"digits of another script", text::org_name, std::string(arabic_digit), true},
      {"every allowed mark", text::org_name, "a-_.(),:&@+'{}b", true},
      {"a letter that shows nothing", text::org_name, "a\u3164", false},
      {"a blank inside", text::org_name, "a b", true},
      {"a blank at the beginning", text::org_name, " a", false},
      {"a blank at the end", text::org_name, "a ", false},
      {"another blank", text::org_name, "a" + std::string(no_break_space) + "b", false},
      {"an emoji", text::org_name, std::string(emoji), false},
      {"a combining mark", text::org_name, "e" + std::string(combining_acute), true},
      {"a joiner at the end", text::org_name, "a" + std::string(zero_width_joiner), false},
      {"a joiner between letters", text::org_name, "a" + std::string(zero_width_joiner) + "b",
       true},
      {"a joiner between digits", text::org_name, "1" + std::string(zero_width_joiner) + "2",
       false},
      {"64 letters with marks", text::org_name, times(32, "e\xcc\x81"), true},
      {"a line separator", text::org_name, "a" + std::string(line_separator), false},
      {"bad UTF-8", text::org_name, "a\xff", false},
      {"a cut code point", text::org_name, "a\xc3", false},
      {"nothing", text::org_name, "", false},
      {"markup", text::group_name, "<b>", false},
      {"a project's name", text::group_name, "Project (1)", true},
  };
  for (auto const& [name, rule, text, fine] : cases) EXPECT_EQ(!rule.check(text), fine) << name;
}

TEST(TextRules, JudgeAddresses) {
  TextCase const cases[] = {
      {"plain", text::email, "a@b.org", true},
      {"capitals", text::email, "A.B@Example.ORG", true},
      {"marks", text::email, "a.b+c!#$%&'*/=?^_`{|}~-d@b.org", true},
      {"hyphens in the domain", text::email, "a@b-c.org", true},
      {"64 characters before the @", text::email, times(64, "a") + "@b.org", true},
      {"65 characters before the @", text::email, times(65, "a") + "@b.org", false},
      {"a label of 63", text::email, "a@" + times(63, "b") + ".org", true},
      {"a label of 64", text::email, "a@" + times(64, "b") + ".org", false},
      {"254 characters", text::email, times(62, "a") + "@" + times(3, times(62, "b") + ".") + "bc",
       true},
      {"255 characters", text::email, times(63, "a") + "@" + times(3, times(62, "b") + ".") + "bc",
       false},
      {"an address literal without brackets", text::email, "a@192.0.2.1", false},
      {"an address literal", text::email, "a@[192.0.2.1]", false},
      {"a domain of another script", text::email, "a@" + times(3, cjk) + ".org", true},
      {"a domain with something invisible", text::email, "a@b\u200bc.org", false},
      {"a domain with a soft hyphen", text::email, "a@b\u00adc.org", false},
      {"a domain with a variation selector", text::email, "a@b\ufe0fc.org", false},
      // NOLINTNEXTLINE(misc-misleading-bidirectional): what must not pass
      {"a domain that turns", text::email, "a@\u202ebc.org", false},
      {"no at", text::email, "a.b.org", false},
      {"no local part", text::email, "@b.org", false},
      {"no dot in the domain", text::email, "a@b", false},
      {"two ats", text::email, "a@b@c.org", false},
      {"a dot at the end of the local part", text::email, "a.@b.org", false},
      {"two dots", text::email, "a..b@b.org", false},
      {"a hyphen before the dot", text::email, "a@b-.org", false},
      {"a dot at the end", text::email, "a@b.org.", false},
      {"a blank", text::email, "a @b.org", false},
      {"quotes", text::email, "\"a\"@b.org", false},
      {"another script before the @", text::email, std::string(e_acute) + "@b.org", false},
      {"nothing", text::email, "", false},
      {"nothing, where it clears", text::email_or_empty, "", true},
  };
  for (auto const& [name, rule, text, fine] : cases) EXPECT_EQ(!rule.check(text), fine) << name;
}

TEST(TextRules, JudgeTheRest) {
  TextCase const cases[] = {
      {"an id", text::object_id, "0123456789abcdef01234567", true},
      {"an id in capitals", text::object_id, "0123456789ABCDEF01234567", false},
      {"a description of 250 emoji", text::key_description, times(250, emoji), true},
      {"a description of 251", text::key_description, times(251, "d"), false},
      {"a description with a tab", text::key_description, "a\tb", false},
      {"a password of 8", text::password, "1f3g5h7j", true},
      {"a password of 7", text::password, "1234567", false},
      {"a password of 8 code points", text::password, times(8, e_acute), true},
      {"a tag", text::tag, "a b;@_-.+", true},
      {"a tag with a colon", text::tag, "a:b", false},
      {"a tag of 255", text::tag, times(255, "t"), true},
      {"a tag of 256", text::tag, times(256, "t"), false},
      {"an IPv6 address", text::ip_address, "2001:db8::1", true},
      {"a block is no address", text::ip_address, "10.0.0.0/8", false},
      {"a block", text::cidr_block, "10.0.0.0/8", true},
      {"an address is no block", text::cidr_block, "10.0.0.1", false},
      {"a C1 control character", text::plain, "\xc2\x85", false},
      {"DEL", text::plain, "\x7f", false},
  };
  for (auto const& [name, rule, text, fine] : cases) EXPECT_EQ(!rule.check(text), fine) << name;
}

TEST(TextRules, TellRolesOfTheOtherKindFromUnknownOnes) {
  EXPECT_EQ(text::org_role.check("GROUP_OWNER"), Code::invalid_role_for_org);
  EXPECT_EQ(text::org_role.check("ORG_KING"), Code::invalid_enum_value);
  EXPECT_EQ(text::org_role.check("ORG_OWNER"), std::nullopt);
  EXPECT_EQ(text::group_role.check("ORG_OWNER"), Code::invalid_role_for_group);
  EXPECT_EQ(text::group_role.check("GROUP_KING"), Code::invalid_enum_value);
  EXPECT_EQ(text::group_role.check("GROUP_OWNER"), std::nullopt);
}

TEST(TextRules, TellWhatIsHidden) {
  struct HiddenCase {
    std::string text, words;
  };
  HiddenCase const cases[] = {
      // NOLINTNEXTLINE(misc-misleading-bidirectional): what must not pass
      {"ab\u202e", "holds U+202E at position 3, a control of the direction of text"},
      {"\u00e9\u200bb", "holds U+200B at position 2, an invisible character"},
      {"a\u3164", "holds U+3164 at position 2, an invisible character"},
      {"a\u2063b", "holds U+2063 at position 2, an invisible character"},
      {"a\u200cb 1\u200c", "holds U+200C at position 6, a joiner that does not"},
      {"a\tb", "holds U+0009 at position 2, a control character"},
      {"a\ue000", "holds U+E000 at position 2, a private-use character"},
      {"a\U000e0fff", "holds U+E0FFF at position 2, a code point that is no character"},
  };
  for (auto const& [text, words] : cases) {
    EXPECT_EQ(text::key_description.check(text), Code::invalid_api_key_desc) << words;
    EXPECT_TRUE(text::key_description.explain(text).starts_with(words)) << words;
  }
  EXPECT_EQ(text::key_description.explain(times(251, "d")), "");
}

TEST(EmailKey, IsOneForAllSpellings) {
  EXPECT_EQ(email_key("Dana@Example.ORG"), "dana@example.org");
  EXPECT_EQ(email_key("a@B\u00fccher.example"), "a@xn--bcher-kva.example");
  EXPECT_EQ(email_key("a@XN--BCHER-KVA.example"), "a@xn--bcher-kva.example");
  EXPECT_EQ(email_key("a@fa\u00df.de"), "a@xn--fa-hia.de");
  // What no domain can be is not converted, but stays itself.
  std::string const long_domain = "a@" + std::string(1025, 'b');
  EXPECT_EQ(email_key(long_domain), long_domain);
  EXPECT_EQ(email_key("A@" + std::string(1025, 'B')), long_domain);
  EXPECT_EQ(domain_key("Example.ORG"), "example.org");
  EXPECT_EQ(domain_key("*.example.org"), std::nullopt);
  EXPECT_EQ(domain_key("https://example.org"), std::nullopt);
}

TEST(FoldCase, ComparesWithoutCase) {
  EXPECT_EQ(fold_case("STRASSE"), fold_case("stra\xc3\x9f\x65"));
  EXPECT_EQ(fold_case("\xc3\x89"), fold_case(e_acute));
  EXPECT_EQ(fold_case("bad \xff"), "bad \xff");
  EXPECT_EQ(lower_ascii("A\xc3\x89"), "a\xc3\x89");
}

}  // namespace
}  // namespace atlas
