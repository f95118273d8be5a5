"""`check_version9`: answers held to the published types over the wire, of our server and of one that is wrong."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lookups.api.management.commands.check_version9 import SECRET
from lookups.api.v9.checking import SVAR, Answered, Server, check, groups
from lookups.api.v9.holding import faults
from lookups.api.v9.wire import Remote, Unreachable
from lookups.catalogue import services as catalogue
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree

COMMAND = "lookups.api.management.commands.check_version9"
HIDDEN = "hemligheten-" + "z" * 40
PERIOD = {"from": "2026-01-01", "tom": "2026-12-31"}


def run(url, client, **more):
    told = StringIO()
    call_command("check_version9", url=url, client=client, stdout=told, **more)
    return told.getvalue()


@pytest.mark.django_db(transaction=True)
def test_our_own_server_holds_for_every_group_by_itself_and_all_at_once(
    live_server, tmp_path, monkeypatch
):
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create()
    agree(organisation, purpose)
    system = ApiClientFactory.create(
        organisation=organisation, secret=HIDDEN, represents=[(organisation, purpose)]
    )
    loaded_extracts(tmp_path)
    monkeypatch.setattr(f"{COMMAND}.named_persons", lambda _step: [(INGRID, "")])
    monkeypatch.setenv(SECRET, HIDDEN)
    told = run(live_server.url, system.client.id, aktor=str(organisation.aktors_id))
    assert told == f"{8 + len(groups())} answers hold to the published types of version 9\n"
    monkeypatch.setenv(SECRET, "fel")
    with pytest.raises(CommandError, match="no token: status 401"):
        run(live_server.url, system.client.id, aktor=str(organisation.aktors_id))


class Wrong(BaseHTTPRequestHandler):
    """Gives tokens, and answers every question as the example of the published contract does, and worse."""

    def do_GET(self):
        where = f"http://127.0.0.1:{self.server.server_port}/token"
        self.tell({"token_endpoint": where})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/token":
            self.tell({"access_token": "x", "expires_in": 300})
            return
        case = {"startades": "2026-01-01", "avslaget": False, "beslut": {"dagar": ALVA}}
        self.tell({"avvikelser": [], "formansinformation": {"sjukpenningarende": [case], ALVA: 1}})

    def tell(self, told):
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def wrong_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_server_that_answers_wrongly_is_told_by_list_and_path_and_no_number(
    wrong_server, monkeypatch, settings
):
    settings.DEMO = False
    monkeypatch.setenv(SECRET, HIDDEN)
    monkeypatch.setattr(f"{COMMAND}.named_persons", lambda _step: [(ALVA, ""), (INGRID, "")])
    told = StringIO()
    with pytest.raises(CommandError) as no:
        call_command("check_version9", url=wrong_server, client="x", aktor="1", stdout=told)
    assert no.value.returncode == 1
    lines = told.getvalue().splitlines()
    assert len(lines) == 20
    assert "nothing asked for: status 200, not 400" in lines
    place = f"person 1 of 2, {next(iter(groups()))}"
    assert f"{place}: avvikelser: is to be an object (FormansinformationAvvikelser)" in lines
    assert f"{place}: formansinformation: 1 keys that Formansinformation does not have" in lines
    case = "formansinformation.sjukpenningarende[0]"
    assert f"{place}: {case}: 1 keys that SjukpenningArende does not have" in lines
    assert f"{place}: {case}.beslut: is to be a list" in lines
    assert ALVA not in told.getvalue() + str(no.value)


def test_a_secret_never_leaves_the_machine_in_the_clear(monkeypatch, settings):
    settings.DEMO = False
    monkeypatch.setenv(SECRET, HIDDEN)
    with pytest.raises(CommandError, match="https alone"):
        run("http://lefi.example", "x", aktor="1")
    with pytest.raises(CommandError, match="name the actor"):
        run("https://lefi.example", "x")
    monkeypatch.delenv(SECRET)
    with pytest.raises(CommandError, match=f"set {SECRET}"):
        run("https://lefi.example", "x", aktor="1")
    with pytest.raises(Unreachable, match="https"):
        Remote("ftp://lefi.example", client="x", secret="y")


@pytest.mark.django_db
def test_the_demos_client_needs_neither_secret_nor_actor(monkeypatch, settings):
    settings.DEMO = True
    client = {"client_id": "demosystem", "secret": HIDDEN}
    told = {
        "organisations": [{"aktorsId": "7", "clients": [client]}],
        "persons": [{"personnummer": ALVA}, {"personnummer": INGRID}],
    }
    monkeypatch.delenv(SECRET, raising=False)
    monkeypatch.setattr(f"{COMMAND}.demo.told", lambda: told)
    asked = []
    monkeypatch.setattr(Remote, "server", lambda self, aktor: (self._secret, aktor))
    monkeypatch.setattr(
        f"{COMMAND}.check", lambda *called: asked.append(called) or iter([(1, ""), (2, "")])
    )
    assert "2 answers hold" in run("https://lefi.example", "demosystem")
    (((secret, aktor), persons, _period),) = asked
    assert (secret, aktor, persons) == (HIDDEN, "7", [ALVA, INGRID])


def wrongly(**changes):
    """A server whose every answer holds to the types but for one thing."""
    states = [
        {"utlamnare": {"kod": code, "namn": code}, "tillstand": {"kod": "OK"}}
        for code in ("FK", "PM")
    ]
    told = {"utlamnare": states, "avvikelser": {}} | changes
    assert list(faults(SVAR, told)) == []
    answer = Answered(status=200, content_type="application/json", told=told)
    return Server(ask=lambda _question, **_more: answer, types=lambda: answer)


DEVIATION = {
    "avvikelse": {"kod": "OBEHORIG"},
    "formansgrupp": {"kod": "FK:SJP", "beskrivning": "Sjukpenning"},
}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"utlamnare": []}, "utlamnare: are not the agencies that the question concerns"),
        (
            {"formansinformation": {"sjukpenningarende": [{"aktivt": True}]}},
            "formansinformation.sjukpenningarende: holds what was not asked for",
        ),
        (
            {"avvikelser": {"formansinformation": [DEVIATION]}},
            "avvikelser.formansinformation[0]: is of a group that was not asked for there",
        ),
        ({"ansprak": [{"ansprakid": "1"}]}, "ansprak: holds what was not asked for"),
    ],
    ids=str,
)
def test_the_rules_of_the_contract_are_held_too(changes, fault):
    told = [one for _, one in check(wrongly(**changes), [ALVA], PERIOD)]
    assert f"person 1 of 1, FK:BST: {fault}" in told


def test_what_deviates_is_not_told_besides():
    changes = {
        "avvikelser": {"formansinformation": [DEVIATION]},
        "formansinformation": {"sjukpenningarende": [{"aktivt": True}]},
    }
    told = [one for _, one in check(wrongly(**changes), [ALVA], PERIOD)]
    fault = "formansinformation.sjukpenningarende: holds what was not asked for"
    assert f"person 1 of 1, FK:SJP: {fault}" in told


def test_every_group_of_the_contract_is_asked_for():
    asked = groups()
    assert len(asked) == len(catalogue.entries()) + 1
