# Reads variables as a shell does, and writes them with a NUL behind each.

set -a
. /dev/stdin
env -0
