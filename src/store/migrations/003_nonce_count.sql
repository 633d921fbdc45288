-- Directory: the counts that a nonce was used with, where a replay must be refused on every server.
-- `request` is whose count it is, so that a request which was interrupted can claim it again.
-- Takes the place of nonce_use, which older servers still write to; its rows are purged.
CREATE TABLE nonce_count (
  nonce TEXT NOT NULL,
  count BIGINT NOT NULL,
  request TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (nonce, count)
) WITHOUT ROWID;
CREATE INDEX nonce_count_by_expiry ON nonce_count (expires_at);
