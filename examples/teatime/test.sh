#!/bin/sh
# Compiles teatime and runs its tests. Needs a JDK, 17 or newer, and nothing else.
# Exit code: 0 all passed, 1 a test failed or something does not compile.
set -eu
CDPATH='' cd -P -- "$(dirname "$0")"

java=java javac=javac
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java javac=$JAVA_HOME/bin/javac
fi
if ! command -v "$javac" >/dev/null; then
  echo "test.sh: no javac found; install a JDK, or set JAVA_HOME to one" >&2
  exit 1
fi

# The options only make short-lived programs start faster.
rm -rf build/test
"$javac" -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -proc:none -Xlint:all -d build/test \
  src/teatime/*.java test/teatime/*.java
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp build/test teatime.TestRunner build/test
