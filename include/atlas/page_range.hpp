// Lists as ranges: over pages, or over the items of all pages, fetched as the loop reaches them.
#pragma once

#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "atlas/response.hpp"
#include "atlas/types.hpp"

namespace atlas {

namespace detail {
/// The page that a link leads to, or nothing when it does not say.
std::optional<std::int32_t> page_number_of(std::string_view href);
/// What becomes of a list that says of a page that the next one is the same or an earlier one.
Error goes_back(std::int32_t page, std::int32_t next);
}  // namespace detail

/// All pages of a list, one request each. A page that cannot be had is the last element, as its
/// error; so is one whose "next" leads back, which would never end. An input range: one loop, once.
template <class T>
class [[nodiscard]] PageRange {
 public:
  /// Gets one page by its number.
  using Fetch = std::function<Response<Page<T>>(std::int32_t page)>;

  /// Gets nothing before begin().
  PageRange(Fetch fetch, std::int32_t first_page) : fetch_(std::move(fetch)), number_(first_page) {}

  /// An input iterator over pages; each step is a request.
  class iterator {
   public:
    /// @{
    /// What std::input_iterator asks for.
    using iterator_concept = std::input_iterator_tag;
    using value_type = Response<Page<T>>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(PageRange& range) : range_(&range) {}
    value_type const& operator*() const { return *range_->page_; }
    value_type const* operator->() const { return &*range_->page_; }
    iterator& operator++() {
      range_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return !range_->page_; }
    /// @}

   private:
    PageRange* range_ = nullptr;
  };

  /// Gets the first page.
  iterator begin() {
    page_.emplace(fetch_(number_));
    return iterator(*this);
  }
  /// After the last page, or the first error.
  std::default_sentinel_t end() const { return {}; }

 private:
  std::int32_t following() const {
    return number_ == std::numeric_limits<std::int32_t>::max() ? number_ : number_ + 1;
  }
  // The server says whether there is more: a "next" link, or else a total that is not reached.
  std::optional<std::int32_t> next() const {
    if (!page_->ok() || (*page_)->results.empty()) return std::nullopt;
    for (Link const& link : (*page_)->links)
      if (link.rel == "next") return detail::page_number_of(link.href).value_or(following());
    bool const more = (*page_)->total_count && seen_ < *(*page_)->total_count;
    return more ? std::optional(following()) : std::nullopt;
  }
  void advance() {
    if (page_->ok()) seen_ += static_cast<std::int64_t>((*page_)->results.size());
    auto const number = next();
    if (!number) return page_.reset();
    if (*number <= number_) {
      page_.emplace(detail::goes_back(number_, *number));
      return;
    }
    number_ = *number;
    page_.emplace(fetch_(number_));
  }

  Fetch fetch_;
  std::int32_t number_;
  std::int64_t seen_ = 0;
  std::optional<Response<Page<T>>> page_;
};

/// An item of a list, or the error that ended it.
template <class T>
class Item {
 public:
  /// An item of the list.
  explicit Item(T const& value) : value_(&value) {}
  /// The error that ends the list.
  explicit Item(Error const& error) : error_(&error) {}
  /// False for the error.
  explicit operator bool() const { return value_ != nullptr; }
  /// The item, when it is one.
  T const& operator*() const { return *value_; }
  /// The same.
  T const* operator->() const { return value_; }
  /// Throws ApiException when the list ended with an error.
  T const& value() const {
    if (error_) throw_api_exception(*error_);
    return *value_;
  }
  /// The error, when it is that.
  Error const& error() const { return *error_; }

 private:
  T const* value_ = nullptr;
  Error const* error_ = nullptr;
};

/// The items of all pages. What the list yields lives until the next step.
template <class T>
class [[nodiscard]] ItemRange {
 public:
  /// Takes the pages whose items these are.
  explicit ItemRange(PageRange<T> pages)
      : pages_(std::make_unique<PageRange<T>>(std::move(pages))) {}

  /// An input iterator over items; a step past the last of a page is a request.
  class iterator {
   public:
    /// @{
    /// What std::input_iterator asks for.
    using iterator_concept = std::input_iterator_tag;
    using value_type = Item<T>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(PageRange<T>& pages) : page_(pages.begin()) { skip_empty(); }
    value_type operator*() const {
      return page_->ok() ? Item<T>((*page_)->results[index_]) : Item<T>(page_->error());
    }
    iterator& operator++() {
      ++index_;
      skip_empty();
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t end) const { return page_ == end; }
    /// @}

   private:
    void skip_empty() {
      while (page_ != std::default_sentinel && index_ >= size()) {
        ++page_;
        index_ = 0;
      }
    }
    // An error counts as one item.
    std::size_t size() const { return page_->ok() ? (*page_)->results.size() : 1; }

    typename PageRange<T>::iterator page_{};
    std::size_t index_ = 0;
  };

  /// Gets the first page.
  iterator begin() { return iterator(*pages_); }
  /// After the last item, or the first error.
  std::default_sentinel_t end() const { return {}; }

 private:
  std::unique_ptr<PageRange<T>> pages_;
};

}  // namespace atlas
