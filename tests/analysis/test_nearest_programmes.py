"""The programmes that an input may be about: by telling words, its dimension first, never more than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.nearest_programmes import nearest_programmes
from smartplan.plan.model import Dimension, Plan, Programme

NAMES = {
    "governance": {
        "GOV-01": ("Layanan kependudukan daring", "Akta dan kartu keluarga."),
        "GOV-02": ("Portal data terbuka", "Data kota untuk warga."),
    },
    "living": {
        "LIV-01": ("Wi-Fi publik", "Akses internet di taman kota."),
        "LIV-02": ("Kepadatan lalu lintas", "Lampu lalu lintas terhubung."),
        "LIV-03": ("Angkutan umum", "Pengumpan bagi angkutan umum."),
    },
    "environment": {
        "ENV-01": ("Bank sampah", "Warga menabung sampah."),
        "ENV-02": ("Taman kota", "Ruang terbuka hijau."),
    },
}
PLAN = Plan(
    dimensions={
        key: Dimension(programmes={id_: Programme(name=name, description=text) for id_, (name, text) in ones.items()})
        for key, ones in NAMES.items()
    }
)
FOUND = [
    # A word in the name tells more than one in a description; inflections are the same word.
    ("Perbanyak Wi-Fi.", "", ["LIV-01"]),
    ("Bank-bank sampahnya di tiap kelurahan", "", ["ENV-01"]),
    ("Atasi kemacetan dengan angkutan umum", "living", ["LIV-03"]),
    ("Layanan internet", "", ["GOV-01", "LIV-01"]),
    # Those of its dimension come first, however little they share.
    ("Layanan internet", "living", ["LIV-01", "GOV-01"]),
    # What many have, and short words, tell nothing.
    ("warga kota", "", []),
    ("di dan ke", "living", []),
    ("", "", []),
]


@pytest.mark.parametrize(("text", "dimension", "found"), FOUND)
def test_the_nearest(text: str, dimension: str, found: list[str]) -> None:
    assert [entry.id for entry in nearest_programmes(text, dimension, PLAN)] == found


@given(st.text(max_size=80), st.sampled_from(["", "living", "x"]), st.integers(0, 4))
def test_never_more_than_asked_for_and_those_of_the_dimension_first(text: str, dimension: str, most: int) -> None:
    found = nearest_programmes(text, dimension, PLAN, most)
    assert len(found) <= most
    here = [entry.dimension == dimension for entry in found]
    assert here == sorted(here, reverse=True)
