// The list, made from what is in nearly every published list of common passwords; shorter ones are
// refused anyway.
#include "api/common_passwords.hpp"

#include <algorithm>
#include <array>

#include "api/text.hpp"

namespace atlas {
namespace {

// clang-format off
// In lower case and in order.
constexpr auto common_passwords = std::to_array<std::string_view>({
    "00000000", "0987654321", "11111111", "11223344", "123123123", "123321123", "12341234",
    "12344321", "12345678", "123456789", "1234567890", "12345678910", "1234qwer", "123654789",
    "147258369", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "789456123", "87654321", "88888888",
    "987654321", "a1234567", "a12345678", "a123456789", "aa123456", "abc12345", "abcd1234",
    "abcdefg1", "abcdefgh", "access14", "admin123", "admin1234", "administrator", "administrator1",
    "arsenal1", "asdf1234", "asdfasdf", "asdfghjk", "asdfghjkl", "azertyui", "azertyuiop",
    "babygirl1", "barcelona", "baseball", "baseball1", "basketball", "batman123", "benjamin",
    "bigdaddy", "blink182", "butterfly", "changeme", "changeme1", "changeme123", "charlotte",
    "chelsea1", "chocolate", "christian", "cocacola", "computer", "computer1", "corvette",
    "danielle", "dearbook", "default1", "dragon123", "elizabeth", "everything", "football",
    "football1", "garfield", "hallo123", "hello123", "hellohello", "iloveyou", "iloveyou1",
    "iloveyou2", "internet", "internet1", "jennifer", "jessica1", "jordan23", "kennwort",
    "letmein1", "letmein123", "liverpool", "login123", "lovelove", "marlboro", "master123",
    "maverick", "mercedes", "michael1", "michelle", "midnight", "monkey123", "motdepasse",
    "mustang1", "mypassword", "ncc1701d", "nicholas", "p@ssw0rd", "p@ssw0rd1", "p@ssword",
    "pa55word", "passw0rd", "password", "password!", "password1", "password1!", "password12",
    "password123", "password1234", "passwort", "passwort1", "pokemon1", "pokemon123", "princess",
    "princess1", "q1w2e3r4", "qwer1234", "qwerty12", "qwerty123", "qwerty1234", "qwerty12345",
    "qwertyui", "qwertyuiop", "redskins", "rush2112", "samantha", "schatz123", "scorpion",
    "secret123", "senha123", "shadow123", "spiderman", "srinivas", "starwars", "sunshine",
    "sunshine1", "superman", "superman1", "test1234", "testing123", "testtest", "trustno1",
    "unknown1", "welcome1", "welcome12", "welcome123", "welcome2", "whatever", "zxcvbnm1",
    "zxcvbnm123",
});
// clang-format on
static_assert(std::ranges::is_sorted(common_passwords));

}  // namespace

bool is_common_password(std::string_view text) {
  return std::ranges::binary_search(common_passwords, lower_ascii(text));
}

}  // namespace atlas
