-- Who is at work in this database, since when, and who blocks whom. It only reads.
-- Sessions of other roles have no state here unless the role may read it, so they are
-- kept in the list: one of them may be the one that blocks.
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
