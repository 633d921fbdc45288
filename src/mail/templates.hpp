// What mails say: a text and an HTML template for each kind and language, embedded in the program,
// each of which a file of the operator's can replace.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orgd::mail {

/// Templates by the paths of their files: "en/test.txt".
using TemplateTexts = std::map<std::string, std::string, std::less<>>;

/// Those in src/mail/templates.
TemplateTexts embedded_templates();

/// What a mail is about, and what its templates may insert: `{{name}}`.
struct MailKind {
  std::string_view name;  ///< in the outbox
  std::string_view file;  ///< of its templates, without language and ending
  std::span<std::string_view const> values;
};

std::span<MailKind const> mail_kinds();

/// What is inserted, by name.
using Values = std::map<std::string, std::string, std::less<>>;

struct Rendered {
  std::string language{};
  std::string subject{};
  std::string text{};
  std::string html{};
};

class Templates {
 public:
  /// The embedded ones, and in the place of those the files of the folder, which are named alike.
  /// Throws std::runtime_error that names a file that is none of theirs, or what is wrong in it.
  explicit Templates(std::optional<std::filesystem::path> const& folder);

  /// Nothing for a kind that is not known. A language that is not known gives the first one.
  std::optional<Rendered> render(std::string_view kind, std::string_view language,
                                 Values const& values) const;

 private:
  // Text, or the name of what is inserted there.
  struct Piece {
    std::string text{};
    bool is_value = false;
  };
  using Pieces = std::vector<Piece>;
  struct Parts {
    Pieces subject{};
    Pieces text{};
    Pieces html{};
  };

  static Pieces parse(std::string_view file, std::string_view text,
                      std::span<std::string_view const> values);
  static Parts parts_of(TemplateTexts const& texts, std::string const& path, MailKind const& kind);
  static std::string fill(Pieces const& pieces, Values const& values);

  std::map<std::string, Parts, std::less<>> parts_;  // by "en/test"
  Pieces layout_;
};

}  // namespace orgd::mail
