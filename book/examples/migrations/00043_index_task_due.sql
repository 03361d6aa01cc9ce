-- CREATE INDEX CONCURRENTLY cannot run in a transaction, and it stands alone: whatever
-- came before it in this file would stay applied if it failed.
-- No IF NOT EXISTS: it would take the invalid index of a failed build for a good one.

-- +goose NO TRANSACTION

-- +goose Up
CREATE INDEX CONCURRENTLY task_due_idx ON task (due);

-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS task_due_idx;
