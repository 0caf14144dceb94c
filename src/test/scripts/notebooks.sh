#!/usr/bin/env bash
# The notebooks, run from a clean state; one whose cell fails fails here, and a copy with such a cell shows that.
#   src/test/scripts/notebooks.sh install     what is missing: Debian's nbconvert, the Java kernel, the jar
#   src/test/scripts/notebooks.sh [NAME...]   runs notebooks/NAME.ipynb, all without a name
# Everything lies under target/notebooks; notebooks/ stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

kernel=rapaio-jupyter-kernel
version=3.0.1
jupyter=/usr/bin/jupyter # Debian's, whatever else is called so on the path
place=$PWD/target/notebooks
export JUPYTER_PATH=$place/jupyter

fail() {
  printf 'notebooks: %s\n' "$1" >&2
  exit 1
}

install() {
  if ! "$jupyter" nbconvert --version >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends jupyter-core jupyter-client jupyter-nbconvert \
      python3-nbconvert python3-nbclient python3-jupyter-client >/dev/null
  fi
  if [ ! -f "$place/$kernel-$version.jar" ]; then
    ./mvnw -q -B dependency:copy -Dartifact="io.github.padreati:$kernel:$version" \
      -DoutputDirectory="$place"
  fi
  if [ ! -f target/pilsim-all.jar ]; then
    ./mvnw -q -B -Dquick package
  fi
  mkdir -p "$JUPYTER_PATH/kernels/pilsim"
  cat >"$JUPYTER_PATH/kernels/pilsim/kernel.json" <<JSON
{"display_name": "Java for pilsim", "language": "java", "interrupt_mode": "message",
 "argv": ["${JAVA_HOME:+$JAVA_HOME/bin/}java", "-Djava.awt.headless=true", "-jar", "$place/$kernel-$version.jar",
          "{connection_file}"],
 "env": {"RJK_CLASSPATH": "$PWD/target/pilsim-all.jar"}}
JSON
}

# execute FILE LOG: runs it in its folder, so that its paths hold; leaves NAME.ipynb and NAME.html
execute() {
  local name try
  name=$(basename "$1" .ipynb)
  for try in 1 2 3 4 5 6; do
    if "$jupyter" nbconvert --to notebook --execute --ExecutePreprocessor.timeout=900 \
      --ExecutePreprocessor.startup_timeout=60 "$1" --output-dir "$place/executed" >"$2" 2>&1; then
      "$jupyter" nbconvert --to html "$place/executed/$name.ipynb" >>"$2" 2>&1
      return
    fi
    # A channel of this kernel that looks whether it is to run before it has been told so never
    # answers; on a busy machine that happens, before any cell has run.
    grep -q "Kernel didn't respond" "$2" || return 1
    echo "notebooks: $name: the kernel did not start, once more"
  done
  return 1
}

# The last cell of this copy throws: nbconvert must say so with its status.
failing_cell_fails() {
  local copy=$place/failing.ipynb
  cat >"$copy" <<'JSON'
{"cells": [
  {"cell_type": "code", "execution_count": null, "id": "good", "metadata": {}, "outputs": [],
   "source": ["System.out.println(io.pilsim.Study.class);"]},
  {"cell_type": "code", "execution_count": null, "id": "bad", "metadata": {}, "outputs": [],
   "source": ["throw new IllegalStateException(\"fails on purpose\");"]}],
 "metadata": {"kernelspec": {"display_name": "Java for pilsim", "language": "java", "name": "pilsim"}},
 "nbformat": 4, "nbformat_minor": 5}
JSON
  if execute "$copy" "$place/failing.log"; then
    fail 'a notebook with a failing cell passed'
  fi
  grep -q 'fails on purpose' "$place/failing.log" || {
    cat "$place/failing.log" >&2
    fail 'a notebook with a failing cell failed of something else'
  }
  echo 'notebooks: a failing cell fails'
}

install
if [ "${1:-}" = install ]; then
  exit 0
fi
rm -rf "$place/executed" "$place/results" "$place/calibration"
mkdir -p "$place/executed"
[ $# -gt 0 ] || set -- $(cd notebooks && ls ./*.ipynb)
for each; do
  each=$(basename "$each" .ipynb)
  began=$SECONDS
  if ! execute "notebooks/$each.ipynb" "$place/$each.log"; then
    tail -n 40 "$place/$each.log" >&2
    fail "$each: a cell failed"
  fi
  echo "notebooks: $each: ran in $((SECONDS - began)) s, target/notebooks/executed/$each.html"
done
failing_cell_fails
