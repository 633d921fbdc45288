-- Whether the person has shown to have the address: 0 for an account that somebody else made for it,
-- until an invitation is accepted by its link. Then names and password are the person's own.
ALTER TABLE account ADD COLUMN proven BIGINT NOT NULL DEFAULT 1;
