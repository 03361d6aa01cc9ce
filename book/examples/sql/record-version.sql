-- Record a version as applied without running its file. Only after every object of the
-- file was checked. The number is an example: put yours in both places.
BEGIN;

-- Keeps every other writer out until COMMIT: the table has no unique constraint on
-- version_id, so the condition below would not be enough on its own.
LOCK TABLE goose_db_version IN SHARE ROW EXCLUSIVE MODE;

-- INSERT 0 1 is right. INSERT 0 0 means that the version was recorded already.
INSERT INTO goose_db_version (version_id, is_applied)
SELECT 43, true
WHERE NOT EXISTS (SELECT 1 FROM goose_db_version WHERE version_id = 43);

COMMIT;
