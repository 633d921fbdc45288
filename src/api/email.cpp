// Addresses by RFC 5321, their domains by RFC 1035 and UTS 46. The only file that sees libidn2.
#include "api/email.hpp"

#include <fmt/format.h>
#include <idn2.h>
#include <utf8proc.h>

#include <algorithm>
#include <ranges>

#include "api/text.hpp"

namespace atlas {
namespace {

constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_given = 1024;  // no domain of 253 A-label characters is longer

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// One label or word: characters of `marks` besides lower-case letters and digits.
bool all_of_atom(std::string_view text, std::string_view marks) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || marks.contains(c);
  });
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Code points that stand for nothing would make two domains look alike.
bool has_ignorable(std::string_view text) {
  auto const points = code_points(text);
  return !points || std::ranges::any_of(*points, [](char32_t point) {
    bool const joiner = point == 0x200c || point == 0x200d;  // libidn2 judges where they stand
    return !joiner && utf8proc_get_property(static_cast<utf8proc_int32_t>(point))->ignorable != 0;
  });
}

// The domain in A-labels, or "".
std::string to_a_labels(std::string_view domain) {
  // One label of 16 KiB, as anybody may send to sign in, takes libidn2 20 ms.
  if (domain.size() > longest_given) return "";
  if (is_ascii(domain)) return lower_ascii(domain);
  if (has_ignorable(domain)) return "";
  char* converted = nullptr;
  int const outcome =
      idn2_to_ascii_8z(std::string(domain).c_str(), &converted,
                       IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES);
  if (outcome != IDN2_OK) return "";
  std::string labels = lower_ascii(converted);
  idn2_free(converted);
  return labels;
}

std::string fault_of_domain(std::string_view labels) {
  if (labels.empty()) return "has no domain that names can be found under";
  if (labels.front() == '[') return "has an address literal, where a domain must stand";
  if (!labels.contains('.')) return "has a domain of one label, which no mail reaches";
  std::string_view last;
  for (auto const part : std::views::split(labels, '.')) {
    std::string_view const label(part.begin(), part.end());
    if (label.size() > longest_label)
      return fmt::format("has a label of {} characters in its domain; {} are allowed", label.size(),
                         longest_label);
    if (!all_of_atom(label, "-") || label.front() == '-' || label.back() == '-')
      return "has a domain of other than letters, digits, hyphens and dots";
    last = label;
  }
  if (all_digits(last)) return "has an IP address, where a domain must stand";
  return "";
}

std::string fault_of_local_part(std::string_view local) {
  if (local.empty()) return "is no e-mail address: nothing stands before the @";
  if (!is_ascii(local)) return "has a part before the @ that is not ASCII";
  if (local.size() > longest_local_part)
    return fmt::format("has {} characters before the @; {} are allowed", local.size(),
                       longest_local_part);
  for (auto const part : std::views::split(local, '.'))
    if (!all_of_atom(lower_ascii(std::string_view(part.begin(), part.end())),
                     "!#$%&'*+/=?^_`{|}~-"))
      return "is no e-mail address: what stands before the @ is none of a mailbox";
  return "";
}

}  // namespace

std::string fault_of_email(std::string_view text) {
  if (auto hidden = hidden_in(text); !hidden.empty()) return hidden;
  auto const at = text.find('@');
  if (at == std::string_view::npos) return "is no e-mail address: it has no @";
  if (text.size() > longest_given)
    return fmt::format("has {} bytes; {} are allowed", text.size(), longest_address);
  if (auto fault = fault_of_local_part(text.substr(0, at)); !fault.empty()) return fault;
  std::string const labels = to_a_labels(text.substr(at + 1));
  if (auto fault = fault_of_domain(labels); !fault.empty()) return fault;
  if (auto const size = at + 1 + labels.size(); size > longest_address)
    return fmt::format("has {} characters; {} are allowed", size, longest_address);
  return "";
}

std::string email_key(std::string_view text) {
  auto const at = text.find('@');
  if (at == std::string_view::npos) return lower_ascii(text);
  std::string const labels = to_a_labels(text.substr(at + 1));
  if (labels.empty()) return lower_ascii(text);
  return lower_ascii(text.substr(0, at + 1)) + labels;
}

std::optional<std::string> domain_key(std::string_view text) {
  if (text.size() > longest_given || !hidden_in(text).empty()) return std::nullopt;
  std::string labels = to_a_labels(text);
  if (!fault_of_domain(labels).empty()) return std::nullopt;
  return labels;
}

}  // namespace atlas
