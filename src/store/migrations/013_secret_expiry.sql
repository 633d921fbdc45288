-- What the audit events have told of a secret: 0 nothing, 1 that it expires soon, 2 that it has
-- expired. The indexes show what there is to do without looking at anything else.
ALTER TABLE service_account_secret ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
CREATE INDEX service_account_secret_by_expiry ON service_account_secret (told, expires_at);
CREATE INDEX access_token_by_expiry ON access_token (expires_at);
