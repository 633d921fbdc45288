-- The first schema. Ids are 24 hexadecimal digits, times are seconds since 1970, flags are 0 or 1,
-- sets of roles are names separated by spaces in the order received.
-- Every table of an organization has org_id first in its keys, so that it can be sharded by it;
-- what must be found or be unique without its organization has a directory table.

CREATE TABLE store_meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE organization (
  org_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  deleted_at BIGINT,
  version BIGINT NOT NULL DEFAULT 0,
  auth_version BIGINT NOT NULL DEFAULT 0,
  is_paying BIGINT NOT NULL DEFAULT 1,
  owes_money BIGINT NOT NULL DEFAULT 0,
  linked_to TEXT,
  skip_default_alerts BIGINT NOT NULL DEFAULT 0,
  access_list_required BIGINT NOT NULL DEFAULT 0,
  multi_factor_required BIGINT NOT NULL DEFAULT 0,
  employees_restricted BIGINT NOT NULL DEFAULT 0,
  gen_ai_enabled BIGINT NOT NULL DEFAULT 1,
  secret_validity_hours BIGINT,
  security_contact TEXT,
  operations_contact TEXT,
  streams_cross_group BIGINT NOT NULL DEFAULT 0,
  has_session_timeouts BIGINT NOT NULL DEFAULT 0,
  session_absolute_s BIGINT,
  session_idle_s BIGINT
) WITHOUT ROWID;
CREATE INDEX organization_by_name ON organization (name, org_id) WHERE deleted_at IS NULL;
CREATE INDEX organization_by_folded_name ON organization (name_folded) WHERE deleted_at IS NULL;
CREATE INDEX organization_by_link ON organization (linked_to) WHERE deleted_at IS NULL;

-- Directory: who has which address. A user id is given out with the first invitation and kept.
CREATE TABLE username (
  username TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL
) WITHOUT ROWID;

-- A person's own account, made when they accept for the first time.
CREATE TABLE account (
  user_id TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  country TEXT NOT NULL,
  mobile_number TEXT,
  password_hash TEXT,
  created_at BIGINT NOT NULL,
  last_auth_at BIGINT
) WITHOUT ROWID;

-- Directory: the organizations of a person.
CREATE TABLE user_org (
  user_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  PRIMARY KEY (user_id, org_id)
) WITHOUT ROWID;

-- A person in an organization. status: 0 active, 1 invited, 2 rejected. An invited person's
-- roles, teams and project roles stand where an active one's do and count from acceptance on.
CREATE TABLE membership (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  user_id TEXT NOT NULL,
  username TEXT NOT NULL,
  status BIGINT NOT NULL,
  roles TEXT NOT NULL,
  is_owner BIGINT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  country TEXT,
  mobile_number TEXT,
  account_created_at BIGINT,
  last_auth_at BIGINT,
  joined_at BIGINT,
  invitation_id TEXT,
  invited_at BIGINT,
  expires_at BIGINT,
  inviter TEXT,
  token_hash TEXT,
  PRIMARY KEY (org_id, user_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX membership_by_username ON membership (org_id, username);
CREATE INDEX membership_by_invitation ON membership (org_id, invitation_id)
  WHERE invitation_id IS NOT NULL;
CREATE INDEX membership_owners ON membership (org_id, joined_at) WHERE is_owner = 1 AND status = 0;

-- Directory: the organization of an invitation, for its link.
CREATE TABLE invitation_directory (
  invitation_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL
) WITHOUT ROWID;

-- Directory: the organization of a team.
CREATE TABLE team_directory (
  team_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE team (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  team_id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (org_id, team_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX team_by_name ON team (org_id, name);

CREATE TABLE team_member (
  org_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (org_id, user_id, team_id),
  FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, team_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, user_id) REFERENCES membership (org_id, user_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX team_member_by_team ON team_member (org_id, team_id);

-- Directory: the organization of a project.
CREATE TABLE project_directory (
  project_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE project (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  default_alerts BIGINT NOT NULL DEFAULT 1,
  tags TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (org_id, project_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX project_by_name ON project (org_id, name);

-- Direct roles on a project, of a person or of an API key.
CREATE TABLE project_role (
  org_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  principal_id TEXT NOT NULL,
  roles TEXT NOT NULL,
  PRIMARY KEY (org_id, principal_id, project_id),
  FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, project_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX project_role_by_project ON project_role (org_id, project_id);

-- Directory: the organization of a public key. Unique everywhere.
CREATE TABLE credential (
  public_key TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  key_id TEXT NOT NULL
) WITHOUT ROWID;

-- ha1_md5 and ha1_sha256 are encrypted with the store's key file; the private key is not kept.
CREATE TABLE api_key (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  key_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  description TEXT NOT NULL,
  roles TEXT NOT NULL,
  ha1_md5 TEXT NOT NULL,
  ha1_sha256 TEXT NOT NULL,
  private_key_tail TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (org_id, key_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX api_key_by_public_key ON api_key (org_id, public_key);

CREATE TABLE access_list_entry (
  org_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  block TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  use_count BIGINT NOT NULL DEFAULT 0,
  last_used_at BIGINT,
  last_used_address TEXT,
  PRIMARY KEY (org_id, key_id, block),
  FOREIGN KEY (org_id, key_id) REFERENCES api_key (org_id, key_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX access_list_by_creation ON access_list_entry (org_id, key_id, entry_id);

-- Audit trail. actor_kind: 0 the system, 1 an API key, 2 a person, 3 an operator.
CREATE TABLE event (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  event_id TEXT NOT NULL,
  project_id TEXT,
  type TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  actor_kind BIGINT NOT NULL,
  actor_id TEXT,
  actor_name TEXT,
  remote_address TEXT,
  target_username TEXT,
  target_public_key TEXT,
  team_id TEXT,
  access_list_block TEXT,
  PRIMARY KEY (org_id, event_id)
) WITHOUT ROWID;

-- Mails waiting to be sent. Only here does the link's token stand in clear, encrypted with the
-- store's key file.
CREATE TABLE outbox (
  org_id TEXT NOT NULL REFERENCES organization (org_id),
  mail_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  invitation_id TEXT,
  sealed_token TEXT,
  PRIMARY KEY (org_id, mail_id)
) WITHOUT ROWID;

-- An owner's permission for operators to see the organization's people for a while.
CREATE TABLE employee_bypass (
  org_id TEXT NOT NULL PRIMARY KEY REFERENCES organization (org_id),
  granted_by TEXT NOT NULL,
  granted_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;
