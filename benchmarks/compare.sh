#!/bin/bash
# compare.sh folder [everyNth] [rounds]: gatelint, swc4j and oxc under Node on the same files, in one run. docs/benchmarks.md says what the rows mean.
set -e
cd "$(dirname "$0")"
folder=$(realpath "$1") nth=${2:-1} rounds=${3:-5}
classpath='target/classes:target/lib/*'
uptime
echo "== warm, JMH, by the clock"
java -cp "$classpath" org.openjdk.jmh.Main -p folder="$folder" -p everyNth="$nth" -foe true | grep '^TypeScriptBenchmark.*megabytes'
echo "== warm, in turns, time of the thread"
java -cp "$classpath" dev.gatelint.benchmarks.Warm "$folder" "$nth" $((rounds * 4))
echo "== warm, oxc under Node, time of the process, last of $rounds rounds"
node oxc.mjs "$folder" "$nth" "$rounds" | tail -1
echo "== cold, whole processes in turns, median of $rounds"
jvm=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" dev.gatelint.benchmarks.Cold)
TIMEFORMAT='%U %S %R'
for ((round = 0; round < rounds; round++)); do
  for parser in read gatelint swc4j oxc; do
    command=("${jvm[@]}" $parser "$folder" "$nth")
    [ $parser = oxc ] && command=(node oxc.mjs "$folder" "$nth" 1)
    echo "$parser $({ time "${command[@]}" > /dev/null; } 2>&1)"
  done
done | awk '
  { cpu[$1, ++n[$1]] = $2 + $3; wall[$1, n[$1]] = $4 }
  function median(of, who,  i, j, t, v) {
    for (i = 1; i <= n[who]; i++) v[i] = of[who, i]
    for (i = 2; i <= n[who]; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
    return v[int((n[who] + 1) / 2)]
  }
  END {
    for (who in n) printf "%-9s processor %.2f s, clock %.2f s\n", who, median(cpu, who), median(wall, who)
    printf "gatelint / swc4j: processor %.2f, clock %.2f\n", median(cpu, "gatelint") / median(cpu, "swc4j"), median(wall, "gatelint") / median(wall, "swc4j")
  }'
uptime
