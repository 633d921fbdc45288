// Texts are looked at in blocks of sixteen bytes: what must be escaped is found at each place of
// them.
#include "api/json_write.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atlas {
namespace {

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\x1f':
      return "\\u001f";
    default:
      return {c};
  }
}

TEST(WriteJson, FindsWhatToEscapeAtEachPlace) {
  // Four that are escaped, and their neighbours that are not.
  constexpr std::string_view characters = "\"\\\n\x1f !#[]\x7f\x80\xa2\xff";
  for (std::size_t size = 1; size <= 49; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (char const c : characters) {
        std::string text(size, 'a');
        text[at] = c;
        std::string written;
        write_json(written, text);
        EXPECT_EQ(written,
                  fmt::format("\"{}{}{}\"", text.substr(0, at), escaped(c), text.substr(at + 1)))
            << size << " " << at;
      }
  std::string empty;
  write_json(empty, std::string_view());
  EXPECT_EQ(empty, "\"\"");
}

TEST(WriteJson, JoinsTwoParts) {
  std::string written;
  write_json(written, JoinedText{"front ", "back"});
  write_json(written, JoinedText{"front\n", "back"});
  write_json(written, JoinedText{"front ", "\"back\""});
  write_json(written, JoinedText{{}, {}});
  EXPECT_EQ(written, R"("front back""front\nback""front \"back\"""")");
}

}  // namespace
}  // namespace atlas
