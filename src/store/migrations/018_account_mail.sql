-- Mails to the holders of accounts, the queue beside the outbox and like it: state, due_at and
-- lease_until mean the same. A fourth state, 3, is that of a row that is never sent: it stands there
-- so that asking for a mail writes as much for whoever has no account. facts is what the mail says,
-- a JSON object of texts; sealed_token is the secret of the link in it.
CREATE TABLE account_mail (
  user_id TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  facts TEXT NOT NULL,
  sealed_token TEXT,
  state BIGINT NOT NULL DEFAULT 0,
  attempts BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT,
  last_error TEXT,
  message_id TEXT,
  language TEXT,
  PRIMARY KEY (user_id, mail_id)
) WITHOUT ROWID;
CREATE INDEX account_mail_by_due ON account_mail (state, due_at);

-- What a link that sets an account's password is known by. made_by: 0 by a mail, 1 by an operator.
-- The row goes when the link is used, and all of an account go together.
CREATE TABLE password_link (
  user_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  PRIMARY KEY (user_id, token_hash)
) WITHOUT ROWID;
CREATE INDEX password_link_by_expiry ON password_link (expires_at);
