// Text on its way into a mail: what a value looks like in each part, and how bytes travel (RFC
// 2045, 2047, 5322). No value leaves here with a line break that it brought along.
#pragma once

#include <string>
#include <string_view>

namespace orgd::mail {

/// A value as people are to see it within a line: without controls, line breaks and what turns or
/// hides the text around it; of at most 256 code points. Bad UTF-8 becomes question marks.
std::string one_line(std::string_view value);

/// The same for the text of an element or a quoted attribute.
std::string html_escaped(std::string_view value);

/// Text as quoted-printable lines, each ended by CRLF.
std::string quoted_printable(std::string_view text);

/// "Name: value" with its CRLF, in encoded words where the value is not plain ASCII or too long.
std::string text_field(std::string_view name, std::string_view value);

/// The same with a name that people read and an address, which is ASCII: `From: "A, B" <a@b.org>`.
std::string mailbox_field(std::string_view name, std::string_view display,
                          std::string_view address);

}  // namespace orgd::mail
