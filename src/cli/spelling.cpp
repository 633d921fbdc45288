// The few names that people know under others than the wire's, and the rule for all others.
#include "cli/spelling.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "api/uri.hpp"

namespace orgctl {
namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array<Spelling, 2> nouns{{{"groups", "projects"}, {"invites", "invitations"}}};

struct Thing {
  std::string_view noun;
  std::string_view one;
  std::string_view many;
};

// Where an "s" less or more does not do.
constexpr std::array<Thing, 6> things{{
    {"orgs", "organization", "organizations"},
    {"api-keys", "API key", "API keys"},
    {"access-list", "access list entry", "access list entries"},
    {"settings", "settings", "settings"},
    {"ip-addresses", "IP address", "IP addresses"},
    {"managed-slow-ms", "managed slow operation threshold of project",
     "managed slow operation thresholds"},
}};

struct Term {
  std::string_view wire_name;
  std::string_view option;  ///< "" where the rule gives it
  std::string_view hint;    ///< what its rule does not say, for whoever types it
};

constexpr std::array<Term, 13> terms{{
    {"apiUserId", "api-key", ""},
    {"clientId", "service-account", ""},
    {"destinationOrgPrivateApiKey", "",
     "better in --body @-, which other users of the machine cannot see"},
    {"groupId", "project", ""},
    {"groupRoleAssignments", "", R"([{"groupId":"...","roles":["GROUP_OWNER"]}])"},
    {"groupRoles", "role", ""},
    {"limitName", "limit", ""},
    {"password", "", "better in --body @-, which other users of the machine cannot see"},
    {"roles", "role", ""},
    {"roleNames", "role", ""},
    {"tags", "", R"([{"key":"...","value":"..."}])"},
    {"teamIds", "team", ""},
    {"username", "email", ""},
}};

Term const* find_term(std::string_view wire_name) {
  auto const at = std::ranges::find(terms, wire_name, &Term::wire_name);
  return at == terms.end() ? nullptr : &*at;
}

std::string plain_option(std::string_view wire_name) {
  Term const* term = find_term(wire_name);
  if (term && !term->option.empty()) return std::string(term->option);
  bool const is_id = wire_name.size() > 2 && wire_name.ends_with("Id");
  return kebab_case(is_id ? wire_name.substr(0, wire_name.size() - 2) : wire_name);
}

std::string noun_of(std::string_view segment) {
  auto const at = std::ranges::find(nouns, segment, &Spelling::first);
  return at == nouns.end() ? kebab_case(segment) : std::string(at->second);
}

bool is_place(std::string_view segment) { return segment.starts_with('{'); }

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

Thing const* find_thing(std::string_view noun) {
  auto const at = std::ranges::find(things, noun, &Thing::noun);
  return at == things.end() ? nullptr : &*at;
}

std::string as_words(std::string_view kebab) {
  std::string text(kebab);
  std::ranges::replace(text, '-', ' ');
  return text;
}

}  // namespace

std::string kebab_case(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    // A run of capitals is one word: "GenAISample" is gen-ai-sample.
    bool const begins = is_upper(name[i]) && i > 0 &&
                        (!is_upper(name[i - 1]) || (i + 1 < name.size() && !is_upper(name[i + 1])));
    if (begins) text += '-';
    text += is_upper(name[i]) ? static_cast<char>(name[i] + 32) : name[i];
  }
  return text;
}

std::string option_name(std::string_view wire_name) { return "--" + plain_option(wire_name); }

std::string option_name(std::vector<std::string> const& keys) {
  std::string name = "--";
  for (auto const& key : keys) {
    if (name.size() > 2) name += '.';
    name += plain_option(key);
  }
  return name;
}

std::string_view hint_for(std::string_view wire_name) {
  Term const* term = find_term(wire_name);
  return term ? term->hint : std::string_view();
}

std::string singular(std::string_view noun) {
  if (auto const* thing = find_thing(noun)) return std::string(thing->one);
  return as_words(noun.ends_with('s') ? noun.substr(0, noun.size() - 1) : noun);
}

std::string plural(std::string_view noun) {
  auto const* thing = find_thing(noun);
  return thing ? std::string(thing->many) : as_words(noun);
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + (count == 1 ? singular(noun) : plural(noun));
}

std::string noun_of_option(std::string_view option) {
  return option == option_name("ipAddress") ? "access-list" : std::string(option.substr(2)) + "s";
}

std::string past_of(std::string_view verb) {
  if (verb.ends_with("fy")) return std::string(verb.substr(0, verb.size() - 1)) + "ied";
  if (verb.ends_with("set")) return std::string(verb);
  return std::string(verb) + (verb.ends_with('e') ? "d" : "ed");
}

std::string_view final_place(std::string_view path) {
  auto const segments = atlas::segments_of(path);
  if (segments.empty() || !is_place(segments.back())) return {};
  return segments.back().substr(1, segments.back().find('}') - 1);
}

std::vector<std::string> command_words(atlas::OperationInfo const& info) {
  std::vector<std::string> words;
  bool inside = false;  // behind "/api/atlas/v2" or "/orgd/v1"
  for (auto const segment : atlas::segments_of(info.path)) {
    if (inside && !is_place(segment))
      words.push_back(noun_of(segment.substr(0, segment.find(':'))));
    inside = inside || (segment.size() == 2 && segment.front() == 'v');
  }
  if (words.empty()) return {"status"};
  // "{userId}:addRole" says itself what it does; its id has the same first word as others.
  auto const colon = info.path.rfind(':');
  if (colon != std::string_view::npos) {
    words.push_back(kebab_case(info.path.substr(colon + 1)));
    return words;
  }
  std::string verb(info.id.begin(), std::ranges::find_if(info.id, is_upper));
  // "managedSlowMs/enable" says it already.
  if (words.back() != verb) words.push_back(std::move(verb));
  return words;
}

}  // namespace orgctl
