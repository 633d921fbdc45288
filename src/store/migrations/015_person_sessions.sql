-- A person's session, found by what its token says: whose it is, and its id. state: 0 active, 1 a
-- second factor is still to be shown. method: 0 by password. factor_at is when a second factor was
-- shown. last_used_at is written behind, at most once a minute, and with it the longest time that
-- ever passed between two requests.
CREATE TABLE person_session (
  user_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  state BIGINT NOT NULL,
  method BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  longest_idle_s BIGINT NOT NULL,
  factor_at BIGINT,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  PRIMARY KEY (user_id, session_id)
) WITHOUT ROWID;
CREATE INDEX person_session_by_expiry ON person_session (expires_at);

-- A browser in which the person has signed in before: it is not slowed by failures of others.
CREATE TABLE known_device (
  user_id TEXT NOT NULL,
  device_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, device_hash)
) WITHOUT ROWID;
CREATE INDEX known_device_by_expiry ON known_device (expires_at);

-- Directory: how many tries to sign in have failed, or have not ended yet, since when. counter is a
-- hash of what they have in common: an address, a client, a device, or two of these.
CREATE TABLE sign_in_failure (
  counter TEXT NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  since BIGINT NOT NULL,
  next_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_in_failure_by_age ON sign_in_failure (since);

-- Counts what ends the sessions of an account, or changes what they show of it.
ALTER TABLE account ADD COLUMN auth_version BIGINT NOT NULL DEFAULT 0;
