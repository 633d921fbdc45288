-- What orgd's migration sees of Citus, in an ordinary database: the extension's name, the catalog
-- and the functions that spread a table. They write down how they are called and refuse what Citus
-- refuses, but move nothing. For the superuser: no file of an extension is needed.

INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
VALUES (99999, 'citus', 10, 11, false, 'stand-in');

-- 0 on the coordinator.
CREATE TABLE pg_dist_local_group (groupid int NOT NULL);
INSERT INTO pg_dist_local_group VALUES (0);

CREATE TABLE pg_dist_partition (
  logicalrelid regclass PRIMARY KEY,
  partmethod "char" NOT NULL,
  partkey name,
  colocationid int NOT NULL,
  repmodel "char" NOT NULL
);

CREATE TABLE placement_call (
  number int GENERATED ALWAYS AS IDENTITY,
  call text NOT NULL,
  shard_mode text
);

GRANT ALL ON pg_dist_local_group, pg_dist_partition, placement_call TO public;

CREATE FUNCTION note_call(call text, table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT groupid FROM pg_dist_local_group) <> 0 THEN
    RAISE EXCEPTION 'operation is not allowed on this node';
  END IF;
  IF EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = table_name
             AND (partmethod = 'h' OR repmodel = 't')) THEN
    RAISE EXCEPTION 'table "%" is already distributed', table_name;
  END IF;
  DELETE FROM pg_dist_partition WHERE logicalrelid = table_name;
  INSERT INTO placement_call (call, shard_mode)
  VALUES (call, current_setting('citus.multi_shard_modify_mode', true));
END $$;

CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_call(format('reference %s', table_name), table_name);
  IF EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_dist_partition d ON d.logicalrelid = f.confrelid
             WHERE f.contype = 'f' AND f.conrelid = table_name AND d.partmethod = 'h') THEN
    RAISE EXCEPTION 'a reference table cannot point to a distributed one';
  END IF;
  INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL, 1, 't');
END $$;

CREATE FUNCTION create_distributed_table(
  table_name regclass, distribution_column text, distribution_type text DEFAULT 'hash',
  colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  own pg_attribute;
  leader pg_dist_partition;
  colocation int;
  foreign_key record;
BEGIN
  PERFORM note_call(format('%s by %s with %s', table_name, distribution_column, colocate_with),
                    table_name);
  SELECT * INTO STRICT own FROM pg_attribute
  WHERE attrelid = table_name AND attname = distribution_column AND attnum > 0;
  IF EXISTS (SELECT 1 FROM pg_index WHERE indrelid = table_name AND indisunique
             AND NOT own.attnum = ANY (indkey)) THEN
    RAISE EXCEPTION 'a unique index of "%" does not include the distribution column', table_name;
  END IF;
  IF colocate_with = 'none' THEN
    SELECT coalesce(max(colocationid), 1) + 1 INTO colocation FROM pg_dist_partition;
  ELSE
    SELECT * INTO leader FROM pg_dist_partition WHERE logicalrelid = to_regclass(colocate_with);
    IF leader.partmethod IS DISTINCT FROM 'h' THEN
      RAISE EXCEPTION 'relation "%" is not distributed', colocate_with;
    END IF;
    PERFORM 1 FROM pg_attribute WHERE attrelid = leader.logicalrelid AND attname = leader.partkey
      AND atttypid = own.atttypid AND attcollation = own.attcollation;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'cannot colocate tables % and %: other types', table_name, colocate_with;
    END IF;
    colocation := leader.colocationid;
  END IF;
  FOR foreign_key IN
    SELECT f.conname, f.conkey, f.confkey, f.confrelid, d.colocationid, d.repmodel, d.partkey,
      f.confdeltype
    FROM pg_constraint f LEFT JOIN pg_dist_partition d ON d.logicalrelid = f.confrelid
    WHERE f.contype = 'f' AND f.conrelid = table_name
  LOOP
    IF foreign_key.colocationid IS NULL THEN
      RAISE EXCEPTION 'referenced table "%" must be a distributed table or a reference table',
        foreign_key.confrelid::regclass;
    END IF;
    CONTINUE WHEN foreign_key.repmodel = 't';
    IF foreign_key.colocationid <> colocation THEN
      RAISE EXCEPTION 'foreign key %: the tables are not colocated', foreign_key.conname;
    END IF;
    PERFORM 1 FROM generate_subscripts(foreign_key.conkey, 1) at, pg_attribute a
    WHERE foreign_key.conkey[at] = own.attnum AND a.attrelid = foreign_key.confrelid
      AND a.attnum = foreign_key.confkey[at] AND a.attname = foreign_key.partkey;
    IF NOT FOUND OR foreign_key.confdeltype IN ('n', 'd') THEN
      RAISE EXCEPTION 'foreign key % does not go over the distribution columns',
        foreign_key.conname;
    END IF;
  END LOOP;
  INSERT INTO pg_dist_partition VALUES (table_name, 'h', distribution_column, colocation, 's');
END $$;
