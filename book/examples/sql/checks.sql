-- Q1 to Q6: the state of goose's bookkeeping and of the schema. They only read.
--   psql "$GOOSE_DBSTRING" -X -f checks.sql

-- region q1
-- Q1: where is the version table? Exactly one row is right.
SELECT schemaname
FROM pg_tables
WHERE tablename = 'goose_db_version';
-- endregion q1

-- region q2
-- Q2: the latest rows, newest first. RequireSchemaApplied reads the latest one.
SELECT id, version_id, is_applied, tstamp
FROM goose_db_version
ORDER BY id DESC
LIMIT 5;
-- endregion q2

-- region q3
-- Q3: the highest version. It differs from the first row of Q2 after an out-of-order apply.
SELECT max(version_id)
FROM goose_db_version
WHERE is_applied;
-- endregion q3

-- region q4
-- Q4: versions that were recorded twice. No rows is right.
SELECT version_id, count(*)
FROM goose_db_version
GROUP BY version_id
HAVING count(*) > 1;
-- endregion q4

-- region q5
-- Q5: rows that say "not applied". No rows is right: a rollback deletes the row.
SELECT id, version_id, is_applied, tstamp
FROM goose_db_version
WHERE NOT is_applied;
-- endregion q5

-- region q6
-- Q6: invalid indexes, left by a failed CREATE INDEX CONCURRENTLY. No rows is right.
SELECT indexrelid::regclass AS index, indrelid::regclass AS on_table
FROM pg_index
WHERE NOT indisvalid;
-- endregion q6
