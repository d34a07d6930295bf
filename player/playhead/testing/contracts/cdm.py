"""What every CDM must do, sentence by sentence of `playhead_drm.key_system`.

Derive a class whose name begins with `Test`, and override the fixtures that differ:

- `make_cdm` (needed): makes a CDM, ready for use;
- `answer` (needed): the licence server: from a message's body to the response;
- `init_data`: what to ask with; the format `keyids` of the test key otherwise;
- `samples`: samples of content that the server licenses, closed and clear; made with the test key otherwise;
- `run`: `asyncio.run`, or `run_virtual`;
- `binds_answers`: False for a key system whose licences fit any session, as Clear Key's do.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from playhead.testing.contracts.stage import Run
from playhead.testing.protected_samples import TestSample, encrypted_sample
from playhead_drm import (
    Cdm,
    DrmError,
    InitDataError,
    InitDataType,
    KeyMissingError,
    KeyNotUsableError,
    KeyStatusChange,
    LicenseMessage,
    LicenseResponseError,
    LicenseSession,
    MessageType,
    ProtectedSample,
    SampleProtection,
    Scheme,
    SessionClosedError,
    SessionType,
    UnsupportedSchemeError,
)

__all__ = ["TEST_KEY", "TEST_KEY_ID", "Answer", "CdmContract", "MakeCdm"]

MakeCdm = Callable[[], Cdm]
Answer = Callable[[bytes], bytes]

TEST_KEY_ID = bytes(range(0x10, 0x20))
TEST_KEY = bytes(range(0xA0, 0xB0))
_OTHER_KEY_ID = bytes(16)


class CdmContract:
    """The tests.

    Attributes:
        binds_answers: Whether a licence fits only the session whose message it answers.
    """

    binds_answers: bool = True

    @pytest.fixture
    def make_cdm(self) -> MakeCdm:
        raise NotImplementedError("override make_cdm")

    @pytest.fixture
    def answer(self) -> Answer:
        raise NotImplementedError("override answer")

    @pytest.fixture
    def init_data(self) -> tuple[InitDataType, bytes]:
        return InitDataType.KEYIDS, b'{"kids":["EBESExQVFhcYGRobHB0eHw"]}'

    @pytest.fixture
    def samples(self) -> Sequence[TestSample]:
        return [
            encrypted_sample(scheme, TEST_KEY_ID, TEST_KEY, seed=seed)
            for scheme in (Scheme.CENC, Scheme.CBCS)
            for seed in (1, 2)
        ]

    @pytest.fixture
    def run(self) -> Run:
        return asyncio.run

    @pytest.fixture
    def use(self, make_cdm: MakeCdm, run: Run) -> Callable[[Callable[[Cdm], Awaitable[None]]], None]:
        def use(script: Callable[[Cdm], Awaitable[None]]) -> None:
            async def whole() -> None:
                cdm = make_cdm()
                try:
                    await script(cdm)
                finally:
                    await cdm.close()

            run(whole())

        return use

    # --- licences ------------------------------------------------------------------------------------------

    def test_it_says_the_same_of_itself_at_any_time(self, use: "Use") -> None:
        async def script(cdm: Cdm) -> None:
            before = cdm.capabilities
            await opened(cdm)
            assert cdm.capabilities == before
            assert before.key_system
            assert SessionType.TEMPORARY in before.session_types

        use(script)

    def test_a_new_session_has_no_name_and_no_keys(self, use: "Use") -> None:
        async def script(cdm: Cdm) -> None:
            session = await opened(cdm)
            assert session.session_id == ""
            assert not session.key_statuses
            assert session.expires_at_s is None

        use(script)

    def test_a_request_and_its_answer_bring_usable_keys(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await opened(cdm)
            message = await session.generate_request(*init_data)
            assert message is not None
            assert message.type is MessageType.LICENSE_REQUEST
            assert message.body
            assert session.session_id
            await converse(session, message, answer)
            assert any(status.opens_samples for status in session.key_statuses.values())

        use(script)

    def test_keys_are_announced(self, use: "Use", init_data: "InitData", answer: Answer) -> None:
        async def script(cdm: Cdm) -> None:
            heard: list[LicenseMessage | KeyStatusChange] = []
            session = await cdm.create_session(SessionType.TEMPORARY, heard.append)
            await converse(session, await session.generate_request(*init_data), answer)
            await asyncio.sleep(0)
            assert KeyStatusChange() in heard

        use(script)

    def test_what_is_no_licence_is_refused_and_a_licence_works_after_it(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        async def script(cdm: Cdm) -> None:
            for garbage in (b"", b"<html>no licence here</html>", bytes(300)):
                session = await opened(cdm)
                message = await session.generate_request(*init_data)
                with pytest.raises(LicenseResponseError):
                    await session.update(garbage)
                await converse(session, message, answer)
                assert session.key_statuses

        use(script)

    def test_an_answer_to_another_session_is_refused(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        if not self.binds_answers:
            pytest.skip("this key system's licences fit any session")

        async def script(cdm: Cdm) -> None:
            one, other = await opened(cdm), await opened(cdm)
            message = await one.generate_request(*init_data)
            await other.generate_request(*init_data)
            assert message is not None
            with pytest.raises(LicenseResponseError):
                await other.update(answer(message.body))
            assert not other.key_statuses

        use(script)

    def test_an_answer_without_a_question_is_refused(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        async def script(cdm: Cdm) -> None:
            asked = await opened(cdm)
            message = await asked.generate_request(*init_data)
            assert message is not None
            with pytest.raises(LicenseResponseError):
                await (await opened(cdm)).update(answer(message.body))

        use(script)

    def test_init_data_that_can_not_be_read_is_refused(self, use: "Use", init_data: "InitData") -> None:
        async def script(cdm: Cdm) -> None:
            with pytest.raises(InitDataError):
                await (await opened(cdm)).generate_request(init_data[0], b"\0\xff no init data")

        use(script)

    def test_init_data_of_a_type_that_it_does_not_take_is_refused(self, use: "Use") -> None:
        async def script(cdm: Cdm) -> None:
            for kind in set(InitDataType) - cdm.capabilities.init_data_types:
                with pytest.raises(UnsupportedSchemeError):
                    await (await opened(cdm)).generate_request(kind, b"anything")

        use(script)

    # --- samples -------------------------------------------------------------------------------------------

    def test_samples_come_out_in_the_clear_and_in_order(
        self, use: "Use", init_data: "InitData", answer: Answer, samples: Sequence[TestSample]
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await licensed(cdm, init_data, answer)
            mine = [each for each in samples if each.closed.protection.scheme in cdm.capabilities.schemes]
            assert mine
            opened_samples = await asyncio.to_thread(session.decrypt, [each.closed for each in mine])
            assert [bytes(each) for each in opened_samples] == [each.clear for each in mine]
            assert await asyncio.to_thread(session.decrypt, []) == []

        use(script)

    def test_a_key_that_no_licence_brought_is_missing_by_name(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await licensed(cdm, init_data, answer)
            scheme = min(cdm.capabilities.schemes)
            foreign = ProtectedSample(bytes(32), SampleProtection(scheme, _OTHER_KEY_ID, bytes(16)))
            with pytest.raises(KeyMissingError) as failure:
                await asyncio.to_thread(session.decrypt, [foreign])
            assert failure.value.key_ids == (_OTHER_KEY_ID.hex(),)

        use(script)

    def test_nothing_is_decrypted_before_the_licence(
        self, use: "Use", init_data: "InitData", samples: Sequence[TestSample]
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await opened(cdm)
            await session.generate_request(*init_data)
            with pytest.raises((KeyMissingError, KeyNotUsableError)):
                await asyncio.to_thread(session.decrypt, [samples[0].closed])

        use(script)

    # --- the end -------------------------------------------------------------------------------------------

    def test_a_closed_session_does_nothing_more(
        self, use: "Use", init_data: "InitData", answer: Answer, samples: Sequence[TestSample]
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await licensed(cdm, init_data, answer)
            await session.close()
            await session.close()
            with pytest.raises(SessionClosedError):
                await session.generate_request(*init_data)
            with pytest.raises(SessionClosedError):
                await session.update(b"late")
            with pytest.raises(DrmError):
                session.decrypt([samples[0].closed])

        use(script)

    def test_closing_the_cdm_closes_its_sessions(
        self, use: "Use", init_data: "InitData", answer: Answer
    ) -> None:
        async def script(cdm: Cdm) -> None:
            session = await licensed(cdm, init_data, answer)
            await cdm.close()
            await cdm.close()
            with pytest.raises(SessionClosedError):
                await session.update(b"late")

        use(script)

    def test_a_persistent_licence_is_taken_up_until_it_is_removed(
        self, use: "Use", init_data: "InitData", answer: Answer, samples: Sequence[TestSample]
    ) -> None:
        async def script(cdm: Cdm) -> None:
            if SessionType.PERSISTENT not in cdm.capabilities.session_types:
                with pytest.raises(UnsupportedSchemeError):
                    await opened(cdm, SessionType.PERSISTENT)
                return
            session = await licensed(cdm, init_data, answer, SessionType.PERSISTENT)
            name = session.session_id
            await session.close()
            again = await opened(cdm, SessionType.PERSISTENT)
            assert await again.load(name)
            assert [bytes(each) for each in again.decrypt([samples[0].closed])] == [samples[0].clear]
            await again.remove()
            assert not await (await opened(cdm, SessionType.PERSISTENT)).load(name)

        use(script)

    def test_a_session_that_nobody_stored_is_not_there(self, use: "Use") -> None:
        async def script(cdm: Cdm) -> None:
            assert not await (await opened(cdm)).load("no such session")

        use(script)


Use = Callable[[Callable[[Cdm], Awaitable[None]]], None]
InitData = tuple[InitDataType, bytes]


def _ignore(_: LicenseMessage | KeyStatusChange) -> None:
    """Most tests look at what a session is, not at what it says."""


async def opened(cdm: Cdm, session_type: SessionType = SessionType.TEMPORARY) -> LicenseSession:
    """Return a new session."""
    return await cdm.create_session(session_type, _ignore)


async def converse(session: LicenseSession, message: LicenseMessage | None, answer: Answer) -> None:
    """Carry messages until the CDM has no more to say."""
    while message is not None:
        message = await session.update(answer(message.body))


async def licensed(
    cdm: Cdm, init_data: InitData, answer: Answer, session_type: SessionType = SessionType.TEMPORARY
) -> LicenseSession:
    """Return a session with its licence."""
    session = await opened(cdm, session_type)
    await converse(session, await session.generate_request(*init_data), answer)
    return session
