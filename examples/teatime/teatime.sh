#!/bin/sh
# Runs teatime from its sources.
set -eu
here=$(CDPATH='' cd -P -- "$(dirname "$0")" && pwd)
java=java javac=javac
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java javac=$JAVA_HOME/bin/javac
fi
"$javac" -proc:none -d "$here/build/main" "$here"/src/teatime/*.java
exec "$java" -cp "$here/build/main" teatime.Main "$@"
