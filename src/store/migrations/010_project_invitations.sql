-- An invitation to a project. Who is not in the organization has one to it too, and accepts both
-- together; brings_in is 1 when that one was made for this one's sake. The roles count from
-- acceptance on, when they are written to project_role and the row goes.
CREATE TABLE project_invitation (
  org_id TEXT NOT NULL,
  invitation_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  spelling TEXT NOT NULL,
  username TEXT NOT NULL,
  roles TEXT NOT NULL,
  invited_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  inviter TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  brings_in BIGINT NOT NULL,
  PRIMARY KEY (org_id, invitation_id),
  FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, project_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, user_id) REFERENCES membership (org_id, user_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE UNIQUE INDEX project_invitation_by_username
  ON project_invitation (org_id, project_id, username);
CREATE INDEX project_invitation_by_user ON project_invitation (org_id, user_id);
