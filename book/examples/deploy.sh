#!/usr/bin/env bash
# Deploy a release: Job → wait → roll. Rolls only behind a complete migrate Job.
set -euo pipefail

usage() {
  cat >&2 <<'EOT'
usage: deploy.sh RELEASE [MANIFEST]

Creates the migrate Job of RELEASE, waits for it, and rolls worker and api to the
image that the Job ran. MANIFEST is the Job's manifest (default: job-migrate.yaml
beside this script), with every placeholder filled in except <release>.
Only images are rolled: apply other changes of the manifests before.

NS            namespace, default honeydue
WAIT_SECONDS  how long to wait for the Job, default 1000
ROLL_TIMEOUT  how long to wait for each Deployment, default 5m

exit: 0 deployed
      1 the Job failed, nothing was rolled
      2 the Job is not finished in time, nothing was rolled
      3 refused before anything was changed
      4 the roll did not finish: the new schema is there, look at the pods
      64 wrong arguments
EOT
  exit 64
}

refuse() {
  echo "refused: $*" >&2
  exit 3
}

[[ $# -ge 1 && $# -le 2 && $1 != -* ]] || usage
release=$1
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
manifest=${2:-$here/job-migrate.yaml}
ns=${NS:-honeydue}
wait_seconds=${WAIT_SECONDS:-1000}
roll_timeout=${ROLL_TIMEOUT:-5m}

# The release becomes part of a Job's name, which allows only these characters.
[[ $release =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$ ]] || refuse "not a release: $release"
[[ $release != latest ]] || refuse "latest does not say what runs: give a release"
[[ $wait_seconds =~ ^[0-9]+$ ]] || refuse "WAIT_SECONDS is no number: $wait_seconds"
[[ -x $here/wait-migrate.sh ]] || refuse "cannot run $here/wait-migrate.sh"
[[ -r $manifest ]] || refuse "cannot read $manifest"

# Comments may have angle brackets, values may not.
rendered=$(sed -e 's/^[[:space:]]*#.*$//' -e "s/<release>/$release/g" "$manifest")
if grep -n '<[a-z][a-z0-9-]*>' <<<"$rendered" >&2; then
  refuse "the lines above still have placeholders"
fi

# One at a time: goose's command line takes no lock. This is a check, not a lock; two
# deploys that start in the same second both pass it.
active=$(kubectl -n "$ns" get jobs -l app.kubernetes.io/name=migrate \
  -o jsonpath='{range .items[?(@.status.active>0)]}{.metadata.name}{"\n"}{end}') \
  || refuse "cannot list the migrate Jobs"
[[ -z $active ]] || refuse "a migrate Job is active: $active"

# 1. Job. create, not apply: an existing Job of this release has to be looked at first.
job=$(kubectl -n "$ns" create -f - -o jsonpath='{.metadata.name}' <<<"$rendered") \
  || refuse "the Job was not created; if it exists already, look at its state and its log first"
echo "created migrate Job $job"

# 2. Wait. Anything but 0 ends here, and the old release goes on serving.
status=0
"$here/wait-migrate.sh" "$job" "$wait_seconds" || status=$?
((status == 0)) || exit "$status"

# 3. Roll, to the very image whose migrations were applied.
image=$(kubectl -n "$ns" get job "$job" -o jsonpath='{.spec.template.spec.containers[0].image}') \
  || image=
if [[ -z $image ]]; then
  echo "cannot read the image of Job $job: migrations are applied, nothing was rolled" >&2
  exit 4
fi
failed() {
  echo "$1 did not become $release; pods that are ready go on serving, and nothing was undone" >&2
  exit 4
}
# worker first: a new api may queue tasks that an old worker does not know.
for name in worker api; do
  kubectl -n "$ns" set image "deploy/$name" "$name=$image" || failed "$name"
  kubectl -n "$ns" rollout status "deploy/$name" --timeout="$roll_timeout" || failed "$name"
done
echo "deployed $release"
