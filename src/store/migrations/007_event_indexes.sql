-- The events of an organization and those of a project, the newest first. What a list is narrowed
-- by stands in the index too: of the rows themselves it reads no more than a page.
CREATE INDEX event_of_organization ON event (org_id, created_at, event_id, type, project_id);
CREATE INDEX event_of_project ON event (org_id, project_id, created_at, event_id, type)
  WHERE project_id IS NOT NULL;
