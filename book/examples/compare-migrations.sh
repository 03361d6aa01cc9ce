#!/usr/bin/env bash
# Compare the migration files of this checkout with the rows of goose_db_version.
set -euo pipefail

usage() {
  cat >&2 <<'EOT'
usage: compare-migrations.sh [DIRECTORY]

Run it in the root of the checkout, with the direct database URL in GOOSE_DBSTRING.
DIRECTORY is where the files are: default GOOSE_MIGRATION_DIR, or else ./migrations.

Prints the version numbers that are on one side alone:
  at the left     a file without a row: pending
  indented        a row without a file: applied, but not from this checkout

exit: 0 no difference, 1 differences, 2 could not compare, 64 wrong arguments
EOT
  exit 64
}

[[ $# -le 1 && ${1:-} != -* ]] || usage
[[ -n ${GOOSE_DBSTRING:-} ]] || usage
directory=${1:-${GOOSE_MIGRATION_DIR:-./migrations}}
# comm wants both lists in one order, the order of the bytes.
export LC_ALL=C

stop() {
  echo "compare-migrations: $*" >&2
  exit 2
}

[[ -d $directory ]] || stop "there is no directory $directory"
# 00042_add_task_due.sql has the version 42.
files=$(find "$directory" -maxdepth 1 -name '*.sql' \
  | sed -nE 's#^.*/0*([0-9]+)_[^/]*$#\1#p' | sort) || stop "cannot list $directory"
[[ -n $files ]] || stop "there are no migrations in $directory"

# Into a variable first: if psql fails, every file would look pending.
# Version 0 is the row that goose wrote when it created the table.
rows=$(psql "$GOOSE_DBSTRING" -X -v ON_ERROR_STOP=1 -Atc \
  'SELECT DISTINCT version_id FROM goose_db_version WHERE is_applied AND version_id > 0' | sort) \
  || stop "cannot read goose_db_version"

# ${rows:+…}: an empty list is no line, not an empty one.
difference=$(comm -3 <(printf '%s\n' "$files") <(printf '%s' "${rows:+$rows$'\n'}"))
[[ -n $difference ]] || exit 0
printf '%s\n' "$difference"
exit 1
