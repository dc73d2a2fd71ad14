"""The commands of the exchange: a key, and the published files."""

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from thbcases.niis.exchange import keys
from thbcases.niis.exchange.schema import files


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path: Path, settings: object) -> None:
    path, out = tmp_path / "key.json", StringIO()
    call_command("exchange_key", str(path), kid="lt-2026", stdout=out)
    public = json.loads(out.getvalue())
    assert keys.check_public(public) == "lt-2026"
    assert "d" not in public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    settings.THB_EXCHANGE_KEY = str(path)  # type: ignore[attr-defined]
    assert keys.own_key().kid == "lt-2026"
    with pytest.raises(CommandError):
        call_command("exchange_key", str(path), stdout=out)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"kty": "OKP"}'])
def test_a_bad_key_file_is_told(tmp_path: Path, settings: object, text: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(text, encoding="utf-8")
    settings.THB_EXCHANGE_KEY = str(path)  # type: ignore[attr-defined]
    with pytest.raises(keys.NoKey):
        keys.own_key()


def test_a_public_key_does_not_sign(tmp_path: Path, settings: object) -> None:
    path = tmp_path / "key.json"
    path.write_text(json.dumps(keys.public_part(keys.make_private())), encoding="utf-8")
    settings.THB_EXCHANGE_KEY = str(path)  # type: ignore[attr-defined]
    with pytest.raises(keys.NoKey, match="public"):
        keys.own_key()


def test_the_files_are_written(tmp_path: Path) -> None:
    call_command("exchange_files", str(tmp_path / "format"), stdout=StringIO())
    assert sorted(p.name for p in (tmp_path / "format").iterdir()) == sorted(files())
