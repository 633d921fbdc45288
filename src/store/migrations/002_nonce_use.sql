-- Directory: how far a nonce has been counted, where a replay must be refused on every server.
-- `request` is whose count it is, so that a request which was interrupted can claim it again.
CREATE TABLE nonce_use (
  nonce TEXT NOT NULL PRIMARY KEY,
  count BIGINT NOT NULL,
  request TEXT NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX nonce_use_by_expiry ON nonce_use (expires_at);
