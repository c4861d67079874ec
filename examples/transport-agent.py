#!/usr/bin/env python3
"""A transport agent: refuses a recipient, marks what comes from outside, keeps back what looks like an invoice.

    Install-TransportAgent Example -AssemblyPath /path/to/transport-agent.py -Events OnRcptCommand,OnEndOfData
    Enable-TransportAgent Example

Get-Help about_TransportAgents explains the lines.
"""
import base64
import json
import sys

bodies = {}


def rcpt(question):
    if question["recipient"].startswith("closed@"):
        return {"action": "reject", "code": 550, "status": "5.7.1", "text": "This mailbox is closed"}
    return {"action": "continue"}


def end_of_data(question):
    body = b"".join(bodies.pop(question["id"], []))
    subject = next((value for name, value in question["headers"] if name.lower() == "subject"), "")
    answer = {"action": "continue", "changes": [{"addHeader": {"name": "X-Body-Size", "value": str(len(body))}}]}
    if "user" not in question["client"]:
        answer["changes"].append({"changeHeader": {"name": "Subject", "index": 1, "value": "[outside] " + subject}})
    if "invoice" in subject.lower():
        answer["quarantine"] = "an invoice"
    if b"kindly redact" in body:
        new = body.replace(b"kindly redact", b"*************")
        say({"id": question["id"], "body": base64.b64encode(new).decode()})
    return answer


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


for line in sys.stdin:
    question = json.loads(line)
    if "event" not in question:
        bodies.setdefault(question["id"], []).append(base64.b64decode(question["body"]))
        continue
    answer = {"OnRcptCommand": rcpt, "OnEndOfData": end_of_data}[question["event"]](question)
    say({"id": question["id"], **answer})
