"""The sweep with opening-hours-py: every structure's state at one moment. usage: hours.py FILE (a text of hours a line)"""
import datetime
import sys
import time

import opening_hours

texts = open(sys.argv[1], encoding="utf-8").read().splitlines()
start = time.process_time()
parsed = {text: opening_hours.OpeningHours(text) for text in set(texts)}
print(f"opening-hours-py: reading {len(parsed)} texts\tms\t{(time.process_time() - start) * 1000:.1f}")


def sweep(rounds, states):
    """The median and greatest time of a sweep, in processor milliseconds."""
    taken = []
    for number in range(rounds):
        moment = datetime.datetime(2026, 2, 11, 11) + datetime.timedelta(hours=number)
        start = time.process_time()
        assert len(states(moment)) == len(texts)
        taken.append((time.process_time() - start) * 1000)
    return f"median {sorted(taken)[rounds // 2]:.1f}\tmax {max(taken):.1f}"


def by_text(moment):
    known = {text: hours.is_open(moment) for text, hours in parsed.items()}
    return [known[text] for text in texts]


def by_row(moment):
    return [parsed[text].is_open(moment) for text in texts]


print(f"opening-hours-py: {len(texts)} in one sweep, each text once\tms\t{sweep(10, by_text)}")
print(f"opening-hours-py: {len(texts)} in one sweep, each row\tms\t{sweep(5, by_row)}")
