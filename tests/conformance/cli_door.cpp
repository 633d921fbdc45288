// Requests as command lines, and what --include prints as answers.
#include "cli_door.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "call_door.hpp"
#include "cli/request.hpp"
#include "cli/spelling.hpp"
#include "json_text.hpp"
#include "process.hpp"

namespace conformance {
namespace {

using orgctl::Form;
using orgctl::Given;

Form const& form_of(atlas::OperationInfo const& info) {
  auto const* command = orgctl::find_command(orgctl::command_words(info));
  if (!command) throw Failure{fmt::format("orgctl has no command for {}", info.id)};
  auto const form = std::ranges::find(command->forms, &info, &Form::info);
  if (form == command->forms.end())
    throw Failure{fmt::format("orgctl's command does not call {}", info.id)};
  return *form;
}

void give_path(Form const& form, CallParts const& parts, Given& given) {
  auto value = parts.path.begin();
  for (auto const& option : form.options)
    if (option.part == orgctl::Part::path) given[option.name] = {*value++};
}

void give_query(Form const& form, CallParts const& parts, Given& given) {
  for (auto const& [name, value] : parts.query) {
    auto const option = std::ranges::find_if(form.options, [&](auto const& each) {
      return each.part == orgctl::Part::query && each.keys.back() == name;
    });
    bool const several = option != form.options.end() && option->kind == orgctl::ValueKind::texts;
    if (option == form.options.end() || value.empty() || (given.contains(option->name) && !several))
      throw Skip{"options cannot hold this query"};
    given[option->name].push_back(value);
  }
  // Numbers and switches that are none are refused before they are sent.
  Given judged = given;
  for (auto const& option : form.options)
    if (option.part == orgctl::Part::body) judged.erase(option.name);
  if (!orgctl::make_request(form, judged, nullptr)) throw Skip{"options cannot hold this query"};
}

// The member's value as an option's texts; whether they mean the same is seen afterwards.
std::vector<std::string> texts_of(Node const& node, orgctl::Option const& option) {
  std::vector<std::string> texts;
  if (option.kind == orgctl::ValueKind::texts && node.kind == Node::Kind::array) {
    for (Node const& child : node.children) texts.push_back(child.text);
  } else if (node.kind == Node::Kind::text) {
    texts.push_back(node.text);
  } else {
    texts.push_back(show(node));
  }
  return texts;
}

Node const* member_of(Node const& body, std::vector<std::string> const& keys) {
  Node const* at = &body;
  for (auto const& key : keys)
    if (at) at = at->find(key);
  return at;
}

std::string canonical(Node const& node) { return show(sorted(node)); }

// Body options that mean the same as the body, or nothing when there are none.
std::optional<Given> options_for(Form const& form, Given given, std::string const& body) {
  auto const sent = parse_json(body);
  if (!sent) return std::nullopt;
  bool const one_of_list = form.body_is_list && sent->children.size() == 1;
  Node const& object = one_of_list ? sent->children.front() : *sent;
  for (auto const& option : form.options) {
    if (option.part != orgctl::Part::body) continue;
    auto const* member = member_of(object, option.keys);
    // Objects are given member by member; only their null is an option of its own.
    bool const given_inside = member && member->kind == Node::Kind::object;
    if (!member && option.required) return std::nullopt;
    if (!member || given_inside) continue;
    auto texts = texts_of(*member, option);
    // No command line holds a NUL, and a comma is between values.
    bool const breaks = std::ranges::any_of(texts, [&](auto& text) {
      return text.contains('\0') || (option.kind == orgctl::ValueKind::texts && text.contains(','));
    });
    if (texts.empty() || breaks) return std::nullopt;
    given[option.name] = std::move(texts);
  }
  // A change of nothing is no command.
  bool const says_something = std::ranges::any_of(form.options, [&](auto const& option) {
    return option.part == orgctl::Part::body && given.contains(option.name);
  });
  if (!says_something) return std::nullopt;
  auto const request = orgctl::make_request(form, given, nullptr);
  auto const made = request ? parse_json(request->body) : sent;
  bool const same = request && made && canonical(*made) == canonical(*sent);
  return same ? std::optional(std::move(given)) : std::nullopt;
}

Answer read_answer(std::string const& text) {
  Answer answer;
  std::size_t const end = text.find("\n\n");
  if (!text.starts_with("HTTP ") || end == std::string::npos)
    throw Failure{"orgctl printed no answer:\n" + text};
  answer.status = std::stoi(text.substr(5));
  answer.body = text.substr(end + 2);
  for (std::size_t begin = text.find('\n') + 1; begin < end;) {
    std::size_t const line_end = text.find('\n', begin);
    std::size_t const colon = text.find(": ", begin);
    answer.headers.push_back(
        {text.substr(begin, colon - begin), text.substr(colon + 2, line_end - colon - 2)});
    begin = line_end + 1;
  }
  return answer;
}

class CliDoor final : public CallDoor {
 public:
  CliDoor(std::unique_ptr<Door> plain, std::string program)
      : CallDoor(std::move(plain)), program_(std::move(program)) {
    // No profile of whoever runs the tests.
    setenv("ORGCTL_CONFIG", (directory_.path() + "/none.toml").c_str(), 1);
  }

 private:
  Answer call(CallParts const& parts, std::optional<KeyPair> const& key) override;
  void add_body(std::vector<std::string>& line, Form const& form, CallParts const& parts,
                Given& given) const;

  std::string program_;
  TemporaryDirectory directory_;
};

void CliDoor::add_body(std::vector<std::string>& line, Form const& form, CallParts const& parts,
                       Given& given) const {
  if (!form.takes_body) {
    if (!parts.body.empty()) throw Skip{"this command sends no body"};
    return;
  }
  if (auto options = options_for(form, given, parts.body)) {
    given = std::move(*options);
    return;
  }
  std::string const file = directory_.path() + "/body";
  std::ofstream(file, std::ios::binary) << parts.body;
  line.push_back("--body=@" + file);
}

Answer CliDoor::call(CallParts const& parts, std::optional<KeyPair> const& key) {
  Form const& form = form_of(*parts.info);
  Given given;
  give_path(form, parts, given);
  give_query(form, parts, given);
  auto line = orgctl::command_words(*parts.info);
  line.insert(line.begin(), {program_, "--include", "--yes", "--attempts=1", "--url=" + base_url(),
                             "--accept=" + parts.accept});
  if (!parts.content_type.empty()) line.push_back("--content-type=" + parts.content_type);
  if (auto const version = orgctl::version_text(*parts.info); !version.empty())
    line.push_back("--api-version=" + version);
  add_body(line, form, parts, given);
  for (auto const& [name, values] : given)
    for (auto const& value : values)
      // "--name=" would be an option without its value.
      if (value.empty())
        line.insert(line.end(), {name, value});
      else
        line.push_back(fmt::format("{}={}", name, value));
  // An empty half is no credentials.
  setenv("ATLAS_PUBLIC_KEY", key ? key->public_key.c_str() : "", 1);
  setenv("ATLAS_PRIVATE_KEY", key ? key->private_key.c_str() : "", 1);
  auto const finished = run_command(line);
  Answer answer = read_answer(finished.output);
  bool const success = answer.status / 100 == 2;
  if (success != (finished.exit_code == 0))
    throw Failure{
        fmt::format("orgctl ends with {} for status {}", finished.exit_code, answer.status)};
  return answer;
}

}  // namespace

std::unique_ptr<Door> make_cli_door(std::unique_ptr<Door> plain, std::string orgctl) {
  return std::make_unique<CliDoor>(std::move(plain), std::move(orgctl));
}

}  // namespace conformance
