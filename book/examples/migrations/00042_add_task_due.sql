-- An ordinary migration: the whole file and its version row are one transaction.
-- If it fails, nothing of it is left behind.

-- +goose Up
-- Give up after 5 seconds (an example) instead of waiting for the lock: every later
-- query on the table would queue behind the waiting ALTER TABLE.
SET LOCAL lock_timeout = '5s';
ALTER TABLE task ADD COLUMN due date;

-- +goose Down
-- The dates that were entered since are lost with the column.
SET LOCAL lock_timeout = '5s';
ALTER TABLE task DROP COLUMN due;
