// What holds for every answer: its status is one that the row or the pipeline knows, an error has
// the members and a code of the catalogue, and the rules that the conformance cases look at hold.
#include <fmt/format.h>

#include "common_rules.hpp"
#include "scene.hpp"
#include "stored_rows.hpp"

namespace contract {
namespace {

// The hosted service's own challenge has three members and a code of another status (contract 2.2).
bool is_challenge(Answer const& answer) {
  return answer.status == 401 && !answer.header("WWW-Authenticate").empty();
}

std::string wrong_error(Row const& row, Answer const& answer) {
  auto const node = conformance::parse_json(answer.body);
  if (!node) return "the body is no JSON";
  std::string members;
  for (auto const& member : node->children) members += member.key + " ";
  if (members != "detail error errorCode parameters reason ") return "its members: " + members;
  if (node->find("error")->integer != answer.status) return "\"error\" is another status";
  for (std::size_t i = 0; i < atlas::code_rows.size(); ++i) {
    auto const code = static_cast<atlas::Code>(i);
    if (atlas::wire_name(code) != node->find("errorCode")->text) continue;
    bool const right = atlas::status_of(*row.info, code) == answer.status;
    return right ? "" : "the code belongs to another status";
  }
  return "the code is not in the catalogue";
}

}  // namespace

std::string Scene::dump() const { return dump_of(service_.stored_at()); }

std::string code_of(Answer const& answer) {
  auto const node = conformance::parse_json(answer.body);
  auto const* code = node ? node->find("errorCode") : nullptr;
  return code ? code->text : "";
}

std::string first_parameter_of(Answer const& answer) {
  auto const node = conformance::parse_json(answer.body);
  auto const* parameters = node ? node->find("parameters") : nullptr;
  return parameters && !parameters->children.empty() ? parameters->children.front().text : "";
}

std::string broken_rules_of(Row const& row, RequestSpec const& request, Answer const& answer) {
  std::string broken;
  int const status = answer.status;
  bool const known = status == row.info->success || row.documents(status) || status == 405;
  if (!known) broken += fmt::format("the row does not document {}\n", status);
  if (status >= 400 && !is_challenge(answer))
    if (auto const wrong = wrong_error(row, answer); !wrong.empty()) broken += wrong + "\n";
  for (auto const& rule : conformance::broken_rules(request, answer))
    broken += "broken: " + rule.rule + "\n";
  return broken.empty() ? "" : broken + answer.sent + "answered: " + conformance::describe(answer);
}

}  // namespace contract
