// Fuzzes the negotiation of versions: an answer is one of the versions on offer, the newest that is
// not after the date, does not depend on case, and the lenient policy only ever answers more.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "api/media_type.hpp"

namespace {

using atlas::Code;
using atlas::Unversioned;
using atlas::Version;
using Versions = std::vector<Version>;

constexpr Version today{std::chrono::year{2025}, std::chrono::June, std::chrono::day{15}};
Versions const offers[] = {
    {atlas::v2023_01_01}, {atlas::v2023_01_01, atlas::v2025_02_19}, {atlas::unversioned}};

void require(bool holds) {
  if (!holds) std::abort();
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  return out;
}

bool same(atlas::Result<Version> const& a, atlas::Result<Version> const& b) {
  return a.has_value() == b.has_value() && (!a || *a == *b);
}

void check_answer(atlas::Result<Version> const& answer, Versions const& offered) {
  if (!answer) return require(answer.error().error_code == "INVALID_VERSION_DATE");
  require(std::ranges::find(offered, *answer) != offered.end() && *answer <= today);
  // Who asks for exactly what was answered gets it again, under either policy.
  for (auto const policy : {Unversioned::refused, Unversioned::is_oldest})
    require(same(atlas::negotiate(atlas::media_type_of(*answer), offered, today, policy), answer));
}

void check_accept(std::string_view accept, Versions const& offered) {
  auto const strict = atlas::negotiate(accept, offered, today, Unversioned::refused);
  auto const lenient = atlas::negotiate(accept, offered, today, Unversioned::is_oldest);
  check_answer(strict, offered);
  check_answer(lenient, offered);
  if (strict)
    require(same(strict, lenient));
  else
    require(!lenient || *lenient == offered.front());
  require(same(lenient, atlas::negotiate(upper(accept), offered, today, Unversioned::is_oldest)));
  // Ranges that are refused or unknown add nothing.
  if (accept.find_first_not_of(" \t") == std::string_view::npos) return;
  std::string const more = std::string(accept) + ", */*;q=0, image/png, application/json;q=0.0";
  require(same(lenient, atlas::negotiate(more, offered, today, Unversioned::is_oldest)));
}

void check_body_type(std::string_view type, Versions const& offered) {
  auto const fine = atlas::check_content_type(type, offered, today);
  require(fine.has_value() == atlas::check_content_type(upper(type), offered, today).has_value());
  if (fine) {
    // A charset that replaces the one given must be the only one that is taken.
    if (type.find_first_not_of(" \t") == std::string_view::npos) return;
    std::string const base(type);
    require(atlas::check_content_type(base + "; charset=UTF-8", offered, today).has_value());
    require(!atlas::check_content_type(base + "; charset=latin1", offered, today).has_value());
  } else {
    auto const& code = fine.error().error_code;
    require(code == "INVALID_VERSION_DATE" || code == "UNSUPPORTED_MEDIA_TYPE");
  }
}

// A date made of the input's first bytes gets the newest version not after it, or nothing.
void check_date(unsigned char const* data, Versions const& offered) {
  Version const wanted{std::chrono::year(2000 + data[0] % 50), std::chrono::month(data[1] % 14U),
                       std::chrono::day(data[2] % 33U)};
  std::optional<Version> expected;
  for (Version const version : offered)
    if (wanted.ok() && wanted <= today && version <= wanted) expected = version;
  auto const answer =
      atlas::negotiate(atlas::media_type_of(wanted), offered, today, Unversioned::is_oldest);
  require(answer.has_value() == expected.has_value() && (!answer || *answer == *expected));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  for (auto const& offered : offers) {
    check_accept(text, offered);
    check_body_type(text, offered);
    if (size >= 3) check_date(data, offered);
  }
  return 0;
}
