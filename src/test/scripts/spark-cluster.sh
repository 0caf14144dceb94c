#!/usr/bin/env bash
# A sweep on a Spark cluster that loses a worker half-way gives the bytes that it gives on one machine.
# Master, workers and driver see the loopback interface alone, and run from jars that Maven resolved:
#   ./mvnw -Pspark package && src/test/scripts/spark-cluster.sh [TRIALS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

trials=${1:-1000}
spark=$PWD/target/spark
work=$spark/cluster
port=$((20000 + RANDOM % 10000))
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
sweep=(sweep what-if-tz-were-faster --variant as-it-is --set 'workload.remoteprocs=[adsp]'
  --over "sa8775p.tz.auth.hash_bandwidth=100 MB/s..4 GB/s:$trials" --quiet)
export SPARK_HOME=$spark SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13

fail() {
  printf 'spark-cluster: %s\n' "$1" >&2
  tail -n 5 "$work"/*.log >&2 || true
  exit 1
}

started=()
finish() {
  for pid in "${started[@]}"; do
    kill -9 "$pid" 2>/dev/null || true
  done
}
trap finish EXIT

# daemon NAME CLASS ARGUMENT...: its process is the last one started
daemon() {
  "$java" @"$spark/java.options" -Xmx256m -Dspark.master.rest.enabled=false -cp "$spark/jars/*" \
    "org.apache.spark.deploy.$2" --host 127.0.0.1 "${@:3}" >"$work/$1.log" 2>&1 &
  started+=($!)
  disown # its end is no news
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  local deadline=$((SECONDS + $1))
  until "${@:3}"; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$2: not within $1 s"
    sleep 0.05
  done
}

children() {
  awk -v parent="$1" '$1 == "PPid:" && $2 == parent {split(FILENAME, part, "/"); print part[3]}' \
    /proc/[0-9]*/status 2>/dev/null || true
}

journal=$work/cluster/what-if-tz-were-faster/journal.jsonl
finished() {
  if [ -f "$journal" ]; then
    grep -c '"trial"' "$journal" || true
  else
    echo 0
  fi
}

half_done() {
  kill -0 "$driver" 2>/dev/null || fail 'the sweep ended before a worker could be killed'
  [ "$(finished)" -ge $((trials / 2)) ]
}

if "${java%java}jar" tf "$spark/pilsim-all.jar" |
  grep -E '^(com/fasterxml|org/(snakeyaml|HdrHistogram|apache/commons))/'; then
  fail 'these classes could be those of a worker, too'
fi

rm -rf "$work"
mkdir -p "$work"
daemon master master.Master --port "$port" --webui-port 0
until_true 300 'master' grep -q 'Starting Spark master' "$work/master.log"
for worker in 1 2; do
  daemon "worker$worker" worker.Worker --cores 1 --memory 600M --webui-port 0 \
    --work-dir "$work/worker$worker" "spark://127.0.0.1:$port"
done
second=${started[2]}
until_true 300 'both workers' sh -c "[ \$(grep -c 'Registering worker' '$work/master.log') -eq 2 ]"

began=$SECONDS
"$java" -Dpilsim.home="$PWD" -cp "$spark/pilsim-all.jar" io.pilsim.cli.Main "${sweep[@]}" \
  -o "$work/local"
echo "$trials trials here: $((SECONDS - began)) s"

began=$SECONDS
JDK_JAVA_OPTIONS='-Dspark.driver.host=127.0.0.1 -Dspark.executor.memory=512m' \
  ./pilsim "${sweep[@]}" --on "spark://127.0.0.1:$port" -o "$work/cluster" 2>"$work/driver.log" &
driver=$!
started+=("$driver")
until_true 3000 'half of the trials' half_done
done=$(finished)
executors=$(children "$second")
[ -n "$executors" ] || fail 'the second worker has no executor'
# shellcheck disable=SC2086
kill -9 "$second" $executors
echo "a worker and its executor killed after $done trials"
[ "$done" -lt "$trials" ] || fail 'that was too late'
wait "$driver" || fail "the sweep ended with status $?"
echo "$trials trials on the cluster: $((SECONDS - began)) s"

cmp "$work/local/what-if-tz-were-faster/sweep.csv" "$work/cluster/what-if-tz-were-faster/sweep.csv" ||
  fail 'the results differ'
echo 'sweep.csv is the same, byte for byte'
