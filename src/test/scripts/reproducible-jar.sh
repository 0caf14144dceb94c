#!/usr/bin/env bash
# Builds the jar twice from what is committed, in folders, time zones, locales and with umasks that
# differ, and compares the bytes.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # build NAME UMASK TZ LANGUAGE
  git clone -q --no-hardlinks "$source" "$work/$1"
  (
    cd "$work/$1"
    umask "$2"
    TZ=$3 MAVEN_OPTS="-Duser.language=$4" ./mvnw -q -B -Dquick package
  )
  sha256sum <"$work/$1/target/pilsim-all.jar"
}

first=$(build a 022 UTC en)
second=$(build another/folder 077 Asia/Kathmandu tr)
echo "first   $first"
echo "second  $second"
if [ "$first" != "$second" ]; then
  echo 'two builds of the same sources differ'
  exit 1
fi
echo 'two builds, the same bytes'
