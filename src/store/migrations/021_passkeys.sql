-- A passkey is a factor of type 1: algorithm is COSE's number of its key, sign_count what its
-- authenticator last said that it has counted.
ALTER TABLE factor ADD COLUMN algorithm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE factor ADD COLUMN sign_count BIGINT NOT NULL DEFAULT 0;
