-- The outbox is the queue of whoever sends its mails. state: 0 waits, 1 was sent, 2 was given up.
-- due_at is when somebody looks at the row next: to try it, or to forget that it was sent. While
-- lease_until is ahead, somebody is sending it. Rows of servers that knew no queue are due at once.
ALTER TABLE outbox ADD COLUMN state BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN lease_until BIGINT;
ALTER TABLE outbox ADD COLUMN last_error TEXT;
ALTER TABLE outbox ADD COLUMN message_id TEXT;
ALTER TABLE outbox ADD COLUMN language TEXT;
CREATE INDEX outbox_by_due ON outbox (state, due_at);
