from __future__ import annotations

from pathlib import Path

import pytest

from newsfold.alerts import Webhook, read_rules
from newsfold.records import NewsfoldError

HOOK = 'to = { webhook = "https://desk.example/hook" }'
HEAD = 'name = "a"\nwhen = ["difference"]\n'


def test_a_rule_has_its_conditions(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("whsec_a2V5\n", encoding="utf-8")
    file = tmp_path / "rules.toml"
    file.write_text(
        '[[alert]]\nname = "Dead in the quake"\nwhen = ["figure updated", "second origin"]\n'
        'words = "quake"\nwho = "Mayor Lind"\nplace = "Skarnes"\noutlet = "Post"\nmin_outlets = 3\n'
        'figure_over = 100\nabout = "people killed"\n'
        'to = { webhook = "https://desk.example/hook", secret_file = "secret", timeout = 3 }\n',
        encoding="utf-8",
    )
    (rule,) = read_rules(file)
    assert rule.when == {"figure updated", "second origin"} and rule.min_outlets == 3
    assert (rule.words, rule.who, rule.place, rule.outlet) == ("quake", "Mayor Lind", "Skarnes", "Post")
    assert (rule.figure_over, rule.about) == (100.0, "people killed")
    assert rule.to == Webhook(url="https://desk.example/hook", secret=b"key", timeout=3.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[alert]\n", r"rules.toml: not TOML: .*line 1"),
        ("", r"tables \[\[alert\]\]"),
        ('[[rule]]\nname = "a"\n', r"tables \[\[alert\]\], one a rule; 'rule' is none"),
        ("[[alert]]\n", "line 1: alert 1, `name`: it is missing"),
        ('[[alert]]\nname = "a"\nwhen = ["gossip"]\n', "line 3: alert 1, `when`: 'gossip' is no kind"),
        (f"[[alert]]\n{HEAD}", "line 1: alert 1, `to`: it is missing"),
        (f"[[alert]]\n{HEAD}to = {{}}\n", "line 4: alert 1, `to`: one of webhook, command, email, feed"),
        (f"[[alert]]\n{HEAD}{HOOK}\nword = 'x'\n", "line 5: alert 1, `word`: there is no such field"),
        (f"[[alert]]\n{HEAD}{HOOK}\nmin_outlets = 0\n", "line 5: alert 1, `min_outlets`: a whole number"),
        (f"[[alert]]\n{HEAD}{HOOK}\nfigure_over = nan\n", "line 5: alert 1, `figure_over`: a number"),
        (f"[[alert]]\n{HEAD}{HOOK}\nabout = 'dead'\n", "line 5: alert 1, `about`: .*figure_over"),
        (f"[[alert]]\n{HEAD}{HOOK}\n[[alert]]\n{HEAD}{HOOK}\n", "line 6: alert 2, `name`: 'a' is the name"),
        (
            f"[[alert]]\n{HEAD}to = {{ webhook = 'file:///etc/passwd' }}\n",
            "line 4: .*`to.webhook`: not an http",
        ),
        (f"[[alert]]\n{HEAD}to = {{ webhook = 'https://u:p@a.example/' }}\n", "with a user name in it"),
        (
            f"[[alert]]\n{HEAD}[alert.to]\nwebhook = 'https://a.example/'\ntimeout = 0\n",
            "line 6: .*to.timeout",
        ),
        (f"[[alert]]\n{HEAD}to = {{ command = 'rm -rf' }}\n", "`to.command`: the program and its arguments"),
        (f"[[alert]]\n{HEAD}to = {{ command = [] }}\n", "`to.command`"),
        (
            f"[[alert]]\n{HEAD}to = {{ webhook = 'https://a.example/', secret_env = 'NO_SUCH_SECRET' }}\n",
            "`to.secret_env`: the environment has no NO_SUCH_SECRET",
        ),
        (
            f"[[alert]]\n{HEAD}to = {{ webhook = 'https://a.example/', secret_file = 'none' }}\n",
            "`to.secret_file`: none can't be read",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_field(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NewsfoldError, match=words):
        read_rules(file)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, words in (("no.toml", "No such file"), ("bytes", "not TOML")):
        with pytest.raises(NewsfoldError, match=words):
            read_rules(tmp_path / name)
