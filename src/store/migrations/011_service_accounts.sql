-- A service account. Its client id is "mdb_sa_id_" and account_id; credential holds it beside the
-- public keys of API keys, with account_id as the key id.
CREATE TABLE service_account (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (org_id, account_id)
) WITHOUT ROWID;

CREATE TABLE service_account_secret (
  org_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  secret_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  secret_tail TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  PRIMARY KEY (org_id, account_id, secret_id),
  FOREIGN KEY (org_id, account_id) REFERENCES service_account (org_id, account_id)
    ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE access_token (
  org_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  token_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (org_id, account_id, token_id),
  FOREIGN KEY (org_id, account_id) REFERENCES service_account (org_id, account_id)
    ON DELETE CASCADE
) WITHOUT ROWID;

-- Service accounts have access lists as API keys do: key_id is that of either, and no foreign key
-- can name both.
CREATE TABLE access_list (
  org_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  block TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  use_count BIGINT NOT NULL DEFAULT 0,
  last_used_at BIGINT,
  last_used_address TEXT,
  PRIMARY KEY (org_id, key_id, block)
) WITHOUT ROWID;
INSERT INTO access_list (org_id, key_id, block, entry_id, created_at, use_count, last_used_at,
                         last_used_address)
  SELECT org_id, key_id, block, entry_id, created_at, use_count, last_used_at, last_used_address
  FROM access_list_entry;
DROP TABLE access_list_entry;
ALTER TABLE access_list RENAME TO access_list_entry;
CREATE INDEX access_list_by_creation ON access_list_entry (org_id, key_id, entry_id);
