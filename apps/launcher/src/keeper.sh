#!/bin/sh
# Stands between the launcher and a service. The service lives as long as the pipe on standard input is open; the kernel
# closes that pipe when the launcher dies, even by `kill -9`, so nothing is left.
# Arguments: first signal, seconds of grace, second signal (to the whole process group), then the command.
first=$1; grace=$2; second=$3; shift 3
exec 4<&0 </dev/null
"$@" 4<&- & service=$!
( trap '' INT TERM HUP QUIT
  while read -r _; do :; done <&4
  kill -s "$first" "$service"
  left=$grace
  while [ "$left" -gt 0 ] && kill -s 0 "$service"; do sleep 1; left=$((left - 1)); done
  kill -s 0 "$service" && kill -s "$second" 0
  sleep 2
  kill -s KILL 0
) 2>/dev/null & watch=$!
exec 4<&-
trap '' INT TERM HUP QUIT
wait "$service"; code=$?
kill -s KILL "$watch" 2>/dev/null
# What the service left in the group goes a second later, also when no launcher is there to do it sooner.
( sleep 1; kill -s KILL 0 ) &
exit "$code"
