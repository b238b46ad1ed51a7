"""The print queue: whatever a printer does, the sale stands and the queue tells the truth."""

import socket
import threading

import pytest

from pos_app.devices import printer as printers
from pos_app.domain.print_job import JobState
from pos_app.errors import Refused, Unavailable
from pos_app.services import check, printing, receipts
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.shelf import TEA, base_list

TILL = OWNER.till


class Paper:
    """A printer that takes `room` bytes and is then unplugged; None: it prints whatever comes."""

    def __init__(self, room: int | None = None) -> None:
        self.room, self.printed, self.torn = room, [], b""

    def send(self, body: bytes) -> None:
        if self.room is not None and self.room < len(body):
            self.torn = body[: self.room]
            raise Unavailable("printer_failed", printer="paper")
        self.printed.append(body)


@pytest.fixture
def counter(shop):
    base_list(shop)
    return shop


def states(shop):
    return [(job.subject, job.state, job.tries) for job in printing.latest(shop, TILL)]


def test_slips_come_out_in_order_and_once(counter):
    numbers = [sell(counter, TEA).number for _ in range(3)]
    for number in numbers:
        printing.put_receipt(counter, OWNER, number)
    paper = Paper()
    ran = printing.run(counter, paper, till=TILL)
    assert (ran.printed, ran.waiting, ran.failed) == (3, 0, None)
    assert paper.printed == [receipts.escpos(counter, number) for number in numbers]
    assert printing.run(counter, paper, till=TILL).printed == 0
    assert states(counter)[0] == (numbers[-1], JobState.PRINTED, 1)


def test_a_printer_that_dies_at_any_byte_loses_no_sale_and_the_queue_tells_the_truth(counter):
    number = sell(counter, TEA).number
    length = len(receipts.escpos(counter, number))
    printing.put_receipt(counter, OWNER, number)
    offsets = range(0, length, 40)
    for tries, offset in enumerate(offsets, start=1):
        ran = printing.run(counter, Paper(offset), till=TILL)
        assert (ran.printed, ran.waiting, ran.failed.code) == (0, 1, "printer_failed")
        assert states(counter) == [(number, JobState.WAITING, tries)]
    paper = Paper()
    assert printing.run(counter, paper, till=TILL).printed == 1
    assert paper.printed == [receipts.escpos(counter, number)]
    assert check.problems(counter) == []


def test_nothing_overtakes_a_slip_that_waits(counter):
    first, second = sell(counter, *[TEA] * 9).number, sell(counter, TEA).number
    for number in (first, second):
        printing.put_receipt(counter, OWNER, number)
    ran = printing.run(counter, Paper(len(receipts.escpos(counter, first)) - 1), till=TILL)
    assert (ran.printed, ran.waiting) == (0, 2)
    assert [job.subject for job in printing.waiting(counter, TILL)] == [first, second]


def test_a_job_cut_off_by_a_crash_is_sent_again_and_not_by_two_at_once(counter, clock):
    printing.put_receipt(counter, OWNER, sell(counter, TEA).number)

    class Crash(Exception):
        pass

    class Dying:
        def send(self, body: bytes) -> None:
            raise Crash

    with pytest.raises(Crash):
        printing.run(counter, Dying(), till=TILL)
    assert printing.run(counter, Paper(), till=TILL).printed == 0, "another program may still be sending it"
    clock.forward(minutes=3)
    assert printing.run(counter, Paper(), till=TILL).printed == 1


def test_a_job_can_be_given_up_while_it_waits(counter):
    job = printing.put_receipt(counter, OWNER, sell(counter, TEA).number)
    printing.run(counter, Paper(0), till=TILL)
    printing.cancel(counter, OWNER, job)
    paper = Paper()
    assert (printing.run(counter, paper, till=TILL).printed, paper.printed) == (0, [])
    for wrong, code in ((job, "job_is_finished"), (job + 1, "no_such_job")):
        with pytest.raises(Refused, match=code):
            printing.cancel(counter, OWNER, wrong)


def test_each_till_has_a_queue_of_its_own(counter):
    printing.put_receipt(counter, OWNER, sell(counter, TEA).number)
    assert printing.run(counter, Paper(), till="T2").printed == 0
    assert len(printing.waiting(counter, TILL)) == 1


def test_a_drawer_opens_at_once_or_not_at_all(counter):
    with pytest.raises(Unavailable, match="printer_failed"):
        printing.open_drawer(counter, OWNER, Paper(0))
    paper = Paper()
    assert printing.run(counter, paper, till=TILL).printed == 0
    printing.open_drawer(counter, OWNER, paper)
    assert paper.printed == [printing.PULSE]


def test_a_printer_on_the_network_gets_every_byte(counter):
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            connection, _peer = server.accept()
            with connection:
                while part := connection.recv(4096):
                    got.extend(part)

        thread = threading.Thread(target=listen)
        thread.start()
        number = sell(counter, TEA).number
        printing.put_receipt(counter, OWNER, number)
        ran = printing.run(counter, printers.at(f"tcp:127.0.0.1:{server.getsockname()[1]}"), till=TILL)
        thread.join(10)
    assert ran.printed == 1
    assert bytes(got) == receipts.escpos(counter, number)


def test_a_printer_that_is_not_there_is_named(counter, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    for address in (f"tcp:127.0.0.1:{closed}", "serial:/dev/no-such-port", f"file:{tmp_path / 'no' / 'lp0'}", "usb:dead:beef", "windows:X"):
        with pytest.raises(Unavailable) as failed:
            printers.at(address).send(b"x")
        assert failed.value.fields["printer"] == address


@pytest.mark.parametrize("address", ["tcp:", "lpt:1", "usb:1:2", "file:", "tcp:a:b", "9100", "serial:/dev/x:fast"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(Refused, match="not_a_printer"):
        printing.printer(address)
    with pytest.raises(Refused, match="no_printer_set"):
        printing.printer("")


def test_a_file_takes_job_after_job(counter, tmp_path):
    slips = tmp_path / "lp0"
    for body in (b"one", b"two"):
        printers.at(f"file:{slips}").send(body)
    assert slips.read_bytes() == b"onetwo"
