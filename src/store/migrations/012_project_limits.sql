-- What of a project belongs to its clusters and is asked of it all the same: limits that differ from
-- the service's own, and whether slow operations are measured by the service's threshold.
CREATE TABLE project_limit (
  org_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (org_id, project_id, name),
  FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, project_id) ON DELETE CASCADE
) WITHOUT ROWID;
ALTER TABLE project ADD COLUMN managed_slow_ms BIGINT NOT NULL DEFAULT 0;
