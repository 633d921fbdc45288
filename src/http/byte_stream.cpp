// Dispatch between the plain socket and its TLS layer.
#include "http/byte_stream.hpp"

#include <boost/asio/buffer.hpp>

namespace orgd {

namespace {

asio::mutable_buffer buffer_of(std::span<char> space) { return {space.data(), space.size()}; }
asio::const_buffer buffer_of(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

ByteStream::ByteStream(Socket socket, TlsContext tls)
    : socket_(std::move(socket)), context_(std::move(tls)) {
  ErrorCode ignored;
  socket_.non_blocking(true, ignored);  // for write_now
  if (context_) tls_.emplace(socket_, *context_);
}

Awaitable<std::tuple<ErrorCode>> ByteStream::handshake() {
  return tls_->async_handshake(asio::ssl::stream_base::server, no_throw);
}

Awaitable<ByteStream::Transferred> ByteStream::read_some(std::span<char> space) {
  if (tls_) return tls_->async_read_some(buffer_of(space), no_throw);
  return socket_.async_read_some(buffer_of(space), no_throw);
}

Awaitable<ByteStream::Transferred> ByteStream::write_some(std::string_view bytes) {
  if (tls_) return tls_->async_write_some(buffer_of(bytes), no_throw);
  return socket_.async_write_some(buffer_of(bytes), no_throw);
}

std::size_t ByteStream::write_now(std::string_view bytes) {
  if (tls_) return 0;
  ErrorCode error;  // a real one comes again from the waiting write
  return socket_.write_some(buffer_of(bytes), error);
}

Awaitable<> ByteStream::end() {
  if (tls_) co_await tls_->async_shutdown(no_throw);
  cut();
}

void ByteStream::cut() {
  ErrorCode ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

Awaitable<ByteStream::Transferred> ByteStream::discard_some(std::span<char> space) {
  return socket_.async_read_some(buffer_of(space), no_throw);
}

Awaitable<std::tuple<ErrorCode>> ByteStream::failure() {
  return socket_.async_wait(Socket::wait_error, no_throw);
}

void ByteStream::cancel() {
  ErrorCode ignored;
  socket_.cancel(ignored);
}

void ByteStream::close() {
  ErrorCode ignored;
  socket_.close(ignored);
}

}  // namespace orgd
