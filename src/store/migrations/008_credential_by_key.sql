-- Whether a key that an organization does not have is one of another: looked up where somebody wants
-- to put it on a project.
CREATE INDEX credential_by_key ON credential (key_id);
