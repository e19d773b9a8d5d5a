"""Place names in every spelling lead to their ISO 3166 code."""

from __future__ import annotations

import pytest

from extract.places import find_places, outlet_place
from extract.tokens import tokenize

CASES = [
    ("Tại Sơn La", ["VN-05"]),
    ("Di wilayah Son La", ["VN-05"]),
    ("trên địa bàn TP.HCM", ["VN-SG"]),
    ("Bandar Raya Ho Chi Minh", ["VN-SG"]),
    ("tỉnh Thừa Thiên-Huế", ["VN-26"]),
    ("Bà Rịa - Vũng Tàu", ["VN-43"]),
    ("Khánh Hoà và Khánh Hòa", ["VN-34", "VN-34"]),
    ("Provinsi Lang Son .", ["VN-09"]),
    ("cho Việt Nam", ["VN"]),
    ("Papua Barat", ["ID-PB"]),
    ("Papua Barat Daya", ["ID-PD"]),
    ("DI Yogyakarta", ["ID-YO"]),
    ("Pulau Pinang", ["MY-07"]),
    ("Kabupaten Kapuas", ["ID-KT"]),
    ("Kota Subulussalam dan Kapuas Hulu", ["ID-AC", "ID-KB"]),
    ("Kabupaten Lampung Barat (Lambar)", ["ID-LA", "ID-LA"]),
    ("Musi Banyuasin, Tojo Una-Una", ["ID-SS", "ID-ST"]),
    ("di Kota Belud, Tongod dan Sri Aman", ["MY-12", "MY-12", "MY-13"]),
    ("DUN Kabong", ["MY-13"]),
    ("tổ chức Hàn Quốc", ["KR"]),
    ("dolar AS", ["US"]),
    ("vì một nền hòa bình", []),
    ("Hòa bình là trên hết", []),
    ("as usual", []),
    ("huyện Giồng Trôm", ["VN-50"]),
    ("bà Giồng Trôm", []),
    ("các huyện Hải Lăng, Gio Linh và Cam Lộ", ["VN-25", "VN-25", "VN-25"]),
    ("TP. Sa Đéc", ["VN-45"]),
    ("daerah Gio Linh", ["VN-25"]),
    # A village bears a district's name, and is in the one behind the comma.
    ("xã Phước Sơn, huyện Tuy Phước", ["VN-31"]),
    ("phường Hải Dương, TP Hải Phòng", ["VN-HP"]),
    ("Desa Bogor, Jawa Tengah", ["ID-JT"]),
    ("huyện Phước Sơn, huyện Tuy Phước", ["VN-27", "VN-31"]),
    ("các huyện Phước Sơn, Tuy Phước", ["VN-27", "VN-31"]),
    ("tỉnh Quảng Nam, TP Đà Nẵng", ["VN-27", "VN-DN"]),
    ("xã Phước Sơn và huyện Tuy Phước", ["VN-27", "VN-31"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "codes"), CASES)
def test_the_places_of_a_text(text: str, codes: list[str]) -> None:
    assert [mention.place.code for mention in find_places(tokenize(text))] == codes


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("https://sonla.gov.vn/tin/1", "VN-05"),
        ("songv.langson.gov.vn", "VN-09"),
        ("baonghean.vn", "VN-22"),
        ("www.vietnam.vn", None),
        ("thoidai.com.vn", None),
        ("hue.gov.vn", None),
    ],
)
def test_an_outlet_with_a_province_in_its_name_speaks_for_it(host: str, code: str | None) -> None:
    place = outlet_place(host)
    assert (place.code if place else None) == code
