// Rules of the table, applied.
#include "cli/judge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/nearest.hpp"

namespace orgctl {
namespace {

bool is_cleared(Option const& option, std::string_view value) {
  return option.nullable && value == "null";
}

std::string wrong_choice(Option const& option, std::string const& value) {
  std::vector<std::string> const values(option.rule.text->values.begin(),
                                        option.rule.text->values.end());
  if (std::ranges::find(values, value) != values.end()) return "";
  auto const hint = did_you_mean(value, values);
  return fmt::format("{}: {} is none of {}{}", option.name, value, fmt::join(values, ", "), hint);
}

std::string problem_of(Option const& option, std::string const& value) {
  if (is_cleared(option, value) || !option.rule.text) return "";
  if (!option.rule.text->values.empty()) return wrong_choice(option, value);
  auto const code = option.rule.text->check(value);
  if (!code) return "";
  return fmt::format("{}: {}", option.name, atlas::fail(*code, value).error().detail);
}

template <class Judge>
std::vector<std::string> each_value(Form const& form, Given const& given, Judge judge) {
  std::vector<std::string> problems;
  for (auto const& [name, values] : given)
    if (auto const* option = form.find(name))
      for (auto const& value : values)
        if (auto problem = judge(*option, value); !problem.empty())
          problems.push_back(std::move(problem));
  return problems;
}

}  // namespace

std::vector<std::string> problems_of(Form const& form, Given const& given) {
  return each_value(form, given, problem_of);
}

std::vector<std::string> wrong_choices(Form const& form, Given const& given) {
  return each_value(form, given, [](Option const& option, std::string const& value) {
    bool const chooses = option.rule.text && !option.rule.text->values.empty();
    return chooses && !is_cleared(option, value) ? wrong_choice(option, value) : std::string();
  });
}

}  // namespace orgctl
