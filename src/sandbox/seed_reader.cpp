// A tree into the structs of a seed file.
#include "sandbox/seed_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "api/nearest.hpp"
#include "sandbox/seed_tree.hpp"

namespace orgd::sandbox {
namespace {

using atlas::FieldRule;
using atlas::detail::Place;
using NodeKind = SeedNode::Kind;

std::string_view word_for(SeedNode const& node) {
  switch (node.kind) {
    case NodeKind::null:
      return "nothing";
    case NodeKind::list:
      return "a list";
    case NodeKind::object:
      return "an object";
    case NodeKind::text:
      break;
  }
  return "a text";
}

// The one that was probably meant comes first: an answer of the control plane cuts long lists.
std::string words_of(std::span<std::string_view const> values, std::string_view text) {
  constexpr std::size_t longest_meant = 128;
  auto const near = text.size() > longest_meant ? "" : atlas::nearest(text, values);
  std::vector<std::string_view> names(values.begin(), values.end());
  std::ranges::stable_partition(names, [near](std::string_view name) { return name == near; });
  return fmt::format("one of {}", fmt::join(names, ", "));
}

// What a text has to be. Never says what it is: it may be a secret.
std::string words_of(atlas::TextRule const& rule, std::string_view text) {
  std::string words = "expected ";
  if (!rule.values.empty())
    words += words_of(rule.values, text);
  else if (!rule.about.empty())
    words += rule.about;
  else
    words += fmt::format("a text as \"{}\"", rule.example);
  if (rule.values.empty() && rule.max_length > 0)
    words += fmt::format(" ({} to {} characters)", rule.min_length, rule.max_length);
  if (auto const why = rule.explain ? rule.explain(text) : std::string(); !why.empty())
    words += fmt::format("; this one {}", why);
  return words;
}

class Reading {
 public:
  SeedErrors take() && { return std::move(errors_); }
  bool failed() const { return !errors_.empty(); }

  void read(SeedNode const& node, bool& out, FieldRule const&, Place const& place) {
    if (node.kind == NodeKind::text && !node.quoted &&
        (node.text == "true" || node.text == "false"))
      out = node.text == "true";
    else
      refuse(node, place, "true or false");
  }

  template <std::signed_integral T>
  void read(SeedNode const& node, T& out, FieldRule const& rule, Place const& place) {
    auto const* const end = node.text.data() + node.text.size();
    auto const number = std::from_chars(node.text.data(), end, out);
    bool const is_number = node.kind == NodeKind::text && !node.quoted && !node.text.empty() &&
                           number.ec == std::errc() && number.ptr == end;
    if (!is_number || out < rule.minimum || out > rule.maximum)
      refuse(node, place, fmt::format("a whole number from {} to {}", rule.minimum, rule.maximum));
  }

  void read(SeedNode const& node, std::string& out, FieldRule const& rule, Place const& place) {
    if (node.kind != NodeKind::text) return refuse(node, place, "a text");
    out = node.text;
    if (rule.text && rule.text->check(out)) tell(node.mark, place, words_of(*rule.text, out));
  }

  void read(SeedNode const& node, Role& out, FieldRule const& rule, Place const& place) {
    std::string name;
    read(node, name, rule, place);
    out = Role(std::move(name));
  }

  void read(SeedNode const& node, Date& out, FieldRule const&, Place const& place) {
    auto const date =
        node.kind == NodeKind::text ? atlas::parse_date(node.text) : atlas::Result<Date>(Date{});
    if (node.kind != NodeKind::text || !date)
      return refuse(node, place, "a date and time as 2025-01-01T00:00:00Z");
    out = *date;
  }

  template <class T>
  void read(SeedNode const& node, std::optional<T>& out, FieldRule const& rule,
            Place const& place) {
    if constexpr (atlas::is_optional<T>) {
      if (node.kind == NodeKind::null) {
        out.emplace();
        return;
      }
      read(node, out.emplace().emplace(), rule, place);
    } else {
      read(node, out.emplace(), rule, place);
    }
  }

  template <class T>
  void read(SeedNode const& node, std::vector<T>& out, FieldRule const& rule, Place const& place) {
    if (node.kind != NodeKind::list) return refuse(node, place, "a list");
    if (rule.non_empty && node.children.empty())
      tell(node.mark, place, "expected a list that is not empty");
    if (rule.max_items > 0 && node.children.size() > rule.max_items)
      return tell(node.mark, place,
                  fmt::format("expected a list of at most {} elements", rule.max_items));
    out.reserve(node.children.size());
    for (std::size_t i = 0; i < node.children.size() && !is_full(); ++i)
      read(node.children[i], out.emplace_back(), rule, Place{&place, {}, i});
  }

  template <atlas::Described T>
  void read(SeedNode const& node, T& out, FieldRule const&, Place const& place) {
    if (node.kind != NodeKind::object) return refuse(node, place, "an object");
    boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
      static constexpr FieldRule rule = atlas::detail::rule_of<T>(D::name);
      using Member = std::remove_cvref_t<decltype(out.*D::pointer)>;
      Place const at{&place, atlas::wire_name_of<D>()};
      if (is_full()) return;
      if (auto const* const value = node.find(atlas::wire_name_of<D>()))
        read(*value, out.*D::pointer, rule, at);
      else if (is_required<Member>(rule))
        tell(node.mark, at, "expected this member, which is absent");
    });
    for (auto const& member : node.children) refuse_unknown<T>(member, place);
  }

 private:
  bool is_full() const { return errors_.size() >= most_seed_errors; }

  void tell(SeedMark mark, Place const& place, std::string what) {
    if (is_full()) return;
    errors_.push_back(
        {.line = mark.line, .column = mark.column, .path = place.text(), .what = std::move(what)});
  }

  void refuse(SeedNode const& node, Place const& place, std::string_view wanted) {
    auto what = fmt::format("expected {}", wanted);
    if (node.kind != NodeKind::text) what += fmt::format(", found {}", word_for(node));
    if (node.kind == NodeKind::null) what += "; leave the member out, or put a text in quotes";
    if (node.kind == NodeKind::text && node.quoted) what += " without quotes";
    tell(node.mark, place, std::move(what));
  }

  template <class T>
  void refuse_unknown(SeedNode const& member, Place const& place) {
    if (is_full()) return;  // a million names are not compared for nothing
    constexpr auto const& names = atlas::wire_names<T>;
    if (std::ranges::find(names, member.key) != names.end()) return;
    if (member.key == "<<")
      return tell(member.key_mark, place, "expected no merge key; write the members out");
    // A name is no longer than any that could be meant.
    auto const near = member.key.size() > 64 ? "" : atlas::nearest(member.key, names);
    tell(member.key_mark, Place{&place, member.key.size() > 64 ? "..." : member.key},
         near.empty() ? fmt::format("expected one of {}", fmt::join(names, ", "))
                      : fmt::format("expected a known member; {} is one", near));
  }

  SeedErrors errors_{};
};

}  // namespace

std::expected<SeedFile, SeedErrors> read_seed(std::string_view text) {
  auto tree = parse_seed(text);
  if (!tree) return std::unexpected(std::move(tree.error()));
  SeedFile file;
  Reading reading;
  reading.read(*tree, file, {}, Place{});
  if (reading.failed()) return std::unexpected(std::move(reading).take());
  file.source = std::make_shared<SeedNode const>(std::move(*tree));
  return file;
}

}  // namespace orgd::sandbox
