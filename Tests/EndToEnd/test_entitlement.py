"""What people are told about benefits by the rules of the region: not to know is never a reason for «no»."""
import json
import random
import urllib.request

import pytest
from program import Server

NUMBERS = {"adults": (1, 3), "minors": (0, 3), "sixMonthIncome": (0, 8000), "yearIncome": (0, 20000), "disabilityPercent": (0, 100)}
KINDS = ["mobility", "mental", "severe", "other"]


@pytest.fixture(scope="module")
def server(embedded, tmp_path_factory):
    server = Server(embedded.dataset, tmp_path_factory.mktemp("log") / "server.log")
    yield server
    assert server.stop() == 0


def judge(server, answers):
    request = urllib.request.Request(
        server.url + "/api/v1/entitlement", json.dumps(answers).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        results = json.load(answer)["results"]
    return {result["programme"]["code"]: result["outcome"] for result in results}


def household(chance, questions):
    """Answers as the page asks for them: none that contradict each other."""
    answers = {}
    for question in questions:
        if question in NUMBERS:
            answers[question] = str(chance.randint(*NUMBERS[question]))
        elif question == "disabilityKind":
            answers[question] = chance.choice(KINDS)
        else:
            answers[question] = chance.choice(["yes", "no"])
    if not (answers["adults"] == "1" and answers["minors"] != "0"):
        del answers["oneParent"]
    if answers["disability"] == "no":
        for question in ("disabilityCertificate", "disabilityPercent", "disabilityKind"):
            del answers[question]
    return answers


def test_nobody_is_refused_for_what_they_do_not_know(server):
    questions = [question["id"] for question in server.json("/api/v1/programmes")["questions"]]
    assert set(judge(server, {}).values()) == {"ask"}
    assert set(judge(server, dict.fromkeys(questions, "unknown")).values()) == {"ask"}
    chance = random.Random(15)
    seen = set()
    for _ in range(60):
        answers = household(chance, questions)
        told = judge(server, answers)
        seen |= set(told.values())
        for question in answers:
            less = judge(server, answers | {question: "unknown"})
            for programme, outcome in less.items():
                # With one answer less it is the same, or it is no longer certain.
                assert outcome in (told[programme], "ask"), (programme, question, answers)
    assert seen == {"likely", "ask", "unlikely"}
