-- Who is at work in this database, since when, and who blocks whom. It only reads.
-- A row without a state is of another role: only pg_read_all_stats sees more of it.
SELECT pid,
       pg_blocking_pids(pid) AS blocked_by,
       now() - xact_start AS xact_age,
       state,
       left(query, 60) AS query
FROM pg_stat_activity
WHERE datname = current_database()
  AND pid <> pg_backend_pid()
  AND state IS DISTINCT FROM 'idle'
ORDER BY xact_start NULLS LAST;
