#!/bin/bash
# Whole processes, cold, in turns: cold.sh folder everyNth rounds. Prints user+system seconds of each, the thing that other load disturbs least.
set -e
cd "$(dirname "$0")"
classpath=${CLASSPATH_OVERRIDE:-target/classes:target/lib/*}
TIMEFORMAT='%U %S %R'
for ((round = 0; round < ${3:-5}; round++)); do
  for parser in read gatelint swc4j; do
    read -r user system wall < <({ time java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" dev.gatelint.benchmarks.Cold $parser "$1" "${2:-1}" > /dev/null 2>&1; } 2>&1)
    echo "$parser $user $system $wall"
  done
done | awk '{ cpu[$1, ++n[$1]] = $2 + $3; wall[$1, n[$1]] = $4 }
  function middle(of, k, count, i, j, t, v) { for (i = 1; i <= count; i++) v[i] = of[k, i]; for (i = 1; i < count; i++) for (j = i + 1; j <= count; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t } return v[int((count + 1) / 2)] }
  END { for (k in n) printf "%-9s cpu %.2f s, wall %.2f s (median of %d)\n", k, middle(cpu, k, n[k]), middle(wall, k, n[k]), n[k]; printf "gatelint / swc4j: cpu %.2f, wall %.2f\n", middle(cpu, "gatelint", n["gatelint"]) / middle(cpu, "swc4j", n["swc4j"]), middle(wall, "gatelint", n["gatelint"]) / middle(wall, "swc4j", n["swc4j"]) }'
