"""The language of texts, sentences, fragments and of what is no text."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import Decision, decide

VI = (
    "Sáng 12/4, Ủy ban Công tác về các tổ chức phi chính phủ nước ngoài tổ chức hội nghị trực tuyến. "
    "Trong năm 2023, giá trị viện trợ giải ngân đạt 228,7 triệu USD, tập trung vào y tế và giáo dục."
)
MS = (
    "Jawatankuasa Pertubuhan Bukan Kerajaan Asing mengadakan persidangan dalam talian pada 12 April. "
    "Pada tahun 2023, nilai bantuan yang disalurkan mencecah AS$228.7 juta, berbanding tahun lepas."
)
ID = (
    "Komite Organisasi Non-Pemerintah Asing menggelar konferensi daring pada 12 April. Pada tahun "
    "2023, nilai bantuan yang disalurkan mencapai 228,7 juta dolar AS, naik dibandingkan tahun lalu."
)
EN = (
    "The Committee for Foreign Non-Governmental Organisations held an online conference on 12 April. "
    "In 2023 the aid disbursed reached 228.7 million US dollars, mostly for health and education."
)


@pytest.mark.parametrize(("lang", "text"), [("vi", VI), ("ms", MS), ("id", ID), ("en", EN)])
def test_a_paragraph_of_each_language(lang: str, text: str) -> None:
    decision = decide(text)
    assert decision.lang == lang
    assert decision.probability > 0.99


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "ms",
            "Kerajaan negeri berterima kasih kepada sukarelawan antarabangsa kerana bantuan itu.",
        ),
        (
            "id",
            "Pemerintah provinsi berterima kasih kepada relawan internasional karena bantuan itu.",
        ),
        ("ms", "Mesyuarat itu diadakan pada bulan Ogos dan dihadiri wakil dari 30 syarikat."),
        ("id", "Rapat itu digelar pada bulan Agustus dan dihadiri perwakilan dari 30 perusahaan."),
        ("ms", "Kira-kira 40 peratus daripada peruntukan itu digunakan untuk projek air bersih."),
        ("id", "Sekitar 40 persen dari anggaran itu digunakan untuk proyek air bersih."),
        ("ms", "Katanya, mangsa ribut boleh memohon wang bantuan di pejabat daerah."),
        ("id", "Menurut dia, korban badai bisa mengajukan uang bantuan di kantor kecamatan."),
        ("vi", "Tỉnh hiện có 31 tổ chức phi chính phủ nước ngoài đang hoạt động."),
        ("en", "The province is now home to 31 foreign organisations running 54 projects."),
    ],
)
def test_a_single_sentence(lang: str, sentence: str) -> None:
    assert decide(sentence).lang == lang


@pytest.mark.parametrize(
    "text",
    [
        "Báo Nhân Dân\n\nNền tảng quảng bá Việt Nam\n\nBáo Nhân dân04/12/2025\n\n" + MS,
        MS + "\n\nSumber: Tuổi Trẻ",
    ],
)
def test_a_vietnamese_masthead_does_not_make_a_malay_text_vietnamese(text: str) -> None:
    assert decide(text).lang == "ms"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "id",
            "Menurut pemerintah, bantuan untuk Malaysia disalurkan karena banjir di Johor, Kelantan, "
            "Pahang, Sabah dan Sarawak. Malaysia berterima kasih, kata seorang pejabat Malaysia.",
        ),
        (
            "ms",
            "Menurut kerajaan, bantuan untuk Indonesia disalurkan kerana banjir di Jakarta, Aceh, "
            "Jambi, Lampung dan Jawa. Indonesia berterima kasih, kata seorang pegawai Indonesia.",
        ),
    ],
)
def test_the_country_told_of_is_not_the_language_told_in(lang: str, text: str) -> None:
    assert decide(text).lang == lang


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "12/4/2024",
        "228,7 – 1.094 (31) 2023",
        "1234567890 " * 1_000_000,
        "a" * 10_000_000,
        "NGO",
        "USD",
        "program",
        "program bantuan",
        "dana bantuan 2023",
        "Sumber: PACCOM",
        "Nguyen Van Nam, Tran Thi Hoa, Le Minh Duc",
        "to chuc phi chinh phu nuoc ngoai",
        "\u200b\u200b\u00ad",
        "🙂 🙂 🙂",
    ],
)
def test_no_guess(text: str) -> None:
    assert decide(text).lang == "und"


@pytest.mark.parametrize(
    ("lang", "fragment"),
    [
        ("vi", "tổ chức phi chính phủ nước ngoài"),
        ("vi", "hơn 228 triệu USD"),
        ("ms", "pertubuhan bukan kerajaan asing"),
        ("id", "organisasi non-pemerintah internasional"),
        ("en", "foreign non-governmental organisations"),
    ],
)
def test_a_clear_fragment(lang: str, fragment: str) -> None:
    assert decide(fragment).lang == lang


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le ministère a annoncé hier une aide de deux millions d'euros aux associations."),
        ("es", "El ministerio anunció ayer una ayuda de dos millones de euros a las asociaciones."),
        (
            "nl",
            "Het ministerie heeft gisteren twee miljoen euro steun voor de slachtoffers beloofd.",
        ),
        ("tl", "Nagbigay ang pamahalaan ng dalawang milyong piso sa mga nasalanta ng bagyo."),
        (
            "ru",
            "Вчера министерство сообщило, что эти организации получили помощь на два миллиона евро.",
        ),
        ("zh", "外交部昨天宣布，向在越南工作的外国非政府组织提供两百万欧元的援助。"),
    ],
)
def test_another_language_is_named(lang: str, text: str) -> None:
    assert decide(text).lang == lang


def test_a_neighbour_that_nobody_knows_is_left_open() -> None:
    sundanese = "Pamaréntah ngabagikeun bantuan ka warga nu kakeunaan caah di kacamatan éta."
    assert decide(sundanese).lang == "und"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Bantuan 2,5 juta pada tahun 2023 dan 3,5 juta pada tahun 2024."),
        ("ms", "Bantuan 2.5 juta pada tahun 2023 dan 3.5 juta pada tahun 2024."),
        ("id", "Bantuan 1.250.000 pada tahun 2023 dan 2.340.500 pada tahun 2024."),
        ("ms", "Bantuan 1,250,000 pada tahun 2023 dan 2,340,500 pada tahun 2024."),
    ],
)
def test_words_in_common_leave_it_to_the_numbers(lang: str, text: str) -> None:
    assert decide(text).lang == lang


def test_a_hint_decides_what_the_words_leave_open() -> None:
    shared = "program bantuan tahun 2023"
    assert decide(shared).lang == "und"
    assert decide(shared, hints=["ms"]).lang == "ms"
    assert decide(shared, hints=["id_ID"]).lang == "id"
    assert decide(shared, hints=["ms", "id"]).lang == "und"
    assert decide(shared, hints=["", "x-default", "fr"]) == decide(shared)


@pytest.mark.parametrize(("lang", "text"), [("vi", VI), ("ms", MS), ("id", ID), ("en", EN)])
@pytest.mark.parametrize("hint", ["vi", "ms", "id-ID", "en", "fr"])
def test_a_hint_never_overrides_clear_words(lang: str, text: str, hint: str) -> None:
    assert decide(text, hints=[hint]).lang == lang


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", VI),
        VI.replace("Ủy ban", "Ủy\u00a0ban").replace("tổ chức", "t\u200bổ ch\u00adức"),
        VI.replace("đ", "ð").replace("ư", "ƣ"),
        "\ufeff" + VI.replace(" ", "\u2003"),
    ],
)
def test_the_way_a_text_is_typed_changes_nothing(typed: str) -> None:
    assert decide(typed) == decide(VI)


def test_capitals_change_nothing() -> None:
    assert decide(MS.upper()) == decide(MS)


def test_the_rest_of_a_long_text_is_not_read() -> None:
    long = (MS + "\n") * 120
    assert len(long) > 20_000
    assert decide(long + (ID + "\n") * 500) == decide(long[:20_000])


def test_less_text_gives_a_smaller_probability() -> None:
    short, longer = decide("dana bantuan asing"), decide("dana bantuan asing dan wang kerajaan")
    assert short.probability < longer.probability
    assert short.margin < longer.margin


_PRINT = """
import sys
from extract.language import decide
for text in sys.argv[1:]:
    print(decide(text))
print("langdetect" in sys.modules)
"""


def _run(seed: str, *texts: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", _PRINT, *texts],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


def test_every_process_decides_alike() -> None:
    texts = [VI, MS, ID, EN, "Le ministère a annoncé hier une aide de deux millions d'euros."]
    first, second = _run("1", *texts), _run("2", *texts)
    assert first == second
    assert first[:4] == [repr(decide(text)) for text in texts[:4]]


def test_langdetect_is_not_loaded_for_our_languages() -> None:
    assert _run("0", VI, MS, ID, EN)[-1] == "False"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=400))
def test_any_text_gets_a_decision(text: str) -> None:
    decision = decide(text)
    assert isinstance(decision, Decision)
    assert decision.lang == "und" or (len(decision.lang) == 2 and decision.lang.islower())
    assert 0.0 <= decision.probability <= 1.0
    assert decision.margin >= 0.0


def _weights() -> dict[str, int]:
    content = files("extract").joinpath("data", "ngrams", "ms-id.txt").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for line in content.splitlines():
        kind, weight, *words = line.split(" ")
        if kind == "word":
            found.update(dict.fromkeys(words, int(weight)))
    return found


@pytest.fixture(scope="module")
def weights() -> dict[str, int]:
    return _weights()


@pytest.mark.parametrize(
    ("malay", "indonesian"),
    [
        ("kerajaan", "pemerintah"),
        ("antarabangsa", "internasional"),
        ("pertubuhan", "organisasi"),
        ("daripada", "dari"),
        ("tempoh", "periode"),
        ("berbanding", "dibandingkan"),
        ("mencecah", "mencapai"),
        ("bilion", "miliar"),
        ("projek", "proyek"),
        ("timbalan", "wakil"),
        ("jawatankuasa", "komite"),
        ("persidangan", "konferensi"),
        ("wang", "uang"),
        ("kerana", "karena"),
        ("boleh", "bisa"),
        ("pejabat", "kantor"),
        ("geran", "hibah"),
        ("sukarelawan", "relawan"),
        ("mangsa", "korban"),
        ("syarikat", "perusahaan"),
        ("peratus", "persen"),
        ("bahawa", "bahwa"),
        ("ogos", "agustus"),
        ("mac", "maret"),
        ("julai", "juli"),
        ("disember", "desember"),
    ],
)
def test_spelling_pairs_have_opposite_signs(
    weights: dict[str, int], malay: str, indonesian: str
) -> None:
    assert weights[malay] > 0 > weights[indonesian]


def test_the_tables_stay_small() -> None:
    folder: Any = files("extract").joinpath("data", "ngrams")
    sizes = [len(item.read_bytes()) for item in folder.iterdir() if item.name.endswith(".txt")]
    assert len(sizes) == 2
    assert sum(sizes) < 1_500_000
