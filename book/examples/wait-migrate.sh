#!/usr/bin/env bash
# Wait until a migrate Job is complete or failed.
# kubectl wait cannot do this: it waits for one condition, and sleeps through the other.
set -euo pipefail

usage() {
  cat >&2 <<'EOT'
usage: wait-migrate.sh JOB [SECONDS]

Waits until the Job is complete or failed, at most SECONDS (default 1000).
SECONDS should be more than the Job's activeDeadlineSeconds.
The namespace is honeydue, or what NS says.

exit: 0 complete, 1 failed or gone, 2 not finished in time, 64 wrong arguments
EOT
  exit 64
}

[[ $# -ge 1 && $# -le 2 && -n $1 && $1 != -* ]] || usage
job=$1
limit=${2:-1000}
[[ $limit =~ ^[0-9]+$ ]] || usage
ns=${NS:-honeydue}

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

deadline=$((SECONDS + 10#$limit))
while :; do
  # Only the conditions that are true, one on each line.
  # An API server that takes the question and never answers must not outlast the limit.
  if conditions=$(kubectl -n "$ns" --request-timeout=10s get job "$job" -o \
    jsonpath='{range .status.conditions[?(@.status=="True")]}{.type}{"\n"}{end}' 2>"$errors"); then
    # Whole lines: SuccessCriteriaMet and FailureTarget come before the end.
    if grep -qx Complete <<<"$conditions"; then
      echo "migrate Job $job is complete"
      exit 0
    fi
    if grep -qx Failed <<<"$conditions"; then
      # The evidence goes with the Job, so print it now. Whatever happens to these two
      # commands, the answer is "failed".
      kubectl -n "$ns" describe job "$job" || true
      kubectl -n "$ns" logs -l "batch.kubernetes.io/job-name=$job" --prefix --tail=-1 || true
      echo "migrate Job $job failed: not rolling" >&2
      exit 1
    fi
  else
    cat "$errors" >&2
    if grep -q '(NotFound)' "$errors"; then
      echo "there is no Job $job in $ns: not rolling" >&2
      exit 1
    fi
    # Anything else may pass: the API server that was asked may be restarting.
  fi
  if ((SECONDS >= deadline)); then
    echo "migrate Job $job is not finished after ${limit} s: not rolling" >&2
    exit 2
  fi
  sleep 3
done
