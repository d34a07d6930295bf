"""Persistent licences rest in a vault or in memory, never in a file."""

import logging

import pytest

from playhead_drm import (
    ClearKeyCdm,
    InitDataType,
    MemoryStore,
    SessionType,
    VaultStore,
    clear_key_licence,
    open_store,
)

KEY_ID, KEY = bytes(range(16)), bytes(range(16, 32))
REQUEST = (InitDataType.KEYIDS, b'{"kids":["AAECAwQFBgcICQoLDA0ODw"]}')


class SecretServiceVault:
    """A vault in memory that passes for one of the system's."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self) -> None:
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


class PlaintextVault(SecretServiceVault):
    __module__ = "keyrings.alt.file"


class BrokenVault(SecretServiceVault):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no bus")


class Chain:
    __module__ = "keyring.backends.chainer"

    def __init__(self, *backends: object) -> None:
        self.backends = backends

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("the chain itself must not be asked")

    set_password = delete_password = get_password  # type: ignore[assignment]


def test_a_vault_of_the_system_is_used() -> None:
    vault = SecretServiceVault()
    store = open_store(vault)
    store.save("one", "licence")
    assert store.read("one") == "licence"
    assert list(vault.passwords.values()) == ["licence"]
    store.delete("one")
    assert store.read("one") is None


@pytest.mark.parametrize("vault", [PlaintextVault(), BrokenVault(), Chain(PlaintextVault())])
def test_what_is_no_vault_or_does_not_answer_leaves_licences_in_memory_and_says_so(
    vault: SecretServiceVault, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        store = open_store(vault)
    store.save("one", "licence")
    assert isinstance(store, MemoryStore)
    assert "kept in memory" in caplog.text
    assert not getattr(vault, "passwords", {})


def test_a_vault_within_a_chain_is_found() -> None:
    vault = SecretServiceVault()
    open_store(Chain(PlaintextVault(), vault)).save("one", "licence")  # type: ignore[arg-type]
    assert vault.passwords


def test_a_vault_that_stops_answering_costs_the_licence_and_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = VaultStore(BrokenVault())
    assert store.read("one") is None
    store.delete("none")
    assert "no bus" not in caplog.text


async def test_a_licence_outlives_the_program_with_its_expiry() -> None:
    vault, now_s = SecretServiceVault(), [1000.0]
    first = ClearKeyCdm(store=VaultStore(vault), utc_s=lambda: now_s[0])
    session = await first.create_session(SessionType.PERSISTENT, lambda _: None)
    await session.generate_request(*REQUEST)
    await session.update(clear_key_licence({KEY_ID: KEY}, expires_in_s=3600))
    await first.close()

    now_s[0] += 1800
    second = ClearKeyCdm(store=VaultStore(vault), utc_s=lambda: now_s[0])
    again = await second.create_session(SessionType.PERSISTENT, lambda _: None)
    assert await again.load(session.session_id)
    assert [status.value for status in again.key_statuses.values()] == ["usable"]
    now_s[0] += 1801
    assert [status.value for status in again.key_statuses.values()] == ["expired"]
    await second.close()


async def test_a_temporary_licence_is_not_stored() -> None:
    vault = SecretServiceVault()
    cdm = ClearKeyCdm(store=VaultStore(vault))
    session = await cdm.create_session(SessionType.TEMPORARY, lambda _: None)
    await session.generate_request(*REQUEST)
    await session.update(clear_key_licence({KEY_ID: KEY}))
    assert not vault.passwords
    await cdm.close()
