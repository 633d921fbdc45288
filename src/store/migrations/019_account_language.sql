-- In which language the person is written to, where anybody has said that.
ALTER TABLE account ADD COLUMN language TEXT;
-- How often an invitation was mailed again, counted anew from resends_since on.
ALTER TABLE membership ADD COLUMN resends BIGINT NOT NULL DEFAULT 0;
ALTER TABLE membership ADD COLUMN resends_since BIGINT;
-- An organization's mails by the invitations that they tell of: each invitation has one at most.
CREATE UNIQUE INDEX outbox_by_invitation ON outbox (org_id, invitation_id);
