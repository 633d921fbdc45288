-- An account is an operator's from this moment on; null: it is none.
ALTER TABLE account ADD COLUMN operator_since BIGINT;

-- What became of operators and what they looked at: events of no organization. user_id is the
-- operator; without remote_address it was done on the machine.
CREATE TABLE operator_event (
  user_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  type TEXT NOT NULL,
  username TEXT NOT NULL,
  remote_address TEXT,
  PRIMARY KEY (user_id, event_id)
) WITHOUT ROWID;
CREATE INDEX operator_event_by_id ON operator_event (event_id);
