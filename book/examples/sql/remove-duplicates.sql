-- Of the rows that record the same version, keep the oldest. Only after the doubled
-- changes of data were undone. It must report as many rows as Q4 counted too many.
DELETE FROM goose_db_version a
USING goose_db_version b
WHERE a.version_id = b.version_id
  AND a.id > b.id;
