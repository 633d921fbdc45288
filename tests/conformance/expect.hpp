// What cases expect of answers. Each function throws a Failure that says what was sent, what was
// expected and what came.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "door.hpp"
#include "json_text.hpp"

namespace conformance {

inline constexpr std::string_view v2023 = "application/vnd.atlas.2023-01-01+json";
inline constexpr std::string_view v2024_05 = "application/vnd.atlas.2024-05-30+json";
inline constexpr std::string_view v2024 = "application/vnd.atlas.2024-08-05+json";
inline constexpr std::string_view v2025 = "application/vnd.atlas.2025-02-19+json";
inline constexpr std::string_view v2025_03 = "application/vnd.atlas.2025-03-12+json";
inline constexpr std::array versioned_types{v2023, v2024_05, v2024, v2025, v2025_03};

[[noreturn]] void fail(Answer const& answer, std::string const& expected);

void expect(Answer const& answer, bool holds, std::string const& expected);
void expect_status(Answer const& answer, int status);
void expect_equal(Answer const& answer, std::string_view what, std::string const& got,
                  std::string const& expected);
void expect_header(Answer const& answer, std::string_view name, std::string_view value);
void expect_no_header(Answer const& answer, std::string_view name);
void expect_body(Answer const& answer, std::string_view body);
/// The header's comma-separated words are exactly these, in any order.
void expect_words(Answer const& answer, std::string_view name, std::vector<std::string> words);

/// The body as JSON.
Node json_of(Answer const& answer);
/// A success: status, exact media type, JSON body, which is returned.
Node expect_ok(Answer const& answer, int status = 200, std::string_view media_type = v2023);
/// 204: the versioned type, no body.
void expect_no_content(Answer const& answer, std::string_view media_type = v2023);
/// 202: taken note of, the object without members.
void expect_accepted(Answer const& answer, std::string_view media_type = v2023);
/// An ApiError with this status and code, whatever its parameters.
Node expect_code(Answer const& answer, int status, std::string_view code);
/// An ApiError with this status, code and exactly these parameters, given as JSON ("[\"id\"]").
void expect_error(Answer const& answer, int status, std::string_view code,
                  std::string_view parameters);
/// The same with one text as the parameter.
void expect_error_on(Answer const& answer, int status, std::string_view code,
                     std::string_view parameter);
/// The answer to whoever is not authenticated: challenge and body of the contract, byte for byte.
void expect_challenge(Answer const& answer, std::string_view stale = "false");

/// A member that must be there.
Node const& member(Answer const& answer, Node const& object, std::string_view name);
/// The same of an object that does not stay: a copy.
Node member(Answer const& answer, Node&& object, std::string_view name);
std::string text_of(Answer const& answer, Node const& object, std::string_view name);
/// The object has exactly these members (any order given).
void expect_members(Answer const& answer, Node const& object, std::vector<std::string> names);
/// The member, printed compactly, is this JSON.
void expect_member(Answer const& answer, Node const& object, std::string_view name,
                   std::string_view json);
void expect_text(Answer const& answer, Node const& object, std::string_view name,
                 std::string_view text);
void expect_object_id(Answer const& answer, std::string_view text);
/// "2024-03-01T10:00:00Z"; returns it as seconds since 1970.
std::int64_t expect_date(Answer const& answer, Node const& object, std::string_view name);
/// The values of one text member in a list of objects.
std::vector<std::string> column(Answer const& answer, Node const& list, std::string_view name);
/// The one element whose text member has this value.
Node const& element_with(Answer const& answer, Node const& list, std::string_view name,
                         std::string_view value);
/// The href of the link with this rel, or "".
std::string href_of(Node const& object, std::string_view rel);

}  // namespace conformance
