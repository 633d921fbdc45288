-- A second factor of a person. type: 0 TOTP; it says what a row has beside its name. secret is
-- encrypted; credential_id and public_key are of factors that sign instead. While confirmed_at is
-- NULL the person has not shown that it works, and it counts for nothing. last_step is the latest
-- that was used, so that no code counts twice.
CREATE TABLE factor (
  user_id TEXT NOT NULL,
  factor_id TEXT NOT NULL,
  type BIGINT NOT NULL,
  name TEXT NOT NULL,
  secret TEXT,
  credential_id TEXT,
  public_key TEXT,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  last_used_at BIGINT,
  last_step BIGINT NOT NULL,
  PRIMARY KEY (user_id, factor_id)
) WITHOUT ROWID;

-- What a person without its factor shows instead, each once: a code that was used is no row.
CREATE TABLE recovery_code (
  user_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (user_id, code_hash)
) WITHOUT ROWID;

-- How often a second factor was shown since one was right, or is being judged.
ALTER TABLE person_session ADD COLUMN factor_tries BIGINT NOT NULL DEFAULT 0;
