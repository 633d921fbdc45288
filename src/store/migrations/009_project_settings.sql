-- The settings of a project that were ever set, as the JSON of the wire.
ALTER TABLE project ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
