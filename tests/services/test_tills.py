"""A till's name belongs to one machine of a server; a file is one machine's own."""

import pytest

from pos_app.errors import Refused
from pos_app.services import tills


def test_a_second_machine_is_refused_a_taken_name_on_a_server(shop, engine):
    tills.claim(shop, "T1", lambda: "one")
    tills.claim(shop, "T2", lambda: "other")
    tills.claim(shop, "T1", lambda: "one")
    if engine == "sqlite":
        tills.claim(shop, "T1", lambda: "other")
        return
    with pytest.raises(Refused, match="till_taken"):
        tills.claim(shop, "T1", lambda: "other")
