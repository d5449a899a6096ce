#!/bin/sh
# The demonstration that `make demo` runs: demo.sh CLAIMS DATABASE
set -eu
claims=$1
db=$2
sheets=$(dirname "$db")
say() { printf '\n\033[1m%s\033[0m\n\n' "$*"; }

say "claims seed: sixteen invented articles by ten invented outlets"
"$claims" --db "$db" seed
say "claims terms: what this database is about"
"$claims" --db "$db" terms --limit 12
say "claims list '\"gate three\"' --limit 8: who says what about gate three, and how sure they sound"
"$claims" --db "$db" list '"gate three"' --limit 8
say "claims contradictions '\"gate three\" OR dam OR siren' --limit 6: where the sources conflict"
"$claims" --db "$db" contradictions '"gate three" OR dam OR siren' --limit 6
say "claims sheet: what leaves the program, with citations"
"$claims" --db "$db" sheet '"gate three" OR dam OR siren' --title "The Ossel flood" -o "$sheets/ossel.md"
"$claims" --db "$db" sheet '"gate three" OR dam OR siren' --title "The Ossel flood" -o "$sheets/ossel.html"
say "Open $sheets/ossel.html in a browser. The database is $db; try:"
cat <<END
  $claims --db $db list ceasefire
  $claims --db $db contradictions lease
  $claims --db $db verify
END
