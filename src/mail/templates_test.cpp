// Every template of the program, what hostile values do to them, and files of the operator's.
#include "mail/templates.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "api/language.hpp"

namespace orgd::mail {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "orgd-mail-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;

  fs::path const& path() const { return path_; }
  void write(fs::path const& name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

 private:
  fs::path path_;
};

Values values_of(MailKind const& kind) {
  Values values;
  for (auto const name : kind.values) values[std::string(name)] = fmt::format("<{}>", name);
  return values;
}

Rendered invitation(Templates const& templates, Values const& values,
                    std::string_view language = "en") {
  return templates.render("organization invitation", language, values).value();
}

std::string complaint_about(Folder const& folder) {
  try {
    Templates const templates(folder.path());
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  return "";
}

TEST(Templates, InsertEveryValueOfEveryKindInEveryLanguage) {
  Templates const templates({});
  for (auto const& kind : mail_kinds())
    for (auto const language : atlas::languages) {
      auto const mail = templates.render(kind.name, language, values_of(kind)).value();
      EXPECT_EQ(mail.language, language);
      EXPECT_FALSE((mail.subject + mail.text + mail.html).contains("{{")) << mail.html;
      EXPECT_TRUE(mail.html.contains(fmt::format("<html lang=\"{}\">", language)));
      for (auto const name : kind.values) {
        EXPECT_TRUE(mail.text.contains(fmt::format("<{}>", name))) << kind.name << ' ' << name;
        EXPECT_TRUE(name == "link" || mail.html.contains(fmt::format("&lt;{}&gt;", name)))
            << kind.name << ' ' << name;
      }
      bool const has_link = std::ranges::find(kind.values, "link") != kind.values.end();
      EXPECT_EQ(mail.html.contains("<a href=\"&lt;link&gt;\">"), has_link) << mail.html;
    }
}

TEST(Templates, LetNoValueOutOfItsPlace) {
  Templates const templates({});
  auto const mail = invitation(templates, {{"organization", "\"><img src=x onerror=a()>{{link}}"},
                                           {"inviter", "a\r\nBcc: b@example.org\n\nhttp://evil"},
                                           {"link", "https://o.example/c#token='\"<"}});
  EXPECT_FALSE(mail.html.contains("<img") || mail.html.contains("='\"<")) << mail.html;
  EXPECT_TRUE(mail.html.contains("{{link}}</bdi>")) << "a value is no template";
  EXPECT_TRUE(mail.text.contains("Invited by: a  Bcc: b@example.org  http://evil\n"));
  EXPECT_FALSE(mail.subject.contains('\n'));
}

TEST(Templates, SpeakTheFirstLanguageWhereAnotherIsNotKnown) {
  Templates const templates({});
  EXPECT_EQ(invitation(templates, {}, "pt").language, "en");
  EXPECT_EQ(invitation(templates, {}, "").language, "en");
  EXPECT_FALSE(templates.render("nothing", "en", {}));
}

TEST(Templates, AreReplacedOneByOne) {
  Folder const folder;
  folder.write("en/organization-invitation.txt", "Subject: Join {{organization}}\n\n\n{{link}}!\n");
  folder.write("layout.html", "<main>{{content}}</main>");
  folder.write("README.md", "notes");
  Templates const templates(folder.path());
  auto const mail = invitation(templates, {{"organization", "A&B"}, {"link", "here"}});
  EXPECT_EQ(mail.subject, "Join A&B");
  EXPECT_EQ(mail.text, "here!\n");
  EXPECT_TRUE(mail.html.starts_with("<main><p>") && mail.html.contains("A&amp;B")) << mail.html;
  EXPECT_TRUE(invitation(templates, {}, "de").text.starts_with("Guten Tag"));
}

TEST(Templates, AreRefusedWithTheReason) {
  struct Case {
    char const* file;
    char const* text;
    char const* complaint;
  };
  for (auto const& [file, text, complaint] :
       {Case{"en/invitation.txt", "Subject: a\n\nb", "there is none of that name"},
        Case{"pt/test.txt", "Subject: a\n\nb", "there is none of that name"},
        Case{"en/test.txt", "Hello", "its first line must be \"Subject: \""},
        Case{"en/test.txt", "Subject: a\n\n{{link}}", "there is no {{link}}; there is {{service}}"},
        Case{"en/test.html", "{{service}", "a {{ has no }} behind it"},
        Case{"de/project-invitation.html", "<p>Hallo</p>", "it must have {{link}} in it"}}) {
    Folder const folder;
    folder.write(file, text);
    EXPECT_TRUE(complaint_about(folder).contains(complaint)) << complaint_about(folder);
    EXPECT_TRUE(complaint_about(folder).contains(file)) << complaint_about(folder);
  }
  EXPECT_THROW(Templates(fs::path("/nowhere")), std::runtime_error);
}

}  // namespace
}  // namespace orgd::mail
