// Squares of a code, as one path.
#include "security/qr_code.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace orgd {
namespace {

constexpr int margin = 4;  // what the standard asks for

bool is_dark(QRcode const& code, int x, int y) { return (code.data[y * code.width + x] & 1U) != 0; }

// Each run of dark squares in a line is one rectangle.
void append_line(std::string& path, QRcode const& code, int y) {
  for (int x = 0; x < code.width; ++x) {
    int const begin = x;
    while (x < code.width && is_dark(code, x, y)) ++x;
    int const count = x - begin;
    if (count > 0)
      path += fmt::format("M{} {}h{}v1h-{}z", begin + margin, y + margin, count, count);
  }
}

}  // namespace

std::optional<std::string> qr_code_of(std::string_view text) {
  // All of it as bytes: the other modes are for digits and for capitals alone.
  std::unique_ptr<QRcode, decltype(&QRcode_free)> const code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) return std::nullopt;
  std::string path;
  for (int y = 0; y < code->width; ++y) append_line(path, *code, y);
  int const size = code->width + 2 * margin;
  return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" )"
                     R"(shape-rendering="crispEdges">)"
                     R"(<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path d="{1}"/></svg>)",
                     size, path);
}

}  // namespace orgd
