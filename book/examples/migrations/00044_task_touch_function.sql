-- A function body has semicolons of its own. Without StatementBegin and StatementEnd
-- goose would cut the function at the first of them.

-- +goose Up
SET LOCAL lock_timeout = '5s';
ALTER TABLE task ADD COLUMN touched_at timestamptz NOT NULL DEFAULT now();

-- +goose StatementBegin
CREATE FUNCTION task_touch() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.touched_at := now();
  RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER task_touch
BEFORE UPDATE ON task
FOR EACH ROW EXECUTE FUNCTION task_touch();

-- +goose Down
SET LOCAL lock_timeout = '5s';
DROP TRIGGER task_touch ON task;
DROP FUNCTION task_touch();
ALTER TABLE task DROP COLUMN touched_at;
