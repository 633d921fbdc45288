-- With deleted_at in it, counting and skipping organizations read the index alone; SQLite would look
-- at each row otherwise.
CREATE INDEX organization_in_order ON organization (name, org_id, deleted_at)
  WHERE deleted_at IS NULL;
DROP INDEX organization_by_name;
