"""Prints figures as a table, one column for each program measured.

usage: table.py FILE LOAD; FILE holds a line for each figure: who, what, unit, value, tab separated.
"""

import sys

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
names = list(dict.fromkeys(row[0] for row in rows))
print("| what | unit | " + " | ".join(names) + " |")
print("|---|---|" + "---:|" * len(names))
for what, unit in dict.fromkeys((row[1], row[2]) for row in rows):
    values = {row[0]: row[3] for row in rows if row[1] == what}
    print(f"| {what} | {unit} | " + " | ".join(values.get(name, "–") for name in names) + " |")
print(f"\nLoad of the machine at the end: {sys.argv[2]}.")
