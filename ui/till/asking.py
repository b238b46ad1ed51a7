"""What a scan could not answer by itself, asked one question at a time; goods that are scanned meanwhile wait behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.product import Found
from ui.till import questions
from ui.till.basket_lane import Question

if TYPE_CHECKING:
    from ui.till.till_view import TillView


class Asking(QObject):
    """The till's bar, its chooser and its notice, each holding one question."""

    def __init__(self, till: "TillView") -> None:
        super().__init__(till)
        self._till, self._counter = till, till.counter
        self._unknown: Question | None = None
        """The code nobody knows that stands in the notice."""
        self._counter.asked.connect(self._ask)
        till.chooser.list.taken.connect(self._choose)
        till.bar.closed.connect(self._bar_closed)
        till.bar.replaced.connect(self._put_off_amount)
        till.notice.closed.connect(self._notice_closed)

    @property
    def _busy(self) -> bool:
        return self._till.bar.is_open or self._till.chooser.isVisible() or self._unknown is not None

    def again(self) -> None:
        """The question that was being asked when the window was built anew."""
        if self._counter.question is not None and not self._busy:
            self._ask(self._counter.question)

    def put_off(self) -> None:
        """Another sentence takes the notice: an unknown code in it is asked about again afterwards."""
        if self._unknown is not None:
            self._counter.questions.appendleft(self._unknown)
            self._unknown = None

    def _put_off_amount(self) -> None:
        """What a cashier asks for takes the bar: a price or weight a scan waits for is asked again afterwards."""
        question = self._counter.question
        if question is not None and (question.price_missing is not None or question.weight_missing is not None):
            self._counter.questions.appendleft(question)
            self._counter.question = None

    def _ask(self, question: Question) -> None:
        if self._busy:
            self._counter.questions.append(question)
            return
        self._counter.question = question
        if question.choices:
            questions.choose(self._till, question)
        elif question.price_missing is not None:
            questions.open_price(self._till, question)
        elif question.weight_missing is not None:
            self._till.weighing.ask(question.weight_missing)
        else:
            self._unknown = question
            questions.unknown(self._till, question)

    def new_article(self) -> None:
        """Enter the article whose code nobody knew."""
        question, self._unknown = self._unknown, None
        if question is not None and question.archived is None:
            self._till.notice.hide()
            questions.new_article(self._till, question)

    def close_chooser(self) -> None:
        self._till.chooser.hide()
        self._bar_closed()

    def _choose(self, found: Found) -> None:
        self._till.chooser.hide()
        self._till.search.setFocus()
        self._counter.add(found, questions.quantity_of(self._till))
        self._next()

    def _bar_closed(self) -> None:
        self._till.search.setFocus()
        self._next()

    def _notice_closed(self) -> None:
        self._unknown = None
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        self._counter.question = None
        if self._counter.questions:
            self._ask(self._counter.questions.popleft())
