-- Remove the invalid index that a failed CREATE INDEX CONCURRENTLY left behind. Put the
-- name from Q6 in; left as it is, the file is a syntax error and drops nothing.
-- CONCURRENTLY: the table stays readable and writable. Not inside BEGIN and COMMIT.
DROP INDEX CONCURRENTLY IF EXISTS <index>;
