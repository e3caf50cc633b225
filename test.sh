#!/usr/bin/env bash
# Sets up what is missing, builds everything and runs every test. Ends with the line "N passed, N failed".
#   ./test.sh            all suites
#   ./test.sh Core Media only the suites of those names
#   ./test.sh --soak     only the long runs of live cameras and of brokers (about an hour each); their logs go to artifacts/soak
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/eng/setup.sh"

setup_runtime
command -v ffmpeg >/dev/null || apt_install ffmpeg   # tests compare with the command-line tool and make clips with it
setup_chromium
setup_gstreamer
setup_brokers
export VIDEODYN_DATA="${VIDEODYN_DATA:-$root/../shared/data}"
[ "${CI:-}" = true ] && export VIDEODYN_REQUIRE_DATA=1

say "building everything"
dotnet build "$root/VideoDyn.sln" -c Release -v quiet -nologo

filter=()
if [ "${1:-}" = --soak ]; then
    export VIDEODYN_SOAK=1
    filter=(--filter "FullyQualifiedName~Soak")
    set -- Pipeline Events.RabbitMq Events.Mqtt
fi

passed=0 failed=0 skipped=0 broken=0
suites=("$@")
[ ${#suites[@]} = 0 ] && mapfile -t suites < <(find "$root/tests" -mindepth 2 -maxdepth 2 -name '*.Tests.csproj' -printf '%h\n' | xargs -n1 basename | sort)
for suite in "${suites[@]}"; do
    suite="${suite%.Tests}.Tests"
    log="$root/artifacts/test-$suite.log"
    say "testing $suite"
    status=0
    dotnet test "$root/tests/$suite" -c Release --no-build --nologo "${filter[@]}" >"$log" 2>&1 || status=$?
    summary="$(grep -E '^(Passed|Failed|Skipped)! ' "$log" | tail -1 || true)"
    count() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<<"$summary"; }
    if [ -z "$summary" ]; then echo "$suite: no test ran"; cat "$log"; broken=$((broken + 1)); continue; fi
    p=$(count Passed) f=$(count Failed) s=$(count Skipped)
    if [ "$status" != 0 ]; then cat "$log"; [ "$f" = 0 ] && broken=$((broken + 1)); fi
    echo "$suite: $p passed, $f failed, $s skipped"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

minimum=$(cat "$root/eng/minimum-tests.txt")
if [ $# = 0 ] && [ "$passed" -lt "$minimum" ]; then
    echo "only $passed tests passed, eng/minimum-tests.txt asks for $minimum"
    broken=$((broken + 1))
fi
echo "$passed passed, $((failed + broken)) failed, $skipped skipped"
[ $((failed + broken)) = 0 ]
