"""The start in its pure parts: where things lie, in which order they are looked for, what is said when it cannot be."""

import secrets
import socket
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as set_up
from django.core.exceptions import ImproperlyConfigured

from devstack import (
    accounts,
    assets,
    binaries,
    browser,
    chosen,
    icons,
    places,
    roles,
    running,
    testing,
)
from devstack.errors import StackError
from devstack.locks import locked
from portal import env

LONGEST_ADDRESS = 103  # bytes of a socket's path on macOS; Linux takes 107


@pytest.mark.parametrize("length", [10, 60, 75, 76, 88, 89, 120, 400])
def test_a_socket_has_an_address_that_the_system_takes_however_deep_the_checkout(length):
    cluster = Path("/" + "x" * (length - 1))
    address = places.socket_folder(cluster) / ".s.PGSQL.5432"
    assert len(str(address)) <= LONGEST_ADDRESS


def test_two_deep_checkouts_do_not_share_a_socket():
    one, other = (places.socket_folder(Path(f"/{'x' * 200}/{name}")) for name in "ab")
    assert one != other


def test_a_comma_in_the_path_does_not_cut_the_address():
    assert "," not in str(places.socket_folder(Path("/home/one, two")))


def test_letters_of_two_bytes_count_twice():
    assert places.socket_folder(Path("/" + "å" * 50)) != Path("/" + "å" * 50)


def test_data_lies_in_the_checkout_or_where_it_is_told(tmp_path):
    assert places.data_dir({}) == places.ROOT / ".data"
    assert places.data_dir({"DATA_DIR": ""}) == places.ROOT / ".data"
    assert places.data_dir({"DATA_DIR": "other"}) == places.ROOT / "other"
    assert places.data_dir({"DATA_DIR": str(tmp_path)}) == tmp_path


def test_a_place_that_is_a_file_is_refused_with_another_way(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StackError, match="make run DATA_DIR="):
        places.made(tmp_path / "file" / "data")


def test_as_root_the_files_lie_outside_the_checkout_and_belong_to_its_data(tmp_path):
    one = places.base_of_clusters(tmp_path, root=True)
    assert one == places.base_of_clusters(tmp_path, root=True)
    assert one.parent == places.SYSTEM
    (tmp_path / "id").unlink()  # removed and made anew: the old database is not found again
    assert places.base_of_clusters(tmp_path, root=True) != one
    assert places.base_of_clusters(tmp_path, root=False).parent == tmp_path


def test_the_wheel_is_asked_before_the_system_unless_told(monkeypatch):
    names = [source for source, _ in binaries.sources({})]
    assert names == sorted(names, key=lambda source: source != "wheel")
    assert "wheel" not in [source for source, _ in binaries.sources({"DEVSTACK_PG": "system"})]


def test_the_first_that_runs_and_is_new_enough_is_taken(monkeypatch, tmp_path):
    majors = {"broken": None, "old": 14, "good": 15, "newest": 18}
    monkeypatch.setattr(
        binaries, "sources", lambda _: [("system", tmp_path / name) for name in majors]
    )
    monkeypatch.setattr(binaries, "major_of", lambda folder: majors[folder.name])
    assert binaries.find() == binaries.Programs(tmp_path / "good", 15, "system")


def test_without_postgresql_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(binaries, "sources", lambda _: [])
    with pytest.raises(StackError, match="apt install postgresql") as told:
        binaries.find()
    assert "DATABASE_URL" in str(told.value)


def test_a_folder_without_programs_has_no_version(tmp_path):
    assert binaries.major_of(tmp_path) is None


def test_a_taken_port_is_named_with_the_next_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StackError, match=rf"port {port} .*make run PORT="):
            running.free_port(str(port))
    assert running.free_port(str(port)) == port


@pytest.mark.parametrize("told", ["", "abc", "-1", "0", "65536", "80 80"])
def test_what_is_no_port_is_said_to_be_none(told):
    with pytest.raises(StackError, match="no port"):
        running.free_port(told)


def test_links_in_mails_lead_to_the_port_that_was_told_unless_an_address_was():
    assert running.addressed({}, 8001)["PUBLIC_URL"] == "http://127.0.0.1:8001"
    said = {"PUBLIC_URL": "https://portal.example"}
    assert running.addressed(said, 8001) == said


def test_what_was_chosen_is_kept_for_its_owner_alone_and_chosen_once(tmp_path):
    file = tmp_path / "data" / chosen.CHOSEN
    first = chosen.choose(file, {"DEMO": "1"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert chosen.choose(file, {"DEMO": "0"}) == first == chosen.read(file)
    assert [path.name for path in file.parent.iterdir()] == [chosen.CHOSEN]


def test_chosen_secrets_can_be_used_as_what_they_are(tmp_path):
    told = chosen.choose(tmp_path / chosen.CHOSEN, {})
    Fernet(told["ANSWER_KEYS"])
    Fernet(told["SECOND_FACTOR_KEYS"])
    assert len(told["SECRET_KEY"]) >= 50


def test_what_a_newer_version_needs_is_added_to_what_stands(tmp_path):
    chosen.write(tmp_path / chosen.CHOSEN, {"SECRET_KEY": "told before", "MINE": "a=b"})
    told = chosen.choose(tmp_path / chosen.CHOSEN, {"DEMO": "1"})
    assert (told["SECRET_KEY"], told["MINE"], told["DEMO"]) == ("told before", "a=b", "1")
    assert told.keys() >= chosen.SECRETS.keys()


@pytest.fixture
def running_database(tmp_path):
    """A DATA_DIR as a `make run` leaves it while it runs."""
    (tmp_path / chosen.SOCKET).touch()
    urls = roles.environment(tmp_path)
    chosen.write(tmp_path / chosen.DATABASE, urls)
    chosen.write(tmp_path / chosen.CHOSEN, {"DEMO": "1", "SECRET_KEY": "kept"})
    return tmp_path


def test_a_silent_environment_is_filled_and_a_speaking_one_is_right(running_database):
    environ = {"DATA_DIR": str(running_database), "DEMO": "0", "DATABASE_URL": ""}
    chosen.fill(environ)
    assert environ["DATABASE_URL"] == roles.url("app", running_database)
    assert (environ["DEMO"], environ["SECRET_KEY"]) == ("0", "kept")
    assert environ["EMAIL_URL"] == f"file://{running_database / 'mail'}"


def test_another_database_gets_no_secret_of_the_demo(running_database):
    environ = {"DATA_DIR": str(running_database), "DATABASE_URL": "postgresql://app@elsewhere/app"}
    chosen.fill(environ)
    assert environ.keys() == {"DATA_DIR", "DATABASE_URL"}


def test_the_same_database_told_by_hand_gets_what_was_chosen(running_database):
    environ = {
        "DATA_DIR": str(running_database),
        "DATABASE_URL": roles.url("app", running_database),
    }
    chosen.fill(environ)
    assert environ["SECRET_KEY"] == "kept"


@pytest.mark.parametrize("left", ["nothing", "a file of a killed start"])
def test_without_a_running_database_it_says_how_to_start_it(running_database, left):
    (running_database / chosen.SOCKET).unlink()
    if left == "nothing":
        (running_database / chosen.DATABASE).unlink()
    with pytest.raises(StackError, match="make run"):
        chosen.fill({"DATA_DIR": str(running_database)})


def test_a_url_with_a_socket_and_session_options_reaches_django(tmp_path):
    folder = tmp_path / "å folder with spaces & more"
    told = env.database(
        roles.url("app_test", folder, name="app3", options="-c role=app"), pool={"max_size": 2}
    )
    assert (told["USER"], told["NAME"], told["HOST"], told["PASSWORD"]) == (
        "app_test",
        "app3",
        str(folder),
        "",
    )
    assert told["OPTIONS"] == {"options": "-c role=app", "pool": {"max_size": 2}}


def test_a_url_with_a_password_is_decoded():
    told = env.database("postgresql://app:p%40ss%2F@db.example:5433/lefi?sslmode=verify-full")
    assert (told["PASSWORD"], told["HOST"], told["PORT"]) == ("p@ss/", "db.example", "5433")
    assert told["OPTIONS"] == {"sslmode": "verify-full"}
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        env.database("mysql://app@db/lefi")


def test_the_tests_login_plays_the_serving_roles_and_nobody_is_the_owner():
    assert set(roles.TEST_MEMBERS["app_test"]) == set(roles.ROLES) - {"app_owner"}
    assert set(roles.TEST_ROLES).isdisjoint(roles.ROLES)


@pytest.mark.django_db
def test_a_right_that_came_later_is_given_to_an_old_cluster_s_roles(monkeypatch):
    """The whole of it is undone: the cluster is shared."""
    folder = set_up.DATABASES["default"]["HOST"]
    with roles.connect(Path(folder)) as superuser:
        monkeypatch.setattr(roles, "NAME", "postgres")
        monkeypatch.setattr(roles, "ROLES", {"old_app": "LOGIN NOINHERIT"})
        monkeypatch.setattr(roles, "MEMBERS", {})
        superuser.autocommit = False
        roles.prepare(superuser, for_tests=False)
        monkeypatch.setattr(roles, "ROLES", roles.ROLES | {"new_support": "LOGIN"})
        monkeypatch.setattr(roles, "MEMBERS", {"old_app": ("new_support",)})
        for _start in range(2):
            roles.prepare(superuser, for_tests=False)
            may = "SELECT pg_has_role('old_app', 'new_support', %s)"
            assert superuser.execute(may, ["SET"]).fetchone() == (True,)
            assert superuser.execute(may, ["USAGE"]).fetchone() == (False,)
        superuser.rollback()


def test_readers_convert_and_name_what_they_cannot_read(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME", " a, b,,c ")
    assert env.listed("SOME", "parts") == ["a", "b", "c"]
    monkeypatch.setenv("SOME", "7")
    assert (env.number("SOME", "a number", default=1), env.text("SOME", "a text")) == (7, "7")
    for reader, default in ((env.flag, False), (env.number, 1)):
        monkeypatch.setenv("SOME", "yes")
        with pytest.raises(ImproperlyConfigured, match="SOME cannot be read: what it is for"):
            reader("SOME", "what it is for", default=default)
    monkeypatch.delenv("SOME")
    assert (env.flag("SOME", "", default=True), env.number("SOME", "", default=3)) == (True, 3)


@pytest.mark.parametrize("told", [None, ""])
def test_a_missing_secret_stops_with_its_name_and_meaning(monkeypatch, tmp_path, told):
    monkeypatch.delenv("SOME", raising=False)
    if told is not None:
        monkeypatch.setenv("SOME", told)
    with pytest.raises(ImproperlyConfigured, match="SOME is not set: signs things"):
        env.secret("SOME", "signs things")
    kept = secrets.token_urlsafe(32)
    (tmp_path / "kept").write_text(f"{kept}\n", encoding="utf-8")
    monkeypatch.setenv("SOME_FILE", str(tmp_path / "kept"))
    assert env.secret("SOME", "signs things") == kept


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("x7Kq", "too short"),
        ("ab" * 20, "too short"),
        ("change-me-" + "qwertyuiopasdfghjklzxcvbnm123456", "like an example"),
        ("django-insecure-9!x$k2v&u7w4z%b1n8m6q3p5r0t", "like an example"),
        ("byt-den-hemliga-nyckeln-0123456789-qwerty", "like an example"),
    ],
)
def test_an_example_secret_stops_without_being_quoted(monkeypatch, told, fault):
    monkeypatch.setenv("SOME", told)
    with pytest.raises(ImproperlyConfigured, match=f"SOME .*{fault}.*signs things") as stopped:
        env.secret("SOME", "signs things")
    assert told not in str(stopped.value)


def test_what_is_no_key_stops_and_is_named_by_its_place(monkeypatch):
    good, bad = Fernet.generate_key().decode(), secrets.token_urlsafe(40)
    monkeypatch.setenv("SOME", f"{good}, {good}")
    assert env.keys("SOME", "seals things") == [good, good]
    monkeypatch.setenv("SOME", f"{good},{bad}")
    with pytest.raises(ImproperlyConfigured, match="SOME: number 2 is no Fernet key") as stopped:
        env.keys("SOME", "seals things")
    assert bad not in str(stopped.value)


def test_a_secrets_file_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("SOME_FILE", "/finns/inte")
    with pytest.raises(ImproperlyConfigured, match=r"SOME_FILE cannot be read.*signs things"):
        env.secret("SOME", "signs things")


def test_a_number_or_folder_that_makes_no_sense_stops(monkeypatch):
    monkeypatch.setenv("SOME", "0")
    with pytest.raises(ImproperlyConfigured, match="SOME is less than 1: minutes"):
        env.number("SOME", "minutes", default=3, at_least=1)
    monkeypatch.setenv("SOME", "utdrag")
    with pytest.raises(ImproperlyConfigured, match="SOME does not begin with /"):
        env.folder("SOME", "where files come")


def test_the_example_names_every_variable_with_its_meaning():
    written = (places.ROOT / ".env.example").read_text(encoding="utf-8")
    assert written == env.example(), "make fix"
    for variable in env.known():
        assert variable.meaning
        if variable.secret:
            assert f"\n{variable.name}=\n" in written


def test_a_database_told_for_one_role_is_asked_for_all():
    with pytest.raises(StackError, match="JOBS_DATABASE_URL"):
        testing.said({"DATABASE_URL": "x", "MIGRATE_DATABASE_URL": "x"})


def test_a_held_lock_is_not_waited_for_unless_wanted(tmp_path):
    with (
        locked(tmp_path / "lock"),
        pytest.raises(BlockingIOError),
        locked(tmp_path / "lock", wait=False),
    ):
        pass
    with locked(tmp_path / "lock", shared=True), locked(tmp_path / "lock", shared=True, wait=False):
        pass


def test_a_wrong_chromium_is_named():
    with pytest.raises(StackError, match="/nowhere/chromium"):
        browser.find({"CHROMIUM": "/nowhere/chromium"})


def test_the_table_of_accounts_holds_each_login():
    account = {
        "role": "caseworker",
        "username": "a@example.se",
        "password": "secret-1",
        "protected": True,
    }
    staff = {"role": "auditor", "username": "rut@example.se", "password": "secret-2"}
    told = accounts.table(
        {"organisations": [{"name": "Nämnden", "accounts": [account]}], "staff": [staff]}
    )
    assert "Nämnden" in told
    for one in (account, staff):
        (line,) = [line for line in told.splitlines() if one["username"] in line]
        assert one["role"] in line
        assert one["password"] in line


def test_the_shipped_sprite_holds_nothing_that_the_policy_blocks_and_every_replaced_icon():
    sprite = (assets.VENDOR / assets.SPRITE).read_text(encoding="utf-8")
    assert "style" not in sprite
    for name in (*icons.FREE, *icons.ADDED):
        assert sprite.count(f'id="{name}"') == 1
        assert "Font Awesome Free" in sprite.partition(f'id="{name}"')[2].partition("</symbol>")[0]


def test_an_icon_newly_marked_as_commercial_stops_the_making(tmp_path):
    folder = tmp_path / "@fkui/icon-lib-default/dist/f"
    folder.mkdir(parents=True)
    marked = '<symbol id="f-icon-heart" viewBox="0"><!--! Font Awesome Pro 6 --></symbol>'
    (folder / "index.js").write_text(marked, encoding="utf-8")
    with pytest.raises(StackError, match="f-icon-heart"):
        icons.sprite(tmp_path)


def test_every_licence_of_the_look_is_noticed():
    notice = (places.ROOT / "NOTICE").read_text(encoding="utf-8")
    packages = {"/".join(source.split("/")[:2]) for source in assets.COPIED.values()}
    assert [name for name in packages if name not in notice] == []
    assert all((assets.VENDOR / name).stat().st_size for name in assets.COPIED)


@pytest.mark.parametrize(
    "name", ["requirements/dev.txt", "requirements/prod.txt", "package-lock.json", "package.json"]
)
def test_no_lock_holds_an_address(name):
    text = (places.ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "file:" not in text
