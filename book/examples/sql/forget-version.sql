-- Forget that a version was applied, so that goose applies its file again. Only after
-- it is certain that no object of the file is there. The number is an example.
-- DELETE 1 is right. The row of version 0 must stay, whatever number stands here.
DELETE FROM goose_db_version
WHERE version_id = 43
  AND version_id > 0;
