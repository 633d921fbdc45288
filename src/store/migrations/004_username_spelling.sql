-- How an address was spelled when it was sent. `username` is the key by which it is found: in lower
-- case, its domain in A-labels. Null: it was spelled like its key.
ALTER TABLE membership ADD COLUMN spelling TEXT;
ALTER TABLE account ADD COLUMN spelling TEXT;
