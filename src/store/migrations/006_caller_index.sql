-- SQLite alone: what there is to know of a caller by key, found by the public key. A row of api_key
-- is so wide that few fit on a page, and the way to one leads through many pages.
CREATE INDEX api_key_of_caller ON api_key (public_key, roles, ha1_md5);
