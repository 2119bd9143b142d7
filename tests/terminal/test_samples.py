"""The samples to choose from: the detected profile first, single-terminal switches only where they belong."""

import pytest

from reader.terminal.decision import decide
from reader.terminal.probe import Evidence
from reader.terminal.profiles import PROFILES
from reader.terminal.samples import samples
from tests.terminal import model


@pytest.mark.parametrize(
    ("environment", "first"),
    [({}, "visual"), ({"MLTERM": "3.9"}, "mlterm"), ({"KONSOLE_VERSION": "22"}, "logical-runs")],
)
def test_the_detected_one_comes_first(environment: dict[str, str], first: str) -> None:
    offered = samples(decide(Evidence.of_environment(environment)), 80)
    assert offered[0].profile.name == first
    assert [sample.number for sample in offered] == list(range(1, len(offered) + 1))
    assert len(offered) < 10
    names = {sample.profile.name for sample in offered}
    assert names >= {"visual", "explicit", "override", "logical-runs", "kitty", "logical", "plain"}
    assert names - {first} <= set(PROFILES) - {"mlterm", "mintty"}


def test_the_first_sample_reads_right_where_it_was_detected() -> None:
    konsole = samples(decide(Evidence.of_environment({"KONSOLE_VERSION": "22"})), 80)[0]
    seen = model.text(model.konsole(konsole.profile.emit([(konsole.row, None)])))
    assert seen.replace("\u2800", " ") == konsole.row


def test_a_row_of_another_profile_leaves_the_modes_as_they_were() -> None:
    explicit, visual = PROFILES["explicit"], PROFILES["visual"]
    row = [(" ﺐﺘﻛ", None)]
    assert explicit.emit_among(explicit, row) == " ﺐﺘﻛ"
    assert explicit.emit_among(visual, row) == "\x1b[8h ﺐﺘﻛ\x1b[8l"
    assert visual.emit_among(explicit, row) == "\x1b[8l ﺐﺘﻛ\x1b[8h"
