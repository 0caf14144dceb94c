#!/usr/bin/env bash
# Builds from an empty local repository, whose every file must have the checksum that its registry
# gives, and once more without a network. With "all" as argument everything that verify needs but
# the tests themselves, which takes long; else what the launcher builds.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
goals='-Dquick package'
if [ "${1:-}" = all ]; then
  goals='-DskipTests verify'
fi
git clone -q --no-hardlinks "$source" "$work/checkout"
cd "$work/checkout"
# shellcheck disable=SC2086
./mvnw -q -B -C -Dmaven.repo.local="$work/repository" $goals
sha256sum target/pilsim-all.jar
if grep -rlE 'SNAPSHOT|RELEASE|LATEST' "$work/repository" --include='maven-metadata*' | grep -q .; then
  echo 'a version is not a fixed one'
  exit 1
fi
# shellcheck disable=SC2086
./mvnw -q -B -o -Dmaven.repo.local="$work/repository" $goals
sha256sum target/pilsim-all.jar
echo "$(find "$work/repository" -name '*.jar' | wc -l) jars, each with its checksum; nothing else is needed"
