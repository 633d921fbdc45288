// Lists of names, and numbers that look random and are not.
#include "sandbox/seed_values.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "api/text.hpp"
#include "security/client_credentials.hpp"

namespace orgd {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 64> first_names{
    "Ada",     "Alan",   "Amara",   "Amina",  "Anders", "Anita",  "Antonio", "Asha",
    "Beatriz", "Bjorn",  "Carlos",  "Carmen", "Chen",   "Chloe",  "Clara",   "Daniel",
    "Diego",   "Dmitri", "Edith",   "Elena",  "Emeka",  "Emma",   "Erik",    "Fatima",
    "Felix",   "Fiona",  "Gabriel", "Grace",  "Hana",   "Hassan", "Helen",   "Hugo",
    "Ines",    "Ingrid", "Ivan",    "Jamal",  "Jana",   "Jonas",  "Julia",   "Kenji",
    "Kofi",    "Lars",   "Leila",   "Lena",   "Liam",   "Lucia",  "Marek",   "Maria",
    "Mei",     "Milan",  "Nadia",   "Noah",   "Nora",   "Olga",   "Omar",    "Paolo",
    "Priya",   "Rafael", "Rosa",    "Samuel", "Sofia",  "Tariq",  "Yuki",    "Zoe"};

constexpr std::array<Words, 64> last_names{
    "Abbas",     "Adeyemi",   "Almeida", "Andersson", "Bauer",    "Becker",   "Bianchi", "Brown",
    "Castro",    "Chowdhury", "Costa",   "Dahl",      "Davies",   "Diallo",   "Dubois",  "Eriksen",
    "Fernandez", "Fischer",   "Garcia",  "Gomez",     "Gupta",    "Haddad",   "Hansen",  "Hoffmann",
    "Ibrahim",   "Ito",       "Ivanov",  "Jackson",   "Jensen",   "Johnson",  "Kaya",    "Khan",
    "Kim",       "Kowalski",  "Kumar",   "Lambert",   "Larsen",   "Lee",      "Lopez",   "Martin",
    "Mensah",    "Meyer",     "Moreau",  "Murphy",    "Nakamura", "Nguyen",   "Novak",   "Okafor",
    "Oliveira",  "Patel",     "Petrov",  "Popescu",   "Ricci",    "Rossi",    "Sato",    "Schmidt",
    "Silva",     "Singh",     "Smith",   "Tanaka",    "Torres",   "Virtanen", "Wang",    "Weber"};

constexpr std::array<Words, 8> countries{"US", "DE", "BR", "IN", "JP", "GB", "FR", "NG"};

constexpr std::array<Words, 32> places{
    "Amber",  "Aspen",   "Birch",   "Bright", "Cedar",  "Clear",    "Cobalt",  "Coral",
    "Copper", "Delta",   "Eastern", "Ember",  "Falcon", "Golden",   "Granite", "Harbor",
    "Indigo", "Juniper", "Lunar",   "Maple",  "Meadow", "Northern", "Ocean",   "Pacific",
    "Pine",   "Quartz",  "River",   "Silver", "Solar",  "Summit",   "Western", "Willow"};

constexpr std::array<Words, 16> trades{
    "Analytics", "Bank",  "Energy",   "Foods",    "Games",  "Health",   "Insurance", "Labs",
    "Logistics", "Media", "Mobility", "Networks", "Retail", "Robotics", "Software",  "Travel"};

constexpr std::array<Words, 16> tasks{
    "Accounts", "Billing", "Catalog",  "Checkout", "Data",    "Fraud",  "Identity", "Inventory",
    "Mobile",   "Orders",  "Payments", "Platform", "Reports", "Search", "Shipping", "Support"};

constexpr std::array<Words, 4> stages{"Production", "Staging", "Test", "Development"};

template <std::size_t Size>
std::string_view word_of(std::array<Words, Size> const& words, std::uint64_t number) {
  return words[number % Size];
}

// The last step of SplitMix64: each bit of the answer hangs on all of the number.
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15U;
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31U);
}

// Randomness that repeats, for what asks a platform for it. Nothing asks it for the time.
class Repeating final : public Platform {
 public:
  explicit Repeating(std::uint64_t start) : state_(start) {}

  std::chrono::system_clock::time_point now() override { return {}; }
  std::chrono::steady_clock::time_point steady_now() override { return {}; }
  void fill_random(std::span<unsigned char> bytes) override {
    for (auto& byte : bytes) byte = static_cast<unsigned char>(mixed(state_++) & 0xffU);
  }

 private:
  std::uint64_t state_;
};

}  // namespace

std::uint64_t number_of_added_seed(std::uint64_t id_seed, std::uint64_t nth) {
  return mixed(mixed(id_seed) ^ nth) >> 11U;
}

std::uint64_t SeedValues::draw(SeedKind kind, std::uint64_t ordinal) const {
  return mixed(mixed(mixed(number_) + static_cast<std::uint64_t>(kind)) + ordinal);
}

// As the server's: the second, what tells makers apart, and a count.
std::string SeedValues::id(SeedKind kind, store::Seconds created_at, std::int64_t ordinal) const {
  return fmt::format("{:08x}{:010x}{:06x}", created_at.time_since_epoch().count(),
                     draw(kind, ~std::uint64_t{0}) & 0xffffffffffU, ordinal & 0xffffff);
}

SeedPerson SeedValues::person(std::int64_t ordinal) const {
  auto const drawn = draw(SeedKind::member, static_cast<std::uint64_t>(ordinal));
  SeedPerson person{.first_name = std::string(word_of(first_names, drawn)),
                    .last_name = std::string(word_of(last_names, drawn >> 16U)),
                    .country = std::string(word_of(countries, drawn >> 32U)),
                    .address = {}};
  // A domain of the number's own: nobody who is in the store already has an address there.
  person.address =
      fmt::format("{}.{}.{}@seed-{}.example.org", atlas::lower_ascii(person.first_name),
                  atlas::lower_ascii(person.last_name), ordinal, number_);
  return person;
}

std::string SeedValues::organization_name(std::int64_t ordinal) const {
  auto const drawn = draw(SeedKind::organization, static_cast<std::uint64_t>(ordinal));
  return fmt::format("{} {} {}", word_of(places, drawn), word_of(trades, drawn >> 16U),
                     ordinal + 1);
}

std::string SeedValues::secret(SeedKind kind, std::int64_t ordinal) const {
  Repeating random(mixed(draw(kind, static_cast<std::uint64_t>(ordinal))));
  return kind == SeedKind::secret ? new_client_secret(random) : random_hex(random, 32);
}

KeyPair SeedValues::key_pair(std::int64_t ordinal, unsigned attempt) const {
  Repeating random(mixed(draw(SeedKind::key, static_cast<std::uint64_t>(ordinal)) + attempt));
  return new_key_pair(random);
}

std::string SeedValues::project_name(std::int64_t ordinal) {
  auto const number = static_cast<std::uint64_t>(ordinal);
  return fmt::format("{} {} {}", word_of(tasks, number / stages.size()), word_of(stages, number),
                     ordinal + 1);
}

std::string SeedValues::team_name(std::int64_t ordinal) {
  return fmt::format("{} Team {}", word_of(tasks, static_cast<std::uint64_t>(ordinal)),
                     ordinal + 1);
}

}  // namespace orgd
